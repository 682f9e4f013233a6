pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// A named poll, seat by seat: a page of the list.
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

    GridLayout {
        id: list

        readonly property real column: (width - (columns - 1) * columnSpacing) / columns

        anchors.bottom: book.top
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: legend.bottom
        anchors.topMargin: Theme.gap * 0.6
        columnSpacing: Theme.gap * 1.5
        columns: root.screen.nameColumns
        flow: GridLayout.TopToBottom
        rowSpacing: 0
        rows: 11
        uniformCellHeights: true
        uniformCellWidths: true

        Repeater {
            model: root.screen.names

            NameCell {
                Layout.alignment: Qt.AlignTop
                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.maximumHeight: Theme.unit * 0.058
                Layout.maximumWidth: list.column
                seatWidth: Theme.unit * root.screen.seatWidth
            }
        }
    }

    Say {
        id: book

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        size: Theme.caption
        text: root.screen.bookLine
        tone: Tone.DIM
    }

    Say {
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        size: Theme.caption
        text: root.screen.pageText
        tone: Tone.DIM
    }
}
