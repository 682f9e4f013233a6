pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

// One entry of a form, written as it wants to be, with what is wrong under it.
ColumnLayout {
    id: root

    required property string kind
    required property string label
    required property list<string> labels
    required property string name
    property list<string> ready
    required property string slip
    required property string value
    required property list<string> values

    signal written(text: string)

    spacing: Theme.gap * 0.4

    Loader {
        Layout.fillWidth: true
        active: root.kind === "choice"
        visible: active

        sourceComponent: Choices {
            label: root.label
            labels: root.labels
            value: root.value
            values: root.values

            onChosen: value => root.written(value)
        }
    }

    Loader {
        Layout.fillWidth: true
        active: root.kind === "text"
        visible: active

        sourceComponent: Paragraph {
            label: root.label
            text: root.value

            onTextEdited: root.written(text)
        }
    }

    Loader {
        Layout.fillWidth: true
        active: root.kind !== "choice" && root.kind !== "text"
        visible: active

        sourceComponent: Field {
            echoMode: root.kind === "secret" ? TextInput.Password : TextInput.Normal
            label: root.label
            text: root.value

            Keys.onDownPressed: atHand.step(1)
            Keys.onUpPressed: atHand.step(-1)
            onTextEdited: root.written(text)
        }
    }

    Suggestions {
        id: atHand

        Layout.fillWidth: true
        texts: root.ready
        value: root.value

        onChosen: text => root.written(text)
    }

    Say {
        Layout.fillWidth: true
        size: Theme.caption
        text: root.slip
        tone: Tone.BAD
        visible: text !== ""
        wrapMode: Text.Wrap
    }
}
