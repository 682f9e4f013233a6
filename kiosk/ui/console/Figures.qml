pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// The figures of a running poll, large; of a counted one, below what came of it, small.
ColumnLayout {
    id: root

    readonly property bool any: tiles.count > 0 || screen.hidden
    readonly property bool low: Theme.large || tight || screen.verdict !== ""
    required property ConsoleScreen screen
    property bool tight: false

    spacing: Theme.gap

    RowLayout {
        Layout.fillHeight: false
        Layout.fillWidth: true
        spacing: Theme.gap
        uniformCellSizes: true

        Repeater {
            id: tiles

            model: root.screen.figures

            FigureTile {
                Layout.fillWidth: true
                Layout.preferredHeight: root.low ? implicitHeight : Theme.unit * 0.18
                size: root.low ? Theme.figure : Theme.hero
            }
        }
    }

    Say {
        Layout.fillWidth: true
        text: qsTr("Directions are hidden from everyone until the poll is declared")
        tone: Tone.DIM
        visible: root.screen.hidden
        wrapMode: Text.Wrap
    }
}
