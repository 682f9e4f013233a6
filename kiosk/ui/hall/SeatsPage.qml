pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// Each seat of a named poll, where it sits.
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

    Legend {
        id: legend

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: headed.bottom
        anchors.topMargin: Theme.gap * 0.6
        screen: root.screen
    }

    SeatMap {
        id: map

        anchors.bottom: book.top
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: legend.bottom
        anchors.topMargin: Theme.gap * 0.6
        columns: root.screen.seatColumns
        description: qsTr("Each seat and how it chose")
        labelled: root.screen.seatLabelled
        letters: root.screen.seatLetters
    }

    SeatNumbers {
        anchors.fill: map
        cells: root.screen.seatCells
        columns: root.screen.seatColumns
        count: root.screen.seatLetters.length
    }

    Say {
        id: book

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        size: Theme.caption
        text: root.screen.bookLine
        tone: Tone.DIM
    }
}
