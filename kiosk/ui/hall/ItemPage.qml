pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// The item before the hall: number, title, text.
Item {
    id: root

    required property HallScreen screen

    Headed {
        id: headed

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        screen: root.screen
    }

    Rectangle {
        id: rule

        anchors.left: parent.left
        anchors.top: headed.bottom
        anchors.topMargin: Theme.gap
        color: Theme.line
        height: Math.max(1, Theme.stroke / 2)
        width: parent.width
    }

    Say {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: rule.bottom
        anchors.topMargin: Theme.gap
        lineHeight: 0.98
        size: Math.ceil(root.screen.bodySize * Theme.unit)
        text: root.screen.body
        wrapMode: Text.Wrap
    }

    Say {
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        size: Theme.caption
        text: root.screen.pageText
        tone: Tone.DIM
    }
}
