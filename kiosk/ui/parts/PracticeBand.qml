pragma ComponentBehavior: Bound

import QtQuick

// 演练, in one line across the chair's screen.
Rectangle {
    color: Theme.practice
    implicitHeight: Theme.title * 1.4

    Row {
        anchors.centerIn: parent
        spacing: Theme.hero

        Repeater {
            model: 3

            Say {
                color: Theme.onPractice
                font.bold: true
                size: Theme.lead
                text: qsTr("PRACTICE · decides nothing")
            }
        }
    }
}
