pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// What a page is for, and what is wrong with what was asked of it.
Column {
    id: root

    required property CheckInScreen shown

    spacing: Theme.gap

    Say {
        font.bold: true
        lineHeight: 0.9
        size: Theme.unit / 14
        text: root.shown.title
        width: parent.width
        wrapMode: Text.Wrap
    }

    Say {
        size: Theme.title
        text: root.shown.note
        tone: Tone.DIM
        visible: text !== ""
        width: parent.width
        wrapMode: Text.Wrap
    }

    Say {
        font.bold: true
        size: Theme.title
        text: root.shown.told
        tone: Tone.BAD
        visible: text !== ""
        width: parent.width
        wrapMode: Text.Wrap
    }
}
