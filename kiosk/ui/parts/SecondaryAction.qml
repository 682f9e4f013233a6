pragma ComponentBehavior: Bound

import QtQuick

// One of the other actions: its word, and under it its chord, or why it may not be pressed.
Button {
    id: root

    required property string act
    required property string chord
    required property bool danger
    required label
    required ready
    required property string reason

    border.color: activeFocus ? Theme.accent : danger && ready ? Theme.bad : Theme.line
    color: !ready ? Theme.ground : down ? Theme.raised : Theme.panel
    hint: reason
    implicitHeight: Math.max(Theme.unit * 0.067, words.implicitHeight + Theme.gap * 1.2)
    implicitWidth: Math.max(named.implicitWidth, noted.implicitWidth) + Theme.gap * 2

    Column {
        id: words

        anchors.left: parent.left
        anchors.margins: Theme.gap
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter

        Say {
            id: named

            font.bold: true
            horizontalAlignment: Text.AlignHCenter
            lineHeight: 0.9
            text: root.label
            tone: !root.ready ? Tone.DIM : root.danger ? Tone.BAD : Tone.PLAIN
            width: parent.width
            wrapMode: Text.Wrap
        }

        Say {
            id: noted

            horizontalAlignment: Text.AlignHCenter
            size: Theme.caption
            text: root.reason || root.chord || (root.activeFocus ? "Alt+Enter" : "")
            tone: Tone.DIM
            visible: text !== ""
            width: parent.width
            wrapMode: Text.Wrap
        }
    }
}
