pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// The chair's screen: agenda, the one next action, the room, what did not count.
Window {
    id: root

    required property CabinetScreen cabinet
    readonly property bool covered: leaving.opened || shown.asking
    required property LeaveScreen leaving
    required property LookUp lookUp
    required property ConsoleScreen shown

    color: Theme.ground
    minimumHeight: 600
    minimumWidth: 1000
    title: shown.title + " · " + qsTr("Chair's console")

    ColumnLayout {
        anchors.fill: parent
        enabled: !root.covered && !root.shown.papersShown && !root.shown.recordShown && !root.cabinet.opened && !root.lookUp.opened
        spacing: 0

        ConsoleHeader {
            id: header

            Layout.fillWidth: true
            leaving: root.leaving
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
                Layout.preferredWidth: Theme.unit * (Theme.large ? 0.34 : 0.37)
                screen: root.shown
            }

            Middle {
                Layout.fillHeight: true
                Layout.fillWidth: true
                cabinet: root.cabinet
                screen: root.shown
            }

            RoomColumn {
                Layout.fillHeight: true
                Layout.preferredWidth: Theme.unit * (Theme.large ? 0.44 : 0.46)
                screen: root.shown
            }
        }

        RefusedStrip {
            Layout.fillWidth: true
            lookUp: root.lookUp
            screen: root.shown
        }
    }

    Item {
        id: stage

        anchors.bottom: keys.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
    }

    Loader {
        active: root.shown.papersShown
        anchors.fill: stage
        enabled: !root.covered

        sourceComponent: Papers {
            screen: root.shown
        }
    }

    Loader {
        active: root.lookUp.opened
        anchors.fill: stage
        enabled: !root.covered

        sourceComponent: LookUpLaid {
            screen: root.lookUp
        }
    }

    Loader {
        active: root.cabinet.opened
        anchors.fill: stage
        enabled: !root.covered

        sourceComponent: Cabinet {
            below: header.height
            screen: root.cabinet
        }
    }

    Loader {
        active: root.shown.asking
        anchors.fill: stage
        enabled: !root.leaving.opened

        sourceComponent: OfficersQuestion {
            screen: root.shown
        }
    }

    Loader {
        active: root.shown.recordShown
        anchors.fill: stage
        enabled: !root.leaving.opened

        sourceComponent: RevealedRecord {
            screen: root.shown
        }
    }

    Loader {
        active: root.leaving.opened
        anchors.fill: stage

        sourceComponent: LeaveQuestion {
            screen: root.leaving
        }
    }

    TouchKeys {
        id: keys

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
    }
}
