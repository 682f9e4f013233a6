pragma ComponentBehavior: Bound

import QtQuick

// One answer: key, word, symbol; always in the same place.
Rectangle {
    id: root

    required property string key
    required property string label
    required property int mark
    required property real size
    required property int tone

    border.color: Tint.of[tone]
    border.width: Theme.stroke
    color: Theme.panel
    radius: Theme.radius * 1.5

    KeyCap {
        id: cap

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap * 1.2
        anchors.verticalCenter: parent.verticalCenter
        size: Theme.headline * 0.75
        text: root.key
        tone: root.tone
    }

    Say {
        anchors.left: cap.right
        anchors.right: symbol.left
        anchors.verticalCenter: parent.verticalCenter
        font.bold: true
        horizontalAlignment: Text.AlignHCenter
        size: Math.ceil(root.size * Theme.unit)
        text: root.label
    }

    Symbol {
        id: symbol

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap * 1.4
        anchors.verticalCenter: parent.verticalCenter
        color: Tint.of[root.tone]
        mark: root.mark
        size: Theme.headline * 0.75
    }
}
