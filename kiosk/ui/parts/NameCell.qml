pragma ComponentBehavior: Bound

import QtQuick

// One seat on a list of individual results: number, name, what was chosen.
Item {
    id: root

    required property string choice
    required property int mark
    required property string name
    required property string said
    required property string seat
    required property real seatWidth
    required property int tone

    Accessible.name: seat + " " + name + " " + said
    Accessible.role: Accessible.ListItem

    Symbol {
        id: sign

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        color: Tint.of[root.tone]
        mark: root.mark
        size: Theme.body
        visible: root.mark !== Mark.NONE && root.choice === ""
    }

    Rectangle {
        anchors.centerIn: sign
        color: Theme.off
        height: Theme.stroke * 1.5
        visible: root.mark === Mark.NONE
        width: Theme.body * 0.5
    }

    Say {
        id: seatNumber

        anchors.left: parent.left
        anchors.leftMargin: Theme.body * 1.4
        anchors.verticalCenter: parent.verticalCenter
        text: root.seat
        tone: Tone.DIM
        width: root.seatWidth
    }

    Say {
        anchors.left: seatNumber.right
        anchors.right: made.left
        anchors.verticalCenter: parent.verticalCenter
        font.bold: true
        text: root.name
        tone: root.mark === Mark.NONE ? Tone.DIM : Tone.PLAIN
    }

    Say {
        id: made

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        font.bold: true
        text: root.choice
        tone: root.tone
    }
}
