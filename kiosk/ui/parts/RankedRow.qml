pragma ComponentBehavior: Bound

import QtQuick

// One option of a choice with its ballots; those taken or tied wear a mark under their key.
Item {
    id: root

    required property string figure
    required property int figureWidth
    required property string key
    required property string label
    required property int mark
    required property string place
    required property real share
    required property real size
    required property real threshold
    readonly property color tint: Tint.of[tone]
    required property int tone

    Column {
        id: sign

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap * 0.4

        KeyCap {
            id: cap

            size: Theme.body
            text: root.key
            tone: root.tone
        }

        Symbol {
            anchors.horizontalCenter: cap.horizontalCenter
            color: root.tint
            mark: root.mark
            size: Theme.body
        }
    }

    Say {
        anchors.bottom: bar.top
        anchors.bottomMargin: Theme.gap * 0.2
        anchors.left: bar.left
        anchors.right: bar.right
        anchors.top: parent.top
        font.bold: root.mark !== Mark.NONE
        lineHeight: 0.78
        size: Math.ceil(root.size * Theme.unit)
        text: root.label
        verticalAlignment: Text.AlignBottom
        wrapMode: Text.Wrap
    }

    ShareBar {
        id: bar

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap * 0.5
        anchors.left: sign.right
        anchors.leftMargin: Theme.gap
        anchors.right: figure.left
        anchors.rightMargin: Theme.gap
        fill: root.tint
        height: Theme.gap * 0.6
        share: root.share
    }

    Rectangle {
        color: Theme.text
        height: bar.height * 2.4
        visible: root.threshold >= 0
        width: Theme.stroke
        x: bar.x + Math.round(bar.width * root.threshold)
        y: bar.y - bar.height * 0.7
    }

    BigNumber {
        id: figure

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        objectName: "figure"
        size: Theme.figure
        text: root.figure
        tone: root.mark === Mark.NONE ? Tone.PLAIN : root.tone
        width: root.figureWidth
    }
}
