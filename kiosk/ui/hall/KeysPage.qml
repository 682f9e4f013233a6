pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// The poll is open: the motion, the three keys, the time, how many have pressed.
Item {
    id: root

    required property HallScreen screen

    Headed {
        anchors.left: parent.left
        anchors.right: countdown.left
        anchors.rightMargin: Theme.gap * 2
        anchors.top: parent.top
        screen: root.screen
    }

    Countdown {
        id: countdown

        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: Theme.gap * 3
        clock: root.screen.clock
        label: root.screen.clockLabel
        urgent: root.screen.urgent
        width: Theme.unit * 0.4
    }

    Say {
        anchors.bottom: keys.top
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        size: Math.ceil(root.screen.ruleSize * Theme.unit)
        text: root.screen.ruleLine
        tone: Tone.DIM
    }

    RowLayout {
        id: keys

        anchors.bottom: pressed.top
        anchors.bottomMargin: Theme.gap * 1.4
        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.gap * 1.5
        uniformCellSizes: true

        Repeater {
            model: root.screen.keys

            KeyTile {
                Layout.fillWidth: true
                Layout.preferredHeight: Theme.unit * 0.2
            }
        }
    }

    PressedBar {
        id: pressed

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        share: root.screen.pressedShare
        text: root.screen.pressedText
    }
}
