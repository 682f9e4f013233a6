pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// The arithmetic of the rule, its article, and where it stands in the book.
Card {
    id: root

    required property HallScreen screen

    implicitHeight: sum.implicitHeight + basis.implicitHeight + Theme.gap

    Say {
        id: sum

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap * 1.5
        anchors.top: parent.top
        anchors.topMargin: Theme.gap * 0.4
        font.bold: true
        size: Math.ceil(root.screen.computationSize * Theme.unit)
        text: root.screen.computation
    }

    Say {
        id: basis

        anchors.left: sum.left
        anchors.right: book.left
        anchors.rightMargin: Theme.gap
        anchors.top: sum.bottom
        elide: Text.ElideRight
        size: Theme.caption
        text: root.screen.basisLine
        tone: Tone.DIM
    }

    Say {
        id: book

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap * 1.5
        anchors.verticalCenter: basis.verticalCenter
        size: Theme.caption
        text: root.screen.bookLine
        tone: Tone.DIM
    }
}
