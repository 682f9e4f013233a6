pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// The item, the motion, the figures, and the one next action.
Card {
    id: root

    required property ConsoleScreen screen

    border.color: Theme.line
    border.width: Theme.stroke

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.edge
        anchors.topMargin: Theme.gap * 1.2
        spacing: Theme.gap

        PhaseTrail {
            screen: root.screen
        }

        Say {
            Layout.fillWidth: true
            elide: Text.ElideRight
            font.bold: true
            lineHeight: 0.88
            maximumLineCount: 2
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

        Figures {
            Layout.fillHeight: false
            Layout.fillWidth: true
            screen: root.screen
        }

        Item {
            Layout.fillHeight: true
            Layout.fillWidth: true

            Flickable {
                anchors.fill: parent
                boundsBehavior: Flickable.StopAtBounds
                clip: true
                contentHeight: body.implicitHeight
                contentWidth: width

                Column {
                    id: body

                    spacing: Theme.gap
                    width: parent.width

                    Say {
                        text: root.screen.text
                        visible: text !== ""
                        width: parent.width
                        wrapMode: Text.Wrap
                    }

                    Account {
                        screen: root.screen
                        width: parent.width
                    }
                }
            }
        }

        PrimaryAction {
            Layout.fillWidth: true
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
            screen: root.screen
        }
    }
}
