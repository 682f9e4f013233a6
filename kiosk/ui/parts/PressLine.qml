pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

// One press in a table: when, who, and why it did or did not count.
Item {
    id: root

    required property string entry
    required property string fate
    property bool heading: false
    required property string keypad
    required property string keys
    required property int mark
    required property string seat
    required property string time
    required property int tone

    Accessible.name: [time, seat, keypad, fate].join(" ")
    Accessible.role: Accessible.ListItem
    implicitHeight: Math.max(Theme.body * 1.75, cells.implicitHeight + Theme.gap * 0.4)

    RowLayout {
        id: cells

        anchors.fill: parent
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gap
        spacing: Theme.gap

        Say {
            Layout.preferredWidth: Theme.span * 0.115
            font.features: {
                "tnum": 1
            }
            text: root.time
            tone: root.heading ? Tone.DIM : Tone.PLAIN
        }

        Say {
            Layout.preferredWidth: Theme.span * 0.08
            text: root.entry
            tone: Tone.DIM
        }

        Say {
            Layout.preferredWidth: Theme.span * 0.075
            elide: Text.ElideRight
            font.bold: !root.heading
            text: root.seat
            tone: root.heading ? Tone.DIM : Tone.PLAIN
        }

        Say {
            Layout.preferredWidth: Theme.span * 0.11
            elide: Text.ElideRight
            text: root.keypad
            tone: root.heading ? Tone.DIM : Tone.PLAIN
        }

        Say {
            Layout.preferredWidth: Theme.span * 0.05
            elide: Text.ElideRight
            text: root.keys
            tone: root.heading ? Tone.DIM : Tone.PLAIN
        }

        Light {
            mark: root.mark
            size: Theme.body
            tone: root.tone
        }

        Say {
            Layout.fillWidth: true
            lineHeight: 0.9
            text: root.fate
            tone: root.tone === Tone.BAD ? Tone.BAD : root.heading ? Tone.DIM : Tone.PLAIN
            wrapMode: Text.Wrap
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.line
        height: Theme.stroke
        width: parent.width
    }
}
