pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

// Several lines to write in.
T.TextArea {
    id: root

    required property string label

    Accessible.name: label
    Accessible.role: Accessible.EditableText
    bottomPadding: Theme.gap
    color: Theme.text
    font.family: Theme.family
    font.pixelSize: Theme.lead
    implicitHeight: Math.max(Theme.lead * 5, contentHeight + topPadding + bottomPadding)
    leftPadding: Theme.gap * 1.5
    rightPadding: Theme.gap * 1.5 + keys.width
    selectedTextColor: Theme.onAccent
    selectionColor: Theme.accent
    topPadding: Theme.body * 1.4
    wrapMode: TextEdit.Wrap

    background: Rectangle {
        border.color: root.activeFocus ? Theme.accent : Theme.line
        border.width: root.activeFocus ? Theme.stroke * 3 : Theme.stroke
        color: Theme.ground
        radius: Theme.radius

        Say {
            size: Theme.caption
            text: root.label
            tone: Tone.DIM
            x: Theme.gap * 1.5
            y: Theme.gap * 0.5
        }
    }

    Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus()
    Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus()

    TouchOpener {
        id: keys

        anchors.bottom: parent.bottom
        anchors.margins: Theme.gap * 0.5
        anchors.right: parent.right
        field: root
    }
}
