pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// What the room did to us, and the cure; as many lines as there are faults.
Column {
    id: root

    required property ConsoleScreen screen

    Repeater {
        model: root.screen.faults

        Rectangle {
            id: fault

            required property string text

            Accessible.name: text
            Accessible.role: Accessible.AlertMessage
            color: Theme.bad
            height: said.implicitHeight + Theme.gap
            width: root.width

            Symbol {
                id: symbol

                anchors.left: parent.left
                anchors.leftMargin: Theme.edge
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.onAccent
                mark: Mark.TRIANGLE
                size: Theme.lead
            }

            Say {
                id: said

                anchors.left: symbol.right
                anchors.leftMargin: Theme.gap
                anchors.right: parent.right
                anchors.rightMargin: Theme.edge
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.onAccent
                font.bold: true
                size: Theme.lead
                text: fault.text
                wrapMode: Text.Wrap
            }
        }
    }
}
