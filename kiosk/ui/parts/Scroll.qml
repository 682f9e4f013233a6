pragma ComponentBehavior: Bound

import QtQuick

// What may be taller than its place: it scrolls by finger, wheel and keys, shows that it does, and
// brings what has the focus into sight. Its mark stands right of it, in the margin.
Item {
    id: root

    default property alias content: pane.flickableData
    property alias contentHeight: pane.contentHeight
    required property string label
    readonly property bool longer: pane.contentHeight > pane.height + 1
    property bool moved: false

    function go(pages: real): void {
        moved = true;
        const last = Math.max(0, pane.contentHeight - pane.height);
        pane.contentY = Math.max(0, Math.min(last, pane.contentY + pages * pane.height));
    }
    function keepInSight(anew: bool): void {
        if (root.Window.activeFocusItem)
            root.reveal(root.Window.activeFocusItem, anew);
    }
    function reveal(item: Item, anew: bool): void {
        let above = item;
        while (above && above !== pane.contentItem)
            above = above.parent;
        if (!above)
            return;
        const top = item.mapToItem(pane.contentItem, 0, 0).y;
        if (anew)
            pane.contentY = 0;
        if (top < pane.contentY)
            pane.contentY = Math.max(0, top - Theme.gap);
        else if (top + item.height > pane.contentY + pane.height)
            pane.contentY = Math.min(top, top + item.height + Theme.gap - pane.height);
    }

    Accessible.ignored: !longer
    Accessible.name: label
    Accessible.role: Accessible.Pane
    activeFocusOnTab: longer

    Keys.onPressed: event => {
        const pages = {
            [Qt.Key_Up]: -0.2,
            [Qt.Key_Down]: 0.2,
            [Qt.Key_PageUp]: -0.9,
            [Qt.Key_PageDown]: 0.9
        }[event.key];
        event.accepted = pages !== undefined;
        if (event.accepted)
            root.go(pages);
    }

    Connections {
        function onActiveFocusItemChanged() {
            root.keepInSight(false);
        }

        target: root.Window.window
    }

    Flickable {
        id: pane

        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentWidth: width

        onContentHeightChanged: root.keepInSight(!root.moved)
        onHeightChanged: root.keepInSight(!root.moved)
        onMovementStarted: root.moved = true
    }

    Rectangle {
        anchors.left: parent.right
        anchors.leftMargin: Theme.gap * 0.3
        color: root.activeFocus ? Theme.accent : Theme.dim
        height: Math.max(Theme.title, pane.visibleArea.heightRatio * root.height)
        radius: width / 2
        visible: root.longer
        width: Theme.gap * 0.5
        y: Math.min(root.height - height, pane.visibleArea.yPosition * root.height)
    }

    FocusFrame {
        anchors.margins: -Theme.stroke * 3
        on: root
    }
}
