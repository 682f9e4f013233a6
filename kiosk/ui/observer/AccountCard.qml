pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// What became of the presses of the latest poll, as they come.
Card {
    id: root

    required property ObserverScreen screen

    border.color: Theme.line
    border.width: Theme.stroke
    implicitHeight: content.implicitHeight + 2 * Theme.edge

    ColumnLayout {
        id: content

        anchors.left: parent.left
        anchors.margins: Theme.edge
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: Theme.gap

        Say {
            Layout.fillWidth: true
            font.bold: true
            size: Theme.lead
            text: root.screen.poll
            wrapMode: Text.Wrap
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap
            uniformCellSizes: true

            Repeater {
                model: root.screen.sums

                FigureTile {
                    required figure
                    required label

                    Accessible.name: label + " " + figure
                    Accessible.role: Accessible.StaticText
                    Layout.fillHeight: true
                    Layout.fillWidth: true
                    Layout.preferredHeight: Theme.large ? implicitHeight : Theme.unit * 0.093
                    mark: Mark.NONE
                    size: Theme.headline
                    tone: Tone.PLAIN
                }
            }
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap

            Light {
                mark: root.screen.sumMark
                size: Theme.body
                tone: root.screen.sumTone
            }

            Say {
                Layout.fillWidth: true
                font.bold: true
                text: root.screen.sumLine
                wrapMode: Text.Wrap
            }
        }

        Flow {
            Layout.fillWidth: true
            spacing: Theme.gap * 2

            Say {
                text: qsTr("Refused, by reason:")
                tone: Tone.DIM
            }

            Say {
                text: root.screen.reasonsNone
                tone: Tone.DIM
                visible: text !== ""
            }

            Repeater {
                model: root.screen.reasons

                Say {
                    required property string figure
                    required property string label

                    font.bold: true
                    text: label + "  " + figure
                }
            }
        }

        Repeater {
            model: root.screen.wrong

            RowLayout {
                id: wrong

                required property string text

                Layout.fillWidth: true
                spacing: Theme.gap

                Light {
                    mark: Mark.CROSS
                    tone: Tone.BAD
                }

                Say {
                    Accessible.name: text
                    Accessible.role: Accessible.AlertMessage
                    Layout.fillWidth: true
                    font.bold: true
                    text: wrong.text
                    tone: Tone.BAD
                    wrapMode: Text.Wrap
                }
            }
        }
    }
}
