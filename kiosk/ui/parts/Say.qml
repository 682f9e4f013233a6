pragma ComponentBehavior: Bound

import QtQuick

// Every text on every screen.
Text {
    property int size: Theme.body
    property int tone: Tone.PLAIN

    color: Tint.of[tone]
    font.family: Theme.family
    font.pixelSize: size
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
}
