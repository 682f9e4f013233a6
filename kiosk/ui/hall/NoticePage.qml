pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// Fault, halt, void: what is the matter and what to do now, in one sentence.
Item {
    id: root

    required property HallScreen screen

    Rectangle {
        id: mast

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.topMargin: Theme.gap
        color: Tint.of[root.screen.tone]
        radius: Theme.radius
        width: Theme.unit * 0.34

        Symbol {
            anchors.centerIn: parent
            color: Theme.ground
            mark: root.screen.mark
            size: Theme.unit * 0.2
            weight: 2.4
        }
    }

    Column {
        anchors.left: mast.right
        anchors.leftMargin: Theme.gap * 3
        anchors.right: parent.right
        anchors.verticalCenter: mast.verticalCenter
        spacing: Theme.gap * 1.5

        Say {
            font.bold: true
            size: Theme.body
            text: root.screen.kicker
            tone: Tone.ACCENT
            visible: text !== ""
        }

        Say {
            font.bold: true
            lineHeight: 0.88
            size: Math.ceil(root.screen.noticeSize * Theme.unit)
            text: root.screen.notice
            width: parent.width
            wrapMode: Text.Wrap
        }

        Say {
            lineHeight: 0.95
            size: Math.ceil(root.screen.sentenceSize * Theme.unit)
            text: root.screen.sentence
            width: parent.width
            wrapMode: Text.Wrap
        }

        Say {
            size: Theme.caption
            text: root.screen.bookLine
            tone: Tone.DIM
            visible: text !== ""
        }
    }
}
