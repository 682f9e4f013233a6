pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// One delegate: who it is, and everything that can be done at a desk.
DeskPage {
    id: root

    beside: Image {
        Layout.preferredHeight: visible ? Theme.unit * 0.3 : 0
        Layout.preferredWidth: Layout.preferredHeight * 20 / 27
        asynchronous: true
        cache: false
        fillMode: Image.PreserveAspectCrop
        source: root.shown.photo
        sourceSize.height: Theme.unit * 0.3
        visible: status === Image.Ready
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap

        Symbol {
            color: Tint.of[root.shown.tone]
            mark: root.shown.mark
            size: Theme.headline
        }

        Say {
            Layout.fillWidth: true
            font.bold: true
            size: Theme.figure
            text: root.shown.verdict
            tone: root.shown.tone
            wrapMode: Text.Wrap
        }
    }

    Flow {
        Layout.fillWidth: true
        spacing: Theme.edge * (Theme.large ? 2 : 3)

        Repeater {
            model: root.shown.lines

            Column {
                id: pair

                required property string label
                required property string text

                Accessible.name: label + " " + text
                Accessible.role: Accessible.StaticText

                Say {
                    size: Theme.title
                    text: pair.label
                    tone: Tone.DIM
                }

                Say {
                    font.bold: true
                    size: Theme.unit / 14
                    text: pair.text
                }
            }
        }
    }

    Item {
        Layout.fillHeight: true
    }

    GridLayout {
        Layout.fillWidth: true
        columnSpacing: Theme.gap * 1.5
        columns: 3
        rowSpacing: Theme.gap * 1.5
        uniformCellWidths: true

        Repeater {
            model: root.shown.deeds

            DeskButton {
                Layout.fillWidth: true
                roomy: true

                onPressed: root.shown.press(act)
            }
        }
    }
}
