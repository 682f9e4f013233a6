pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// What else may be ordered now, four in a row.
GridLayout {
    id: root

    required property ConsoleScreen screen

    columnSpacing: Theme.gap
    columns: 4
    rowSpacing: Theme.gap
    uniformCellWidths: true

    Repeater {
        model: root.screen.actions

        SecondaryAction {
            id: action

            Layout.fillWidth: true

            onPressed: root.screen.press(action.act)
        }
    }
}
