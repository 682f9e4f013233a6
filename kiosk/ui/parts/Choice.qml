pragma ComponentBehavior: Bound

import QtQuick

// One of several: the chosen one is filled, and says so to who cannot see it.
Button {
    id: root

    property bool checked: false

    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.role: Accessible.RadioButton
    border.color: activeFocus ? Theme.accent : checked ? Theme.accent : Theme.line
    color: checked ? Theme.accent : down ? Theme.raised : Theme.panel
    implicitHeight: Theme.body * 1.9
    implicitWidth: said.implicitWidth + Theme.gap * 3

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.stroke * 3
        border.color: Theme.onAccent
        border.width: Theme.stroke * 2
        color: "transparent"
        radius: root.radius
        visible: root.activeFocus && root.checked
    }

    Say {
        id: said

        anchors.centerIn: parent
        color: root.checked ? Theme.onAccent : Theme.text
        font.bold: root.checked
        text: root.label
    }
}
