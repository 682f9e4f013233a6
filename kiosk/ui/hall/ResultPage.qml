pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// 宣布: the figures in the largest type, the threshold on the bar, the sum, the verdict.
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

    Column {
        id: rows

        anchors.left: parent.left
        anchors.right: box.left
        anchors.rightMargin: Theme.gap * 2
        anchors.top: headed.bottom
        anchors.topMargin: Theme.gap * 0.6

        Repeater {
            model: root.screen.bars

            TallyRow {
                figureWidth: Math.ceil(Theme.tally * 0.6 * root.screen.figureDigits)
                height: Math.min(Theme.unit * 0.158, (others.y - rows.y - Theme.gap) / 3)
                labelWidth: Theme.unit * 0.225
                width: rows.width
            }
        }
    }

    VerdictBox {
        id: box

        anchors.right: parent.right
        anchors.top: rows.top
        anchors.topMargin: Theme.gap * 0.3
        figure: root.screen.verdictName
        height: rows.height - Theme.gap * 0.6
        mark: root.screen.mark
        note: root.screen.verdictNote
        noteSize: root.screen.verdictNoteSize
        size: root.screen.verdictSize
        tone: root.screen.tone
        verdict: root.screen.verdict
        width: Theme.unit * 0.44
    }

    Say {
        id: others

        anchors.bottom: sum.top
        anchors.bottomMargin: Theme.gap * 0.6
        anchors.left: parent.left
        lineHeight: 0.9
        size: Theme.body
        text: root.screen.others
        tone: Tone.DIM
    }

    Computation {
        id: sum

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        screen: root.screen
    }
}
