pragma ComponentBehavior: Bound

import QtQuick

// One option of a choice: its key and its name.
Rectangle {
    id: root

    required property string key
    required property string label
    required property real size

    color: Theme.panel
    radius: Theme.radius

    KeyCap {
        id: cap

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap * 0.6
        anchors.verticalCenter: parent.verticalCenter
        size: Theme.lead
        text: root.key
        tone: Tone.ACCENT
    }

    Say {
        anchors.left: cap.right
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        lineHeight: 0.78
        size: Math.ceil(root.size * Theme.unit)
        text: root.label
        wrapMode: Text.Wrap
    }
}
