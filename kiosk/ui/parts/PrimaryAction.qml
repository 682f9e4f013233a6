pragma ComponentBehavior: Bound

import QtQuick

// The one next action; grey, with its reason, when it may not be pressed.
Button {
    id: root

    required property string chord
    property bool danger: false
    readonly property color face: danger ? Theme.bad : Theme.accent
    required property string reason

    border.color: ready ? face : Theme.line
    border.width: activeFocus ? Theme.stroke * 4 : Theme.stroke
    color: !ready ? Theme.raised : face
    hint: reason
    implicitHeight: Theme.hero * 2

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.stroke * 4
        border.color: Theme.onAccent
        border.width: Theme.stroke * 2
        color: "transparent"
        radius: root.radius
        visible: root.activeFocus && root.ready
    }

    Column {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.edge

        Say {
            color: root.ready ? Theme.onAccent : Theme.dim
            font.bold: true
            fontSizeMode: Text.HorizontalFit
            horizontalAlignment: Text.AlignHCenter
            minimumPixelSize: Theme.title
            size: Theme.figure
            text: root.label
            width: parent.width
        }

        Say {
            elide: Text.ElideRight
            font.bold: true
            horizontalAlignment: Text.AlignHCenter
            size: Theme.lead
            text: root.reason
            tone: Tone.BAD
            visible: text !== ""
            width: parent.width
        }
    }

    Say {
        anchors.margins: Theme.gap
        anchors.right: parent.right
        anchors.top: parent.top
        color: root.ready ? Theme.onAccent : Theme.dim
        size: Theme.caption
        text: root.chord
    }
}
