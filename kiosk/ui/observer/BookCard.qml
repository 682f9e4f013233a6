pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// Where the book stands now, to be held beside a paper; and its real check.
Card {
    id: root

    required property ObserverScreen screen

    border.color: Theme.line
    border.width: Theme.stroke
    implicitHeight: content.implicitHeight + 2 * Theme.edge

    ColumnLayout {
        id: content

        anchors.left: parent.left
        anchors.margins: Theme.edge
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: Theme.gap

        Flow {
            Layout.fillWidth: true
            spacing: Theme.gap

            Say {
                font.bold: true
                height: entry.height
                size: Theme.lead
                text: qsTr("Head of the book")
                verticalAlignment: Text.AlignVCenter
            }

            Say {
                id: entry

                font.bold: true
                size: Theme.title
                text: root.screen.entry
                tone: Tone.ACCENT
            }

            Say {
                height: entry.height
                text: root.screen.written
                tone: Tone.DIM
                verticalAlignment: Text.AlignVCenter
            }
        }

        GridLayout {
            Layout.fillWidth: true
            columnSpacing: Theme.gap
            columns: 2
            rowSpacing: Theme.gap * 0.4
            uniformCellWidths: true

            Repeater {
                model: root.screen.head

                Rectangle {
                    id: head

                    required property string check
                    required property string group

                    Accessible.name: head.group + " " + head.check
                    Accessible.role: Accessible.StaticText
                    Layout.fillWidth: true
                    color: Theme.ground
                    implicitHeight: Theme.lead * 1.5
                    radius: Theme.radius / 2

                    Row {
                        anchors.centerIn: parent

                        Say {
                            font.bold: true
                            font.features: {
                                "tnum": 1
                            }
                            font.letterSpacing: Theme.stroke * 2
                            size: Theme.lead
                            text: head.group
                        }

                        Say {
                            size: Theme.lead
                            text: "-" + head.check
                            tone: Tone.DIM
                        }
                    }
                }
            }
        }

        Lit {
            Layout.fillWidth: true
            mark: root.screen.mirrorMark
            name: qsTr("Second medium")
            text: root.screen.mirror
            tone: root.screen.mirrorTone
        }

        Lit {
            Layout.fillWidth: true
            mark: root.screen.zeroMark
            name: qsTr("Zero report")
            text: root.screen.zero
            tone: root.screen.zeroTone
        }

        Lit {
            Layout.fillWidth: true
            mark: Mark.TRIANGLE
            name: qsTr("Overrides")
            text: root.screen.overrides
            tone: Tone.WARN
            visible: root.screen.overrides !== ""
        }

        SecondaryAction {
            Layout.fillWidth: true
            Layout.topMargin: Theme.gap
            act: ""
            chord: ""
            danger: false
            label: qsTr("Verify the book now")
            ready: !root.screen.checkRuns
            reason: ""

            onPressed: root.screen.check()
        }

        ShareBar {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.gap
            share: root.screen.checkShare
            visible: root.screen.checkRuns
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap
            visible: root.screen.checkSaid !== ""

            Light {
                Layout.alignment: Qt.AlignTop
                mark: root.screen.checkMark
                tone: root.screen.checkTone
            }

            Say {
                Accessible.name: text
                Accessible.role: Accessible.AlertMessage
                Layout.fillWidth: true
                font.bold: !root.screen.checkRuns
                text: root.screen.checkSaid
                wrapMode: Text.Wrap
            }
        }
    }
}
