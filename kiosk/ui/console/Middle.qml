pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// The item, the motion, the figures, and the one next action, which never scrolls away. What came
// of a poll stands before its figures. Of large letters both come first: there is less room.
Card {
    id: root

    required property CabinetScreen cabinet
    readonly property bool decided: screen.verdict !== ""
    required property ConsoleScreen screen

    border.color: Theme.line
    border.width: Theme.stroke

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.edge
        anchors.topMargin: Theme.gap * 1.2
        spacing: Theme.gap

        Scroll {
            id: scroll

            Layout.fillHeight: true
            Layout.fillWidth: true
            contentHeight: body.implicitHeight
            label: root.screen.heading

            ColumnLayout {
                id: body

                spacing: Theme.gap
                width: parent.width

                Outcome {
                    Layout.fillWidth: true
                    screen: root.screen
                    visible: Theme.large && root.decided
                }

                Figures {
                    Layout.fillWidth: true
                    screen: root.screen
                    visible: any && Theme.large
                }

                PhaseTrail {
                    Layout.fillWidth: true
                    screen: root.screen
                }

                Say {
                    Layout.fillWidth: true
                    font.bold: true
                    lineHeight: 0.88
                    size: Theme.title
                    text: root.screen.heading
                    wrapMode: Text.Wrap
                }

                Say {
                    Layout.fillWidth: true
                    text: root.screen.ruleLine
                    tone: Tone.DIM
                    visible: text !== ""
                    wrapMode: Text.Wrap
                }

                Outcome {
                    Layout.fillWidth: true
                    screen: root.screen
                    visible: !Theme.large && root.decided
                }

                Figures {
                    Layout.fillWidth: true
                    screen: root.screen
                    tight: scroll.height < Theme.unit * 0.405
                    visible: any && !Theme.large
                }

                Say {
                    Layout.fillWidth: true
                    text: root.screen.text
                    visible: text !== ""
                    wrapMode: Text.Wrap
                }

                Account {
                    Layout.fillWidth: true
                    screen: root.screen
                }
            }
        }

        PrimaryAction {
            Layout.fillWidth: true
            busy: root.screen.nextBusy
            chord: root.screen.nextChord
            danger: root.screen.nextDanger
            label: root.screen.next
            ready: root.screen.nextReady
            reason: root.screen.nextReason

            onPressed: root.screen.pressNext()
        }

        Actions {
            Layout.fillHeight: false
            Layout.fillWidth: true
            cabinet: root.cabinet
            screen: root.screen
        }
    }
}
