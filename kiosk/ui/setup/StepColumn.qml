pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// The pages, each with its light and the first thing it says.
Card {
    id: root

    required property SetUpScreen screen

    border.color: Theme.line
    border.width: Theme.stroke

    Scroll {
        id: scroll

        anchors.fill: parent
        anchors.margins: Theme.stroke
        anchors.rightMargin: longer ? Theme.gap : Theme.stroke
        contentHeight: pages.implicitHeight
        label: qsTr("Steps of the set-up")

        Column {
            id: pages

            width: parent.width

            Repeater {
                model: root.screen.steps

                Button {
                    id: page

                    required property bool current
                    required label
                    required property int mark
                    required property string number
                    required property string step
                    required property string text
                    required property int tone

                    Accessible.name: number + " " + label + " " + text
                    border.width: activeFocus ? Theme.stroke * 3 : 0
                    color: current ? Theme.raised : down ? Theme.raised : "transparent"
                    hint: "Ctrl+" + page.number
                    implicitHeight: Math.max(scroll.height / 6, said.implicitHeight + Theme.gap * 1.5)
                    radius: 0
                    width: parent ? parent.width : 0

                    onPressed: root.screen.go(page.step)

                    Rectangle {
                        color: Theme.accent
                        height: parent.height
                        visible: page.current
                        width: Theme.gap / 2
                    }

                    Say {
                        id: numeral

                        anchors.left: parent.left
                        anchors.leftMargin: Theme.edge
                        anchors.verticalCenter: parent.verticalCenter
                        font.bold: true
                        size: Theme.headline
                        text: page.number
                        tone: page.current ? Tone.ACCENT : Tone.DIM
                    }

                    Column {
                        id: said

                        anchors.left: numeral.right
                        anchors.leftMargin: Theme.edge
                        anchors.right: light.left
                        anchors.rightMargin: Theme.gap
                        anchors.verticalCenter: parent.verticalCenter
                        spacing: Theme.gap * 0.4

                        Say {
                            font.bold: true
                            maximumLineCount: 2
                            size: Theme.lead
                            text: page.label
                            width: parent.width
                            wrapMode: Text.Wrap
                        }

                        Say {
                            elide: Text.ElideRight
                            maximumLineCount: 2
                            size: Theme.caption
                            text: page.text
                            tone: page.tone === Tone.BAD ? Tone.BAD : Tone.DIM
                            visible: text !== "" && !Theme.large
                            width: parent.width
                            wrapMode: Text.Wrap
                        }
                    }

                    Light {
                        id: light

                        anchors.right: parent.right
                        anchors.rightMargin: Theme.edge
                        anchors.verticalCenter: parent.verticalCenter
                        mark: page.mark
                        tone: page.tone
                    }

                    Rectangle {
                        anchors.bottom: parent.bottom
                        anchors.left: parent.left
                        anchors.right: parent.right
                        color: Theme.line
                        height: Theme.stroke
                    }
                }
            }
        }
    }
}
