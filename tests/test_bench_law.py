"""The bench of the law runs, and decides what it counted; what it saw is in docs/measured.md."""

from kiosk.rehearsal import bench_law
from kiosk.rehearsal.bench import BENCHES


def test_the_bench_of_the_law_folds_a_whole_hall_and_tells_what_it_saw(monkeypatch) -> None:
    monkeypatch.setattr(bench_law, "FOLDED", 10_000)
    told: list[str] = []
    found = BENCHES["law"](told.append)
    assert found["entries"] == 10_000
    assert found["verdict"] == "passed"
    assert found["judge_us_per_press"] > 0  # type: ignore[operator]
    assert found["fold_s"] > 0  # type: ignore[operator]
    assert len(told) == 1
