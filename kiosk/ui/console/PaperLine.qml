pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// One copy of one paper, with what may be ordered of it.
Rectangle {
    id: root

    required property string again
    required property string copy
    required property string main
    required property bool mainReady
    required property string mainReason
    required property int mark
    required property string number
    required property string text
    required property string title
    required property int tone

    signal againPressed
    signal mainPressed

    Accessible.name: number + " " + title + " " + copy + " " + text
    Accessible.role: Accessible.ListItem
    color: Theme.ground
    implicitHeight: Math.max(Theme.unit * 0.075, words.implicitHeight + Theme.gap * 1.4)
    radius: Theme.radius

    RowLayout {
        id: words

        anchors.fill: parent
        anchors.leftMargin: Theme.gap * 1.5
        anchors.rightMargin: Theme.gap
        spacing: Theme.gap * 1.5

        Light {
            mark: root.mark
            size: Theme.lead
            tone: root.tone
        }

        Say {
            Layout.preferredWidth: Theme.span * 0.15
            font.bold: true
            size: Theme.lead
            text: root.number
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Say {
                Layout.fillWidth: true
                font.bold: true
                lineHeight: 0.9
                text: root.title + " · " + root.copy
                wrapMode: Text.Wrap
            }

            Say {
                Layout.fillWidth: true
                lineHeight: 0.9
                text: root.text
                tone: root.tone === Tone.BAD ? Tone.BAD : Tone.DIM
                wrapMode: Text.Wrap
            }
        }

        SecondaryAction {
            Layout.preferredWidth: Theme.span * 0.22
            act: ""
            chord: ""
            danger: false
            label: root.main
            ready: root.mainReady
            reason: root.mainReason
            visible: root.main !== ""

            onPressed: root.mainPressed()
        }

        SecondaryAction {
            Layout.preferredWidth: Theme.span * 0.15
            act: ""
            chord: ""
            danger: false
            label: root.again
            ready: true
            reason: ""
            visible: root.again !== ""

            onPressed: root.againPressed()
        }
    }
}
