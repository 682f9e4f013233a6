pragma ComponentBehavior: Bound

import QtQuick

// A small button in the head of a window: its sign or word, and its chord.
Button {
    id: root

    property string sign: label

    implicitHeight: said.implicitHeight + Theme.gap
    implicitWidth: said.implicitWidth + Theme.gap * 2.4

    Say {
        id: said

        anchors.centerIn: parent
        text: root.sign + (root.hint === "" ? "" : "  " + root.hint)
    }
}
