pragma ComponentBehavior: Bound

import QtQuick

// Every seat of the hall in one picture; painted by parts/charts.py.
Image {
    id: root

    required property int columns
    required property string description
    property bool labelled: false
    required property string letters

    Accessible.name: description
    Accessible.role: Accessible.Graphic
    source: letters === "" || width < 1 ? "" : "image://charts/" + (labelled ? "labelled" : "seats") + "/" + Theme.inks + "/" + columns + "/" + letters
    sourceSize.height: Math.round(height)
    sourceSize.width: Math.round(width)
}
