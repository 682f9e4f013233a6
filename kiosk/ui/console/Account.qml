pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// After the close: the verdict and its sum, the press account, every difference.
ColumnLayout {
    id: root

    required property ConsoleScreen screen

    spacing: Theme.gap

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.edge
        visible: root.screen.verdict !== ""

        Rectangle {
            Layout.alignment: Qt.AlignTop
            Layout.preferredHeight: Theme.figure * 1.5
            Layout.preferredWidth: verdict.implicitWidth + Theme.edge * 1.5
            border.color: Tint.of[root.screen.verdictTone]
            border.width: Theme.stroke * 3
            color: Theme.panel
            radius: Theme.radius

            Row {
                id: verdict

                anchors.centerIn: parent
                spacing: Theme.gap

                Symbol {
                    anchors.verticalCenter: parent.verticalCenter
                    color: Tint.of[root.screen.verdictTone]
                    mark: root.screen.verdictMark
                    size: Theme.title
                }

                Say {
                    font.bold: true
                    size: Theme.title
                    text: root.screen.verdict
                    tone: root.screen.verdictTone
                }
            }
        }

        Say {
            Layout.fillWidth: true
            text: root.screen.computation
            wrapMode: Text.Wrap
        }
    }

    GridLayout {
        Layout.fillWidth: true
        columnSpacing: Theme.edge
        columns: 2
        rowSpacing: Theme.gap / 2
        uniformCellWidths: true
        visible: options.count > 0

        Repeater {
            id: options

            model: root.screen.options

            OptionLine {
                Layout.fillWidth: true
            }
        }
    }

    RowLayout {
        spacing: Theme.gap
        visible: root.screen.account !== ""

        Light {
            mark: root.screen.accountMark
            tone: root.screen.accountTone
        }

        Say {
            Layout.fillWidth: true
            font.bold: true
            text: root.screen.account
            wrapMode: Text.Wrap
        }
    }

    Repeater {
        model: root.screen.differences

        RowLayout {
            id: difference

            required property string text

            spacing: Theme.gap

            Light {
                mark: Mark.CROSS
                tone: Tone.BAD
            }

            Say {
                Layout.fillWidth: true
                text: difference.text
                tone: Tone.BAD
                wrapMode: Text.Wrap
            }
        }
    }
}
