pragma ComponentBehavior: Bound

import QtQuick

// A word and its figure.
Rectangle {
    id: root

    required property string figure
    required property string label
    required property int mark
    property int size: Theme.figure
    required property int tone

    color: Theme.ground
    implicitHeight: Theme.hero * 1.5
    radius: Theme.radius

    Column {
        anchors.centerIn: parent
        spacing: Theme.gap * 0.8

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.gap / 2

            Symbol {
                anchors.verticalCenter: parent.verticalCenter
                color: Tint.of[root.tone]
                mark: root.mark
                size: Theme.body
            }

            Say {
                anchors.verticalCenter: parent.verticalCenter
                size: Theme.body
                text: root.label
                tone: Tone.DIM
            }
        }

        BigNumber {
            anchors.horizontalCenter: parent.horizontalCenter
            size: root.size
            text: root.figure
            tone: root.tone
        }
    }
}
