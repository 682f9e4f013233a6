pragma ComponentBehavior: Bound

import QtQuick

// A frame round what has the focus, where that does not show it by itself.
Rectangle {
    required property Item on

    anchors.fill: on
    border.color: Theme.accent
    border.width: Theme.stroke * 3
    color: "transparent"
    parent: on
    visible: on.activeFocus
    z: 1
}
