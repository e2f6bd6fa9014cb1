"""The catalogue's triggers: each fires on what it names, and not just short of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from cues.conversation import after
from cues.events import Line, Live, Measure, Move, Overlap, Sigh, ToneShift, Unheard, Voice
from cues.hint import Hint, Key
from cues.triggers import TRIGGERS, Look
from cues.worked import Band
from tests.cues.talk import in_time, monologue, murmur, say, sigh, spoken

ME, THEY = 0, 1


def fired(
    key: Key,
    told: Iterable[Live],
    now: float,
    *,
    me: int = ME,
    story_phase: bool = False,
    band: Band | None = None,
) -> Hint | None:
    state = after(in_time(told))
    seen = Look(conversation=state, me=me, now=now, story_phase=story_phase, band=band)
    return TRIGGERS[key](seen)


def lines(
    who: int, start: int, end: int, *, lost: float = 0.0, rtt_s: float = 0.1, delay_s: float | None = None
) -> list[Live]:
    return [
        Line(who=who, at=float(at), rtt_s=rtt_s, lost=lost, delay_s=delay_s) for at in range(start, end, 5)
    ]


def overlap(at: float, who: int = THEY, *, line_made: bool = False) -> Overlap:
    return Overlap(who=who, start=at, end=at + 1.5, kind="held", line_made=line_made)


def entry(at: float, who: int = THEY, *, line_made: bool = False) -> Overlap:
    return Overlap(who=who, start=at, end=at + 1.0, kind="tried_to_come_in", line_made=line_made)


def shift(at: float, *moved: tuple[Measure, float], who: int = THEY, confidence: float = 0.9) -> ToneShift:
    moves = tuple(Move(measure=measure, by=by) for measure, by in moved)
    return ToneShift(who=who, at=at, moved=moves, confidence=confidence)


def test_every_key_of_the_catalogue_has_its_rule_and_the_line_comes_first() -> None:
    keys = list(TRIGGERS)
    assert set(keys) == set(get_args(Key))
    assert [key.startswith("line.") for key in keys] == sorted(
        (key.startswith("line.") for key in keys), reverse=True
    )


def test_nothing_told_fires_nothing() -> None:
    assert [key for key in TRIGGERS if fired(key, [], 1000.0)] == []


# The line


def test_a_line_slow_for_twenty_seconds_is_named_with_what_it_adds() -> None:
    told = [*lines(ME, 0, 31, delay_s=0.3), *lines(THEY, 0, 31, delay_s=0.2)]
    slow = fired("line.slow", told, 32.0)
    assert slow is not None
    assert (slow.seconds, slow.why.start, slow.why.end, slow.why.sure) == (0.5, 0.0, 32.0, "sure")


def test_a_slow_way_to_the_other_counts_as_well() -> None:
    told = [*lines(ME, 0, 31, delay_s=0.1), *lines(THEY, 0, 31, delay_s=0.4)]
    assert fired("line.slow", told, 32.0) is not None


def test_a_line_slow_for_less_is_not_named() -> None:
    assert fired("line.slow", [*lines(ME, 0, 20, delay_s=0.1), *lines(ME, 20, 36, delay_s=0.3)], 36.0) is None


def test_a_line_that_is_not_reported_any_more_is_not_named() -> None:
    assert fired("line.slow", lines(ME, 0, 31, delay_s=0.3), 100.0) is None


def test_from_the_round_trip_alone_it_is_only_fairly_sure() -> None:
    slow = fired("line.slow", lines(ME, 0, 31, rtt_s=0.6), 32.0)
    assert slow is not None
    assert (slow.seconds, slow.why.sure) == (0.6, "fairly_sure")


def test_two_overlaps_made_by_the_line_name_it_too() -> None:
    told = [overlap(40, line_made=True), overlap(90, line_made=True), *lines(ME, 80, 100, delay_s=0.2)]
    slow = fired("line.slow", told, 100.0)
    assert slow is not None
    assert (slow.why.start, slow.why.end, slow.seconds) == (40.0, 91.5, 0.4)
    assert fired("line.slow", told, 165.0) is None
    assert fired("line.slow", told[1:], 100.0) is None


def test_a_delay_nobody_knows_is_not_named() -> None:
    assert fired("line.slow", [overlap(40, line_made=True), overlap(90, line_made=True)], 100.0) is None


def test_three_overlaps_made_by_the_line_in_three_minutes_trip() -> None:
    told = [overlap(at, line_made=True) for at in (100.0, 150.0, 200.0)]
    bumps = fired("line.bumps", told, 210.0)
    assert bumps is not None
    assert (bumps.why.start, bumps.why.end) == (100.0, 201.5)
    assert fired("line.bumps", told, 290.0) is None
    assert fired("line.bumps", [*told[:2], overlap(200.0)], 210.0) is None


def test_overlaps_are_told_apart_by_the_delay_at_the_time() -> None:
    told = [
        *lines(THEY, 0, 40, delay_s=0.5),
        *(Voice(who=ME, at=at, on=True) for at in (10.0, 20.0, 30.0)),
        *(overlap(at + 0.4) for at in (10.0, 20.0, 30.0)),
    ]
    assert fired("line.bumps", told, 40.0) is not None


def test_a_thin_uplink_is_named_to_both_from_their_own_side() -> None:
    told = lines(ME, 0, 41, lost=0.08)
    mine, theirs = fired("line.thin_mine", told, 41.0), fired("line.thin_theirs", told, 41.0, me=THEY)
    assert mine is not None
    assert theirs is not None
    assert (mine.why.line, theirs.why.line) == ("warning", "good")
    assert fired("line.thin_theirs", told, 41.0) is None


def test_an_uplink_thin_for_less_than_fifteen_seconds_is_not_named() -> None:
    assert fired("line.thin_mine", lines(ME, 0, 21, lost=0.08), 21.0) is None


def test_a_slow_path_is_nobodys_thin_uplink() -> None:
    assert fired("line.thin_mine", lines(ME, 0, 61, rtt_s=1.0), 61.0) is None


# Coming in


def test_who_tried_to_come_in_is_named_while_the_floor_is_still_held() -> None:
    told = [*monologue(ME, 300, 345), entry(330)]
    tried = fired("entry.tried", told, 345.4)
    assert tried is not None
    assert (tried.why.start, tried.why.end) == (330.0, 331.0)


def test_not_before_they_had_eight_seconds_to_come_in() -> None:
    told = [*monologue(ME, 300, 335), entry(330)]
    assert fired("entry.tried", told, 335.4) is None


def test_not_when_they_had_a_turn_since() -> None:
    told = [
        *monologue(ME, 300, 334), entry(330),
        *spoken(THEY, 335, 338), *monologue(ME, 338.5, 345),
    ]  # fmt: skip
    assert fired("entry.tried", told, 345.4) is None


def test_not_when_it_was_long_ago_or_my_own_or_the_lines() -> None:
    told = monologue(ME, 300, 345)
    assert fired("entry.tried", [*told, entry(310)], 345.4) is None
    assert fired("entry.tried", [*told, entry(330, ME)], 345.4) is None
    assert fired("entry.tried", [*told, entry(330, line_made=True)], 345.4) is None
    assert fired("entry.tried", [*told, overlap(330)], 345.4) is None


def test_not_when_the_floor_is_no_longer_mine() -> None:
    told = [*monologue(ME, 300, 345), entry(330)]
    assert fired("entry.tried", told, 349.0) is None


# The floor


def test_a_long_stretch_is_named_in_minutes() -> None:
    long = fired("floor.long", monologue(ME, 300, 475), 475.4)
    assert long is not None
    assert (long.minutes, long.why.start, long.why.end) == (3, 300.0, 474.5)


def test_a_stretch_just_short_is_not_named() -> None:
    assert fired("floor.long", monologue(ME, 300, 449), 449.4) is None


def test_murmurs_do_not_end_a_long_stretch() -> None:
    assert fired("floor.long", [*monologue(ME, 300, 475), murmur(THEY, 400)], 475.4) is not None


def test_a_story_the_agenda_asked_for_is_not_long() -> None:
    assert fired("floor.long", monologue(ME, 300, 475), 475.4, story_phase=True) is None
    assert fired("floor.mostly_mine", monologue(ME, 0, 700), 700.4, story_phase=True) is None


def test_the_others_long_stretch_is_not_mine() -> None:
    assert fired("floor.long", monologue(THEY, 300, 475), 475.4) is None


def one_sided(mine_s: float, theirs_s: float) -> list[Live]:
    """Ten minutes and more of turns in turn."""
    told: list[Live] = []
    at = 0.0
    while at < 700:
        told += [*spoken(ME, at, at + mine_s), *spoken(THEY, at + mine_s + 0.5, at + mine_s + 0.5 + theirs_s)]
        at += mine_s + theirs_s + 1.0
    return told


def test_mostly_my_voice_for_ten_minutes_is_named() -> None:
    mostly = fired("floor.mostly_mine", one_sided(16, 4), 700.0)
    assert mostly is not None
    assert (mostly.why.start, mostly.why.end) == (100.0, 700.0)
    assert fired("floor.mostly_mine", one_sided(14, 6), 700.0) is None
    assert fired("floor.mostly_mine", one_sided(16, 4), 700.0, me=THEY) is None


def test_within_what_both_agreed_on_it_is_not_named() -> None:
    assert fired("floor.mostly_mine", one_sided(16, 4), 700.0, band=(0.1, 0.9)) is None
    assert fired("floor.mostly_mine", one_sided(16, 4), 700.0, band=(0.3, 0.7)) is not None


def test_ten_minutes_must_have_passed_and_half_of_them_been_heard() -> None:
    assert fired("floor.mostly_mine", one_sided(16, 4), 599.0) is None
    lost = Unheard(who=THEY, start=150, end=460, reason="lost")
    assert fired("floor.mostly_mine", [*one_sided(16, 4), lost], 700.0) is None


def test_a_few_words_are_no_balance() -> None:
    assert fired("floor.mostly_mine", spoken(ME, 600, 690), 700.0) is None


# Both at once


def test_four_held_overlaps_are_named_to_both_in_the_same_words() -> None:
    told = [overlap(at, who=int(at) % 2) for at in (301.0, 342.0, 383.0, 424.0)]
    for me in (ME, THEY):
        often = fired("overlap.often", told, 430.0, me=me)
        assert often is not None
        assert (often.why.start, often.why.end) == (301.0, 425.5)


def test_overlaps_of_the_line_or_short_ones_or_old_ones_do_not_count() -> None:
    three = [overlap(at) for at in (342.0, 383.0, 424.0)]
    assert fired("overlap.often", [*three, overlap(301.0, line_made=True)], 430.0) is None
    assert fired("overlap.often", [*three, entry(301.0)], 430.0) is None
    assert fired("overlap.often", [*three, overlap(240.0)], 430.0) is None


# The other's sounds


def test_a_voice_that_moved_is_named_by_what_moved() -> None:
    moved = fired("tone.moved", [shift(400, ("rate", -1.0), ("level", -3.0), ("pitch", -2.0))], 425.0)
    assert moved is not None
    assert (moved.changes, moved.why.start, moved.why.end) == (("quieter", "slower"), 375.0, 400.0)


def test_a_voice_has_to_stay_moved_for_twenty_seconds() -> None:
    told = [shift(400, ("level", -3.0))]
    assert fired("tone.moved", told, 419.0) is None
    assert fired("tone.moved", told, 521.0) is None


def test_a_later_shift_stands_for_the_earlier() -> None:
    told = [shift(400, ("level", -3.0)), shift(415, ("level", 3.0))]
    assert fired("tone.moved", told, 425.0) is None
    moved = fired("tone.moved", told, 436.0)
    assert moved is not None
    assert moved.changes == ("louder",)


def test_my_own_voice_is_never_named() -> None:
    assert fired("tone.moved", [shift(400, ("level", -3.0), who=ME)], 425.0) is None


def test_what_has_no_word_is_not_named() -> None:
    assert fired("tone.moved", [shift(400, ("tilt", 3.0))], 425.0) is None


def test_two_sighs_in_two_minutes_are_named() -> None:
    sighs = fired("sound.sighs", [sigh(THEY, 400), sigh(THEY, 450)], 455.0)
    assert sighs is not None
    assert (sighs.why.start, sighs.why.end, sighs.why.sure) == (400.0, 450.8, "sure")


def test_doubtful_sighs_are_said_to_be_fairly_sure() -> None:
    sighs = fired("sound.sighs", [sigh(THEY, 400, 0.6), sigh(THEY, 450, 0.6)], 455.0)
    assert sighs is not None
    assert sighs.why.sure == "fairly_sure"


def test_one_sigh_or_my_own_or_an_old_one_is_not_named() -> None:
    assert fired("sound.sighs", [sigh(THEY, 400)], 455.0) is None
    assert fired("sound.sighs", [sigh(ME, 400), sigh(ME, 450)], 455.0) is None
    assert fired("sound.sighs", [sigh(THEY, 300), sigh(THEY, 450)], 455.0) is None


def test_sighs_i_have_answered_are_not_named() -> None:
    told: list[Live] = [sigh(THEY, 400), sigh(THEY, 450)]
    assert fired("sound.sighs", [*told, *spoken(ME, 451, 454)], 455.0) is None
    assert fired("sound.sighs", [*told, *spoken(ME, 451, 452)], 455.0) is not None


def listened(until: float, every: float = 15.0) -> list[Live]:
    """I speak for long, the other murmurs up to some point."""
    murmurs: list[Live] = [murmur(THEY, at) for at in _steps(10.0, until, every)]
    return [*monologue(ME, 0, 500), *murmurs]


def _steps(start: float, end: float, step: float) -> list[float]:
    return [start + k * step for k in range(int((end - start) / step) + 1)]


def test_usual_murmurs_that_stay_away_are_named() -> None:
    absent = fired("murmur.absent", listened(400), 500.4)
    assert absent is not None
    assert (round(absent.why.start, 1), absent.why.sure) == (410.4, "fairly_sure")


def test_murmurs_of_late_are_not_missed() -> None:
    assert fired("murmur.absent", listened(450), 500.4) is None


def test_murmurs_that_were_never_usual_are_not_missed() -> None:
    assert fired("murmur.absent", listened(400, every=40.0), 500.4) is None
    assert fired("murmur.absent", monologue(ME, 0, 500), 500.4) is None


def test_without_enough_talk_before_nothing_is_usual() -> None:
    told: list[Live] = [*monologue(ME, 390, 500), *(murmur(THEY, at) for at in (392.0, 394.0, 396.0))]
    assert fired("murmur.absent", told, 500.4) is None


def test_murmurs_that_could_not_be_heard_are_not_missed() -> None:
    lost = Unheard(who=THEY, start=450, end=452, reason="lost")
    assert fired("murmur.absent", [*listened(400), lost], 500.4) is None


def test_murmurs_are_missed_only_in_my_own_long_turn() -> None:
    assert fired("murmur.absent", [*listened(400), *spoken(THEY, 500.5, 503)], 503.0) is None
    told: list[Live] = [*listened(300), *spoken(THEY, 500.5, 503), *monologue(ME, 503.5, 560)]
    assert fired("murmur.absent", told, 560.4) is None


def test_what_was_usual_before_the_window_still_is() -> None:
    murmurs: list[Live] = [murmur(THEY, at) for at in _steps(10.0, 1000.0, 15.0)]
    assert fired("murmur.absent", [*monologue(ME, 0, 1100), *murmurs], 1100.4) is not None


def test_a_spurt_told_late_is_a_turn_all_the_same() -> None:
    assert fired("floor.long", [say(ME, 300, 475)], 475.4) is not None


def test_every_rule_is_the_same_for_both() -> None:
    told: list[Live] = [Sigh(who=ME, start=at, end=at + 1, confidence=0.9) for at in (400.0, 450.0)]
    assert fired("sound.sighs", told, 455.0, me=THEY) is not None
