pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// Lines that can be chosen by a finger.
Column {
    id: root

    required property CheckInScreen shown

    spacing: Theme.gap * 0.6

    Repeater {
        model: root.shown.rows

        Button {
            id: row

            required property string detail
            required property string first
            required property int mark
            required property string name
            required property int number
            required property string side
            required property int tone

            height: Math.max(Theme.unit * 0.055, Theme.span * 0.05)
            hint: row.side
            label: row.first + " " + row.name + " " + row.detail
            ready: row.number > 0
            width: root.width

            onPressed: root.shown.choose(row.number)

            Say {
                id: first

                anchors.left: parent.left
                anchors.leftMargin: Theme.edge
                anchors.verticalCenter: parent.verticalCenter
                elide: Text.ElideRight
                font.bold: true
                size: Theme.span * 0.035
                text: row.first
                tone: Tone.ACCENT
                width: Theme.span * 0.2
            }

            Say {
                id: name

                anchors.left: first.right
                anchors.verticalCenter: parent.verticalCenter
                elide: Text.ElideRight
                font.bold: true
                size: Theme.span * 0.035
                text: row.name
                width: Theme.unit * (Theme.large ? 0.28 : 0.42)
            }

            Say {
                anchors.left: name.right
                anchors.right: light.left
                anchors.verticalCenter: parent.verticalCenter
                elide: Text.ElideRight
                size: Theme.large ? Theme.lead : Theme.title
                text: row.detail
                tone: Tone.DIM
            }

            Symbol {
                id: light

                anchors.right: standing.left
                anchors.rightMargin: Theme.gap
                anchors.verticalCenter: parent.verticalCenter
                color: Tint.of[row.tone]
                mark: row.mark
                size: Theme.title
            }

            Say {
                id: standing

                anchors.right: parent.right
                anchors.rightMargin: Theme.edge
                anchors.verticalCenter: parent.verticalCenter
                font.bold: true
                horizontalAlignment: Text.AlignRight
                size: Theme.title
                text: row.side
                tone: row.tone
                width: Theme.span * 0.24
            }
        }
    }
}
