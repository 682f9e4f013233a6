pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// Back, or done.
RowLayout {
    id: root

    required property CheckInScreen shown

    spacing: Theme.gap * 1.5
    uniformCellSizes: true

    DeskButton {
        Layout.fillWidth: true
        act: ""
        active: false
        chord: "Esc"
        danger: false
        label: qsTr("Back")
        ready: true

        onPressed: root.shown.back()
    }

    PrimaryAction {
        Layout.fillWidth: true
        chord: "Ctrl+Enter"
        label: qsTr("Confirm")
        ready: root.shown.confirmable
        reason: ""

        onPressed: root.shown.confirm()
    }
}
