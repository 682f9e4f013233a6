pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// A choice is declared: the options by rank, those taken marked.
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

    GridLayout {
        anchors.bottom: sum.top
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: headed.bottom
        anchors.topMargin: Theme.gap * 0.5
        columnSpacing: Theme.gap * 2
        columns: 2
        flow: GridLayout.TopToBottom
        rowSpacing: 0
        rows: 4
        uniformCellHeights: true
        uniformCellWidths: true

        Repeater {
            model: root.screen.bars

            RankedRow {
                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.maximumHeight: Theme.unit * 0.15
            }
        }
    }

    Computation {
        id: sum

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: verdict.left
        anchors.rightMargin: Theme.gap
        screen: root.screen
    }

    VerdictBox {
        id: verdict

        anchors.bottom: parent.bottom
        anchors.right: parent.right
        height: sum.height
        mark: Mark.NONE
        note: ""
        size: root.screen.verdictSize
        tone: root.screen.tone
        verdict: root.screen.verdict
        width: Theme.unit * 0.34
    }
}
