"""One whole meeting, written by hand: every refusal reason, pauses, presses in flight, ties."""

from bundlebuilder import TWO, Scribe, choose, outcome, press, rule, sha, share, tally, trial

MS = 1_000_000
TWO_THIRDS = share("2/3", "roll")
HALF = share("1/2", "present", strict=True)
OF_EVERY_RULE = 'title = "一般事项"\narticle = "第二十七条"\n'
PACK = f"""pack = "citizens"
[rule.ordinary]
{OF_EVERY_RULE}attendance = {{ fraction = "2/3", of = "roll" }}
threshold = {{ fraction = "1/2", strict = true, of = "present" }}
[rule.taking_part]
{OF_EVERY_RULE}attendance = {{ fraction = "2/3", of = "roll" }}
participation = {{ fraction = "1/2", strict = true, of = "present" }}
threshold = {{ fraction = "1/2", strict = true, of = "present" }}
[rule.places]
{OF_EVERY_RULE}threshold = {{ fraction = "1/7", of = "cast" }}
recused = "stay"
seats = {{ is = 2, from = "plan" }}
"""


def true_meeting(scribe: Scribe | None = None, *, swing: int = 2) -> Scribe:
    """A meeting in which all is right; `swing` is what seat A1 pressed last in poll 1."""
    book = scribe or Scribe()
    _gather(book)
    _poll_for_against(book, swing)
    _poll_with_a_tie(book)
    _poll_put_aside(book)
    _poll_over_a_restart(book)
    book.write("MeetingClosed", by="主持人")
    return book


def _gather(book: Scribe) -> None:
    book.open_book()
    sha_of = sha(PACK.encode())
    book.write(
        "RulePackAdopted", pack="citizens", version="1", title="市", sha256=sha_of, text=PACK
    )
    book.freeze({f"A{at}": at != 8 for at in range(1, 9)})
    for at in range(1, 9):
        book.bind(100 + at, f"A{at}")
    book.bind(100, "A2")  # a second keypad for A2: 102 is dead from now on
    book.bind(102, "A2")
    book.bind(110, "A1")
    book.write("KeypadReturned", keypad=110, seat="A1", reason="")
    book.bind(101, "A1")
    book.write("KeypadReturned", keypad=999, seat="", reason="")
    book.arrive("A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8")
    book.leave("A7")
    book.write("ItemTabled", item=1, title="加装电梯", noticed="2026-11-01")
    text = sha("方案\n正文".encode())
    book.write("MotionPut", item=1, version=1, title="方案", text="正文", sha256=text, noticed=True)
    book.write("Recused", item=1, seat="A6", reason="利害关系")


def _poll_for_against(book: Scribe, swing: int) -> None:
    book.refuse(0, "A1", "early", press(101, [1], book.at, session=None))
    book.refuse(0, "", "unknown_keypad", press(110, [1], book.at, session=0))
    book.refuse(0, "A7", "not_checked_in", press(107, [1], book.at, session=0))
    book.prepare(1, rule=rule(name="taking_part", participation=HALF))
    book.refuse(1, "A2", "early", press(102, [1], book.at, session=None))
    book.open(1, 6)
    start = book.at
    book.listen(1, start)

    def ms(at_ns: int) -> int:
        return (at_ns - start) // MS

    book.cast(1, "A1", press(101, [1], book.at, made_ms=ms(book.at)))
    book.cast(1, "A2", press(102, [2], book.at))
    book.cast(1, "A3", press(103, [3], book.at))
    book.cast(1, "A4", press(104, [1], book.at))
    book.cast(1, "A4", press(104, [2], book.at), replaces=True)
    book.cast(1, "A5", press(105, [1], book.at))
    book.cast(1, "A5", press(105, [], book.at), replaces=True)  # withdrawn
    book.refuse(1, "", "unknown_keypad", press(109, [1], book.at))
    book.refuse(1, "A7", "not_checked_in", press(107, [1], book.at))
    book.refuse(1, "A8", "no_voting_right", press(108, [1], book.at))
    book.refuse(1, "A6", "recused", press(106, [1], book.at))
    book.refuse(1, "A1", "no_such_key", press(101, [4], book.at))
    book.refuse(1, "A1", "no_such_key", press(101, [0, 1], book.at))
    book.refuse(1, "A2", "duplicate", press(102, [2], book.at))
    book.refuse(0, "A2", "wrong_session", press(102, [1], book.at, session=9))
    book.refuse(0, "", "wrong_session", press(109, [1], book.at, base="west"))
    before = ms(book.at)
    book.pause(1)
    paused = ms(book.at)
    book.refuse(1, "A3", "paused", press(103, [1], book.at))
    book.cast(1, "A3", press(103, [1], book.at, made_ms=before - 1), replaces=True)
    book.resume(1)
    book.refuse(1, "A3", "paused", press(103, [2], book.at, made_ms=paused))
    book.leave("A4")
    book.write("PollExtended", poll=1, by_s=5, by="主持人")
    closed_ns = book.at
    book.closing(1)
    book.cast(
        1,
        "A1",
        press(101, [swing], book.at, made_ms=ms(closed_ns)),
        replaces=True,
        in_flight=True,
    )
    book.refuse(1, "A2", "late", press(102, [1], book.at, made_ms=ms(closed_ns) + 1))
    book.cast(1, "A2", press(102, [1], book.at, session=0), replaces=True, in_flight=True)
    book.closed(1, "A1", "A2", "A3", "A4", "A5", "A6")
    book.refuse(1, "A2", "late", press(102, [2], book.at))
    book.reconcile(1, 22, 5, 12, ["A5"])
    book.reconcile(1, 22, 5, 12, ["A5"])
    swung = {1: "in_favour", 2: "against", 3: "abstain"}[swing]
    counts = tally(roll=7, base=6, in_favour=2, against=1, not_pressed=1, recused=1)
    counts[swung] += 1
    tests = [
        trial("attendance", TWO_THIRDS, 7, 5, 6),
        trial("participation", HALF, 5, 3, 4),
        trial("threshold", HALF, 5, 3, counts["in_favour"]),
    ]
    result = outcome("passed" if counts["in_favour"] > 2 else "not_passed", tests)
    book.declare(1, counts, result)
    book.issue("2026-0001", 1, b"%PDF-1.7 vote record")
    book.write("PaperPrinted", number="2026-0001", copy=1)


def _poll_with_a_tie(book: Scribe) -> None:
    """Three places among five; option 5 is out, 2 and 4 stand equal on the line."""
    book.arrive("A4", "A7")
    third = share("1/7", "cast")
    book.prepare(
        2,
        item=2,
        form=choose(5, 1, 3),
        rule=rule(name="places", seats=2, threshold=third, attendance=None, recused="stay"),
        last_press_counts=False,
        named=True,
    )
    book.open(2, 7, ("east", 6))
    for seat, keys in (("A1", [1, 2]), ("A2", [1, 4]), ("A3", [1, 2, 4]), ("A4", [1])):
        book.cast(2, seat, press(100 + int(seat[1]), keys, book.at, session=6))
    book.cast(2, "A5", press(105, [1, 2, 3, 4], book.at, session=6))  # too many: void
    book.refuse(2, "A1", "first_press_stands", press(101, [3], book.at, session=6))
    book.refuse(2, "A6", "duplicate", press(106, [], book.at, session=6))
    book.refuse(2, "A6", "no_such_key", press(106, [6], book.at, session=6))
    book.closing(2)
    base = [f"A{at}" for at in range(1, 8)]
    book.closed(2, *base)
    book.reconcile(2, 8, 5, 3, ["A6", "A7"])
    counts = tally(roll=7, base=7, chosen=4, void=1, not_pressed=2, options=[4, 2, 0, 2, 0])
    test = trial("threshold", third, 4, 1, 2)
    book.declare(2, counts, outcome("tie", [test], taken=[1], tied=[2, 4]))


def _poll_put_aside(book: Scribe) -> None:
    book.prepare(3)
    book.open(3, 7, ("east", 7))
    book.cast(3, "A1", press(101, [1], book.at, session=7))
    book.write("PollVoided", poll=3, reason="基站断电", officers=TWO)
    book.refuse(3, "A2", "late", press(102, [1], book.at, session=7))
    book.prepare(4)
    book.write("PollVoided", poll=4, reason="规则写错", officers=TWO)


def _poll_over_a_restart(book: Scribe) -> None:
    book.prepare(5, item=3, round=2)
    book.open(5, 7, ("east", 8))
    book.listen(5, book.at, session=8)
    book.pause(5)
    book.resume(5)
    book.pause(5)
    book.start("boot-1")
    book.refuse(5, "A1", "paused", press(101, [1], book.at, session=8, made_ms=3))
    book.at = 5 * MS
    book.start("boot-2")
    book.refuse(5, "A1", "paused", press(101, [1], book.at, session=8, made_ms=0))
    book.resume(5)
    book.cast(5, "A1", press(101, [1], book.at, session=8, made_ms=0))
    book.listen(5, book.at, session=8)
    book.cast(5, "A2", press(102, [1], book.at, session=8, made_ms=0))
    book.closing(5)
    book.closed(5, *(f"A{at}" for at in range(1, 8)))
    book.reconcile(5, 4, 2, 2, ["A3", "A4", "A5", "A6", "A7"])
    counts = tally(roll=7, base=7, in_favour=2, not_pressed=5)
    tests = [trial("attendance", TWO_THIRDS, 7, 5, 7), trial("threshold", HALF, 7, 4, 2)]
    book.declare(5, counts, outcome("not_passed", tests))
