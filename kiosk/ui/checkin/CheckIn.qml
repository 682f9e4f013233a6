pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// A check-in desk: who was scanned, and what the clerk does now. No text field: keys are a scanner's.
Window {
    id: root

    required property CheckInScreen shown
    readonly property color tint: Tint.of[shown.tone]

    color: Theme.ground
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
        anchors.margins: Theme.edge
        anchors.right: parent.right
        anchors.top: band.bottom
        focus: true
        height: Theme.title * 1.3

        Say {
            anchors.verticalCenter: parent.verticalCenter
            font.bold: true
            size: Theme.title
            text: root.shown.desk
        }

        Say {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            size: Theme.title
            text: root.shown.attendance
        }
    }

    Rectangle {
        id: card

        anchors.bottom: foot.top
        anchors.left: parent.left
        anchors.margins: Theme.edge
        anchors.right: parent.right
        anchors.top: head.bottom
        border.color: root.tint
        border.width: Theme.stroke * 6
        color: Theme.panel
        radius: Theme.radius * 2

        Rectangle {
            id: mast

            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.top: parent.top
            color: root.tint
            radius: Theme.radius * 2
            visible: root.shown.mark !== Mark.NONE
            width: visible ? Math.round(root.width / 6) : 0

            Symbol {
                anchors.centerIn: parent
                color: Theme.panel
                mark: root.shown.mark
                size: Math.round(root.width / 10)
            }
        }

        Column {
            anchors.left: mast.right
            anchors.margins: Theme.edge * 1.5
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.gap * 3

            Say {
                elide: Text.ElideRight
                font.bold: true
                size: Theme.hero * 1.5
                text: root.shown.heading
                width: parent.width
            }

            Say {
                size: Theme.headline
                text: [root.shown.seat, root.shown.group].filter(said => said !== "").join(" · ")
                visible: text !== ""
                width: parent.width
            }

            Say {
                font.bold: true
                size: Theme.figure
                text: root.shown.verdict
                tone: root.shown.tone
                width: parent.width
                wrapMode: Text.Wrap
            }

            Say {
                size: Theme.figure
                text: root.shown.todo
                visible: text !== ""
                width: parent.width
                wrapMode: Text.Wrap
            }
        }
    }

    Item {
        id: foot

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.edge
        anchors.right: parent.right
        height: problem.visible ? Theme.title * 1.3 : 0

        Say {
            id: problem

            anchors.fill: parent
            elide: Text.ElideRight
            size: Theme.lead
            text: root.shown.problem
            tone: Tone.WARN
            visible: text !== ""
        }
    }
}
