pragma ComponentBehavior: Bound

import QtQuick

// A plain panel.
Rectangle {
    color: Theme.panel
    radius: Theme.radius
}
