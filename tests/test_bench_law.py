"""What the law may cost: a press judged in 20 µs, a hundred thousand entries folded in a second."""

from kiosk.rehearsal.bench import BENCHES


def test_the_law_is_not_what_the_hall_waits_for() -> None:
    told: list[str] = []
    found = BENCHES["law"](told.append)
    assert found["entries"] == 100_000
    assert found["verdict"] == "passed"
    assert found["judge_us_per_press"] <= 20  # type: ignore[operator]
    assert found["fold_s"] <= 1  # type: ignore[operator]
    assert len(told) == 1
