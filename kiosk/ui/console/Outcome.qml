pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// What came of the poll, before anything else of it: the verdict and its sum, the options by rank,
// the buckets.
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

    Say {
        Layout.fillWidth: true
        text: root.screen.others
        tone: Tone.DIM
        visible: text !== ""
        wrapMode: Text.Wrap
    }

    RowLayout {
        Layout.fillHeight: false
        Layout.fillWidth: true
        spacing: Theme.gap
        uniformCellSizes: true
        visible: buckets.count > 0

        Repeater {
            id: buckets

            model: root.screen.buckets

            FigureTile {
                Layout.fillHeight: true
                Layout.fillWidth: true
            }
        }
    }
}
