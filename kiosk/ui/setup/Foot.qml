pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// What came of the last thing done, the way back, and the one next thing.
Rectangle {
    id: root

    required property SetUpScreen screen

    color: Theme.panel
    implicitHeight: Math.max(Theme.figure * 1.9, row.implicitHeight + Theme.gap * 3)

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        color: Theme.line
        height: Theme.stroke
    }

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.margins: Theme.gap * 1.5
        spacing: Theme.gap * 1.5

        SecondaryAction {
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.unit * 0.26
            act: ""
            chord: "Esc"
            danger: false
            label: qsTr("Back")
            ready: root.screen.back
            reason: ""

            onPressed: root.screen.press("back")
        }

        Light {
            mark: root.screen.toldMark
            tone: root.screen.toldTone
            visible: mark !== Mark.NONE
        }

        Say {
            Accessible.name: text
            Accessible.role: Accessible.AlertMessage
            Layout.fillHeight: true
            Layout.fillWidth: true
            elide: Text.ElideRight
            font.bold: true
            maximumLineCount: 3
            text: root.screen.told
            tone: root.screen.toldTone === Tone.BAD ? Tone.BAD : Tone.PLAIN
            wrapMode: Text.Wrap
        }

        PrimaryAction {
            Layout.fillHeight: true
            Layout.preferredHeight: Theme.large ? implicitHeight : Theme.unit * 0.095
            Layout.preferredWidth: Theme.span * 0.6
            chord: root.screen.nextChord
            label: root.screen.next
            ready: root.screen.nextReady
            reason: root.screen.nextReason
            size: Theme.title

            onPressed: root.screen.press(root.screen.nextDeed)
        }
    }
}
