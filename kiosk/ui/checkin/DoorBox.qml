pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// A figure that is read from across the table: a seat, a keypad.
Rectangle {
    id: root

    required property string figure
    required property color ink
    required property string label
    property bool outlined: false

    Accessible.name: label + " " + figure
    Accessible.role: Accessible.StaticText
    border.color: root.ink
    border.width: outlined ? Theme.stroke * 5 : 0
    radius: Theme.radius * 2

    Say {
        anchors.left: parent.left
        anchors.leftMargin: Theme.edge
        anchors.top: parent.top
        anchors.topMargin: Theme.gap
        color: root.ink
        size: Theme.title
        text: root.label
    }

    Say {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.leftMargin: Theme.edge
        anchors.right: parent.right
        anchors.rightMargin: Theme.edge
        anchors.top: parent.top
        anchors.topMargin: Theme.title * 1.2
        color: root.ink
        font.bold: true
        fontSizeMode: Text.HorizontalFit
        horizontalAlignment: Text.AlignHCenter
        minimumPixelSize: Theme.title
        size: Theme.unit * 0.11
        text: root.figure
    }
}
