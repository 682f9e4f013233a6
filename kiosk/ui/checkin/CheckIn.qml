pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// A check-in desk: who was scanned, and what the clerk does now; behind it the pages for the rest.
Window {
    id: root

    readonly property bool atDoor: shown.page === "door"
    readonly property color ink: lit ? Theme.panel : Theme.text
    readonly property bool lit: atDoor && shown.mark !== Mark.NONE
    required property CheckInScreen shown

    color: lit ? Tint.of[shown.tone] : Theme.ground
    title: shown.desk

    PracticeBand {
        id: band

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        height: visible ? implicitHeight : 0
        visible: root.shown.practice
    }

    Item {
        id: head

        anchors.left: parent.left
        anchors.leftMargin: Theme.edge * 2
        anchors.right: parent.right
        anchors.rightMargin: Theme.edge * 2
        anchors.top: band.bottom
        anchors.topMargin: Theme.edge
        focus: root.atDoor
        height: Theme.headline * 1.6

        Row {
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.edge

            Say {
                anchors.verticalCenter: parent.verticalCenter
                color: root.ink
                font.bold: true
                size: Theme.headline
                text: root.shown.desk
            }

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                border.color: root.shown.leaving ? "transparent" : root.ink
                border.width: Theme.stroke * 2
                color: root.shown.leaving ? Theme.practice : "transparent"
                height: Theme.headline * 1.5
                radius: height / 2
                width: way.implicitWidth + Theme.edge * 2

                Say {
                    id: way

                    anchors.centerIn: parent
                    color: root.shown.leaving ? Theme.onPractice : root.ink
                    font.bold: root.shown.leaving
                    size: Theme.title
                    text: root.shown.mode
                }
            }
        }

        Row {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.gap

            Say {
                anchors.verticalCenter: parent.verticalCenter
                color: root.ink
                font.bold: true
                rightPadding: Theme.edge
                size: Theme.headline
                text: root.shown.attendance
            }

            HeadSwitches {
                anchors.verticalCenter: parent.verticalCenter
                language: root.shown.language

                onLanguageAsked: root.shown.turnLanguage()
            }
        }
    }

    Loader {
        id: page

        anchors.bottom: foot.top
        anchors.left: parent.left
        anchors.leftMargin: Theme.edge * 2
        anchors.right: parent.right
        anchors.rightMargin: Theme.edge * 2
        anchors.top: head.bottom
        sourceComponent: {
            switch (root.shown.page) {
            case "find":
                return find;
            case "person":
                return person;
            case "why":
                return why;
            case "keypads":
                return keypads;
            case "add":
                return add;
            default:
                return door;
            }
        }
    }

    Component {
        id: door

        DoorCard {
            shown: root.shown
        }
    }

    Component {
        id: find

        FindPage {
            shown: root.shown
        }
    }

    Component {
        id: person

        PersonPage {
            shown: root.shown
        }
    }

    Component {
        id: why

        WhyPage {
            shown: root.shown
        }
    }

    Component {
        id: keypads

        KeypadsPage {
            shown: root.shown
        }
    }

    Component {
        id: add

        AddPage {
            shown: root.shown
        }
    }

    Column {
        id: foot

        anchors.bottom: keys.top
        anchors.bottomMargin: Theme.edge
        anchors.left: parent.left
        anchors.leftMargin: Theme.edge * 2
        anchors.right: parent.right
        anchors.rightMargin: Theme.edge * 2
        spacing: Theme.gap

        Say {
            color: root.lit ? Theme.panel : Theme.warn
            font.bold: true
            size: Theme.lead
            text: root.shown.problem
            visible: text !== ""
            width: parent.width
            wrapMode: Text.Wrap
        }

        RowLayout {
            spacing: Theme.gap * 1.5
            uniformCellSizes: true
            visible: !keys.visible
            width: parent.width

            Repeater {
                model: root.shown.bar

                DeskButton {
                    Layout.fillWidth: true

                    onPressed: root.shown.press(act)
                }
            }
        }
    }

    TouchKeys {
        id: keys

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
    }
}
