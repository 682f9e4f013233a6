pragma ComponentBehavior: Bound

import QtQuick

// A figure whose box is the ink of its digits, so that it stands exactly where it is put.
Item {
    id: root

    property color color: Tint.of[tone]
    property int size: Theme.tally
    required property string text
    property int tone: Tone.PLAIN

    implicitHeight: Math.round(size * 0.74)
    implicitWidth: Math.ceil(said.implicitWidth)

    Say {
        id: said

        anchors.baseline: parent.bottom
        anchors.right: parent.right
        color: root.color
        font.bold: true
        size: root.size
        text: root.text
    }
}
