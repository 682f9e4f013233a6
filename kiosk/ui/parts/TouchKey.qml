pragma ComponentBehavior: Bound

import QtQuick

// One of the keys on the screen.
Rectangle {
    id: root

    property bool dark: false
    required property string label
    property int mark: Mark.NONE

    signal tapped

    Accessible.name: label
    Accessible.role: Accessible.Button
    border.color: Theme.line
    border.width: Theme.stroke
    color: tap.pressed ? Theme.accent : dark ? Theme.raised : Theme.panel
    implicitWidth: mark === Mark.NONE ? said.implicitWidth + Theme.gap * 2 : 0
    radius: Theme.radius

    Accessible.onPressAction: root.tapped()

    Say {
        id: said

        anchors.centerIn: parent
        color: tap.pressed ? Theme.onAccent : Theme.text
        font.bold: true
        size: Theme.title
        text: root.label
        visible: root.mark === Mark.NONE
    }

    Symbol {
        anchors.centerIn: parent
        color: tap.pressed ? Theme.onAccent : Theme.text
        mark: root.mark
        size: Theme.title
        visible: root.mark !== Mark.NONE
    }

    TapHandler {
        id: tap

        gesturePolicy: TapHandler.ReleaseWithinBounds

        onTapped: root.tapped()
    }
}
