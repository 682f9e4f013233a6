pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// Who was scanned: the largest word in the window is the name.
Item {
    id: root

    readonly property color ink: lit ? Theme.panel : Theme.text
    readonly property bool lit: shown.mark !== Mark.NONE
    readonly property bool pictured: photo.status === Image.Ready
    required property CheckInScreen shown

    Symbol {
        id: symbol

        anchors.left: parent.left
        anchors.top: words.top
        anchors.topMargin: Theme.unit * 0.03
        color: Theme.panel
        mark: root.shown.mark
        size: Theme.unit * 0.2
        visible: root.lit
    }

    Image {
        id: photo

        anchors.right: parent.right
        anchors.top: words.top
        asynchronous: true
        cache: false
        fillMode: Image.PreserveAspectCrop
        height: Theme.unit * 0.4
        source: root.shown.photo
        sourceSize.height: height
        visible: root.pictured && root.lit
        width: height * 20 / 27
    }

    Column {
        id: words

        anchors.left: root.lit ? symbol.right : parent.left
        anchors.leftMargin: root.lit ? Theme.edge * 2 : 0
        anchors.right: photo.visible ? photo.left : parent.right
        anchors.rightMargin: photo.visible ? Theme.edge * 2 : 0
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: boxes.visible ? -boxes.height / 2 : 0
        spacing: Theme.gap * (Theme.large ? 1 : 2)

        Say {
            color: root.ink
            elide: Text.ElideRight
            font.bold: true
            fontSizeMode: Text.HorizontalFit
            height: Theme.unit * 0.19
            minimumPixelSize: Theme.unit / 14
            size: Theme.unit * 0.155
            text: root.shown.heading
            width: parent.width
        }

        Say {
            color: root.ink
            elide: Text.ElideRight
            size: Theme.unit / 18
            text: root.shown.group
            visible: text !== ""
            width: parent.width
        }

        Say {
            color: root.ink
            font.bold: true
            size: Theme.unit / 14
            text: root.shown.verdict
            width: parent.width
            wrapMode: Text.Wrap
        }

        Say {
            color: root.ink
            size: Theme.unit / 18
            text: root.shown.todo
            visible: text !== ""
            width: parent.width
            wrapMode: Text.Wrap
        }
    }

    Row {
        id: boxes

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.edge
        anchors.left: parent.left
        anchors.right: parent.right
        height: Theme.unit * 0.2
        spacing: Theme.edge
        visible: root.lit && (root.shown.seat !== "" || root.shown.keypad !== "")

        DoorBox {
            color: Qt.rgba(0, 0, 0, 0.22)
            figure: root.shown.seat
            height: parent.height
            ink: Theme.panel
            label: qsTr("Seat")
            visible: root.shown.seat !== ""
            width: (parent.width - parent.spacing) * 0.4
        }

        DoorBox {
            color: root.shown.keypadWaits ? "transparent" : Theme.panel
            figure: root.shown.keypad
            height: parent.height
            ink: root.shown.keypadWaits ? Theme.panel : Theme.text
            label: root.shown.keypadLabel
            outlined: root.shown.keypadWaits
            visible: root.shown.keypad !== ""
            width: (parent.width - parent.spacing) * 0.6
        }
    }
}
