pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

// A line to write in.
T.TextField {
    id: root

    required property string label

    Accessible.name: label
    color: Theme.text
    font.family: Theme.family
    font.pixelSize: Theme.lead
    implicitHeight: Theme.figure * 1.3
    leftPadding: Theme.gap * 1.5
    rightPadding: Theme.gap * 1.5
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
            size: Theme.caption
            text: root.label
            tone: Tone.DIM
            x: Theme.gap * 1.5
            y: Theme.gap * 0.5
        }
    }
}
