pragma ComponentBehavior: Bound

import QtQuick

// A health light: a colour and a symbol.
Rectangle {
    id: root

    required property int mark
    property int size: Theme.lead
    required property int tone

    color: tone === Tone.OFF ? "transparent" : Tint.of[tone]
    implicitHeight: size
    implicitWidth: size
    radius: size / 2

    Symbol {
        anchors.centerIn: parent
        color: root.tone === Tone.OFF ? Theme.off : Theme.panel
        mark: root.mark
        size: Math.round(root.size * (root.tone === Tone.OFF ? 0.9 : 0.64))
    }
}
