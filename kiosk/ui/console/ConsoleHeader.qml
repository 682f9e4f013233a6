pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// Which meeting, what time, who chairs, where the book stands; in two lines where one is too
// short for any hash, so that no entry of the book moves what stands below.
Rectangle {
    id: root

    required property LeaveScreen leaving
    required property ConsoleScreen screen

    color: Theme.bar
    implicitHeight: lines.implicitHeight + Theme.gap * 1.4

    GridLayout {
        id: lines

        readonly property bool two: titled.implicitWidth + facts.oneLine + buttons.implicitWidth + 4 * Theme.edge > root.width

        anchors.left: parent.left
        anchors.leftMargin: Theme.edge
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        columnSpacing: Theme.edge
        columns: 3
        rowSpacing: Theme.gap * 0.8

        RowLayout {
            id: titled

            Layout.column: 0
            Layout.fillWidth: true
            Layout.row: 0
            spacing: Theme.edge

            Say {
                Layout.fillWidth: true
                color: Theme.onBar
                elide: Text.ElideRight
                font.bold: true
                objectName: "meeting"
                size: Theme.lead
                text: root.screen.title
            }

            Say {
                color: Theme.onBar
                font.bold: true
                size: Theme.title
                text: root.screen.clock
            }
        }

        RowLayout {
            id: buttons

            Layout.column: 2
            Layout.row: 0
            spacing: Theme.gap

            HeadButton {
                hint: "F11"
                label: root.screen.papersOpener

                onPressed: root.screen.turnPapers()
            }

            HeadSwitches {
                language: root.screen.language

                onLanguageAsked: root.screen.turnLanguage()
            }

            HeadButton {
                hint: "Ctrl+Q"
                label: qsTr("Leave")
                visible: root.leaving.offered

                onPressed: root.leaving.ask()
            }
        }

        Flow {
            id: facts

            readonly property real oneLine: chair.implicitWidth + officer.implicitWidth + door.implicitWidth + Math.ceil(widest.advanceWidth) + mirror.implicitWidth + 4 * spacing

            Layout.column: lines.two ? 0 : 1
            Layout.columnSpan: lines.two ? 3 : 1
            Layout.fillWidth: lines.two
            Layout.preferredWidth: oneLine
            Layout.row: lines.two ? 1 : 0
            spacing: Theme.edge

            Say {
                id: chair

                color: Theme.onBar
                height: door.height
                text: root.screen.chair
                visible: text !== ""
            }

            Say {
                id: officer

                color: Theme.onBar
                height: door.height
                text: root.screen.officer
                visible: root.screen.guarded
            }

            HeadButton {
                id: door

                hint: root.screen.doorChord
                label: root.screen.door
                visible: root.screen.guarded

                onPressed: root.screen.press(root.screen.doorAct)
            }

            TextMetrics {
                id: widest

                font: book.font
                text: root.screen.book.replace(/#\d+/, "#DDDDDD").replace(/[0-9A-F]/g, "D")
            }

            Say {
                id: book

                color: Theme.onBar
                height: door.height
                text: root.screen.book
            }

            Row {
                id: mirror

                height: door.height
                spacing: Theme.gap / 2

                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.onBar
                    height: width
                    radius: height / 2
                    width: Theme.lead * 1.2

                    Light {
                        anchors.centerIn: parent
                        mark: root.screen.mirrorMark
                        size: Theme.lead
                        tone: root.screen.mirrorTone
                    }
                }

                Say {
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.onBar
                    text: qsTr("Second medium") + " " + root.screen.mirror
                }
            }
        }
    }
}
