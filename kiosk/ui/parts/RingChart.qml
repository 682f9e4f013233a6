pragma ComponentBehavior: Bound

import QtQuick

// Shares of a whole as a ring; painted by parts/charts.py.
Image {
    id: root

    required property string description
    required property string slices
    property real weight: 0.17

    Accessible.name: description
    Accessible.role: Accessible.Graphic
    fillMode: Image.PreserveAspectFit
    source: slices === "" || width < 1 ? "" : "image://charts/ring/" + Theme.inks + "/" + weight + "/" + slices
    sourceSize.height: Math.round(height)
    sourceSize.width: Math.round(width)
}
