pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// Before the meeting, and between its parts.
Item {
    id: root

    required property HallScreen screen

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
            text: qsTr("Please keep your pass at hand")
            tone: Tone.DIM
        }
    }

    Row {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        spacing: Theme.gap

        Say {
            id: rollWord

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
