pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import kiosk.ui.parts

// A page behind the door page: its head, and what is done there; it scrolls where it is too long.
Item {
    id: root

    property alias beside: corner.data
    default property alias lines: body.data
    required property CheckInScreen shown

    Scroll {
        id: scroll

        anchors.bottomMargin: Theme.edge
        anchors.fill: parent
        anchors.topMargin: Theme.edge
        contentHeight: body.height
        label: root.shown.title

        ColumnLayout {
            id: body

            height: Math.max(implicitHeight, scroll.height)
            spacing: Theme.edge
            width: parent.width

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.edge

                PageHead {
                    Layout.alignment: Qt.AlignTop
                    Layout.fillWidth: true
                    shown: root.shown
                }

                RowLayout {
                    id: corner

                    Layout.alignment: Qt.AlignTop
                    spacing: Theme.gap
                }
            }
        }
    }
}
