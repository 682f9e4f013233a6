pragma ComponentBehavior: Bound

import QtQuick
import kiosk.ui.parts

// The arithmetic of the rule, its article, and where it stands in the book.
Card {
    id: root

    readonly property bool beside: !narrow || basis.implicitWidth + book.implicitWidth + Theme.gap * 5 < width
    property bool narrow: false
    required property HallScreen screen

    implicitHeight: sum.implicitHeight + basis.implicitHeight + (beside ? 0 : book.implicitHeight) + Theme.gap

    Say {
        id: sum

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap * 1.5
        anchors.top: parent.top
        anchors.topMargin: Theme.gap * 0.4
        font.bold: true
        lineHeight: 0.9
        size: Math.ceil(root.screen.computationSize * Theme.unit)
        text: root.screen.computation
    }

    Say {
        id: basis

        anchors.left: sum.left
        anchors.right: root.beside ? book.left : root.right
        anchors.rightMargin: Theme.gap
        anchors.top: sum.bottom
        lineHeight: 0.9
        size: Theme.caption
        text: root.screen.basisLine
        tone: Tone.DIM
        wrapMode: Text.Wrap
    }

    Say {
        id: book

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap * 0.6
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap * 1.5
        size: Theme.caption
        text: root.screen.bookLine
        tone: Tone.DIM
    }
}
