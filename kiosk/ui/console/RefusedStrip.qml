pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// The last presses that did not count, newest first, each with its reason.
Rectangle {
    id: root

    required property LookUp lookUp
    required property ConsoleScreen screen

    color: Theme.raised
    implicitHeight: Math.max(Theme.title * 2.2, words.implicitHeight + Theme.gap)

    RowLayout {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: Theme.edge
        anchors.right: parent.right
        anchors.rightMargin: Theme.edge
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.edge

        Say {
            Layout.preferredWidth: Theme.span * 0.17
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

                required property int index
                required property string reason
                required property string time
                required property string who

                Layout.fillWidth: true
                Layout.preferredWidth: 1
                spacing: 0
                visible: !Theme.large || index < 3

                Say {
                    Layout.fillWidth: true
                    font.bold: true
                    lineHeight: 0.9
                    text: press.reason
                    wrapMode: Text.Wrap
                }

                Say {
                    Layout.fillWidth: true
                    lineHeight: 0.9
                    size: Theme.caption
                    text: press.time + "  " + press.who
                    tone: Tone.DIM
                    wrapMode: Text.Wrap
                }
            }
        }

        HeadButton {
            hint: "Ctrl+F"
            label: qsTr("Look up")

            onPressed: root.lookUp.lay(true)
        }
    }
}
