pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// Why it is done by hand: the usual reasons at a touch, any other written.
DeskPage {
    id: root

    GridLayout {
        Layout.fillWidth: true
        columnSpacing: Theme.gap * 1.5
        columns: 2
        rowSpacing: Theme.gap * 1.5
        uniformCellWidths: true

        Repeater {
            model: root.shown.readyReasons

            DeskButton {
                id: reason

                required property string name
                required property string text

                Layout.fillWidth: true
                act: reason.name
                active: reason.text !== ""
                chord: ""
                danger: false
                ready: true
                roomy: true

                onPressed: root.shown.chooseReason(reason.name)
            }
        }
    }

    DeskField {
        Layout.fillWidth: true
        label: qsTr("Another reason")
        shown: root.shown

        Component.onCompleted: forceActiveFocus()
        onAccepted: root.shown.confirm()
        onTextEdited: root.shown.write("reason", text)
    }

    ConfirmRow {
        Layout.fillWidth: true
        shown: root.shown
    }

    Item {
        Layout.fillHeight: true
    }
}
