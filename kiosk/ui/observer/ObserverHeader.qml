pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// Which meeting this is, what time it is, and in which language.
Rectangle {
    id: root

    required property ObserverScreen screen

    color: Theme.bar
    implicitHeight: Math.max(Theme.title * 1.9, line.implicitHeight + Theme.gap)

    RowLayout {
        id: line

        anchors.fill: parent
        anchors.leftMargin: Theme.edge
        anchors.rightMargin: Theme.gap
        spacing: Theme.edge

        Say {
            color: Theme.onBar
            font.bold: true
            size: Theme.title
            text: qsTr("Observer")
        }

        Say {
            Layout.fillWidth: true
            color: Theme.onBar
            lineHeight: 0.9
            size: Theme.lead
            text: root.screen.title
            wrapMode: Text.Wrap
        }

        Say {
            color: Theme.onBar
            font.bold: true
            size: Theme.lead
            text: root.screen.attendance
        }

        Say {
            color: Theme.onBar
            font.bold: true
            size: Theme.title
            text: root.screen.clock
        }

        HeadSwitches {
            language: root.screen.language

            onLanguageAsked: root.screen.turnLanguage()
        }
    }
}
