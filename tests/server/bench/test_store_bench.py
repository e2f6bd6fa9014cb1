"""The store bench asks for every page of a small programme, and every page answers."""

from __future__ import annotations

from server.bench.store import PAGES, measure


def test_every_page_is_timed_for_each_size() -> None:
    rows = list(measure([20, 40], asks=3))
    assert [(row.people, row.page) for row in rows] == [(n, page) for n in (20, 40) for page in PAGES]
    assert all(0 < row.p50_ms <= row.p95_ms for row in rows)
