pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

// A dangerous act is asked about: who the two officers are, and why. Enter alone does nothing.
Rectangle {
    id: root

    required property string known
    required property bool logIn
    required property bool officers
    required property bool ready
    required property bool secrets
    required property string title

    signal cancelled
    signal confirmed
    signal written(field: string, text: string)

    color: "#B0101828"

    Component.onCompleted: first.forceActiveFocus()

    Card {
        anchors.centerIn: parent
        border.color: root.logIn ? Theme.accent : Theme.bad
        border.width: Theme.stroke * 3
        height: content.implicitHeight + Theme.edge * 2
        width: Theme.unit * 0.85

        ColumnLayout {
            id: content

            anchors.left: parent.left
            anchors.margins: Theme.edge
            anchors.right: parent.right
            anchors.top: parent.top
            spacing: Theme.gap * 1.5

            RowLayout {
                spacing: Theme.gap

                Symbol {
                    color: Theme.bad
                    mark: Mark.TRIANGLE
                    size: Theme.title
                    visible: !root.logIn
                }

                Say {
                    Layout.fillWidth: true
                    font.bold: true
                    size: Theme.title
                    text: root.title
                    tone: root.logIn ? Tone.PLAIN : Tone.BAD
                }
            }

            Say {
                Layout.fillWidth: true
                size: Theme.lead
                text: root.logIn ? qsTr("Five wrong passphrases lock an officer out for five minutes.") : root.officers ? qsTr("Two officers and a reason are needed; nothing is deleted from the book.") : qsTr("This cannot be taken back.")
                wrapMode: Text.Wrap
            }

            Say {
                Layout.fillWidth: true
                text: root.known
                tone: Tone.DIM
                visible: root.secrets && root.known !== ""
                wrapMode: Text.Wrap
            }

            Field {
                id: first

                Layout.fillWidth: true
                label: root.logIn ? qsTr("Officer") : qsTr("First officer")
                visible: root.officers || root.logIn

                onTextEdited: root.written("first", text)
            }

            Loader {
                Layout.fillWidth: true
                active: root.secrets && (root.officers || root.logIn)
                visible: active

                sourceComponent: Passphrase {
                    onTextEdited: root.written("first_secret", text)
                }
            }

            Field {
                Layout.fillWidth: true
                label: qsTr("Second officer")
                visible: root.officers

                onTextEdited: root.written("second", text)
            }

            Loader {
                Layout.fillWidth: true
                active: root.secrets && root.officers
                visible: active

                sourceComponent: Passphrase {
                    onTextEdited: root.written("second_secret", text)
                }
            }

            Field {
                Layout.fillWidth: true
                label: qsTr("Reason")
                visible: root.officers

                onTextEdited: root.written("reason", text)
            }

            RowLayout {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gap
                spacing: Theme.gap * 1.5
                uniformCellSizes: true

                SecondaryAction {
                    Layout.fillWidth: true
                    act: ""
                    chord: "Esc"
                    danger: false
                    label: qsTr("Cancel")
                    ready: true
                    reason: ""

                    onPressed: root.cancelled()
                }

                SecondaryAction {
                    Layout.fillWidth: true
                    act: ""
                    chord: "Ctrl+Enter"
                    danger: true
                    label: qsTr("Confirm")
                    ready: root.ready
                    reason: ""

                    onPressed: root.confirmed()
                }
            }
        }
    }
}
