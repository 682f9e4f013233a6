"""The chords of the console: one an act, shown on its button. No act has a bare key."""

from kiosk.clerk.views import Act

NEXT_CHORD = "Ctrl+Enter"
LANGUAGE_CHORD = "F12"
CANCEL_KEY = "Esc"

CHORDS = {
    Act.LOG_IN: "F5",
    Act.LOG_OUT: "Ctrl+F5",
    Act.FREEZE_ROLL: "Ctrl+Shift+F",
    Act.OPEN_MEETING: "Ctrl+Shift+O",
    Act.OPEN_CHECK_IN: "F2",
    Act.CLOSE_CHECK_IN: "F3",
    Act.NEXT_PHASE: "F4",
    Act.NEXT_ITEM: "F6",
    Act.PREPARE_POLL: "F7",
    Act.PING: "F8",
    Act.PRINT_RECORD: "F9",
    Act.OVERRIDE_GATE: "Ctrl+Shift+G",
    Act.ZERO_REPORT: "F10",
    Act.OPEN_POLL: "Ctrl+O",
    Act.PAUSE_POLL: "Ctrl+P",
    Act.RESUME_POLL: "Ctrl+Shift+P",
    Act.EXTEND_POLL: "Ctrl+E",
    Act.CLOSE_POLL: "Ctrl+L",
    Act.OPEN_URN: "Ctrl+U",
    Act.RECONCILE: "Ctrl+R",
    Act.ACKNOWLEDGE_SILENCE: "Ctrl+K",
    Act.DECLARE: "Ctrl+D",
    Act.VOID_POLL: "Ctrl+Shift+V",
    Act.GO_ON_WITHOUT_MIRROR: "Ctrl+Shift+M",
    Act.CLOSE_MEETING: "Ctrl+Shift+Q",
}

WITH_OFFICERS = frozenset(
    {
        Act.FREEZE_ROLL,
        Act.OPEN_MEETING,
        Act.OVERRIDE_GATE,
        Act.OPEN_URN,
        Act.VOID_POLL,
        Act.GO_ON_WITHOUT_MIRROR,
    }
)
ASKED_TWICE = WITH_OFFICERS | {Act.LOG_IN, Act.CLOSE_MEETING}
AT_THE_DOOR = frozenset({Act.LOG_IN, Act.LOG_OUT})
"""Not among the other buttons: they stand in the head of the console."""
