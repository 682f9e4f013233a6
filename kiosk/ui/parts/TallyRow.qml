pragma ComponentBehavior: Bound

import QtQuick

// One bucket of a result: symbol, word, bar with the threshold on it, figure.
Item {
    id: root

    required property string figure
    required property int figureWidth
    required property string label
    required property int labelWidth
    required property int mark
    required property string place
    required property real share
    required property real size
    required property real threshold
    required property string thresholdText
    readonly property color tint: Tint.of[tone]
    required property int tone

    Symbol {
        id: symbol

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        color: root.tint
        mark: root.mark
        size: Theme.title
    }

    Say {
        id: word

        anchors.left: symbol.right
        anchors.leftMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        font.bold: true
        size: Math.ceil(root.size * Theme.unit)
        text: root.label
        width: root.labelWidth
    }

    ShareBar {
        id: bar

        anchors.left: word.right
        anchors.right: figure.left
        anchors.rightMargin: Theme.gap * 1.5
        anchors.verticalCenter: parent.verticalCenter
        fill: root.tint
        height: Theme.gap * 2.2
        share: root.share
    }

    Rectangle {
        id: line

        color: Theme.text
        height: bar.height + Theme.gap
        radius: width / 2
        visible: root.threshold >= 0
        width: Theme.stroke * 1.5
        x: bar.x + Math.round(bar.width * root.threshold - width / 2)
        y: bar.y - Theme.gap / 2
    }

    Say {
        anchors.bottom: line.top
        anchors.horizontalCenter: line.horizontalCenter
        font.bold: true
        size: Theme.caption
        text: root.thresholdText
        visible: line.visible
    }

    BigNumber {
        id: figure

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        objectName: "figure"
        size: Theme.tally
        text: root.figure
        tone: root.tone
        width: root.figureWidth
    }
}
