pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// 监督屏: the book, the account of every press, the papers; nothing here moves a poll.
Window {
    id: root

    required property ObserverScreen shown

    color: Theme.ground
    title: shown.title + " · " + qsTr("Observer")

    Shortcut {
        sequence: "Ctrl+Y"

        onActivated: Theme.turnLetters()
    }

    Shortcut {
        sequence: "Ctrl+T"

        onActivated: Theme.turnColours()
    }

    Shortcut {
        sequence: "F12"

        onActivated: root.shown.turnLanguage()
    }

    Shortcut {
        enabled: root.shown.writing
        sequence: "Esc"

        onActivated: root.shown.cancel()
    }

    Shortcut {
        enabled: root.shown.writing
        sequences: ["Ctrl+Return", "Ctrl+Enter"]

        onActivated: root.shown.confirm()
    }

    ColumnLayout {
        anchors.fill: parent
        enabled: !root.shown.writing
        spacing: 0

        ObserverHeader {
            Layout.fillWidth: true
            screen: root.shown
        }

        PracticeBand {
            Layout.fillWidth: true
            visible: root.shown.practice
        }

        Scroll {
            id: scroll

            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.margins: Theme.gap * 1.5
            contentHeight: cards.height
            label: qsTr("Observer")

            RowLayout {
                id: cards

                height: Math.max(implicitHeight, scroll.height)
                spacing: Theme.gap * 1.5
                width: parent.width

                ColumnLayout {
                    Layout.fillHeight: true
                    Layout.fillWidth: false
                    Layout.preferredWidth: Math.min(Theme.span * 0.5, Theme.unit * 0.64)
                    spacing: Theme.gap * 1.5

                    BookCard {
                        Layout.fillWidth: true
                        screen: root.shown
                    }

                    PapersCard {
                        Layout.fillHeight: true
                        Layout.fillWidth: true
                        screen: root.shown
                    }
                }

                ColumnLayout {
                    Layout.fillHeight: true
                    Layout.fillWidth: true
                    spacing: Theme.gap * 1.5

                    AccountCard {
                        Layout.fillWidth: true
                        screen: root.shown
                    }

                    Card {
                        Layout.fillHeight: true
                        Layout.fillWidth: true
                        Layout.minimumHeight: Theme.span * 0.4
                        border.color: Theme.line
                        border.width: Theme.stroke

                        ColumnLayout {
                            anchors.fill: parent
                            anchors.margins: Theme.edge
                            spacing: Theme.gap

                            RowLayout {
                                Layout.fillWidth: true
                                spacing: Theme.gap

                                Say {
                                    Layout.fillWidth: true
                                    font.bold: true
                                    size: Theme.lead
                                    text: qsTr("Whose press does not count, and why")
                                    wrapMode: Text.Wrap
                                }

                                Choice {
                                    checked: !root.shown.seatsShown
                                    label: qsTr("Presses")
                                    visible: root.shown.seatsOffered

                                    onPressed: root.shown.showSeats(false)
                                }

                                Choice {
                                    checked: root.shown.seatsShown
                                    label: qsTr("Seats")
                                    visible: root.shown.seatsOffered

                                    onPressed: root.shown.showSeats(true)
                                }
                            }

                            LookUpPane {
                                Layout.fillHeight: true
                                Layout.fillWidth: true
                                screen: root.shown.lookUp
                                visible: !root.shown.seatsShown
                            }

                            SeatsCard {
                                Layout.fillHeight: true
                                Layout.fillWidth: true
                                screen: root.shown
                                visible: root.shown.seatsShown
                            }
                        }
                    }
                }
            }
        }
    }

    Item {
        id: stage

        anchors.bottom: keys.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
    }

    Loader {
        active: root.shown.writing
        anchors.fill: stage

        sourceComponent: WriteDialog {
            screen: root.shown
        }
    }

    TouchKeys {
        id: keys

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
    }
}
