pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// The public page: its code, and the address for who types it.
Column {
    id: root

    required property HallScreen screen

    spacing: Theme.gap

    AddressCode {
        description: qsTr("Scan for the public page") + " " + root.screen.address
        matrix: root.screen.code
        objectName: "code"
        side: root.screen.codeSide
        width: root.width
    }

    Say {
        anchors.horizontalCenter: parent.horizontalCenter
        font.bold: true
        text: qsTr("Scan for the public page")
    }

    Say {
        anchors.horizontalCenter: parent.horizontalCenter
        horizontalAlignment: Text.AlignHCenter
        size: Math.ceil(root.screen.addressSize * Theme.unit)
        text: root.screen.address
        tone: Tone.DIM
    }
}
