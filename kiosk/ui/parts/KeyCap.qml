pragma ComponentBehavior: Bound

import QtQuick

// A key as it looks on the keypad.
Rectangle {
    id: root

    property int size: Theme.title
    required property string text
    required property int tone

    color: Tint.of[tone]
    implicitHeight: Math.round(size * 1.5)
    implicitWidth: Math.max(Math.round(size * 1.5), number.implicitWidth + size)
    radius: Theme.radius

    BigNumber {
        id: number

        anchors.centerIn: parent
        color: Theme.ground
        size: root.size
        text: root.text
    }
}
