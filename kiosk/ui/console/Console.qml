pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// The chair's screen: agenda, the one next action, the room, what did not count.
Window {
    id: root

    required property ConsoleScreen shown

    color: Theme.ground
    minimumHeight: 600
    minimumWidth: 1000
    title: shown.title

    ColumnLayout {
        anchors.fill: parent
        enabled: !root.shown.asking
        spacing: 0

        ConsoleHeader {
            Layout.fillWidth: true
            screen: root.shown
        }

        PracticeBand {
            Layout.fillWidth: true
            visible: root.shown.practice
        }

        FaultBanner {
            Layout.fillWidth: true
            screen: root.shown
        }

        RowLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.margins: Theme.gap * 1.5
            spacing: Theme.gap * 1.5

            AgendaColumn {
                Layout.fillHeight: true
                Layout.preferredWidth: Theme.unit * 0.37
                screen: root.shown
            }

            Middle {
                Layout.fillHeight: true
                Layout.fillWidth: true
                screen: root.shown
            }

            RoomColumn {
                Layout.fillHeight: true
                Layout.preferredWidth: Theme.unit * 0.46
                screen: root.shown
            }
        }

        RefusedStrip {
            Layout.fillWidth: true
            screen: root.shown
        }
    }

    Loader {
        active: root.shown.asking
        anchors.fill: parent

        sourceComponent: Question {
            known: root.shown.askKnown
            logIn: root.shown.askLogIn
            officers: root.shown.askOfficers
            ready: root.shown.askReady
            secrets: root.shown.askSecrets
            title: root.shown.askTitle

            onCancelled: root.shown.cancel()
            onConfirmed: root.shown.confirm()
            onWritten: (field, text) => root.shown.write(field, text)
        }
    }
}
