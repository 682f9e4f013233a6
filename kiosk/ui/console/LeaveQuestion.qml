pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// Whether the hall is left: the PIN, by touch or keyboard. Enter alone does nothing.
Overlay {
    id: root

    required property LeaveScreen screen

    label: qsTr("Leave the hall")
    rim: Theme.bad
    widest: Theme.span * 0.72

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
            chord: "Ctrl+Enter"
            danger: true
            label: qsTr("Leave")
            ready: root.screen.ready
            reason: ""

            onPressed: root.screen.confirm()
        }
    ]

    Connections {
        function onClearedChanged() {
            pin.clear();
        }

        target: root.screen
    }

    Say {
        Layout.fillWidth: true
        font.bold: true
        size: Theme.title
        text: root.label
        tone: Tone.BAD
        wrapMode: Text.Wrap
    }

    Say {
        Layout.fillWidth: true
        size: Theme.lead
        text: root.screen.note
        wrapMode: Text.Wrap
    }

    Field {
        id: pin

        Layout.fillWidth: true
        Layout.preferredHeight: implicitHeight
        echoMode: TextInput.Password
        inputMethodHints: Qt.ImhDigitsOnly | Qt.ImhHiddenText | Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
        label: qsTr("PIN")
        maximumLength: 12
        visible: root.screen.asksPin

        Component.onCompleted: forceActiveFocus()
        onTextChanged: root.screen.write(text)
    }

    GridLayout {
        Layout.fillWidth: true
        columnSpacing: Theme.gap
        columns: 3
        rowSpacing: Theme.gap
        uniformCellWidths: true
        visible: root.screen.asksPin

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "⌫"]

            Button {
                id: digit

                required property string modelData

                Layout.fillWidth: true
                Layout.preferredHeight: Math.max(Theme.unit * 0.061, Theme.title * 1.5)
                enabled: modelData !== ""
                label: modelData === "⌫" ? qsTr("Erase a digit") : modelData
                opacity: enabled ? 1 : 0

                onPressed: modelData === "⌫" ? pin.remove(pin.length - 1, pin.length) : pin.insert(pin.length, modelData)

                Say {
                    anchors.centerIn: parent
                    font.bold: true
                    size: Theme.title
                    text: digit.modelData
                }
            }
        }
    }

    Say {
        Layout.fillWidth: true
        font.bold: true
        size: Theme.lead
        text: root.screen.wrong || " "
        tone: Tone.BAD
        wrapMode: Text.Wrap
    }
}
