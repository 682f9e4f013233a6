pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// The look-up, laid over the chair's screen; nothing in it orders anything.
Rectangle {
    id: root

    required property LookUp screen

    Accessible.name: qsTr("Whose press does not count, and why")
    Accessible.role: Accessible.Dialog
    color: "#B0101828"

    Component.onCompleted: pane.begin()

    TapHandler {
    }

    Card {
        anchors.centerIn: parent
        border.color: Theme.accent
        border.width: Theme.stroke * 3
        height: parent.height * (Theme.large ? 0.96 : 0.86)
        width: Math.min(parent.width - Theme.edge * 2, Theme.span * 1.35)

        ColumnLayout {
            anchors.fill: parent
            anchors.margins: Theme.edge
            spacing: Theme.gap

            RowLayout {
                Layout.fillWidth: true

                Say {
                    Layout.fillWidth: true
                    font.bold: true
                    size: Theme.title
                    text: qsTr("Whose press does not count, and why")
                }

                SecondaryAction {
                    Layout.preferredWidth: Theme.span * 0.15
                    act: ""
                    chord: "Esc"
                    danger: false
                    label: qsTr("Close")
                    ready: true
                    reason: ""

                    onPressed: root.screen.lay(false)
                }
            }

            LookUpPane {
                id: pane

                Layout.fillHeight: true
                Layout.fillWidth: true
                screen: root.screen
            }
        }
    }
}
