pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// The personal record that two officers had shown, for a minute.
Overlay {
    id: root

    required property ConsoleScreen screen

    label: qsTr("Personal record")
    widest: Theme.span * 0.85

    buttons: SecondaryAction {
        Layout.fillWidth: true
        act: ""
        chord: "Esc"
        danger: false
        label: qsTr("Close")
        ready: true
        reason: ""

        Component.onCompleted: forceActiveFocus()
        onPressed: root.screen.putAway()
    }

    Say {
        Layout.fillWidth: true
        font.bold: true
        size: Theme.title
        text: root.label
        wrapMode: Text.Wrap
    }

    Say {
        Layout.bottomMargin: Theme.gap
        Layout.fillWidth: true
        text: qsTr("It goes out after a minute, or with the next order.")
        tone: Tone.DIM
        wrapMode: Text.Wrap
    }

    Repeater {
        model: root.screen.record

        RowLayout {
            id: line

            required property string label
            required property string value

            Accessible.name: label + " " + value
            Accessible.role: Accessible.StaticText
            Layout.fillWidth: true
            spacing: Theme.edge

            Say {
                Layout.preferredWidth: Theme.span * 0.2
                size: Theme.lead
                text: line.label
                tone: Tone.DIM
                wrapMode: Text.Wrap
            }

            Say {
                Layout.fillWidth: true
                font.bold: true
                size: Theme.lead
                text: line.value
                wrapMode: Text.Wrap
            }
        }
    }
}
