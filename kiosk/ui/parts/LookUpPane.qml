pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

// 谁的按键为什么没算: who, in which poll; each press and its fate.
ColumnLayout {
    id: root

    required property LookUp screen

    function begin() {
        typed.forceActiveFocus();
    }

    spacing: Theme.gap

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap

        Field {
            id: typed

            Layout.fillWidth: true
            implicitHeight: Math.max(Theme.unit * 0.064, Theme.span * 0.053)
            label: qsTr("Name, seat or keypad")

            onAccepted: root.screen.look(text)
        }

        SecondaryAction {
            Layout.preferredHeight: typed.height
            Layout.preferredWidth: Theme.span * 0.13
            act: ""
            chord: ""
            danger: false
            label: qsTr("Look up")
            ready: true
            reason: ""

            onPressed: root.screen.look(typed.text)
        }
    }

    ChoiceRow {
        Layout.fillWidth: true
        choices: root.screen.polls

        onChosen: name => root.screen.choosePoll(name)
    }

    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap
        visible: found.count > 0

        Repeater {
            id: found

            model: root.screen.found

            Choice {
                id: one

                required property int index
                required property string more
                required property string who

                label: who + (more === "" ? "" : "  " + more)

                onPressed: root.screen.choose(one.index)
            }
        }
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap

        Say {
            Layout.fillWidth: true
            elide: Text.ElideRight
            font.bold: true
            size: Theme.lead
            text: root.screen.who
            visible: text !== ""
        }

        Say {
            text: root.screen.count
            tone: Tone.DIM
        }
    }

    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap
        visible: presses.count > 0

        ChoiceRow {
            id: columns

            choices: root.screen.columns

            onChosen: name => root.screen.sortBy(name)
        }

        Item {
            height: 1
            width: Math.max(0, root.width - columns.implicitWidth - sieves.implicitWidth - Theme.gap * 2.1)
        }

        ChoiceRow {
            id: sieves

            choices: root.screen.sieves

            onChosen: name => root.screen.siftBy(name)
        }
    }

    Item {
        Layout.fillHeight: true
        Layout.fillWidth: true

        PressLine {
            id: heads

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            entry: qsTr("Entry no.")
            fate: qsTr("Counts, or why not")
            heading: true
            keypad: qsTr("Keypad")
            keys: qsTr("Keys")
            mark: Mark.NONE
            seat: qsTr("Seat")
            time: qsTr("Time")
            tone: Tone.OFF
            visible: presses.count > 0
        }

        ListView {
            id: presses

            Accessible.name: qsTr("Presses")
            Accessible.role: Accessible.List
            activeFocusOnTab: true
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: heads.bottom
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            keyNavigationEnabled: true
            model: root.screen.presses
            objectName: "presses"
            reuseItems: true

            delegate: PressLine {
                width: presses.width

                ListView.onPooled: visible = false
                ListView.onReused: visible = true
            }

            Rectangle {
                anchors.right: parent.right
                color: Theme.dim
                height: Math.max(Theme.title, presses.visibleArea.heightRatio * presses.height)
                radius: width / 2
                visible: presses.visibleArea.heightRatio < 1
                width: Theme.gap * 0.5
                y: presses.visibleArea.yPosition * presses.height
            }

            FocusFrame {
                on: presses
            }
        }

        Say {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            text: root.screen.none
            tone: Tone.DIM
            visible: text !== ""
            wrapMode: Text.Wrap
        }
    }

    Say {
        Layout.fillWidth: true
        size: Theme.caption
        text: root.screen.note
        tone: Tone.DIM
        visible: text !== ""
        wrapMode: Text.Wrap
    }
}
