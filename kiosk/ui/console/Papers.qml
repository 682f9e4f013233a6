pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// The papers of the meeting over the console: how far each copy is, print, confirm, print again.
Rectangle {
    id: root

    required property ConsoleScreen screen

    Accessible.name: qsTr("Papers")
    Accessible.role: Accessible.Dialog
    color: "#B0101828"

    TapHandler {
    }

    Card {
        anchors.centerIn: parent
        border.color: Theme.accent
        border.width: Theme.stroke * 3
        height: parent.height * (Theme.large ? 0.96 : 0.86)
        width: Math.min(parent.width * 0.94, Theme.span * 1.62)

        ColumnLayout {
            anchors.fill: parent
            anchors.margins: Theme.edge
            spacing: Theme.gap * 1.5

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.edge

                Say {
                    Layout.fillWidth: true
                    font.bold: true
                    size: Theme.title
                    text: qsTr("Papers")
                }

                SecondaryAction {
                    Layout.preferredWidth: Theme.span * 0.2
                    act: ""
                    chord: "Esc"
                    danger: false
                    label: qsTr("Close")
                    ready: true
                    reason: ""

                    onPressed: root.screen.turnPapers()
                }
            }

            Say {
                text: qsTr("No paper was issued yet.")
                tone: Tone.DIM
                visible: list.count === 0
            }

            Item {
                id: pane

                Accessible.name: qsTr("Papers")
                Accessible.role: Accessible.List
                Layout.fillHeight: true
                Layout.fillWidth: true
                activeFocusOnTab: list.contentHeight > list.height

                Keys.onDownPressed: list.incrementCurrentIndex()
                Keys.onUpPressed: list.decrementCurrentIndex()

                ListView {
                    id: list

                    anchors.fill: parent
                    boundsBehavior: Flickable.StopAtBounds
                    clip: true
                    model: root.screen.papers
                    reuseItems: true
                    spacing: Theme.gap

                    delegate: PaperLine {
                        id: paper

                        required property string mainAct

                        width: ListView.view.width

                        onAgainPressed: root.screen.askPaper("reprint", paper.number)
                        onMainPressed: root.screen.askPaper(paper.mainAct, paper.number)
                    }
                }

                FocusFrame {
                    on: pane
                }
            }

            ColumnLayout {
                Layout.fillWidth: true
                spacing: Theme.gap
                visible: root.screen.paperAsked !== ""

                Rectangle {
                    Layout.fillWidth: true
                    Layout.preferredHeight: Theme.stroke
                    color: Theme.line
                }

                Say {
                    Layout.fillWidth: true
                    font.bold: true
                    size: Theme.lead
                    text: root.screen.paperAsked
                    wrapMode: Text.Wrap
                }

                RowLayout {
                    Layout.fillWidth: true
                    spacing: Theme.gap * 1.5

                    Field {
                        id: field

                        Layout.fillWidth: true
                        label: root.screen.paperLabel
                        text: root.screen.paperText

                        onTextEdited: root.screen.writePaper(text)
                        onVisibleChanged: if (visible)
                            forceActiveFocus()
                    }

                    SecondaryAction {
                        Layout.alignment: Qt.AlignBottom
                        Layout.preferredWidth: Theme.span * 0.28
                        act: ""
                        chord: "Ctrl+Enter"
                        danger: true
                        label: qsTr("Confirm")
                        ready: root.screen.paperReady
                        reason: ""

                        onPressed: root.screen.confirmPaper()
                    }
                }
            }
        }
    }
}
