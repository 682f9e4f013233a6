pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// What an earlier meeting resolved, and how far it is: by symbol, by word, by colour.
Item {
    id: root

    required property string charge
    required property string latest
    readonly property int letters: Math.ceil(Theme.unit / 27)
    required property int mark
    required property string progress
    required property string said
    required property string title
    required property real titleSize
    required property int tone

    Accessible.name: said
    Accessible.role: Accessible.ListItem
    implicitHeight: told.implicitHeight

    Rectangle {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.top: parent.top
        color: Tint.of[root.tone]
        radius: width / 2
        width: Theme.stroke * 1.5
    }

    Column {
        id: told

        anchors.left: parent.left
        anchors.leftMargin: Theme.unit / 30
        anchors.right: parent.right
        spacing: Theme.gap * 0.2

        Say {
            font.bold: true
            lineHeight: 0.9
            size: Math.ceil(root.titleSize * Theme.unit)
            text: root.title
        }

        Row {
            spacing: root.letters * 0.5

            Symbol {
                anchors.verticalCenter: word.verticalCenter
                color: Tint.of[root.tone]
                mark: root.mark
                size: root.letters
            }

            Say {
                id: word

                font.bold: true
                lineHeight: 0.9
                size: root.letters
                text: root.progress
                tone: root.tone
            }

            Say {
                lineHeight: 0.9
                size: root.letters
                text: root.charge
            }
        }

        Say {
            lineHeight: 0.9
            size: root.letters
            text: root.latest
            tone: Tone.DIM
            visible: text !== ""
        }
    }
}
