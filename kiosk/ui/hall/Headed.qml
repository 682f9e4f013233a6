pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// The item's number and the title of what is before the hall.
Column {
    id: root

    required property HallScreen screen

    spacing: Theme.gap * 0.3

    Say {
        font.bold: true
        size: Theme.body
        text: root.screen.kicker
        tone: Tone.ACCENT
        visible: text !== ""
    }

    Say {
        font.bold: true
        lineHeight: 0.88
        size: Math.ceil(root.screen.headingSize * Theme.unit)
        text: root.screen.heading
        width: root.width
        wrapMode: Text.Wrap
    }
}
