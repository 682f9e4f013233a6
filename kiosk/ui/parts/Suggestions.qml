pragma ComponentBehavior: Bound

import QtQuick

// Words at hand for a line to write in: tapped, or chosen there with ↓ and ↑, they stand in it and
// can still be changed.
Flow {
    id: root

    required property list<string> texts
    required property string value

    signal chosen(text: string)

    function step(by: int): void {
        const at = texts.indexOf(value) + by;
        if (at >= 0 && at < texts.length)
            chosen(texts[at]);
    }

    spacing: Theme.gap
    visible: each.count > 0

    Repeater {
        id: each

        model: root.texts

        Choice {
            required property string modelData

            activeFocusOnTab: false
            checked: modelData === root.value
            label: modelData

            onPressed: root.chosen(modelData)
        }
    }
}
