"""The bench of the book: it tells what is measured, and its goals are held by the long rounds."""

from typing import Any

import pytest

from kiosk.rehearsal import bench_book
from kiosk.rehearsal.bench_book import MEASURES


@pytest.fixture(autouse=True)
def _one_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each reader once, and not the quickest of three."""
    monkeypatch.setattr(bench_book, "SIZES", (0, 0, 0))


def grown(sizes: tuple[int, ...]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    found: dict[str, Any] = bench_book.bench_book(lambda _told: None, sizes)
    return found, found["growth"]


@pytest.mark.soak
def test_the_bench_of_the_book_measures_disk_commits_and_every_reader() -> None:
    found, (row,) = grown((2_000,))
    assert 0 < found["disk"]["p50_ms"] <= found["disk"]["most_ms"]
    assert [one["mirror"] for one in found["commits"]] == [False] * 3 + [True] * 3
    assert all(one["presses_per_s"] >= one["commits_per_s"] > 0 for one in found["commits"])
    assert row["entries"] >= 2_000
    assert all(row[f"{name}_{what}"] >= 0 for name in MEASURES for what in ("s", "cpu_s", "mb"))
    assert 0 < row["bundle_mb"] < row["mirror_mb"] < row["book_mb"]


@pytest.mark.soak
def test_a_book_of_a_hundred_thousand_entries_is_reopened_checked_and_verified_in_time() -> None:
    """Processor time, since other work may share the cores: 3, 2 and 5 s, growth by size alone."""
    _, (small, large) = grown((10_000, 100_000))
    assert large["reopen_cpu_s"] < 3
    assert large["check_cpu_s"] < 2
    assert large["verifier_cpu_s"] < 5
    times = large["entries"] / small["entries"]
    for name in MEASURES:
        assert large[f"{name}_cpu_s"] < 1.5 * times * small[f"{name}_cpu_s"], name
