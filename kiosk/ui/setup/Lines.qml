pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// What is there already, line by line; a line is marked by finger or by the arrow keys.
Card {
    id: root

    required property SetUpScreen screen

    border.color: list.activeFocus ? Theme.accent : Theme.line
    border.width: list.activeFocus ? Theme.stroke * 3 : Theme.stroke

    Say {
        id: heading

        anchors.left: parent.left
        anchors.margins: Theme.edge
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: Theme.edge
        font.bold: true
        size: Theme.lead
        text: root.screen.linesHeading
        wrapMode: Text.Wrap
    }

    ListView {
        id: list

        Accessible.name: root.screen.linesHeading
        Accessible.role: Accessible.List
        activeFocusOnTab: true
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.stroke * 3
        anchors.right: parent.right
        anchors.top: heading.bottom
        anchors.topMargin: Theme.gap
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        highlightMoveDuration: 0
        model: root.screen.lines

        delegate: Rectangle {
            id: line

            required property bool chosen
            required property int index
            required property int mark
            required property string text
            required property string title
            required property int tone

            Accessible.name: title + " " + text
            Accessible.role: Accessible.ListItem
            color: chosen ? Theme.raised : "transparent"
            height: said.implicitHeight + Theme.gap * 2.4
            width: ListView.view.width

            Rectangle {
                color: Theme.accent
                height: parent.height
                visible: line.chosen
                width: Theme.gap / 2
            }

            Light {
                id: light

                anchors.left: parent.left
                anchors.leftMargin: Theme.edge
                anchors.top: said.top
                anchors.topMargin: Theme.gap * 0.3
                mark: line.mark
                size: Theme.lead
                tone: line.tone
                visible: line.mark !== Mark.NONE
            }

            Column {
                id: said

                anchors.left: light.visible ? light.right : parent.left
                anchors.leftMargin: light.visible ? Theme.gap * 1.5 : Theme.edge
                anchors.right: parent.right
                anchors.rightMargin: Theme.edge
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.gap * 0.4

                Say {
                    font.bold: true
                    text: line.title
                    width: parent.width
                    wrapMode: Text.Wrap
                }

                Say {
                    size: Theme.caption
                    text: line.text
                    tone: Tone.DIM
                    visible: text !== ""
                    width: parent.width
                    wrapMode: Text.Wrap
                }
            }

            Rectangle {
                anchors.bottom: parent.bottom
                anchors.left: parent.left
                anchors.right: parent.right
                color: Theme.line
                height: Theme.stroke
            }

            TapHandler {
                onTapped: {
                    list.forceActiveFocus();
                    list.currentIndex = line.index;
                    root.screen.mark(line.index);
                }
            }
        }

        Keys.onDownPressed: {
            incrementCurrentIndex();
            root.screen.mark(currentIndex);
        }
        Keys.onUpPressed: {
            decrementCurrentIndex();
            root.screen.mark(currentIndex);
        }
    }
}
