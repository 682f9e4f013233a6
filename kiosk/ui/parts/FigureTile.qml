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
    implicitHeight: Math.max(Theme.unit * 0.108, words.implicitHeight + Theme.gap * 2.4)
    radius: Theme.radius

    Column {
        id: words

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
                fontSizeMode: Text.HorizontalFit
                height: Math.max(contentHeight, Theme.body * 1.45)
                horizontalAlignment: Text.AlignHCenter
                lineHeight: 0.9
                minimumPixelSize: Math.ceil(Theme.unit / 50)
                size: Theme.body
                text: root.label
                tone: Tone.DIM
                verticalAlignment: Text.AlignVCenter
                width: Math.min(implicitWidth, root.width - (root.mark === Mark.NONE ? 0 : Theme.body) - Theme.gap * 2)
                wrapMode: Text.WordWrap
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
