pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// Which meeting, what time, who chairs, where the book stands.
Rectangle {
    id: root

    required property ConsoleScreen screen

    color: Theme.bar
    implicitHeight: Theme.title * 1.9

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.edge
        anchors.rightMargin: Theme.gap
        spacing: Theme.edge

        Say {
            Layout.fillWidth: true
            color: Theme.onBar
            elide: Text.ElideRight
            font.bold: true
            size: Theme.lead
            text: root.screen.title
        }

        Say {
            color: Theme.onBar
            font.bold: true
            size: Theme.title
            text: root.screen.clock
        }

        Say {
            color: Theme.onBar
            text: root.screen.chair
        }

        Say {
            color: Theme.onBar
            text: root.screen.officer
            visible: root.screen.guarded
        }

        Button {
            Layout.preferredHeight: Theme.title * 1.3
            Layout.preferredWidth: door.implicitWidth + Theme.edge
            hint: root.screen.doorChord
            label: root.screen.door
            visible: root.screen.guarded

            onPressed: root.screen.press(root.screen.doorAct)

            Say {
                id: door

                anchors.centerIn: parent
                text: root.screen.door + "  " + root.screen.doorChord
            }
        }

        Say {
            color: Theme.onBar
            text: root.screen.book
        }

        RowLayout {
            spacing: Theme.gap / 2

            Rectangle {
                Layout.preferredHeight: Theme.lead * 1.2
                Layout.preferredWidth: Theme.lead * 1.2
                color: Theme.onBar
                radius: height / 2

                Light {
                    anchors.centerIn: parent
                    mark: root.screen.mirrorMark
                    size: Theme.lead
                    tone: root.screen.mirrorTone
                }
            }

            Say {
                color: Theme.onBar
                text: qsTr("Second medium") + " " + root.screen.mirror
            }
        }

        Button {
            Layout.preferredHeight: Theme.title * 1.3
            Layout.preferredWidth: language.implicitWidth + Theme.edge
            hint: "F12"
            label: root.screen.language

            onPressed: root.screen.turnLanguage()

            Say {
                id: language

                anchors.centerIn: parent
                text: root.screen.language + "  F12"
            }
        }
    }
}
