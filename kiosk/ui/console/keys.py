"""The chords of the console: one an act, shown on its button. No act has a bare key."""

from kiosk.clerk.views import Act

NEXT_CHORD = "Ctrl+Enter"
LANGUAGE_CHORD = "F12"
CABINET_CHORD = "F1"
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
    Act.GIVE_UP_BASE: "Ctrl+Shift+B",
    Act.GIVE_UP_DESK: "Ctrl+Shift+D",
    Act.ENROL_OFFICER: "Ctrl+Shift+E",
    Act.REVEAL_PERSON: "Ctrl+Shift+R",
    Act.CLOSE_MEETING: "Ctrl+Shift+Q",
    Act.SEAL_SLIP: "Ctrl+Shift+L",
    Act.HAND_OVER: "Ctrl+Shift+N",
}

OF_A_PAPER = frozenset({Act.PRINT_PAPER, Act.REPRINT, Act.CONFIRM_PRINTED})
"""Buttons of one paper in the list of papers, which has a chord of its own."""
PAPERS_CHORD = "F11"

WITH_OFFICERS = frozenset(
    {
        Act.FREEZE_ROLL,
        Act.OPEN_MEETING,
        Act.OVERRIDE_GATE,
        Act.OPEN_URN,
        Act.VOID_POLL,
        Act.GO_ON_WITHOUT_MIRROR,
        Act.GIVE_UP_BASE,
        Act.GIVE_UP_DESK,
        Act.ENROL_OFFICER,
        Act.REVEAL_PERSON,
    }
)
GIVEN_UP = frozenset({Act.GIVE_UP_BASE, Act.GIVE_UP_DESK})
"""Offered once a close takes longer than it should."""
CALM = frozenset({Act.LOG_IN, Act.HAND_OVER})
"""Asked about only because something must be filled in."""
DANGEROUS = WITH_OFFICERS | {Act.CLOSE_MEETING}
ASKED_TWICE = DANGEROUS | CALM
AT_THE_DOOR = frozenset({Act.LOG_IN, Act.LOG_OUT})
"""Not among the other buttons: they stand in the head of the console."""
