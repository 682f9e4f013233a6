pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

// A forgotten pass: the delegate is found by what the person says.
DeskPage {
    id: root

    DeskField {
        Layout.fillWidth: true
        label: qsTr("Number, name or initials")
        shown: root.shown

        Component.onCompleted: forceActiveFocus()
        onAccepted: root.shown.confirm()
        onTextEdited: root.shown.write("query", text)
    }

    DeskList {
        Layout.fillWidth: true
        shown: root.shown
    }

    Item {
        Layout.fillHeight: true
    }
}
