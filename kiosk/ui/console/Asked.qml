pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// One thing that a question asks: chosen among those offered, or written.
ColumnLayout {
    id: root

    required property int cleared
    required property int index
    required property string label
    required property list<string> labels
    required property string name
    required property list<string> ready
    required property bool secret
    required property string value
    required property list<string> values
    required property bool wide

    signal written(name: string, text: string)

    spacing: Theme.gap * 0.6

    Loader {
        Layout.fillWidth: true
        active: root.values.length > 0
        visible: active

        sourceComponent: Choices {
            label: root.label
            labels: root.labels
            value: root.value
            values: root.values

            Component.onCompleted: if (root.index === 0)
                forceActiveFocus()
            onChosen: value => root.written(root.name, value)
        }
    }

    Loader {
        Layout.fillWidth: true
        active: root.values.length === 0
        visible: active

        sourceComponent: Field {
            id: field

            echoMode: root.secret ? TextInput.Password : TextInput.Normal
            inputMethodHints: root.secret ? Qt.ImhHiddenText | Qt.ImhNoPredictiveText | Qt.ImhSensitiveData : Qt.ImhNone
            label: root.label
            text: root.value

            Component.onCompleted: if (root.index === 0)
                forceActiveFocus()
            Keys.onDownPressed: atHand.step(1)
            Keys.onUpPressed: atHand.step(-1)
            onTextEdited: root.written(root.name, text)

            Connections {
                function onClearedChanged() {
                    field.clear();
                    field.forceActiveFocus();
                }

                target: root
            }
        }
    }

    Suggestions {
        id: atHand

        Layout.fillWidth: true
        texts: root.ready
        value: root.value

        onChosen: text => root.written(root.name, text)
    }
}
