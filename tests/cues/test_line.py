"""The line between two people."""

from __future__ import annotations

from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cues.events import Line, Overlap
from cues.line import Reading, Tier, current, delay, label, line_made, readings, sides, thin_since, worst
from cues.settings import LineSettings

RULES = LineSettings()


def reports(
    count: int = 12,
    at: float = 0.0,
    *,
    lost: float = 0.0,
    rtt_s: float = 0.1,
    bps: float | None = None,
    delay_s: float | None = None,
    video: bool = False,
) -> list[Line]:
    """Reports every five seconds."""
    return [
        Line(
            who=0, at=at + 5.0 * k, rtt_s=rtt_s, lost=lost, outgoing_bps=bps, delay_s=delay_s, video=video
        )
        for k in range(count)
    ]  # fmt: skip


def tier(given_reports: list[Line]) -> Tier:
    return readings(given_reports, RULES)[-1].tier


@pytest.mark.parametrize(
    ("lost", "expected"), [(0.0, "good"), (0.049, "good"), (0.05, "warning"), (0.1, "bad")]
)
def test_loss_makes_the_tier(lost: float, expected: Tier) -> None:
    assert tier(reports(lost=lost)) == expected


@pytest.mark.parametrize(("rtt_s", "expected"), [(0.29, "good"), (0.3, "warning"), (0.6, "bad")])
def test_the_round_trip_makes_the_tier_of_the_path(rtt_s: float, expected: Tier) -> None:
    [*_, last] = readings(reports(rtt_s=rtt_s), RULES)
    assert (last.path, last.uplink, last.tier) == (expected, "good", expected)


@pytest.mark.parametrize(
    ("bps", "video", "expected"),
    [
        (60_000.0, False, "good"), (60_000.0, True, "bad"), (800_000.0, True, "warning"),
        (2e6, True, "good"), (30_000.0, False, "warning"), (20_000.0, False, "bad"),
    ],
)  # fmt: skip
def test_what_can_go_out_is_judged_by_what_is_sent(bps: float, video: bool, expected: Tier) -> None:
    assert tier(reports(bps=bps, video=video)) == expected


def test_a_few_reports_say_nothing() -> None:
    assert readings(reports(2, lost=0.5), RULES) == ()


def test_one_bad_report_among_good_ones_is_no_bad_line() -> None:
    assert tier([*reports(11), *reports(1, 55.0, rtt_s=2.0)]) == "good"


def test_a_line_gets_better_only_well_inside_the_better_side() -> None:
    near, well_inside = reports(12, 60.0, lost=0.045), reports(12, 60.0, lost=0.03)
    assert tier([*reports(lost=0.06), *near]) == "warning"
    assert tier([*reports(lost=0.06), *well_inside]) == "good"
    assert tier(reports(lost=0.045)) == "good"


def test_a_bad_line_gets_better_by_steps() -> None:
    assert tier([*reports(lost=0.2), *reports(12, 60.0, lost=0.06)]) == "warning"


def test_outgoing_gets_better_only_well_inside_the_better_side() -> None:
    assert tier([*reports(bps=30_000.0), *reports(12, 60.0, bps=45_000.0)]) == "warning"
    assert tier([*reports(bps=30_000.0), *reports(12, 60.0, bps=55_000.0)]) == "good"


@given(st.lists(st.sampled_from((0.0, 0.04, 0.06, 0.2)), min_size=1, max_size=30))
def test_a_reading_is_never_better_than_its_window(losses: list[float]) -> None:
    told = [Line(who=0, at=5.0 * k, rtt_s=0.1, lost=lost) for k, lost in enumerate(losses)]
    for reading in readings(told, RULES):
        window = [r.lost for r in told if reading.at - RULES.window_s < r.at <= reading.at]
        if fmean(window) >= RULES.lost_bad:
            assert reading.lost == "bad"


def test_the_tier_now_is_the_last_reading_unless_it_is_old() -> None:
    read = readings(reports(lost=0.06), RULES)
    assert current(read, 56.0, RULES) == "warning"
    assert current(read, 100.0, RULES) == "good"
    assert current((), 0.0, RULES) == "good"


def test_an_uplink_is_thin_since_it_was_last_good() -> None:
    read = readings([*reports(6), *reports(12, 30.0, lost=0.2)], RULES)
    since = thin_since(read, 86.0, RULES)
    assert since is not None
    assert 30.0 < since <= 50.0
    assert thin_since(read, 200.0, RULES) is None
    assert thin_since((), 0.0, RULES) is None
    assert thin_since(readings(reports(), RULES), 56.0, RULES) is None


def test_an_uplink_that_was_never_good_is_thin_from_its_first_reading() -> None:
    read = readings(reports(lost=0.2), RULES)
    assert thin_since(read, 56.0, RULES) == read[0].at


def test_a_slow_path_is_nobodys_side() -> None:
    slow = Reading(at=0.0, lost="good", outgoing="good", path="bad")
    thin = Reading(at=0.0, lost="good", outgoing="warning", path="good")
    assert sides(slow.uplink, slow.uplink) == ()
    assert sides(slow.uplink, thin.uplink) == (1,)
    assert sides(thin.uplink, thin.uplink) == (0, 1)


def test_the_worst_of_no_tiers_is_good() -> None:
    assert worst() == "good"


def test_how_late_the_other_is_heard_is_the_measured_delay_near_that_time() -> None:
    told = [*reports(6, delay_s=0.2), *reports(20, 100.0, delay_s=0.5)]
    assert delay(told, 10.0, RULES) == 0.2
    assert delay(told, 150.0, RULES) == 0.5
    assert delay(told, 62.0, RULES) is None


def test_half_the_round_trip_stands_for_a_delay_that_was_not_measured() -> None:
    assert delay(reports(rtt_s=0.3), 10.0, RULES) == 0.15


def test_a_start_before_the_other_could_be_heard_is_made_by_the_line() -> None:
    assert line_made(10.3, 10.0, 0.4, RULES)


def test_people_are_given_time_to_react() -> None:
    assert line_made(10.59, 10.0, 0.4, RULES)
    assert not line_made(10.61, 10.0, 0.4, RULES)


def test_a_line_without_delay_makes_nothing() -> None:
    assert not line_made(10.05, 10.0, 0.0, RULES)
    assert not line_made(10.15, 10.0, 0.05, RULES)


def test_the_line_is_not_blamed_for_what_is_not_known() -> None:
    assert not line_made(10.3, 10.0, None, RULES)
    assert not line_made(10.3, None, 0.4, RULES)


def test_who_had_decided_before_either_began_would_have_begun_on_any_line() -> None:
    assert line_made(10.04, 10.0, 0.05, RULES)
    assert not line_made(10.17, 10.0, 0.05, RULES)
    assert line_made(10.2, 10.0, 0.05, RULES)
    assert not line_made(10.26, 10.0, 0.05, RULES)


@given(st.floats(0, 0.6), st.floats(0, 5))
def test_a_start_is_line_made_only_within_the_delay_and_the_reaction(late: float, after: float) -> None:
    assert line_made(100.0 + after, 100.0, late, RULES) <= (after <= late + RULES.reaction_s + 1e-9)


def test_an_overlap_is_labelled_and_one_labelled_before_stays_so() -> None:
    overlap = Overlap(who=1, start=10.3, end=11.0, kind="both_start")
    made = label(overlap, 10.0, 0.4, RULES)
    assert made == Overlap(who=1, start=10.3, end=11.0, kind="both_start", line_made=True)
    assert label(made, None, None, RULES) is made
    assert label(overlap, 5.0, 0.4, RULES) is overlap
