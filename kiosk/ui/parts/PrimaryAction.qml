pragma ComponentBehavior: Bound

import QtQuick

// The one next action, with what to mind about it; grey, with its reason, when it may not be pressed, and framed in its own
// colour while it is busy or about to be ready.
Button {
    id: root

    property bool busy: false
    required property string chord
    property bool danger: false
    readonly property color face: danger ? Theme.bad : Theme.accent
    required property string reason
    property int size: Theme.large ? Theme.headline : Theme.figure

    border.color: ready || busy ? face : Theme.line
    border.width: activeFocus || busy ? Theme.stroke * 4 : Theme.stroke
    color: !ready ? Theme.raised : face
    hint: reason
    implicitHeight: Math.max(Theme.unit * (Theme.large ? 0.1 : 0.144), words.implicitHeight + Theme.gap)

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
        id: words

        anchors.centerIn: parent
        width: parent.width - 2 * Theme.edge

        Say {
            color: root.ready ? Theme.onAccent : root.busy ? root.face : Theme.dim
            font.bold: true
            fontSizeMode: Text.HorizontalFit
            horizontalAlignment: Text.AlignHCenter
            lineHeight: 0.9
            minimumPixelSize: Theme.title
            size: root.size
            text: root.label
            width: parent.width
        }

        Say {
            color: root.ready ? Theme.onAccent : root.busy ? Theme.dim : Theme.bad
            font.bold: true
            horizontalAlignment: Text.AlignHCenter
            lineHeight: 0.9
            size: Theme.lead
            text: root.reason
            visible: text !== ""
            width: parent.width
            wrapMode: Text.Wrap
        }

        Say {
            anchors.horizontalCenter: parent.horizontalCenter
            color: root.ready ? Theme.onAccent : Theme.dim
            size: Theme.caption
            text: root.chord
            visible: Theme.large
        }
    }

    Say {
        anchors.margins: Theme.gap
        anchors.right: parent.right
        anchors.top: parent.top
        color: root.ready ? Theme.onAccent : Theme.dim
        size: Theme.caption
        text: root.chord
        visible: !Theme.large
    }
}
