pragma ComponentBehavior: Bound

import QtQuick

// A share of the whole, 0 to 1.
Rectangle {
    id: root

    property color fill: Theme.accent
    required property real share

    color: Theme.raised
    radius: Theme.radius / 2

    Rectangle {
        color: root.fill
        height: parent.height
        radius: parent.radius
        visible: root.share > 0
        width: Math.max(root.radius * 2, Math.round(parent.width * root.share))
    }
}
