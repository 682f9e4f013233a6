pragma Singleton
pragma ComponentBehavior: Bound

import QtQuick

// The colour of each tone of tokens.Tone, in its order.
QtObject {
    readonly property list<color> of: [Theme.text, Theme.dim, Theme.accent, Theme.favour, Theme.against, Theme.abstain, Theme.good, Theme.warn, Theme.bad, Theme.off]
}
