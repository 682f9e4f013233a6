pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

// The keys on the screen, at the foot of a window, while a field wants them.
Rectangle {
    id: root

    readonly property var letters: ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"]
    property bool shifted: false
    readonly property var signed: ["1234567890", "-/:;()@#&+", ".,!?'\"*=%_", "[]{}<>^~|\\$`"]
    property bool signs: false

    Accessible.name: qsTr("Keys on the screen")
    Accessible.role: Accessible.Pane
    color: Theme.raised
    height: Touch.opened ? Theme.unit * 0.4 : 0
    visible: Touch.opened

    onVisibleChanged: root.shifted = root.signs = false

    TapHandler {
    }

    Rectangle {
        color: Theme.line
        height: Theme.stroke
        width: parent.width
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.leftMargin: Math.max(Theme.gap, (parent.width - Theme.unit * 1.4) / 2)
        anchors.margins: Theme.gap
        anchors.rightMargin: anchors.leftMargin
        spacing: Theme.gap * 0.7

        Repeater {
            model: root.signs ? root.signed : root.letters

            RowLayout {
                id: row

                required property int index
                required property string modelData

                Layout.fillHeight: true
                Layout.fillWidth: true
                spacing: Theme.gap * 0.7
                uniformCellSizes: true

                Repeater {
                    model: row.modelData.split("")

                    TouchKey {
                        id: key

                        required property string modelData

                        Layout.fillHeight: true
                        Layout.fillWidth: true
                        label: root.shifted ? modelData.toUpperCase() : modelData

                        onTapped: {
                            Touch.type(key.label);
                            root.shifted = false;
                        }
                    }
                }

                TouchKey {
                    Layout.fillHeight: true
                    Layout.fillWidth: true
                    dark: true
                    label: qsTr("Erase")
                    mark: Mark.ERASE
                    visible: row.index === 3

                    onTapped: Touch.erase()
                }
            }
        }

        RowLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            spacing: Theme.gap * 0.7

            TouchKey {
                Layout.fillHeight: true
                Layout.preferredWidth: Math.max(Theme.unit * 0.16, implicitWidth)
                dark: !root.shifted
                label: root.shifted ? "abc" : "ABC"
                visible: !root.signs

                onTapped: root.shifted = !root.shifted
            }

            TouchKey {
                Layout.fillHeight: true
                Layout.preferredWidth: Math.max(Theme.unit * 0.16, implicitWidth)
                dark: true
                label: root.signs ? "abc" : "#+="

                onTapped: root.signs = !root.signs
            }

            TouchKey {
                Layout.fillHeight: true
                Layout.fillWidth: true
                label: qsTr("Space")

                onTapped: Touch.type(" ")
            }

            TouchKey {
                Layout.fillHeight: true
                Layout.preferredWidth: Math.max(Theme.unit * 0.16, implicitWidth)
                dark: true
                label: "Enter"

                onTapped: Touch.enter()
            }

            TouchKey {
                Layout.fillHeight: true
                Layout.preferredWidth: Math.max(Theme.unit * 0.2, implicitWidth)
                dark: true
                label: qsTr("Put away")

                onTapped: Touch.close()
            }
        }
    }
}
