pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// A delegate who is missing on the frozen roll: two officers add them, and the papers say so.
DeskPage {
    id: root

    GridLayout {
        Layout.fillWidth: true
        columnSpacing: Theme.gap * 1.5
        columns: Theme.large ? 2 : 3
        rowSpacing: Theme.gap * 1.5
        uniformCellWidths: true

        Repeater {
            model: root.shown.fields

            DeskField {
                id: field

                required property int index
                required label
                required property string name

                Layout.fillWidth: true
                shown: root.shown

                Component.onCompleted: if (field.index === 0)
                    field.forceActiveFocus()
                onTextEdited: root.shown.write(field.name, text)
            }
        }
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap * 1.5
        uniformCellSizes: true
        visible: root.shown.secrets

        DeskField {
            Layout.fillWidth: true
            echoMode: TextInput.Password
            inputMethodHints: Qt.ImhHiddenText | Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
            label: qsTr("Passphrase of the first officer")
            shown: root.shown

            onTextEdited: root.shown.write("first_secret", text)
        }

        DeskField {
            Layout.fillWidth: true
            echoMode: TextInput.Password
            inputMethodHints: Qt.ImhHiddenText | Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
            label: qsTr("Passphrase of the second officer")
            shown: root.shown

            onTextEdited: root.shown.write("second_secret", text)
        }
    }

    ConfirmRow {
        Layout.fillWidth: true
        shown: root.shown
    }

    Item {
        Layout.fillHeight: true
    }
}
