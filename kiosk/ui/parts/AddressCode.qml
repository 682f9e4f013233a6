pragma ComponentBehavior: Bound

import QtQuick

// A QR code for phones, module by module in whole pixels; painted by parts/charts.py.
Image {
    id: root

    required property string description
    required property string matrix
    required property int side

    Accessible.name: description
    Accessible.role: Accessible.Graphic
    height: width
    smooth: false
    source: matrix === "" || width < 1 ? "" : "image://charts/code/" + Theme.inks + "/" + side + "/" + matrix
    sourceSize.height: Math.round(height)
    sourceSize.width: Math.round(width)
}
