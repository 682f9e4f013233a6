pragma ComponentBehavior: Bound

import QtQuick

// What everybody may turn at their own window: the size of its letters, its colours, its language.
Row {
    id: root

    required property string language

    signal languageAsked

    spacing: Theme.gap

    HeadButton {
        hint: "Ctrl+Y"
        label: Theme.large ? qsTr("Ordinary letters") : qsTr("Larger letters")
        sign: "A⁺"

        onPressed: Theme.turnLetters()
    }

    HeadButton {
        hint: "Ctrl+T"
        label: qsTr("Other colours")
        sign: "◐"

        onPressed: Theme.turnColours()
    }

    HeadButton {
        hint: "F12"
        label: root.language

        onPressed: root.languageAsked()
    }
}
