pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// The deeds by section; the arrow keys go through them.
ListView {
    id: root

    required property CabinetScreen screen

    Accessible.name: qsTr("More orders")
    Accessible.role: Accessible.List
    activeFocusOnTab: true
    bottomMargin: Theme.gap
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    currentIndex: -1
    model: screen.deeds
    topMargin: Theme.gap

    delegate: Deed {
        onTaken: root.screen.choose(deed)
        onTapped: root.currentIndex = index
    }

    Component.onCompleted: forceActiveFocus()
    Keys.onDownPressed: incrementCurrentIndex()
    Keys.onUpPressed: decrementCurrentIndex()
    onCurrentItemChanged: (currentItem as Deed)?.taken()

    FocusFrame {
        on: root
    }

    component Deed: Column {
        id: line

        required property bool chosen
        required property string deed
        required property int index
        required property string label
        required property bool ready
        required property string reason
        required property string section

        signal taken
        signal tapped

        Accessible.description: reason
        Accessible.name: label
        Accessible.role: Accessible.ListItem
        Accessible.selected: chosen
        width: ListView.view.width

        Accessible.onPressAction: if (line.ready)
            line.tapped()

        Say {
            bottomPadding: Theme.gap * 0.4
            font.bold: true
            leftPadding: Theme.gap
            text: line.section
            tone: Tone.DIM
            topPadding: line.index > 0 ? Theme.gap * 1.4 : 0
            visible: text !== ""
        }

        Rectangle {
            color: line.chosen ? Theme.raised : tap.pressed ? Theme.ground : "transparent"
            height: words.implicitHeight + Theme.gap * 1.2
            radius: Theme.radius
            width: parent.width - Theme.gap
            x: Theme.gap / 2

            Column {
                id: words

                anchors.left: parent.left
                anchors.leftMargin: Theme.gap
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter

                Say {
                    font.bold: line.chosen
                    lineHeight: 0.9
                    text: line.label
                    tone: line.ready ? Tone.PLAIN : Tone.DIM
                    width: parent.width
                    wrapMode: Text.Wrap
                }

                Say {
                    lineHeight: 0.9
                    size: Theme.caption
                    text: line.reason
                    tone: Tone.DIM
                    visible: text !== ""
                    width: parent.width
                    wrapMode: Text.Wrap
                }
            }

            TapHandler {
                id: tap

                enabled: line.ready

                onTapped: line.tapped()
            }
        }
    }
}
