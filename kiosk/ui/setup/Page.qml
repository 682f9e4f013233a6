pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// The page that is open: its fields, and at its foot its buttons.
Card {
    id: root

    required property SetUpScreen screen
    property Item sought: null

    // Bring the first entry that must be written otherwise into sight, and its reason with it.
    function seek(): void {
        root.sought = null;
        for (let at = 0; at < entries.count && !root.sought; at++) {
            const entry = entries.itemAt(at) as FormEntry;
            if (entry && entry.slip !== "")
                root.sought = entry;
        }
        if (root.sought)
            scroll.reveal(root.sought);
    }

    border.color: Theme.line
    border.width: Theme.stroke

    Connections {
        function onSlipped() {
            Qt.callLater(root.seek);
        }

        target: root.screen
    }

    Connections {
        function onHeightChanged() {
            scroll.reveal(root.sought);
        }

        target: root.sought
    }

    Connections {
        function onActiveFocusItemChanged() {
            root.sought = null;
        }

        target: root.Window.window
    }

    Scroll {
        id: scroll

        anchors.fill: parent
        anchors.margins: Theme.edge
        contentHeight: Math.max(page.implicitHeight, height)
        label: root.screen.heading

        ColumnLayout {
            id: page

            height: Math.max(implicitHeight, scroll.height)
            spacing: Theme.gap * 1.5
            width: parent.width

            Say {
                Layout.fillWidth: true
                font.bold: true
                size: Theme.title
                text: root.screen.heading
                wrapMode: Text.Wrap
            }

            Say {
                Layout.fillWidth: true
                text: root.screen.note
                tone: Tone.DIM
                wrapMode: Text.Wrap
            }

            GridLayout {
                Layout.fillHeight: false
                Layout.fillWidth: true
                columnSpacing: Theme.gap * 1.5
                columns: 2
                rowSpacing: Theme.gap * 1.5
                uniformCellWidths: true

                Repeater {
                    id: entries

                    model: root.screen.entries

                    FormEntry {
                        id: entry

                        required property bool wide

                        Layout.alignment: Qt.AlignTop
                        Layout.columnSpan: wide || Theme.large ? 2 : 1
                        Layout.fillWidth: true

                        onWritten: text => root.screen.write(entry.name, text)
                    }
                }
            }

            Item {
                Layout.fillHeight: true
                Layout.fillWidth: true
            }

            GridLayout {
                Layout.fillHeight: false
                Layout.fillWidth: true
                columnSpacing: Theme.gap
                columns: root.screen.linesWide ? 1 : 3
                rowSpacing: Theme.gap
                uniformCellWidths: true

                Repeater {
                    model: root.screen.deeds

                    SecondaryAction {
                        id: button

                        required property string deed

                        Layout.fillWidth: true
                        act: ""
                        danger: false

                        onPressed: root.screen.press(button.deed)
                    }
                }
            }
        }
    }
}
