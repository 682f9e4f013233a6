"""The console greys what is not the office of who is logged in, by the table the clerk reads."""

from test_officers_at_the_console import CHAIR, OPERATOR, Guarded

from kiosk.clerk import orders as o
from kiosk.clerk.acting import orders_of
from kiosk.clerk.deeds import DEEDS, takes_two
from kiosk.clerk.officers import order_together
from kiosk.clerk.orders import Posted
from kiosk.clerk.porter import run
from kiosk.clerk.views import Act, OfficerLine
from kiosk.ledger.officer_keys import REHEARSAL
from kiosk.meeting.offices import TABLE
from kiosk.meeting.refusal import Reason
from kiosk.ui.console.keys import WITH_OFFICERS


def greyed(room: Guarded) -> dict[Act, Reason | None]:
    view = room.console
    shown = [one for one in (view.next, *view.actions) if one is not None]
    return {one.act: one.refusal.reason if one.refusal else None for one in shown}


def test_every_button_stands_under_a_line_of_the_table():
    assert DEEDS.keys() == set(Act)
    assert set(DEEDS.values()) <= TABLE.keys()


def test_the_screen_asks_for_two_where_the_table_does():
    assert {act for act in Act if takes_two(act)} == WITH_OFFICERS


def test_before_anybody_logs_in_only_what_takes_two_can_be_pressed(tmp_path):
    room = Guarded(tmp_path).opened()
    room.order(o.LogOut(CHAIR))
    shown = greyed(room)
    assert (room.console.guarded, room.console.officer) == (True, "")
    assert shown[Act.VOID_POLL] is None
    assert shown[Act.OVERRIDE_GATE] is None
    assert shown[Act.LOG_IN] is None
    assert shown[Act.PING] is Reason.LOG_IN_FIRST
    assert Act.LOG_OUT not in shown
    room.ledger.close()


def test_a_button_of_another_office_says_so(tmp_path):
    room = Guarded(tmp_path).opened()
    room.order(o.LogOut(CHAIR))
    room.log_in("赵秀英")
    shown = greyed(room)
    assert shown[Act.PING] is Reason.OFFICE_WITHOUT_THIS
    assert shown[Act.LOG_OUT] is None
    view = room.console
    assert (view.officer, view.role) == ("赵秀英", "teller")
    assert OfficerLine("赵秀英", "teller", True) in view.officers
    assert orders_of(Act.LOG_OUT, view, {}, {}) == (o.LogOut("赵秀英"),)
    room.log_in(OPERATOR)
    assert greyed(room)[Act.PING] is None
    room.ledger.close()


def test_where_nobody_is_enrolled_the_chair_orders_as_before(tmp_path):
    room = Guarded(tmp_path, enrolled=False).with_roll()
    view = room.console
    assert (view.guarded, view.officer, view.officers) == (False, CHAIR, ())
    assert Act.LOG_IN not in greyed(room)
    room.ledger.close()


def test_the_console_leads_from_the_roll_to_the_open_meeting(tmp_path):
    room = Guarded(tmp_path).begun()
    assert room.console.next.act is Act.FREEZE_ROLL
    assert orders_of(Act.FREEZE_ROLL, room.console, {}, {}) == ()
    room.ledger.close()
    (tmp_path / "again").mkdir()
    again = Guarded(tmp_path / "again").opened()
    view = again.console
    details = {"first": CHAIR, "second": OPERATOR, "reason": "到齐"}
    assert orders_of(Act.OPEN_MEETING, view, {}, details) == (
        o.OpenMeeting("到齐", (CHAIR, OPERATOR)),
    )
    assert view.gate == "phases"
    (override,) = orders_of(Act.OVERRIDE_GATE, view, {}, details)
    assert override == o.OverrideGate(view.gate, "到齐", (CHAIR, OPERATOR))
    (log_in,) = orders_of(Act.LOG_IN, view, {}, {"first": CHAIR, "first_secret": "words"})
    assert log_in == o.LogIn(CHAIR, "words")
    again.ledger.close()


def poster(room: Guarded, asked: list[o.Ordered]):
    """Posts to the room as a screen does, and runs the porter's errands at once."""

    def post(order: o.Ordered):
        asked.append(order)
        posted = Posted(order, o.Future(), CHAIR)
        room.clerk.take([posted])
        while room.errands:
            room.clerk.take([run(room.errands.pop(0), REHEARSAL)])
        return posted.reply

    return post


def test_two_passphrases_and_an_order_go_one_after_the_other(tmp_path):
    room = Guarded(tmp_path).opened()
    asked: list[o.Ordered] = []
    void = o.VoidPoll("重来", (CHAIR, OPERATOR))
    secrets = [(name, f"the words of {name}") for name in (CHAIR, OPERATOR)]
    order_together(poster(room, asked), void, secrets, [o.CallKeypads(), o.OpenCheckIn()])
    assert [type(one).__name__ for one in asked] == [
        "Assent",
        "Assent",
        "VoidPoll",
        "CallKeypads",
        "OpenCheckIn",
    ]
    assert room.state.poll.stage == "void"
    room.ledger.close()


def test_a_wrong_passphrase_ends_it_there(tmp_path):
    room = Guarded(tmp_path).opened()
    asked: list[o.Ordered] = []
    void = o.VoidPoll("重来", (CHAIR, OPERATOR))
    secrets = [(CHAIR, f"the words of {CHAIR}"), (OPERATOR, "wrong")]
    order_together(poster(room, asked), void, secrets, [o.CallKeypads()])
    assert [type(one).__name__ for one in asked] == ["Assent", "Assent"]
    assert room.state.poll.stage == "prepared"
    assert "reason:wrong_passphrase" in {one.args.get("what") for one in room.console.faults}
    room.ledger.close()
