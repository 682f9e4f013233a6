pragma ComponentBehavior: Bound

import QtQuick

// What can be pressed: by finger and mouse, by its chord, and by Alt+Enter where the focus stands;
// never by a bare key, for a scanner types those into whatever has the focus.
Rectangle {
    id: root

    readonly property bool down: ready && tap.pressed
    property string hint: ""
    required property string label
    property bool ready: true

    signal pressed

    function press(): void {
        if (root.ready)
            root.pressed();
    }

    Accessible.description: hint
    Accessible.name: label
    Accessible.role: Accessible.Button
    activeFocusOnTab: true
    border.color: activeFocus ? Theme.accent : Theme.line
    border.width: activeFocus ? Theme.stroke * 3 : Theme.stroke
    color: down ? Theme.raised : Theme.panel
    radius: Theme.radius

    Accessible.onPressAction: press()
    Keys.onPressed: event => {
        const enter = event.key === Qt.Key_Return || event.key === Qt.Key_Enter;
        event.accepted = enter && (event.modifiers & ~Qt.KeypadModifier) === Qt.AltModifier;
        if (event.accepted)
            root.press();
    }

    TapHandler {
        id: tap

        enabled: root.ready
        gesturePolicy: TapHandler.ReleaseWithinBounds

        onTapped: root.pressed()
    }
}
