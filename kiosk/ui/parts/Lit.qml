pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

// A light, what it is about, and what it says.
RowLayout {
    id: root

    required property int mark
    required property string name
    required property string text
    required property int tone

    Accessible.name: name + " " + text
    Accessible.role: Accessible.StaticText
    spacing: Theme.gap

    Light {
        mark: root.mark
        size: Theme.body
        tone: root.tone
    }

    Say {
        Layout.alignment: Qt.AlignTop
        Layout.preferredWidth: Theme.unit * 0.16
        lineHeight: 0.9
        text: root.name
        tone: Tone.DIM
        wrapMode: Text.Wrap
    }

    Say {
        Layout.fillWidth: true
        font.bold: true
        lineHeight: 0.9
        text: root.text
        wrapMode: Text.Wrap
    }
}
