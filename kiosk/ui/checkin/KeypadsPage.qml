pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// Every keypad and whose hand it is in.
DeskPage {
    id: root

    beside: [
        Say {
            size: Theme.title
            text: root.shown.leaf
            visible: text !== ""
        },
        DeskButton {
            Accessible.name: qsTr("Page back")
            act: ""
            active: false
            chord: "PgUp"
            danger: false
            label: "▲"
            ready: true
            visible: root.shown.leaf !== ""

            onPressed: root.shown.turn(-1)
        },
        DeskButton {
            Accessible.name: qsTr("Page on")
            act: ""
            active: false
            chord: "PgDn"
            danger: false
            label: "▼"
            ready: true
            visible: root.shown.leaf !== ""

            onPressed: root.shown.turn(1)
        }
    ]

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap
        uniformCellSizes: true

        Repeater {
            model: root.shown.tabs

            DeskButton {
                Layout.fillWidth: true

                onPressed: root.shown.press(act)
            }
        }
    }

    DeskList {
        Layout.fillWidth: true
        shown: root.shown
    }

    Item {
        Layout.fillHeight: true
    }
}
