pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// What was issued and what was objected to; and what an observer may order.
Card {
    id: root

    required property ObserverScreen screen

    border.color: Theme.line
    border.width: Theme.stroke
    implicitHeight: content.implicitHeight + 2 * Theme.edge

    ColumnLayout {
        id: content

        anchors.fill: parent
        anchors.margins: Theme.edge
        spacing: Theme.gap

        Say {
            font.bold: true
            size: Theme.lead
            text: qsTr("Papers issued")
        }

        Say {
            text: root.screen.papersNone
            tone: Tone.DIM
            visible: text !== ""
        }

        ListView {
            id: papers

            Accessible.name: qsTr("Papers issued")
            Accessible.role: Accessible.List
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.minimumHeight: Theme.body * 1.9
            Layout.preferredHeight: Theme.body * 1.9
            activeFocusOnTab: true
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            model: root.screen.papers
            visible: root.screen.papersNone === ""

            delegate: Lit {
                id: paper

                required property string number
                required property string what

                height: Math.max(Theme.unit * 0.034, implicitHeight + Theme.gap * 0.6)
                name: paper.number
                text: paper.what
                width: papers.width
            }

            FocusFrame {
                on: papers
            }
        }

        Rectangle {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.stroke
            color: Theme.line
        }

        Say {
            font.bold: true
            size: Theme.lead
            text: qsTr("Objections")
        }

        Say {
            text: root.screen.objectionsNone
            tone: Tone.DIM
            visible: text !== ""
        }

        ListView {
            id: objections

            Accessible.name: qsTr("Objections")
            Accessible.role: Accessible.List
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.minimumHeight: Theme.body * 2.9
            Layout.preferredHeight: Theme.body * 2.9
            activeFocusOnTab: true
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            model: root.screen.objections
            spacing: Theme.gap
            visible: root.screen.objectionsNone === ""

            delegate: Column {
                id: objection

                required property string by
                required property string text

                Accessible.name: objection.by + " " + objection.text
                Accessible.role: Accessible.ListItem
                width: objections.width

                Say {
                    font.bold: true
                    text: objection.by
                }

                Say {
                    text: objection.text
                    width: parent.width
                    wrapMode: Text.Wrap
                }
            }

            FocusFrame {
                on: objections
            }
        }

        Say {
            Accessible.name: text
            Accessible.role: Accessible.AlertMessage
            Layout.fillWidth: true
            font.bold: true
            text: root.screen.answer
            tone: root.screen.answerTone
            visible: text !== ""
            wrapMode: Text.Wrap
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap
            uniformCellSizes: true
            visible: root.screen.orders

            SecondaryAction {
                Layout.fillWidth: true
                act: ""
                chord: ""
                danger: false
                label: qsTr("Object")
                ready: true
                reason: ""

                onPressed: root.screen.want("object")
            }

            SecondaryAction {
                Layout.fillWidth: true
                act: ""
                chord: ""
                danger: false
                label: qsTr("Request a print")
                ready: true
                reason: ""

                onPressed: root.screen.want("print")
            }
        }

        Say {
            Layout.fillWidth: true
            text: qsTr("This PC only reads the book.")
            tone: Tone.DIM
            visible: !root.screen.orders
            wrapMode: Text.Wrap
        }
    }
}
