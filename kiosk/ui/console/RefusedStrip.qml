pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// The last presses that did not count, newest first, each with its reason.
Rectangle {
    id: root

    required property ConsoleScreen screen

    color: Theme.raised
    implicitHeight: Theme.title * 2.2

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.edge
        anchors.rightMargin: Theme.edge
        spacing: Theme.edge

        Say {
            Layout.preferredWidth: Theme.unit * 0.17
            font.bold: true
            text: qsTr("Last presses not counted")
            wrapMode: Text.Wrap
        }

        Say {
            Layout.fillWidth: true
            text: root.screen.refusedNone
            tone: Tone.DIM
            visible: text !== ""
        }

        Repeater {
            model: root.screen.refused

            ColumnLayout {
                id: press

                required property string reason
                required property string time
                required property string who

                Layout.fillWidth: true
                Layout.preferredWidth: 1
                spacing: 0

                Say {
                    Layout.fillWidth: true
                    elide: Text.ElideRight
                    font.bold: true
                    text: press.reason
                }

                Say {
                    Layout.fillWidth: true
                    elide: Text.ElideRight
                    size: Theme.caption
                    text: press.time + "  " + press.who
                    tone: Tone.DIM
                }
            }
        }
    }
}
