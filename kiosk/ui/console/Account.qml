pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// After the close: the press account and every difference.
ColumnLayout {
    id: root

    required property ConsoleScreen screen

    spacing: Theme.gap

    RowLayout {
        spacing: Theme.gap
        visible: root.screen.account !== ""

        Light {
            mark: root.screen.accountMark
            tone: root.screen.accountTone
        }

        Say {
            Layout.fillWidth: true
            font.bold: true
            text: root.screen.account
            wrapMode: Text.Wrap
        }
    }

    Repeater {
        model: root.screen.differences

        RowLayout {
            id: difference

            required property string text

            spacing: Theme.gap

            Light {
                mark: Mark.CROSS
                tone: Tone.BAD
            }

            Say {
                Layout.fillWidth: true
                text: difference.text
                tone: Tone.BAD
                wrapMode: Text.Wrap
            }
        }
    }
}
