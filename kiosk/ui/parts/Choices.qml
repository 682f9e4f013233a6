pragma ComponentBehavior: Bound

import QtQuick

// One of several, by finger or by the arrow keys.
FocusScope {
    id: root

    required property string label
    required property list<string> labels
    required property string value
    required property list<string> values

    signal chosen(value: string)

    function step(by: int): void {
        const at = Math.max(0, Math.min(values.length - 1, values.indexOf(value) + by));
        if (values.length > 0)
            chosen(values[at]);
    }

    Accessible.description: label
    Accessible.name: labels[values.indexOf(value)] ?? label
    Accessible.role: Accessible.ComboBox
    activeFocusOnTab: true
    implicitHeight: column.implicitHeight

    Keys.onLeftPressed: step(-1)
    Keys.onRightPressed: step(1)

    Column {
        id: column

        spacing: Theme.gap * 0.7
        width: parent.width

        Say {
            size: Theme.caption
            text: root.label
            tone: root.activeFocus ? Tone.ACCENT : Tone.DIM
            width: parent.width
            wrapMode: Text.Wrap
        }

        Flow {
            spacing: Theme.gap
            width: parent.width

            Repeater {
                model: root.values

                Rectangle {
                    id: one

                    readonly property bool current: modelData === root.value
                    required property int index
                    readonly property string label: root.labels[index] ?? ""
                    required property string modelData

                    Accessible.checkable: true
                    Accessible.checked: current
                    Accessible.name: label
                    Accessible.role: Accessible.RadioButton
                    border.color: current || root.activeFocus ? Theme.accent : Theme.line
                    border.width: current ? Theme.stroke * 3 : Theme.stroke
                    color: current ? Theme.raised : Theme.ground
                    height: said.implicitHeight + Theme.gap * 1.6
                    radius: Theme.radius
                    width: Math.min(said.implicitWidth + Theme.gap * 3, root.width)

                    Accessible.onPressAction: root.chosen(one.modelData)

                    Say {
                        id: said

                        anchors.centerIn: parent
                        font.bold: one.current
                        text: one.label
                        width: Math.min(implicitWidth, root.width - Theme.gap * 3)
                        wrapMode: Text.Wrap
                    }

                    TapHandler {
                        onTapped: {
                            root.forceActiveFocus();
                            root.chosen(one.modelData);
                        }
                    }
                }
            }
        }
    }
}
