pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// The agenda: each item with its phase, its result or its gate.
Card {
    id: root

    required property ConsoleScreen screen

    border.color: Theme.line
    border.width: Theme.stroke

    Say {
        id: heading

        anchors.left: parent.left
        anchors.margins: Theme.edge
        anchors.top: parent.top
        anchors.topMargin: Theme.gap * 1.2
        font.bold: true
        size: Theme.lead
        text: qsTr("Agenda")
    }

    ListView {
        id: items

        Accessible.name: qsTr("Agenda")
        Accessible.role: Accessible.List
        activeFocusOnTab: contentHeight > height
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.stroke
        anchors.left: parent.left
        anchors.leftMargin: Theme.stroke
        anchors.right: parent.right
        anchors.rightMargin: Theme.stroke
        anchors.top: heading.bottom
        anchors.topMargin: Theme.gap
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        keyNavigationEnabled: true
        model: root.screen.agenda

        delegate: Rectangle {
            id: item

            required property bool current
            required property string line
            required property int mark
            required property string number
            required property string title
            required property int tone

            Accessible.name: item.number + " " + item.title + " " + item.line
            Accessible.role: Accessible.ListItem
            Accessible.selected: item.current
            color: current ? Theme.raised : "transparent"
            height: lines.implicitHeight + Theme.gap * 2
            width: ListView.view.width

            Rectangle {
                color: Theme.accent
                height: parent.height
                visible: item.current
                width: Theme.gap / 2
            }

            Say {
                id: number

                anchors.left: parent.left
                anchors.leftMargin: Theme.edge * 0.8
                anchors.top: lines.top
                font.bold: true
                size: Theme.lead
                text: item.number
                tone: item.current ? Tone.ACCENT : Tone.DIM
            }

            Column {
                id: lines

                anchors.left: parent.left
                anchors.leftMargin: Theme.edge * 0.8 + Theme.lead * 1.1
                anchors.right: parent.right
                anchors.rightMargin: Theme.gap
                anchors.verticalCenter: parent.verticalCenter

                Say {
                    font.bold: item.current
                    lineHeight: 0.9
                    size: Theme.body
                    text: item.title
                    width: parent.width
                    wrapMode: Text.Wrap
                }

                RowLayout {
                    spacing: Theme.gap / 2
                    width: parent.width

                    Symbol {
                        Layout.alignment: Qt.AlignTop
                        Layout.topMargin: Theme.caption * 0.24
                        color: Tint.of[item.tone]
                        mark: item.mark
                        size: Theme.caption
                    }

                    Say {
                        Layout.fillWidth: true
                        lineHeight: 0.9
                        size: Theme.caption
                        text: item.line
                        tone: item.tone
                        wrapMode: Text.Wrap
                    }
                }
            }

            Rectangle {
                anchors.bottom: parent.bottom
                anchors.left: parent.left
                anchors.right: parent.right
                color: Theme.line
                height: Theme.stroke
            }
        }

        FocusFrame {
            on: items
        }
    }
}
