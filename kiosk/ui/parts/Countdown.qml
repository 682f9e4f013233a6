pragma ComponentBehavior: Bound

import QtQuick

// What is left of a poll; without a duration only its label stands there.
Column {
    id: root

    required property string clock
    required property string label
    property int size: Theme.hero
    required property bool urgent

    spacing: Theme.gap

    BigNumber {
        anchors.horizontalCenter: parent.horizontalCenter
        size: Math.min(root.size, Math.floor(root.width / (0.6 * Math.max(1, root.clock.length))))
        text: root.clock
        tone: root.urgent ? Tone.ABSTAIN : Tone.PLAIN
        visible: root.clock !== ""
    }

    Say {
        anchors.horizontalCenter: parent.horizontalCenter
        horizontalAlignment: Text.AlignHCenter
        size: root.clock === "" ? Theme.lead : Theme.body
        text: root.label
        tone: Tone.DIM
        width: root.width
        wrapMode: Text.WordWrap
    }
}
