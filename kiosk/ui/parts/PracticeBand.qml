pragma ComponentBehavior: Bound

import QtQuick

// 演练, in one line across the screen of a desk, as often as there is room for it, at most thrice.
Rectangle {
    id: root

    color: Theme.practice
    implicitHeight: Theme.title * 1.4

    TextMetrics {
        id: one

        font.bold: true
        font.family: Theme.family
        font.pixelSize: Theme.lead
        text: qsTr("PRACTICE · decides nothing")
    }

    Row {
        anchors.centerIn: parent
        spacing: Theme.unit * 0.07

        Repeater {
            model: Math.max(1, Math.min(3, Math.floor(root.width / (one.width + Theme.unit * 0.07))))

            Say {
                color: Theme.onPractice
                font.bold: true
                size: Theme.lead
                text: one.text
            }
        }
    }
}
