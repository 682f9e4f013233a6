pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// The phases of the item: done, here, ahead.
Flow {
    id: root

    required property ConsoleScreen screen

    spacing: Theme.gap

    Repeater {
        model: root.screen.phases

        Row {
            id: phase

            required property bool current
            required property bool last
            required property int mark
            required property string name
            required property int tone

            spacing: Theme.gap / 2

            Symbol {
                anchors.verticalCenter: parent.verticalCenter
                color: Tint.of[phase.tone]
                mark: phase.mark
                size: Theme.caption
            }

            Say {
                font.bold: phase.current
                size: Theme.body
                text: phase.name
                tone: phase.tone
            }

            Say {
                leftPadding: Theme.gap / 2
                size: Theme.body
                text: "›"
                tone: Tone.DIM
                visible: !phase.last
            }
        }
    }
}
