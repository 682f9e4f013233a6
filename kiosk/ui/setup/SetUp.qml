pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// Setting a meeting up: the pages on the left, what is asked in the middle, what is there beside it.
Window {
    id: root

    required property SetUpScreen shown

    color: Theme.ground
    minimumHeight: 600
    minimumWidth: 1000
    title: qsTr("Setting up a meeting")

    ColumnLayout {
        anchors.bottom: keys.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: 0

        SetUpHeader {
            Layout.fillWidth: true
            screen: root.shown
        }

        PracticeBand {
            Layout.fillWidth: true
            visible: root.shown.practice
        }

        RowLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.margins: Theme.gap * 1.5
            spacing: Theme.gap * 1.5

            StepColumn {
                Layout.fillHeight: true
                Layout.preferredWidth: Theme.span * 0.33 + Theme.unit * 0.04
                screen: root.shown
            }

            Page {
                Layout.fillHeight: true
                Layout.fillWidth: true
                screen: root.shown
            }

            Lines {
                Layout.fillHeight: true
                Layout.preferredWidth: Theme.unit * (root.shown.linesWide ? 0.9 : 0.6)
                screen: root.shown
            }
        }

        Foot {
            Layout.fillWidth: true
            screen: root.shown
        }
    }

    TouchKeys {
        id: keys

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
    }

    Picker {
        screen: root.shown
    }
}
