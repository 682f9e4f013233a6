pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// The figures of the result in one line, each with the symbol it has on this page.
Item {
    id: root

    required property HallScreen screen

    implicitHeight: Theme.title

    Row {
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap * 2

        Repeater {
            model: root.screen.shares

            Row {
                id: share

                required property string figure
                required property string label
                required property int mark
                required property int tone

                Accessible.name: share.label + " " + share.figure
                Accessible.role: Accessible.StaticText
                spacing: Theme.gap * 0.6

                Symbol {
                    anchors.verticalCenter: parent.verticalCenter
                    color: Tint.of[share.tone]
                    mark: share.mark
                    size: Theme.body
                }

                Say {
                    size: Theme.body
                    text: share.label
                    tone: Tone.DIM
                }

                Say {
                    font.bold: true
                    size: Theme.body
                    text: share.figure
                    tone: share.tone
                }
            }
        }
    }

    Say {
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        font.bold: true
        size: Theme.lead
        text: root.screen.verdict.replace("\n", "")
        tone: root.screen.tone
    }
}
