pragma ComponentBehavior: Bound

import QtQuick

// The numbers of the seats, in the lower half of each cell of a SeatMap that it lies on; in a hall
// of many seats at its lower edge, which is all the room there is.
Item {
    id: root

    property alias cells: numbers.model
    required property int columns
    required property int count
    readonly property real firstX: (width - side * columns) / 2
    readonly property real firstY: (height - side * rows) / 2
    readonly property int rows: Math.ceil(count / Math.max(columns, 1))
    readonly property real side: Math.min(width / Math.max(columns, 1), height / Math.max(rows, 1))

    Repeater {
        id: numbers

        Say {
            required property bool filled
            required property int index
            required text

            color: filled ? Theme.ground : Theme.dim
            font.bold: true
            horizontalAlignment: Text.AlignHCenter
            size: Math.max(Theme.caption, root.side * 0.17)
            width: root.side
            x: root.firstX + (index % root.columns) * root.side
            y: root.firstY + Math.floor(index / root.columns) * root.side + Math.min(root.side * 0.97 - height, root.side * 0.7 - height / 2)
        }
    }
}
