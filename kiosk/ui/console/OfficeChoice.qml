pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// One office of six: by finger, or with the arrow keys.
Rectangle {
    id: root

    required property ConsoleScreen screen

    Accessible.description: "← →"
    Accessible.name: qsTr("Office")
    Accessible.role: Accessible.Grouping
    activeFocusOnTab: true
    border.color: activeFocus ? Theme.accent : Theme.line
    border.width: activeFocus ? Theme.stroke * 3 : Theme.stroke
    color: Theme.ground
    implicitHeight: row.implicitHeight + Theme.gap * 2
    radius: Theme.radius

    Keys.onLeftPressed: root.screen.stepOffice(-1)
    Keys.onRightPressed: root.screen.stepOffice(1)

    Flow {
        id: row

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap * 1.5
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap

        Say {
            height: Theme.body * 2
            text: qsTr("Office") + " ← →"
            tone: Tone.DIM
        }

        Repeater {
            model: root.screen.askOffices

            Rectangle {
                id: chip

                required property bool chosen
                required property string label
                required property string office

                Accessible.checkable: true
                Accessible.checked: chosen
                Accessible.name: label
                Accessible.role: Accessible.RadioButton
                border.color: chosen ? Theme.accent : Theme.line
                border.width: chosen ? Theme.stroke * 2 : Theme.stroke
                color: chosen ? Theme.accent : Theme.panel
                height: Theme.body * 2
                radius: Theme.radius
                width: said.implicitWidth + Theme.gap * 3

                Accessible.onPressAction: root.screen.write("office", chip.office)

                Say {
                    id: said

                    anchors.centerIn: parent
                    color: chip.chosen ? Theme.onAccent : Theme.text
                    font.bold: chip.chosen
                    text: (chip.chosen ? "✓ " : "") + chip.label
                }

                TapHandler {
                    onTapped: root.screen.write("office", chip.office)
                }
            }
        }
    }
}
