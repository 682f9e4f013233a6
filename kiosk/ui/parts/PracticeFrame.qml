pragma ComponentBehavior: Bound

import QtQuick

// 演练: a frame in the margin on all four sides, lettered above and below.
Item {
    id: root

    required property int edge

    Repeater {
        model: 2

        Rectangle {
            id: band

            required property int index

            anchors.left: parent?.left
            anchors.right: parent?.right
            color: Theme.practice
            height: root.edge
            y: band.index * (root.height - root.edge)

            Row {
                anchors.centerIn: parent
                spacing: Theme.unit / 7

                Repeater {
                    model: 3

                    Say {
                        color: Theme.onPractice
                        font.bold: true
                        size: Theme.caption
                        text: qsTr("PRACTICE · decides nothing")
                    }
                }
            }
        }
    }

    Repeater {
        model: 2

        Rectangle {
            required property int index

            color: Theme.practice
            height: root.height
            width: root.edge / 2
            x: index * (root.width - width)
        }
    }
}
