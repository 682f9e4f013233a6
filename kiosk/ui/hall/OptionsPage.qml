pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// A choice is open: up to eight options with their keys, the time, how many have pressed.
Item {
    id: root

    required property HallScreen screen

    Headed {
        id: headed

        anchors.left: parent.left
        anchors.right: countdown.left
        anchors.rightMargin: Theme.gap * 2
        anchors.top: parent.top
        screen: root.screen
    }

    Say {
        id: rule

        anchors.bottom: pressed.top
        anchors.bottomMargin: Theme.gap * 0.6
        anchors.left: parent.left
        lineHeight: 0.9
        size: Math.ceil(root.screen.ruleSize * Theme.unit)
        text: root.screen.ruleLine
        tone: Tone.DIM
    }

    Countdown {
        id: countdown

        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: Theme.gap
        clock: root.screen.clock
        label: root.screen.clockLabel
        size: Theme.tally
        urgent: root.screen.urgent
        width: Theme.unit * 0.36
    }

    GridLayout {
        anchors.bottom: rule.top
        anchors.bottomMargin: Theme.gap * 0.6
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: countdown.bottom
        anchors.topMargin: Theme.gap * 0.3
        columnSpacing: Theme.gap
        columns: 2
        flow: GridLayout.TopToBottom
        rowSpacing: Theme.gap * 0.5
        rows: Math.max(2, Math.ceil(tiles.count / 2))
        uniformCellHeights: true
        uniformCellWidths: true

        Repeater {
            id: tiles

            model: root.screen.keys

            OptionTile {
                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.maximumHeight: Theme.unit * 0.125
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
