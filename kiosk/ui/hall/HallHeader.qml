pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// Whose meeting this is, and how many are in the room.
Item {
    id: root

    property bool bare: false
    required property HallScreen screen

    implicitHeight: bare ? 0 : title.implicitHeight + Theme.gap
    visible: !bare

    Say {
        id: title

        anchors.left: parent.left
        anchors.top: parent.top
        size: Theme.caption
        text: root.screen.title
        tone: Tone.DIM
    }

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.verticalCenter: title.verticalCenter
        color: Theme.practice
        height: title.height
        radius: Theme.radius
        visible: root.screen.practice
        width: badge.implicitWidth + 4 * Theme.gap

        Say {
            id: badge

            anchors.centerIn: parent
            color: Theme.onPractice
            font.bold: true
            size: Theme.caption
            text: qsTr("Practice")
        }
    }

    Say {
        anchors.right: parent.right
        anchors.top: parent.top
        font.bold: true
        size: Theme.caption
        text: root.screen.attendance
    }

    Rectangle {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        color: Theme.accent
        height: Math.max(1, Theme.stroke / 2)
    }
}
