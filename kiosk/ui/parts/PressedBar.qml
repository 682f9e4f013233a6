pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

// How many have pressed, of how many; never what.
RowLayout {
    id: root

    required property real share
    required property string text

    spacing: Theme.gap * 1.5

    ShareBar {
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.gap * 1.4
        share: root.share
    }

    Say {
        font.bold: true
        size: Theme.lead
        text: root.text
    }
}
