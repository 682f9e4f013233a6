pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// Who orders, and what is to be written down. Enter alone does nothing.
Overlay {
    id: root

    required property ObserverScreen screen

    label: screen.writeTitle

    buttons: [
        SecondaryAction {
            Layout.fillWidth: true
            act: ""
            chord: "Esc"
            danger: false
            label: qsTr("Cancel")
            ready: true
            reason: ""

            onPressed: root.screen.cancel()
        },
        SecondaryAction {
            Layout.fillWidth: true
            act: ""
            chord: ""
            danger: false
            label: qsTr("Confirm")
            ready: root.screen.writeReady
            reason: ""

            onPressed: root.screen.confirm()
        }
    ]

    Keys.onEscapePressed: root.screen.cancel()

    Say {
        Layout.fillWidth: true
        font.bold: true
        size: Theme.title
        text: root.screen.writeTitle
        wrapMode: Text.Wrap
    }

    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap

        Repeater {
            model: root.screen.who

            Choice {
                id: who

                required property bool chosen
                required label
                required property string name

                checked: chosen

                onPressed: root.screen.write("who", who.name)
            }
        }
    }

    Loader {
        Layout.fillWidth: true
        active: root.screen.writeText
        visible: active

        sourceComponent: Field {
            label: qsTr("What is objected to")
            maximumLength: 500

            Component.onCompleted: forceActiveFocus()
            onTextEdited: root.screen.write("text", text)
        }
    }

    Loader {
        Layout.fillWidth: true
        active: root.screen.writeSecret
        visible: active

        sourceComponent: Field {
            echoMode: TextInput.Password
            inputMethodHints: Qt.ImhHiddenText | Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
            label: qsTr("Passphrase")

            onTextEdited: root.screen.write("passphrase", text)
        }
    }
}
