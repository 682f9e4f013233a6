pragma ComponentBehavior: Bound

import QtQuick

// What the law says of a poll, in the largest words of the screen.
Rectangle {
    id: root

    required property string figure
    required property int mark
    required property string note
    required property real noteSize
    readonly property string place: "verdict"
    required property real size
    readonly property color tint: Tint.of[tone]
    required property int tone
    required property string verdict

    border.color: tint
    border.width: Theme.stroke * 2
    color: Theme.panel
    radius: Theme.radius * 1.5

    Column {
        anchors.centerIn: parent
        spacing: Theme.gap * 0.3
        width: parent.width - 2 * Theme.gap

        Symbol {
            anchors.horizontalCenter: parent.horizontalCenter
            color: root.tint
            mark: root.mark
            size: Theme.title * 1.15
        }

        Say {
            font.bold: true
            horizontalAlignment: Text.AlignHCenter
            lineHeight: 0.86
            size: Math.ceil(root.size * Theme.unit)
            text: root.verdict
            tone: root.tone
            width: parent.width
            wrapMode: Text.WordWrap
        }

        Say {
            font.bold: true
            horizontalAlignment: Text.AlignHCenter
            lineHeight: 0.9
            size: Math.ceil(root.noteSize * Theme.unit)
            text: root.note
            visible: root.note !== ""
            width: parent.width
        }
    }
}
