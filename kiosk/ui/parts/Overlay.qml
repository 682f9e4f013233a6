pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

// A dialog over a window: what it asks, which scrolls where it is too long, and its buttons, which
// never do; nor does what is wrong with what was written.
Rectangle {
    id: root

    property alias buttons: foot.data
    default property alias content: lines.data
    required property string label
    property color rim: Theme.accent
    property real widest: Theme.span * 0.95
    property string wrong: ""

    Accessible.name: label
    Accessible.role: Accessible.Dialog
    color: "#B0101828"

    TapHandler {
    }

    Card {
        anchors.centerIn: parent
        border.color: root.rim
        border.width: Theme.stroke * 3
        height: Math.min(root.height - Theme.gap * 2, lines.implicitHeight + foot.implicitHeight + Theme.edge * 2 + Theme.gap * 2 + (told.visible ? told.implicitHeight + Theme.gap * 2 : 0))
        width: Math.min(root.width - Theme.edge * 2, root.widest)

        ColumnLayout {
            anchors.fill: parent
            anchors.margins: Theme.edge
            spacing: Theme.gap * 2

            Scroll {
                Layout.fillHeight: true
                Layout.fillWidth: true
                contentHeight: lines.implicitHeight
                label: root.label

                ColumnLayout {
                    id: lines

                    spacing: Theme.gap * 1.2
                    width: parent.width
                }
            }

            Say {
                id: told

                Accessible.name: text
                Accessible.role: Accessible.AlertMessage
                Layout.fillWidth: true
                font.bold: true
                text: root.wrong
                tone: Tone.BAD
                visible: text !== ""
                wrapMode: Text.Wrap
            }

            RowLayout {
                id: foot

                Layout.fillWidth: true
                spacing: Theme.gap * 1.5
                uniformCellSizes: true
            }
        }
    }
}
