pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// 签到: how many are here, of how many.
Item {
    id: root

    required property HallScreen screen

    Say {
        id: heading

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: Theme.gap
        font.bold: true
        size: Theme.title
        text: qsTr("Check-in")
    }

    Row {
        anchors.bottom: bar.top
        anchors.bottomMargin: Theme.gap * 3
        anchors.left: parent.left
        anchors.right: parent.right

        Column {
            spacing: Theme.gap * 2
            width: parent.width * 0.62

            Say {
                size: Theme.title
                text: qsTr("Present")
                tone: Tone.FAVOUR
            }

            BigNumber {
                anchors.left: parent.left
                size: Theme.hero * 1.5
                text: root.screen.present
                tone: Tone.FAVOUR
            }
        }

        Column {
            spacing: Theme.gap * 2
            width: parent.width * 0.38

            Say {
                anchors.right: parent.right
                size: Theme.title
                text: qsTr("On the roll")
                tone: Tone.DIM
            }

            BigNumber {
                anchors.right: parent.right
                size: Theme.hero * 1.5
                text: root.screen.roll
            }
        }
    }

    ShareBar {
        id: bar

        anchors.bottom: hint.top
        anchors.bottomMargin: Theme.gap * 1.5
        anchors.left: parent.left
        anchors.right: parent.right
        fill: Theme.favour
        height: Theme.gap * 1.6
        share: root.screen.presentShare
    }

    Say {
        id: hint

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        size: Theme.lead
        text: qsTr("Show your pass at a desk and take your keypad")
        tone: Tone.DIM
    }
}
