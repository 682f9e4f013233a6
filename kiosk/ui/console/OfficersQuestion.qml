pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// A dangerous act is asked about: who answers for it, and why. Enter alone does nothing.
Overlay {
    id: root

    readonly property bool calm: screen.askCalm
    required property ConsoleScreen screen

    label: screen.askTitle
    rim: calm ? Theme.accent : Theme.bad
    widest: Theme.span * (screen.askEnrols ? 1.25 : 1.05)
    wrong: root.screen.askWrong

    buttons: [
        SecondaryAction {
            Layout.fillWidth: true
            act: ""
            chord: "Esc"
            danger: false
            label: qsTr("Cancel")
            ready: true
            reason: ""

            onPressed: root.screen.cancel()
        },
        SecondaryAction {
            Layout.fillWidth: true
            act: ""
            chord: "Ctrl+Enter"
            danger: !root.calm
            label: qsTr("Confirm")
            ready: root.screen.askReady
            reason: root.screen.askMissing

            onPressed: root.screen.confirm()
        }
    ]

    RowLayout {
        spacing: Theme.gap

        Symbol {
            color: Theme.bad
            mark: Mark.TRIANGLE
            size: Theme.title
            visible: !root.calm
        }

        Say {
            Layout.fillWidth: true
            font.bold: true
            size: Theme.title
            text: root.screen.askTitle
            tone: root.calm ? Tone.PLAIN : Tone.BAD
            wrapMode: Text.Wrap
        }
    }

    Say {
        Layout.fillWidth: true
        size: Theme.lead
        text: root.screen.askNote
        wrapMode: Text.Wrap
    }

    GridLayout {
        Layout.fillWidth: true
        columnSpacing: Theme.gap * 1.2
        columns: 2
        rowSpacing: Theme.gap * 1.2
        uniformCellWidths: true

        Repeater {
            model: root.screen.askFields

            Asked {
                Layout.columnSpan: wide ? 2 : 1
                Layout.fillWidth: true

                onWritten: (name, text) => root.screen.write(name, text)
            }
        }
    }

    OfficeChoice {
        Layout.fillWidth: true
        screen: root.screen
        visible: root.screen.askEnrols
    }
}
