"""What worked."""

from __future__ import annotations

from cues.events import CueEvent, Overlap, Silence
from cues.heard import Moment, sort_out
from cues.settings import TALK
from cues.worked import Band, Good, worked
from tests.cues.talk import laugh, murmur, say


def told(
    *events: CueEvent, shares: tuple[float | None, float | None] = (0.5, 0.5), band: Band | None = None
) -> list[Good]:
    heard = sort_out(events, seconds=600.0, settings=TALK)
    return list(worked(heard, shares, band=band, settings=TALK.summary))


def silence(start: float, after: int, before: int = 0) -> Silence:
    return Silence(start=start, end=start + 2, kind="pause", before=before, after=after)


def test_nothing_heard_nothing_to_tell() -> None:
    assert told() == []


def test_shared_laughs_come_first_with_their_moments() -> None:
    goods = told(laugh(0, 1, 2), laugh(1, 1.5, 3), silence(10, 1), silence(20, 1))
    assert [good.key for good in goods] == ["laughed_together", "left_room"]
    assert goods[0] == Good(key="laughed_together", count=1, moments=(Moment(start=1, end=3),))


def test_room_was_left_when_at_least_half_of_the_long_pauses_were_given() -> None:
    goods = told(silence(10, 1), silence(20, 1), silence(30, 0), silence(40, 0))
    assert [(good.key, good.who, good.count, good.of) for good in goods] == [("left_room", 0, 2, 4)]
    assert told(silence(10, 1), silence(20, 1), silence(30, 0), silence(40, 0), silence(50, 0)) == []
    assert told(silence(10, 1)) == []


def test_murmurs_of_both_are_told_together() -> None:
    events = [murmur(who, at) for who in (0, 1) for at in (10.0, 20.0, 30.0)]
    assert told(*events) == [Good(key="murmurs", count=6)]


def test_murmurs_of_one_are_told_of_that_one() -> None:
    events = [murmur(1, at) for at in (10.0, 20.0, 30.0)]
    assert told(*events, murmur(0, 5)) == [Good(key="murmurs", count=3, who=1)]


def test_a_story_told_without_a_break_is_told() -> None:
    goods = told(say(0, 0, 70), say(1, 71, 72))
    assert goods == [Good(key="story_unbroken", count=1, who=0, moments=(Moment(start=0, end=70),))]


def test_a_story_with_the_other_coming_in_is_not_unbroken() -> None:
    assert told(say(0, 0, 70), say(1, 30, 32)) == []


def test_overlaps_that_were_over_at_once_are_told_when_they_are_half_of_all() -> None:
    short = [Overlap(who=0, start=at, end=at + 0.4, kind="terminal") for at in (10.0, 20.0)]
    long = [Overlap(who=0, start=at, end=at + 2, kind="held") for at in (30.0, 40.0, 50.0)]
    [good] = told(*short, *long[:2])
    assert (good.key, good.count, good.of) == ("overlaps_resolved", 2, 4)
    assert told(*short, *long) == []


def test_the_balance_is_told_only_against_a_band_both_agreed_on() -> None:
    band = (0.3, 0.7)
    assert told(shares=(0.4, 0.6), band=band) == [Good(key="balance_agreed", count=1)]
    assert told(shares=(0.2, 0.8), band=band) == []
    assert told(shares=(None, None), band=band) == []
