pragma ComponentBehavior: Bound

import QtQuick

// At the end of a line to write in: the keys on the screen, for who has no keyboard or none at hand.
Rectangle {
    id: root

    required property Item field
    readonly property string label: qsTr("Keys on the screen")

    Accessible.description: field.Accessible.name
    Accessible.name: label
    Accessible.role: Accessible.Button
    color: tap.pressed ? Theme.raised : "transparent"
    implicitHeight: Theme.lead * 1.5
    implicitWidth: Theme.lead * 2
    radius: Theme.radius

    Accessible.onPressAction: Touch.turn(root.field)
    Component.onDestruction: Touch.leave(root.field)

    Symbol {
        anchors.centerIn: parent
        color: Theme.dim
        mark: Mark.KEYBOARD
        size: Theme.lead * 1.2
    }

    Connections {
        function onActiveFocusChanged() {
            if (root.field.activeFocus)
                Touch.follow(root.field);
        }
        function onVisibleChanged() {
            if (!root.field.visible)
                Touch.leave(root.field);
        }

        target: root.field
    }

    TapHandler {
        id: tap

        onTapped: {
            root.field.forceActiveFocus();
            Touch.turn(root.field);
        }
    }

    TapHandler {
        acceptedDevices: PointerDevice.TouchScreen
        parent: root.field

        onTapped: Touch.open(root.field)
    }
}
