pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// What else may be ordered now: in rows of three or four, as even as they can be.
GridLayout {
    id: root

    required property CabinetScreen cabinet
    readonly property int most: Theme.large ? 3 : 4
    required property ConsoleScreen screen

    columnSpacing: Theme.gap
    columns: Math.ceil((acts.count + 1) / Math.ceil((acts.count + 1) / most))
    rowSpacing: Theme.gap
    uniformCellWidths: true

    Repeater {
        id: acts

        model: root.screen.actions

        SecondaryAction {
            id: action

            Layout.fillWidth: true

            onPressed: root.screen.press(action.act)
        }
    }

    SecondaryAction {
        Layout.fillWidth: true
        act: ""
        chord: "F1"
        danger: false
        label: qsTr("More orders")
        ready: true
        reason: ""

        onPressed: root.cabinet.open()
    }
}
