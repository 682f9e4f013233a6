pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// Before the meeting, and between its parts: its name and earlier resolutions in turn, and the
// code of the public page, which stays.
Item {
    id: root

    readonly property bool coded: screen.code !== ""
    required property HallScreen screen

    Item {
        id: turning

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: root.coded ? publicPage.left : parent.right
        anchors.rightMargin: root.coded ? Theme.gap * 3 : 0
        anchors.top: parent.top
    }

    Item {
        anchors.fill: turning
        visible: !root.screen.listing

        Column {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: -Theme.gap * 2
            spacing: Theme.gap * 2

            Rectangle {
                color: Theme.accent
                height: Theme.stroke * 2
                radius: height / 2
                width: Theme.hero * 0.6
            }

            Say {
                font.bold: true
                lineHeight: 0.88
                size: Math.ceil(root.screen.headingSize * Theme.unit)
                text: root.screen.heading
                width: parent.width
                wrapMode: Text.Wrap
            }

            Say {
                size: Theme.lead
                text: root.screen.standbyLine
                tone: Tone.DIM
            }
        }

        Row {
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.gap
            anchors.left: parent.left
            spacing: Theme.gap
            visible: root.screen.roll !== ""

            Say {
                anchors.verticalCenter: parent.verticalCenter
                size: Theme.lead
                text: qsTr("On the roll")
                tone: Tone.DIM
            }

            BigNumber {
                anchors.verticalCenter: parent.verticalCenter
                size: Theme.figure
                text: root.screen.roll
                tone: Tone.ACCENT
            }
        }
    }

    Item {
        anchors.fill: turning
        visible: root.screen.listing

        Say {
            id: kicker

            anchors.left: parent.left
            anchors.top: parent.top
            font.bold: true
            size: Math.ceil(Theme.unit / 27)
            text: qsTr("Earlier resolutions")
            tone: Tone.ACCENT
        }

        Say {
            anchors.baseline: kicker.baseline
            anchors.right: parent.right
            size: Theme.caption
            text: root.screen.pageText
            tone: Tone.DIM
        }

        Say {
            id: session

            anchors.left: parent.left
            anchors.top: kicker.bottom
            font.bold: true
            lineHeight: 0.88
            size: Math.ceil(root.screen.headingSize * Theme.unit)
            text: root.screen.heading
        }

        Column {
            id: list

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: session.bottom
            anchors.topMargin: Theme.gap * 0.8
            spacing: Math.round(Theme.unit / 34)

            Repeater {
                model: root.screen.past

                PastRow {
                    width: list.width
                }
            }
        }
    }

    PublicPage {
        id: publicPage

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        screen: root.screen
        visible: root.coded
        width: Math.round(Theme.unit / 2)
    }
}
