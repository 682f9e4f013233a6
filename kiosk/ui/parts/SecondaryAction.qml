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
    implicitHeight: Theme.figure * 1.2

    Column {
        anchors.left: parent.left
        anchors.margins: Theme.gap
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter

        Say {
            elide: Text.ElideRight
            font.bold: true
            horizontalAlignment: Text.AlignHCenter
            text: root.label
            tone: !root.ready ? Tone.DIM : root.danger ? Tone.BAD : Tone.PLAIN
            width: parent.width
        }

        Say {
            elide: Text.ElideRight
            horizontalAlignment: Text.AlignHCenter
            size: Theme.caption
            text: root.reason || root.chord
            tone: Tone.DIM
            width: parent.width
        }
    }
}
