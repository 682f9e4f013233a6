pragma ComponentBehavior: Bound

import QtQuick

// One slice of the ring in words: symbol, word, figure, share.
Item {
    id: root

    required property string figure
    required property string label
    required property int mark
    required property string percent
    required property string place
    readonly property color tint: Tint.of[tone]
    required property int tone

    Accessible.name: label + " " + figure + " " + percent
    Accessible.role: Accessible.StaticText

    Rectangle {
        id: swatch

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        color: root.tone === Tone.DIM || root.tone === Tone.OFF ? Theme.raised : root.tint
        height: Theme.title
        radius: Theme.radius
        width: Theme.title

        Symbol {
            anchors.centerIn: parent
            color: Theme.ground
            mark: root.mark
            size: Theme.title * 0.7
        }
    }

    Column {
        anchors.left: swatch.right
        anchors.leftMargin: Theme.gap
        anchors.right: count.left
        anchors.verticalCenter: parent.verticalCenter

        Say {
            elide: Text.ElideRight
            font.bold: true
            lineHeight: 0.9
            size: Theme.lead
            text: root.label
            width: parent.width
        }

        Say {
            lineHeight: 0.9
            size: Theme.body
            text: root.percent
            tone: Tone.DIM
        }
    }

    BigNumber {
        id: count

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        objectName: "figure"
        size: Theme.figure
        text: root.figure
        tone: root.tone === Tone.OFF ? Tone.DIM : root.tone
        width: implicitWidth
    }
}
