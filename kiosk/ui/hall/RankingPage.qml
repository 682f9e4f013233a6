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
        anchors.bottom: others.top
        anchors.bottomMargin: Theme.gap * 0.5
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: headed.bottom
        anchors.topMargin: Theme.gap * 0.5
        columnSpacing: Theme.gap * 2
        columns: 2
        flow: GridLayout.TopToBottom
        rowSpacing: 0
        rows: Math.max(2, Math.ceil(tiles.count / 2))
        uniformCellHeights: true
        uniformCellWidths: true

        Repeater {
            id: tiles

            model: root.screen.bars

            RankedRow {
                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.maximumHeight: Theme.unit * 0.15
                figureWidth: Math.ceil(Theme.figure * 0.6 * root.screen.figureDigits)
            }
        }
    }

    Say {
        id: others

        anchors.bottom: sum.top
        anchors.bottomMargin: Theme.gap * 0.4
        anchors.left: parent.left
        anchors.right: parent.right
        lineHeight: 0.9
        size: Theme.caption
        text: root.screen.others
        tone: Tone.DIM
    }

    Say {
        anchors.bottom: others.bottom
        anchors.right: parent.right
        size: Theme.caption
        text: root.screen.pageText
        tone: Tone.DIM
    }

    Computation {
        id: sum

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: verdict.left
        anchors.rightMargin: Theme.gap
        narrow: true
        screen: root.screen
    }

    VerdictBox {
        id: verdict

        anchors.bottom: parent.bottom
        anchors.right: parent.right
        figure: root.screen.verdictName
        height: sum.height
        mark: Mark.NONE
        note: ""
        noteSize: 0.05
        size: root.screen.verdictSize
        tone: root.screen.tone
        verdict: root.screen.verdict
        width: Theme.unit * 0.34
    }
}
