pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// The room: who is here, what answers, who is silent.
Card {
    id: root

    required property ConsoleScreen screen

    border.color: Theme.line
    border.width: Theme.stroke

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.edge
        anchors.topMargin: Theme.gap * 1.2
        spacing: Theme.gap * 1.5

        GridLayout {
            Layout.fillWidth: true
            columns: heading.implicitWidth + here.implicitWidth + Theme.edge > width ? 1 : 2
            rowSpacing: 0

            Say {
                id: heading

                Layout.fillWidth: true
                font.bold: true
                size: Theme.lead
                text: qsTr("Room")
            }

            Say {
                id: here

                font.bold: true
                size: Theme.lead
                text: root.screen.attendance
            }
        }

        Scroll {
            Layout.fillHeight: true
            Layout.fillWidth: true
            contentHeight: lines.implicitHeight
            label: qsTr("Room")

            ColumnLayout {
                id: lines

                spacing: Theme.gap * 1.1
                width: parent.width

                Repeater {
                    model: root.screen.room

                    RowLayout {
                        id: line

                        required property int mark
                        required property string name
                        required property string text
                        required property int tone

                        Accessible.name: line.name + " " + line.text
                        Accessible.role: Accessible.ListItem
                        Layout.fillWidth: true
                        spacing: Theme.gap

                        Light {
                            Layout.alignment: Qt.AlignTop
                            Layout.topMargin: Theme.body * 0.24
                            mark: line.mark
                            size: Theme.body
                            tone: line.tone
                        }

                        Say {
                            Layout.alignment: Qt.AlignTop
                            Layout.preferredWidth: Theme.unit * 0.165
                            lineHeight: 0.9
                            text: line.name
                            tone: Tone.DIM
                            wrapMode: Text.Wrap
                        }

                        Say {
                            Layout.alignment: Qt.AlignTop
                            Layout.fillWidth: true
                            font.bold: true
                            lineHeight: 0.9
                            text: line.text
                            wrapMode: Text.Wrap
                        }
                    }
                }

                Rectangle {
                    Layout.fillWidth: true
                    Layout.preferredHeight: Theme.stroke
                    color: Theme.line
                    visible: silent.count > 0
                }

                Say {
                    font.bold: true
                    text: qsTr("Silent seats")
                    visible: silent.count > 0
                }

                Repeater {
                    id: silent

                    model: root.screen.silent

                    GridLayout {
                        id: silence

                        required property string name
                        required property string seat
                        required property string text

                        Accessible.name: silence.seat + " " + silence.name + " " + silence.text
                        Accessible.role: Accessible.ListItem
                        Layout.fillWidth: true
                        columnSpacing: Theme.gap
                        columns: Theme.large ? 2 : 3
                        rowSpacing: 0

                        Say {
                            Layout.preferredWidth: Theme.span * 0.065
                            font.bold: true
                            text: silence.seat
                        }

                        Say {
                            text: silence.name
                        }

                        Say {
                            Layout.columnSpan: Theme.large ? 2 : 1
                            Layout.fillWidth: true
                            horizontalAlignment: Theme.large ? Text.AlignLeft : Text.AlignRight
                            lineHeight: 0.9
                            size: Theme.caption
                            text: silence.text
                            tone: Tone.DIM
                            wrapMode: Text.Wrap
                        }
                    }
                }

                Say {
                    text: root.screen.silentMore
                    tone: Tone.DIM
                    visible: text !== ""
                }

                Repeater {
                    model: root.screen.groups

                    ColumnLayout {
                        id: group

                        required property string label
                        required property real quota
                        required property real share
                        required property string text
                        required property string title
                        required property int tone
                        required property string warning

                        Layout.fillWidth: true
                        spacing: Theme.gap * 0.4

                        Rectangle {
                            Layout.bottomMargin: Theme.gap * 0.7
                            Layout.fillWidth: true
                            Layout.preferredHeight: Theme.stroke
                            color: Theme.line
                            visible: group.title !== ""
                        }

                        Say {
                            Layout.fillWidth: true
                            font.bold: true
                            text: group.title
                            visible: text !== ""
                            wrapMode: Text.Wrap
                        }

                        GroupBar {
                            Layout.fillWidth: true
                            label: group.label
                            quota: group.quota
                            share: group.share
                            text: group.text
                            tone: group.tone
                        }

                        Say {
                            Layout.fillWidth: true
                            lineHeight: 0.9
                            size: Theme.caption
                            text: group.warning
                            tone: Tone.WARN
                            visible: text !== ""
                            wrapMode: Text.Wrap
                        }
                    }
                }
            }
        }
    }
}
