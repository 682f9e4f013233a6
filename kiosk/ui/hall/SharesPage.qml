pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// The shares of a result as a ring, with every figure beside it.
Item {
    id: root

    required property HallScreen screen

    Headed {
        id: headed

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        screen: root.screen
    }

    RingChart {
        id: ring

        anchors.bottom: sum.top
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap
        anchors.top: headed.bottom
        anchors.topMargin: Theme.gap
        description: qsTr("Shares of the result")
        slices: root.screen.ring
        width: height

        Column {
            anchors.centerIn: parent
            spacing: Theme.gap * 0.4

            BigNumber {
                anchors.horizontalCenter: parent.horizontalCenter
                size: Theme.tally
                text: root.screen.ringFigure
            }

            Say {
                anchors.horizontalCenter: parent.horizontalCenter
                size: Theme.body
                text: qsTr("Present")
                tone: Tone.DIM
            }
        }
    }

    ColumnLayout {
        anchors.bottom: ring.bottom
        anchors.left: ring.right
        anchors.leftMargin: Theme.gap * 4
        anchors.right: box.left
        anchors.rightMargin: Theme.gap * 2
        anchors.top: ring.top
        spacing: 0

        Repeater {
            model: root.screen.shares

            ShareLine {
                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.maximumHeight: Theme.unit * 0.14
            }
        }
    }

    VerdictBox {
        id: box

        anchors.bottom: ring.bottom
        anchors.right: parent.right
        anchors.top: ring.top
        figure: root.screen.verdictName
        mark: root.screen.mark
        note: root.screen.verdictNote
        noteSize: root.screen.verdictNoteSize
        size: Math.min(root.screen.verdictSize, 1 / 12)
        tone: root.screen.tone
        verdict: root.screen.verdict
        width: Theme.unit * 0.36
    }

    Computation {
        id: sum

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        screen: root.screen
    }
}
