pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// The room: who is here, what answers, who is silent.
Card {
    id: root

    required property ConsoleScreen screen

    border.color: Theme.line
    border.width: Theme.stroke
    clip: true

    ColumnLayout {
        anchors.left: parent.left
        anchors.margins: Theme.edge
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: Theme.gap * 1.2
        spacing: Theme.gap * 1.1

        RowLayout {
            Layout.bottomMargin: Theme.gap / 2
            Layout.fillWidth: true

            Say {
                Layout.fillWidth: true
                font.bold: true
                size: Theme.lead
                text: qsTr("Room")
            }

            Say {
                font.bold: true
                size: Theme.lead
                text: root.screen.attendance
            }
        }

        Repeater {
            model: root.screen.room

            RowLayout {
                id: line

                required property int mark
                required property string name
                required property string text
                required property int tone

                Accessible.name: line.name + " " + line.text
                Accessible.role: Accessible.ListItem
                Layout.fillWidth: true
                spacing: Theme.gap

                Light {
                    mark: line.mark
                    size: Theme.body
                    tone: line.tone
                }

                Say {
                    Layout.preferredWidth: Theme.unit * 0.165
                    elide: Text.ElideRight
                    text: line.name
                    tone: Tone.DIM
                }

                Say {
                    Layout.fillWidth: true
                    elide: Text.ElideRight
                    font.bold: true
                    text: line.text
                }
            }
        }

        Rectangle {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.stroke
            color: Theme.line
            visible: silent.count > 0
        }

        Say {
            font.bold: true
            text: qsTr("Silent seats")
            visible: silent.count > 0
        }

        Repeater {
            id: silent

            model: root.screen.silent

            RowLayout {
                id: seat

                required property string name
                required property string seat
                required property string text

                Layout.fillWidth: true
                spacing: Theme.gap

                Say {
                    Layout.preferredWidth: Theme.unit * 0.065
                    font.bold: true
                    text: seat.seat
                }

                Say {
                    text: seat.name
                }

                Say {
                    Layout.fillWidth: true
                    elide: Text.ElideRight
                    horizontalAlignment: Text.AlignRight
                    size: Theme.caption
                    text: seat.text
                    tone: Tone.DIM
                }
            }
        }

        Say {
            text: root.screen.silentMore
            tone: Tone.DIM
            visible: text !== ""
        }
    }
}
