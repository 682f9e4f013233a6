pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// A button as large as a finger in a hurry: its word and its key.
Button {
    id: root

    required property string act
    required property bool active
    required property string chord
    required property bool danger
    required label
    required ready
    property bool roomy: false

    border.color: activeFocus || active ? Theme.accent : danger && ready ? Theme.bad : Theme.line
    border.width: activeFocus || active ? Theme.stroke * 4 : Theme.stroke * 2
    color: !ready ? Theme.ground : down || active ? Theme.raised : Theme.panel
    hint: chord
    implicitHeight: Math.max(Theme.unit * (roomy ? 0.1 : 0.075), words.implicitHeight + Theme.gap)
    implicitWidth: words.implicitWidth + Theme.gap * 3

    FocusFrame {
        anchors.margins: Theme.stroke * 7
        on: root
    }

    GridLayout {
        id: words

        anchors.centerIn: parent
        columnSpacing: Theme.gap
        columns: Theme.large ? 1 : 2
        rowSpacing: 0
        width: Math.min(implicitWidth, root.width - Theme.gap * 2)

        Say {
            Layout.alignment: Qt.AlignHCenter
            Layout.fillWidth: true
            font.bold: true
            horizontalAlignment: Text.AlignHCenter
            lineHeight: 0.9
            size: Theme.title
            text: root.label
            tone: !root.ready ? Tone.DIM : root.danger ? Tone.BAD : Tone.PLAIN
            wrapMode: Text.Wrap
        }

        Say {
            Layout.alignment: Qt.AlignHCenter
            size: Theme.body
            text: root.chord
            tone: Tone.DIM
            visible: text !== ""
        }
    }
}
