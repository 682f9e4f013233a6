pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// The figures of a running poll, or the buckets of a counted one; never both.
ColumnLayout {
    id: root

    required property ConsoleScreen screen

    spacing: Theme.gap

    RowLayout {
        Layout.fillHeight: false
        Layout.fillWidth: true
        spacing: Theme.gap
        uniformCellSizes: true

        Repeater {
            model: root.screen.figures

            FigureTile {
                Layout.fillWidth: true
                Layout.preferredHeight: Theme.hero * 2.8
                size: Theme.hero
            }
        }
    }

    RowLayout {
        Layout.fillHeight: false
        Layout.fillWidth: true
        spacing: Theme.gap
        uniformCellSizes: true

        Repeater {
            model: root.screen.buckets

            FigureTile {
                Layout.fillWidth: true
            }
        }
    }

    Say {
        text: qsTr("Directions are hidden from everyone until the poll is declared")
        tone: Tone.DIM
        visible: root.screen.hidden
    }
}
