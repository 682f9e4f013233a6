pragma ComponentBehavior: Bound

import QtQuick

// One group of the assembly: who of it is here, its share of all, and the share it is to have.
Item {
    id: root

    required property string label
    required property real quota
    required property real share
    required property string text
    required property int tone

    Accessible.name: label + " " + text
    Accessible.role: Accessible.ListItem
    implicitHeight: Theme.lead * 1.7 + (called.lineCount - 1) * Theme.body * 1.3

    Say {
        id: called

        anchors.left: parent.left
        anchors.top: parent.top
        size: Theme.body
        text: root.label
        width: parent.width - figure.implicitWidth - Theme.gap
        wrapMode: Text.Wrap
    }

    Say {
        id: figure

        anchors.right: parent.right
        anchors.top: parent.top
        font.bold: true
        size: Theme.body
        text: root.text
        tone: root.tone
    }

    ShareBar {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        fill: Tint.of[root.tone]
        height: Theme.gap * 0.9
        share: root.share

        Rectangle {
            color: Theme.text
            height: parent.height + Theme.gap * 0.8
            visible: root.quota >= 0
            width: Theme.stroke * 2
            x: Math.round(parent.width * root.quota) - width / 2
            y: -Theme.gap * 0.4
        }
    }
}
