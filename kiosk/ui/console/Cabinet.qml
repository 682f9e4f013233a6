pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// Everything that needs more than a button: the deeds on the left, the form on the right.
Rectangle {
    id: root

    required property int below
    required property CabinetScreen screen

    Accessible.name: qsTr("More orders")
    Accessible.role: Accessible.Dialog
    color: "#B0101828"

    Card {
        anchors.fill: parent
        anchors.margins: Theme.gap
        anchors.topMargin: root.below + Theme.gap

        RowLayout {
            anchors.fill: parent
            anchors.margins: Theme.edge
            spacing: Theme.edge

            DeedList {
                Layout.fillHeight: true
                Layout.preferredWidth: Theme.unit * 0.5
                screen: root.screen
            }

            Rectangle {
                Layout.fillHeight: true
                Layout.preferredWidth: Theme.stroke
                color: Theme.line
            }

            ColumnLayout {
                Layout.fillHeight: true
                Layout.fillWidth: true
                spacing: Theme.gap * 1.5

                Say {
                    Layout.fillWidth: true
                    font.bold: true
                    size: Theme.title
                    text: root.screen.title
                    wrapMode: Text.Wrap
                }

                Say {
                    Layout.fillWidth: true
                    text: root.screen.note
                    tone: Tone.DIM
                    wrapMode: Text.Wrap
                }

                Scroll {
                    Layout.fillHeight: true
                    Layout.fillWidth: true
                    contentHeight: lines.implicitHeight
                    label: root.screen.title

                    ColumnLayout {
                        id: lines

                        spacing: Theme.gap * 1.5
                        width: parent.width

                        Repeater {
                            model: root.screen.entries

                            FormEntry {
                                id: entry

                                required ready

                                Layout.fillWidth: true

                                onWritten: text => root.screen.write(entry.name, text)
                            }
                        }
                    }
                }

                Say {
                    Layout.fillWidth: true
                    text: root.screen.wrong
                    tone: Tone.BAD
                    visible: text !== ""
                    wrapMode: Text.Wrap
                }

                RowLayout {
                    Layout.fillWidth: true
                    spacing: Theme.gap * 1.5
                    uniformCellSizes: true

                    SecondaryAction {
                        Layout.fillWidth: true
                        act: ""
                        chord: "Esc"
                        danger: false
                        label: qsTr("Close")
                        ready: true
                        reason: ""

                        onPressed: root.screen.close()
                    }

                    SecondaryAction {
                        Layout.fillWidth: true
                        act: ""
                        chord: "Ctrl+Enter"
                        danger: false
                        label: qsTr("Order it")
                        ready: root.screen.chosen && !root.screen.sending
                        reason: root.screen.sending ? qsTr("The passphrases are tried …") : ""

                        onPressed: root.screen.give()
                    }
                }
            }
        }
    }
}
