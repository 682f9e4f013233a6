pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// What is done here, where it is written, in which language and colours.
Rectangle {
    id: root

    required property SetUpScreen screen

    color: Theme.bar
    implicitHeight: Theme.title * 1.9

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.edge
        anchors.rightMargin: Theme.gap
        spacing: Theme.edge

        Say {
            color: Theme.onBar
            font.bold: true
            size: Theme.lead
            text: qsTr("Setting up a meeting")
        }

        Say {
            Layout.fillWidth: true
            color: Theme.onBar
            elide: Text.ElideMiddle
            horizontalAlignment: Text.AlignRight
            text: root.screen.folder
        }

        HeadSwitches {
            language: root.screen.language

            onLanguageAsked: root.screen.turnLanguage()
        }
    }
}
