"""Lawful refusals: expected, returned as values, each with words in the catalogue."""

from dataclasses import dataclass, field
from enum import StrEnum


class Reason(StrEnum):
    """Why the law said no. The first block judges a press, in this order: the first that applies.

    A press that meets none of the first eleven counts (`wire` rule of one disposition per press).
    """

    WRONG_SESSION = "wrong_session"
    UNKNOWN_KEYPAD = "unknown_keypad"
    NOT_CHECKED_IN = "not_checked_in"
    NO_VOTING_RIGHT = "no_voting_right"
    RECUSED = "recused"
    EARLY = "early"
    LATE = "late"
    PAUSED = "paused"
    NO_SUCH_KEY = "no_such_key"
    FIRST_PRESS_STANDS = "first_press_stands"
    DUPLICATE = "duplicate"

    MEETING_CLOSED = "meeting_closed"
    ROLL_NOT_FROZEN = "roll_not_frozen"
    ROLL_FROZEN = "roll_frozen"
    NO_RULE_PACK = "no_rule_pack"
    UNKNOWN_RULE = "unknown_rule"
    UNKNOWN_SEAT = "unknown_seat"
    UNKNOWN_ITEM = "unknown_item"
    UNKNOWN_POLL = "unknown_poll"
    NOT_ON_ROLL = "not_on_roll"
    PASS_FORGED = "pass_forged"
    PASS_OF_OTHER_MEETING = "pass_of_other_meeting"
    ALREADY_CHECKED_IN = "already_checked_in"
    NOT_PRESENT = "not_present"
    KEYPAD_TAKEN = "keypad_taken"
    CHECK_IN_CLOSED = "check_in_closed"
    REASON_MISSING = "reason_missing"
    WRONG_PHASE = "wrong_phase"
    PHASES_INCOMPLETE = "phases_incomplete"
    NOTICE_TOO_SHORT = "notice_too_short"
    MOTION_CHANGED_AFTER_NOTICE = "motion_changed_after_notice"
    NO_QUORUM = "no_quorum"
    ZERO_REPORT_MISSING = "zero_report_missing"
    EQUIPMENT_NOT_READY = "equipment_not_ready"
    TOO_MANY_OPTIONS = "too_many_options"
    IMPOSSIBLE_FORM = "impossible_form"
    UNKNOWN_BREAKDOWN = "unknown_breakdown"
    NO_TIE = "no_tie"
    TIE_POLLED_AGAIN = "tie_polled_again"
    RULE_WITHOUT_THRESHOLD = "rule_without_threshold"
    SCORE_RESOLVES_NOTHING = "score_resolves_nothing"
    AREA_MISSING = "area_missing"
    SECRET_NOT_AVAILABLE = "secret_not_available"
    ANOTHER_POLL_RUNS = "another_poll_runs"
    ILLEGAL_STEP = "illegal_step"
    SUMS_DIFFER = "sums_differ"
    EVIDENCE_NOT_ACKNOWLEDGED = "evidence_not_acknowledged"
    SILENT_NOT_ACKNOWLEDGED = "silent_not_acknowledged"
    TWO_OFFICERS_NEEDED = "two_officers_needed"
    UNKNOWN_OFFICER = "unknown_officer"
    GATE_NOT_SHUT = "gate_not_shut"
    GATE_NOT_DEMANDABLE = "gate_not_demandable"
    NOTICE_ALREADY_GIVEN = "notice_already_given"
    NOTICE_BACKDATED = "notice_backdated"
    REVIEW_MISSING = "review_missing"
    REVIEW_INCOMPLETE = "review_incomplete"
    REVIEW_OF_ANOTHER_TEXT = "review_of_another_text"
    REVIEW_UNFAVOURABLE = "review_unfavourable"
    AGENDA_GROUND_MISSING = "agenda_ground_missing"
    ATTENTION_TOO_LOW = "attention_too_low"
    COUNT_IMPOSSIBLE = "count_impossible"
    NOT_AN_AMENDMENT = "not_an_amendment"
    AMENDMENT_UNDECIDED = "amendment_undecided"
    AMENDMENT_NOT_IN_TEXT = "amendment_not_in_text"
    POLL_NOT_DECLARED = "poll_not_declared"
    ITEM_DECIDED = "item_decided"
    BASE_NOT_DRAINED = "base_not_drained"
    MIRROR_LOST = "mirror_lost"
    MIRROR_NOT_LOST = "mirror_not_lost"
    ROLL_EMPTY = "roll_empty"
    SEAT_TWICE = "seat_twice"
    NUMBER_TWICE = "number_twice"


@dataclass(frozen=True, slots=True)
class Refusal:
    """The law's no, with what the words need: `detail` fills the fields of the reason's msgid."""

    reason: Reason
    detail: dict[str, str | int] = field(default_factory=dict[str, str | int])
