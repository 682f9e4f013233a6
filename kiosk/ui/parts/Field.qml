pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

// A line to write in. Where nobody writes, what is too long for it is read from its beginning.
T.TextField {
    id: root

    required property string label

    function rest(): void {
        if (!activeFocus && !Touch.opened)
            cursorPosition = 0;
    }

    Accessible.name: label
    Accessible.role: Accessible.EditableText
    color: Theme.text
    font.family: Theme.family
    font.pixelSize: Theme.lead
    implicitHeight: Theme.figure * 1.3
    leftPadding: Theme.gap * 1.5
    rightPadding: Theme.gap * 1.5 + keys.width
    selectedTextColor: Theme.onAccent
    selectionColor: Theme.accent
    topPadding: Theme.body * 1.3
    verticalAlignment: TextInput.AlignVCenter

    background: Rectangle {
        border.color: root.activeFocus ? Theme.accent : Theme.line
        border.width: root.activeFocus ? Theme.stroke * 3 : Theme.stroke
        color: Theme.ground
        radius: Theme.radius

        Say {
            elide: Text.ElideRight
            size: Theme.caption
            text: root.label
            tone: Tone.DIM
            width: root.width - Theme.gap * 3
            x: Theme.gap * 1.5
            y: Theme.gap * 0.5
        }
    }

    onActiveFocusChanged: {
        if (activeFocus && focusReason !== Qt.MouseFocusReason)
            cursorPosition = length;
        else
            rest();
    }
    onTextChanged: rest()

    TouchOpener {
        id: keys

        anchors.bottom: parent.bottom
        anchors.margins: Theme.gap * 0.5
        anchors.right: parent.right
        field: root
    }
}
