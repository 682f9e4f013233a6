pragma ComponentBehavior: Bound

import QtQuick

// What can be pressed: by finger and mouse, and by its chord; never by a bare key.
Rectangle {
    id: root

    readonly property bool down: ready && tap.pressed
    property string hint: ""
    required property string label
    property bool ready: true

    signal pressed

    Accessible.description: hint
    Accessible.name: label
    Accessible.role: Accessible.Button
    activeFocusOnTab: true
    border.color: activeFocus ? Theme.accent : Theme.line
    border.width: activeFocus ? Theme.stroke * 3 : Theme.stroke
    color: down ? Theme.raised : Theme.panel
    radius: Theme.radius

    Accessible.onPressAction: if (root.ready)
        root.pressed()

    TapHandler {
        id: tap

        enabled: root.ready
        gesturePolicy: TapHandler.ReleaseWithinBounds

        onTapped: root.pressed()
    }
}
