pragma ComponentBehavior: Bound

import QtQuick

// A mark of tokens.Mark, painted by parts/symbol.py.
Image {
    id: root

    property color color: Theme.text
    required property int mark
    property int size: Theme.lead
    property real weight: 3.2

    height: size
    source: visible ? "image://marks/" + mark + "/" + weight + "/" + color.toString().substring(1) : ""
    sourceSize.height: size
    sourceSize.width: size
    visible: mark !== Mark.NONE
    width: size
}
