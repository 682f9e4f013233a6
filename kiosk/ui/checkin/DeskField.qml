pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// A line to write in, as large as the rest of a desk; wiped when a scan came through it.
Field {
    id: root

    required property CheckInScreen shown

    font.pixelSize: Theme.headline
    implicitHeight: Math.max(Theme.unit * 0.1, Theme.headline * 1.5 + Theme.body * 1.4)
    topPadding: Theme.body * 1.4

    background: Rectangle {
        border.color: root.activeFocus ? Theme.accent : Theme.line
        border.width: root.activeFocus ? Theme.stroke * 4 : Theme.stroke * 2
        color: Theme.panel
        radius: Theme.radius

        Say {
            text: root.label
            tone: Tone.DIM
            x: Theme.gap * 1.5
            y: Theme.gap * 0.6
        }
    }

    Connections {
        function onWiped() {
            root.clear();
        }

        target: root.shown
    }
}
