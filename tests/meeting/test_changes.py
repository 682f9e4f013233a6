"""What was changed in a text, to the character."""

from hypothesis import given
from hypothesis import strategies as st
from strategies import small_hall

from kiosk.meeting.acts import conducting
from kiosk.meeting.changes import ChangedLine, Kind, Span, changes, since_notice
from kiosk.meeting.motion import Motion
from kiosk.meeting.progress import ItemState

texts = st.text(alphabet="甲乙丙\n", max_size=12)


def motion(title: str, text: str) -> Motion:
    return Motion(1, 1, title, text, "")


def test_an_edit_is_shown_inside_its_line() -> None:
    before, after = (
        motion("停车收费", "工作日收费。\n周末免费。"),
        motion("停车收费", "工作日与周末收费。\n周末免费。"),
    )
    kept = ChangedLine((Span(Kind.KEPT, "停车收费"),))
    assert changes(before, after) == (
        kept,
        ChangedLine(
            (Span(Kind.KEPT, "工作日"), Span(Kind.ADDED, "与周末"), Span(Kind.KEPT, "收费。"))
        ),
        ChangedLine((Span(Kind.KEPT, "周末免费。"),)),
    )
    assert not kept.changed


def test_lines_that_came_and_went_are_whole() -> None:
    assert changes(motion("案", "一"), motion("案", "一\n二"))[-1] == ChangedLine(
        (Span(Kind.ADDED, "二"),)
    )
    gone = changes(motion("案", "一\n二"), motion("案", "一"))[-1]
    assert gone == ChangedLine((Span(Kind.REMOVED, "二"),))
    assert gone.changed


def test_a_figure_that_was_changed_is_shown_as_both() -> None:
    (_, line) = changes(motion("案", "三十元"), motion("案", "五十元"))
    assert line.spans == (
        Span(Kind.REMOVED, "三"),
        Span(Kind.ADDED, "五"),
        Span(Kind.KEPT, "十元"),
    )


@given(texts, texts)
def test_the_comparison_holds_both_texts_to_the_character(old: str, new: str) -> None:
    found = changes(motion("题", old), motion("题", new))
    spans = [span for line in found for span in line.spans]

    def side(leave: Kind) -> str:
        return "".join(span.text for span in spans if span.kind is not leave)

    assert side(Kind.ADDED) == "题" + old.replace("\n", "")
    assert side(Kind.REMOVED) == "题" + new.replace("\n", "")
    assert any(line.changed for line in found) or old == new


def test_an_item_shows_what_changed_since_its_notice() -> None:
    hall = small_hall()
    item = hall.state.items[1]
    assert since_notice(item) == ()
    hall.do(conducting.put_motion(hall.state, 1, "议案", text="全文二", noticed=False))
    assert [line.changed for line in since_notice(item)] == [False, True]
    hall.do(conducting.put_motion(hall.state, 1, "议案", text="全文", noticed=False))
    assert since_notice(item) == ()
    assert since_notice(ItemState(9, "无", "")) == ()
