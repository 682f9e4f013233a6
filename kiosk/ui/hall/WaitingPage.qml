pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// Closing, counted, paused: the motion stays, and one sentence says what is awaited.
Item {
    id: root

    required property HallScreen screen

    Headed {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        screen: root.screen
    }

    Card {
        id: card

        anchors.bottom: pressed.top
        anchors.bottomMargin: Theme.gap * 1.6
        anchors.left: parent.left
        anchors.right: parent.right
        height: Theme.unit * 0.36

        Symbol {
            id: symbol

            anchors.left: parent.left
            anchors.leftMargin: Theme.gap * 3
            anchors.verticalCenter: parent.verticalCenter
            color: Tint.of[root.screen.tone]
            mark: root.screen.mark
            size: Theme.unit * 0.15
            weight: 2
        }

        Column {
            anchors.left: symbol.right
            anchors.leftMargin: Theme.gap * 3
            anchors.right: remaining.visible ? remaining.left : card.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.gap * 0.5

            Say {
                font.bold: true
                size: Math.ceil(root.screen.noticeSize * Theme.unit)
                text: root.screen.notice
                tone: root.screen.tone
            }

            Say {
                lineHeight: 0.9
                size: Math.ceil(root.screen.sentenceSize * Theme.unit)
                text: root.screen.sentence
                width: parent.width
                wrapMode: Text.Wrap
            }
        }

        Countdown {
            id: remaining

            anchors.right: parent.right
            anchors.rightMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            clock: root.screen.clock
            label: root.screen.clockLabel
            size: Theme.hero * 0.8
            urgent: false
            visible: clock !== ""
            width: Theme.unit * 0.32
        }
    }

    PressedBar {
        id: pressed

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        share: root.screen.pressedShare
        text: root.screen.pressedText
        visible: text !== ""
    }
}
