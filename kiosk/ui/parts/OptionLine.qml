pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

// One option of a choice with its ballots, in a list.
RowLayout {
    id: root

    required property string figure
    required property string key
    required property string label
    required property int mark
    required property real share
    required property int tone

    spacing: Theme.gap

    Say {
        Layout.preferredWidth: Theme.lead
        font.bold: true
        horizontalAlignment: Text.AlignRight
        size: Theme.lead
        text: root.key
        tone: Tone.DIM
    }

    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0

        Say {
            Layout.fillWidth: true
            font.bold: root.mark !== Mark.NONE
            lineHeight: 0.9
            text: root.label
            wrapMode: Text.Wrap
        }

        ShareBar {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.gap / 2
            fill: Tint.of[root.tone]
            share: root.share
        }
    }

    Symbol {
        color: Tint.of[root.tone]
        mark: root.mark
        size: Theme.body
    }

    Say {
        Layout.minimumWidth: Theme.title * 1.6
        font.bold: true
        horizontalAlignment: Text.AlignRight
        size: Theme.lead
        text: root.figure
        tone: root.tone
    }
}
