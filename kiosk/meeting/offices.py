"""Offices: who may order what, as one table that clerk and screens both read.

A deed is named as its order is (`OpenPoll` is `open_poll`). Its line says which offices may order
it, and whether it takes two different officers who both assent, with a reason, within a minute.
`HALL` is no person's office: it is the agenda that the settings bring into a new book, before
anybody has logged in.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

ASSENT_NS = 60_000_000_000
"""How long an assent is good for."""


class Office(StrEnum):
    """主持人, 操作员, 监票人, 公证员, 法律观察员, 技术员; and the hall's own."""

    CHAIR = "chair"
    OPERATOR = "operator"
    TELLER = "teller"
    NOTARY = "notary"
    LEGAL_OBSERVER = "legal_observer"
    TECHNICIAN = "technician"
    HALL = "hall"


PERSONS = tuple(office for office in Office if office is not Office.HALL)
"""The offices that a person can hold."""


class Line(NamedTuple):
    """Who may order a deed; `two` when it takes two of them. No office: whoever stands there."""

    offices: frozenset[Office]
    two: bool = False


def _by(*offices: Office) -> Line:
    return Line(frozenset(offices))


def _two(*offices: Office) -> Line:
    return Line(frozenset(offices), two=True)


_C, _O, _T, _N, _L, _K = PERSONS
_HALL = Office.HALL

TABLE: Mapping[str, Line] = {
    # who is there
    "log_in": _by(),
    "log_out": _by(),
    "assent": _by(),
    "enrol_first": _by(),
    "enrol_officer": _two(_C, _O, _T, _N),
    "name_officer": _by(_C, _HALL),
    # before the meeting
    "adopt_pack": _by(_C, _O, _HALL),
    "set_share": _by(_C, _O, _HALL),
    "answer_question": _by(_C, _O, _HALL),
    "freeze_roll": _two(_C, _O, _T, _N),
    "amend_roll": _two(_C, _O, _T, _N),
    "open_meeting": _two(_C, _O, _T, _N),
    "bind_keypads": _by(_C, _O, _K, _HALL),
    "return_keypad": _by(_C, _O, _K),
    "lose_keypad": _by(_C, _O, _K),
    "await_keypad": _by(_C, _O, _K),
    "set_desk": _by(_C, _O),
    "revoke_pass": _by(_C, _O),
    "call_keypads": _by(_C, _O, _K),
    "open_check_in": _by(_C, _O),
    "close_check_in": _by(_C, _O),
    "check_in_by_hand": _by(_C, _O),
    "check_out": _by(_C, _O),
    "draw_audit": _by(_T, _N),
    "close_audit": _by(_T, _N),
    # the agenda
    "table_item": _by(_C, _O, _HALL),
    "put_motion": _by(_C, _O, _HALL),
    "withdraw_item": _by(_C, _O),
    "move_amendment": _by(_C, _O),
    "demand_gate": _by(_C, _O, _L),
    "give_review": _by(_C, _O, _L),
    "count_attention": _by(_C, _O),
    "find_major_interest": _by(_C, _O),
    "recuse": _by(_C, _O),
    "name_candidate": _by(_C, _O),
    "give_proxy": _by(_C, _O),
    "withdraw_proxy": _by(_C, _O),
    "enter_phase": _by(_C, _O),
    "resume_item": _by(_C, _O),
    # a poll
    "prepare_poll": _by(_C, _O),
    "repoll_tied": _by(_C, _O),
    "override_gate": _two(_C, _O, _T, _N, _L),
    "issue_zero_report": _by(_C, _O, _T, _N),
    "open_poll": _by(_C),
    "pause_poll": _by(_C, _O),
    "resume_poll": _by(_C, _O),
    "extend_poll": _by(_C, _O),
    "turn_poll": _by(_C, _O),
    "issue_papers": _by(_C, _O, _T),
    "spoil_paper": _by(_C, _O, _T),
    "close_poll": _by(_C, _O),
    "enter_count": _by(_C, _O, _T, _N),
    "give_up_base": _two(_C, _O, _T, _N, _K),
    "give_up_desk": _two(_C, _O, _T, _N, _K),
    "go_on_without_mirror": _two(_C, _O, _T, _N, _K),
    "open_urn": _two(_C, _O, _T, _N),
    "reconcile": _by(_C, _O, _T, _N),
    "acknowledge_silence": _by(_C),
    "declare": _by(_C),
    "void_poll": _two(_C, _O, _T, _N),
    "grant_leave": _by(_C, _O),
    "assign_duty": _by(_C, _O),
    "mark_recording": _by(_C, _O, _K),
    "issue_record": _by(_C, _O, _T, _N),
    "issue_sheet": _by(_C, _O, _T, _N),
    "print_paper": _by(_C, _O, _T, _N),
    "reprint": _by(_C, _O, _T, _N),
    "confirm_printed": _by(_C, _O, _T, _N),
    # after it
    "object": _by(_C, _O, _T, _N, _L),
    "close_meeting": _by(_C),
    "reveal_person": _two(_C, _O, _T, _N),
    "delete_personal_data": _two(_C, _O, _T, _N),
}

RESTORE = _two(_C, _O, _T, _N)
"""Making a book again from its mirror; no order, since no kiosk runs then."""
CERTIFY = _two(_C, _O, _T, _N)
"""Making the hall's certificate; done at the command line, for all meetings to come."""


def deed_name(order: str) -> str:
    """`OpenPoll` → `open_poll`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", order).lower()


def may(role: str, deed: str) -> bool:
    """Whether the holder of an office may order this deed, alone or as one of two."""
    offices = TABLE[deed].offices
    return not offices or role in offices
