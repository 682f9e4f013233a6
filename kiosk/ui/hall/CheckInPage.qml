pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// 签到: how many are here, of how many, and of which groups.
Item {
    id: root

    readonly property bool composed: screen.groupsTitle !== ""
    readonly property real figures: screen.roll.length > 3 ? 0.56 : 0.82
    required property HallScreen screen

    Say {
        id: heading

        anchors.left: parent.left
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
        width: bar.width

        Column {
            spacing: Theme.gap * 2
            width: parent.width * (root.composed ? 0.58 : 0.62)

            Say {
                size: Theme.title
                text: qsTr("Present")
                tone: Tone.FAVOUR
            }

            BigNumber {
                id: here

                anchors.left: parent.left
                size: Theme.hero * (root.composed ? root.figures : 1.5)
                text: root.screen.present
                tone: Tone.FAVOUR
            }
        }

        Column {
            spacing: Theme.gap * 2
            width: parent.width * (root.composed ? 0.42 : 0.38)

            Say {
                anchors.right: parent.right
                size: Theme.title
                text: qsTr("On the roll")
                tone: Tone.DIM
            }

            // Smaller, so that two figures side by side are never read as one.
            Item {
                height: here.height
                width: parent.width

                BigNumber {
                    anchors.bottom: parent.bottom
                    anchors.right: parent.right
                    size: here.size * 0.68
                    text: root.screen.roll
                }
            }
        }
    }

    Column {
        anchors.bottom: bar.bottom
        anchors.right: parent.right
        spacing: Theme.gap * 1.6
        visible: root.composed
        width: parent.width * 0.48

        Say {
            font.bold: true
            size: Theme.lead
            text: root.screen.groupsTitle
            tone: Tone.DIM
        }

        Repeater {
            model: root.screen.groups

            GroupBar {
                width: parent.width
            }
        }
    }

    ShareBar {
        id: bar

        anchors.bottom: hint.top
        anchors.bottomMargin: Theme.gap * 1.5
        anchors.left: parent.left
        fill: Theme.favour
        height: Theme.gap * 1.6
        share: root.screen.presentShare
        width: parent.width * (root.composed ? 0.46 : 1)
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
