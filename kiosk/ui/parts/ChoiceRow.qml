pragma ComponentBehavior: Bound

import QtQuick

// Several of which one is chosen.
Flow {
    id: root

    property alias choices: each.model

    signal chosen(name: string)

    spacing: Theme.gap * 0.6

    Repeater {
        id: each

        Choice {
            id: choice

            required property bool chosen
            required label
            required property string name

            checked: chosen

            onPressed: root.chosen(choice.name)
        }
    }
}
