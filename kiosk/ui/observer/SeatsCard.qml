pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// Each seat of a named poll that was declared; a click looks its presses up.
Item {
    id: root

    required property ObserverScreen screen

    Accessible.name: map.description
    Accessible.role: Accessible.Pane

    SeatMap {
        id: map

        anchors.fill: parent
        columns: root.screen.seatColumns
        description: qsTr("Each seat and how it chose")
        letters: root.screen.seatLetters
    }

    SeatNumbers {
        id: cells

        anchors.fill: parent
        columns: root.screen.seatColumns
        count: root.screen.seatLetters.length
    }

    TapHandler {
        onTapped: point => root.screen.pointAt((point.position.x - cells.firstX) / (cells.side * cells.columns), (point.position.y - cells.firstY) / (cells.side * cells.rows))
    }
}
