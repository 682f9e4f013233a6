"""Where keypads are: given to a seat, lost, spare."""

from strategies import Hall, keypad_of, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import attending
from kiosk.meeting.keypads import Missing, spare, unreturned


def base(name: str, first: int, keypads: int, *, per_seat: bool = True) -> f.BaseFound:
    return f.BaseFound(name, name, first, keypads, "hvm1", 8, per_seat=per_seat)


def test_whoever_has_a_keypad_given_to_a_seat_it_is_not_back_until_it_is_taken_back() -> None:
    hall = small_hall(3, absent=[3])
    hall.leave("02")
    assert [one.seat for one in unreturned(hall.state)] == ["01", "03", "02"]
    hall.do(attending.return_keypad(hall.state, keypad_of("03"), reason="交回"))
    assert [one.seat for one in unreturned(hall.state)] == ["01", "02"]


def test_what_is_not_back_is_given_out_or_lost() -> None:
    hall = small_hall(3, absent=[3])
    gone = keypad_of("01")
    hall.enter(f.KeypadLost(gone, "01", "?"), f.KeypadLost(99, "", "?"))
    expected = [Missing(gone, "01", lost=True), Missing(99, "", lost=True)]
    expected += [Missing(keypad_of(seat), seat, lost=False) for seat in ("02", "03")]
    assert list(unreturned(hall.state)) == sorted(expected, key=lambda one: one.keypad)


def test_spare_is_what_a_base_hears_and_nobody_holds() -> None:
    hall = Hall()
    hall.begin()
    hall.enter(base("A", 1, 3), base("T", 1, 500, per_seat=False))
    assert spare(hall.state) == (1, 2, 3)
    hall.enter(f.KeypadBound(2, "01", ""), f.KeypadLost(3, "", "?"))
    assert spare(hall.state) == (1,)
