"""What a person reads after an analysis."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cues.events import CueEvent, Interjection, Move, Overlap, Silence, ToneShift, Unheard
from cues.summary import build
from server.analysis.report import text
from server.analysis.wording import ENGLISH
from tests.cues.talk import conversations, laugh, murmur, say, sigh
from tests.words import EMOTIONS, JUDGEMENTS, found

NAMES = ("Daniel", "Mara")


def told(events: list[CueEvent], seconds: float, names: tuple[str, ...] = NAMES, width: int = 100) -> str:
    return text(build(events, seconds=seconds), events, names=names, width=width)


def exchange(turns: int, first_s: float = 6.0, second_s: float = 6.0, gap_s: float = 0.5) -> list[CueEvent]:
    said: list[CueEvent] = []
    at = 0.0
    for _ in range(turns):
        middle = at + first_s + gap_s
        said += [say(0, at, at + first_s), say(1, middle, middle + second_s)]
        at = middle + second_s + gap_s
    return said


def lost(who: int, start: float, end: float) -> Unheard:
    return Unheard(who=who, start=start, end=end, reason="lost")


def overlap(at: float, *, line_made: bool = False, seconds: float = 0.3) -> Overlap:
    return Overlap(who=1, start=at, end=at + seconds, kind="terminal", line_made=line_made)


def entry(at: float) -> Overlap:
    return Overlap(who=1, start=at, end=at + 0.8, kind="tried_to_come_in")


def quiet(at: float, after: int | None = 1, seconds: float = 5.0) -> Silence:
    return Silence(start=at, end=at + seconds, kind="long", before=0, after=after)


def tone(at: float, *moved: Move, who: int = 1) -> ToneShift:
    return ToneShift(who=who, at=at, moved=moved, confidence=0.9)


QUIETER = Move(measure="level", by=-3.0)


def test_it_begins_with_how_much_was_heard() -> None:
    assert told([], 100.0).startswith("Daniel and Mara: 1 minute and 40 seconds, all of it heard.\n")
    assert told([lost(0, 0, 30)], 100.0).startswith(
        "Daniel and Mara: 1 minute and 40 seconds. 30 seconds of it could not be heard and is left out.\n"
    )
    assert told([lost(0, 0, 100)], 100.0).startswith("Daniel and Mara: 1 minute and 40 seconds, none of it")


def test_nothing_at_all_is_said_plainly() -> None:
    assert told([], 0.0).startswith("Nothing to hear: the recording has no length.\n")


def test_a_short_call_says_nothing_but_what_was_when() -> None:
    report = told([say(0, 0, 10), laugh(0, 20, 21), laugh(1, 20.5, 22)], 60.0)
    assert "Less than two minutes together: too short to say anything." in report
    assert "0:20  Daniel and Mara laughed together" in report
    assert "The exchange" not in report


def test_what_worked_comes_before_everything_else() -> None:
    report = told([*exchange(20), laugh(0, 1, 2), laugh(1, 1, 2)], 260.0)
    assert "What worked\n  Daniel and Mara laughed together once.\n" in report
    assert report.index("What worked") < report.index("The exchange") < report.index("Moments")


def test_everything_that_worked_has_its_sentence() -> None:
    events = [
        *exchange(10), say(0, 200, 300), say(1, 301, 302),
        *(quiet(at) for at in (310.0, 320.0)), quiet(330.0, after=0),
        *(murmur(0, at) for at in (10.0, 20.0, 30.0)),
        *(overlap(at) for at in (40.0, 50.0)),
    ]  # fmt: skip
    report = text(build(events, seconds=400.0, band=(0.2, 0.8)), events, names=NAMES)
    assert "Daniel left room: after two of three pauses, Mara went on." in report
    assert "Daniel said “mm-hm” three times while Mara spoke." in report
    assert "Daniel told a story without a break, and Mara listened." in report
    assert "Two of two overlaps were over within half a second." in report
    assert "The talk was shared as the two had agreed." in report


def test_large_counts_are_told_in_figures_both() -> None:
    long = [quiet(10.0 * k, after=int(k > 3)) for k in range(14)]
    assert "Daniel left room: after 10 of 14 pauses, Mara went on." in told([*exchange(20), *long], 260.0)


def test_murmurs_of_both_and_several_stories_are_told_in_one_sentence() -> None:
    events: list[CueEvent] = [
        say(1, 0, 70), say(0, 71, 72), say(1, 73, 150), say(0, 151, 152), say(1, 153, 180),
        *(murmur(who, at + who) for who in (0, 1) for at in (10.0, 20.0, 30.0)),
    ]  # fmt: skip
    report = told(events, 180.0)
    assert "Each said “mm-hm” all along while the other spoke." in report
    assert "Mara told two stories without a break, and Daniel listened." in report


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        (exchange(20), "It went back and forth."),
        ([say(k % 2, 100.0 * k, 100.0 * k + 99) for k in range(8)], "They took turns at length."),
        (exchange(30, 3.0, 12.0), "Mara held the floor in most stretches."),
    ],
)
def test_the_shape_of_the_exchange_is_told(events: list[CueEvent], sentence: str) -> None:
    assert f"  {sentence}\n" in told(events, max(e.end for e in events if not isinstance(e, ToneShift)))


def test_talk_spread_too_thin_has_no_shape() -> None:
    events: list[CueEvent] = [say(k % 2, 100.0 * k, 100.0 * k + 4) for k in range(40)]
    report = told(events, 4000.0)
    assert "Daniel spoke for 1 minute and 20 seconds and Mara spoke for 1 minute and 20 seconds.\n" in report
    assert "usually" not in report


def test_reactions_are_told_as_people_would() -> None:
    assert "Mara usually began 0.5 s after Daniel had ended." in told(exchange(20), 260.0)
    assert "Mara usually began 0.4 s before Daniel had ended." in told(exchange(20, gap_s=-0.4), 260.0)
    assert "Mara usually began just when Daniel had ended." in told(exchange(20, gap_s=0.02), 260.0)


@pytest.mark.parametrize(
    ("overlaps", "sentence"),
    [
        ([overlap(1)], "Both spoke at the same time once."),
        ([overlap(1, line_made=True)], "Both spoke at the same time once; that was made by the line, where"),
        (
            [overlap(1), overlap(9, line_made=True)],
            "Both spoke at the same time twice; one of these was made by",
        ),
        (
            [overlap(1), overlap(5, line_made=True), overlap(9, line_made=True)],
            "Both spoke at the same time three times; two of these were made by the line",
        ),
    ],
)
def test_overlaps_are_told_with_the_lines_part(overlaps: list[CueEvent], sentence: str) -> None:
    assert sentence in told([*exchange(20), *overlaps], 260.0, width=120)


def test_long_silences_are_counted_and_told_with_who_spoke_next() -> None:
    report = told([*exchange(20), quiet(10), quiet(30, None)], 260.0)
    assert "  Two silences of four seconds or more.\n" in report
    assert "0:10  quiet for 5 seconds, then Mara spoke\n" in report
    assert "0:30  quiet for 5 seconds\n" in report
    assert "One silence of four seconds or more." in told([*exchange(20), quiet(10)], 260.0)


def test_small_sounds_are_told_apart_from_talk() -> None:
    events = [
        *exchange(20), sigh(1, 5.0), murmur(1, 3.0), murmur(1, 30.0),
        Interjection(who=1, start=8, end=8.5, confidence=0.9),
    ]  # fmt: skip
    report = told(events, 260.0)
    assert "Small sounds of Mara, no part of the talk time: two “mm-hm”s, one sigh and one “oh”." in report
    assert "Small sounds of Daniel" not in report


def test_what_each_might_try_is_told_under_their_name() -> None:
    events = [
        *exchange(20), *(entry(at) for at in (10.0, 70.0, 130.0, 190.0)),
        *(overlap(at, line_made=True) for at in (20.0, 40.0, 60.0, 80.0, 100.0)), tone(200.0, QUIETER),
    ]  # fmt: skip
    report = told(events, 260.0)
    mine = report[report.index("Daniel might try, if they like") :]
    assert "Try audio only, or say “over to you”: the line made five overlaps." in mine
    assert "Mara began something four times and let it go, first at 0:10, 1:10 and 2:10." in mine
    assert "Mara sounded different at 2:55. What was being talked about?" in mine


def test_the_other_things_to_try_have_their_sentences() -> None:
    turns = exchange(8, gap_s=0.1)
    start = 120.0
    slow = [say(0, start, start + 2)]
    for k in range(8):
        at = start + 10.0 * k
        slow += [say(1, at + 4, at + 6), say(0, at + 6.1, at + 12)]
    long = [quiet(at) for at in (10.0, 20.0, 30.0)]
    short = [Silence(start=at, end=at + 0.4, kind="pause", before=0, after=0) for at in (1.0, 2.0, 3.0)]
    report = told([*turns, *slow, *long, *short], 260.0)
    assert "Let the long quiets be: after three of them, Mara went on." in report
    assert "Ask, then wait a little: Mara took a moment longer" in report
    monologue: list[CueEvent] = [say(0, 0, 200), say(1, 201, 202), *(murmur(1, at) for at in (1.0, 3.0, 5.0))]
    report = told(monologue, 202.0)
    assert "A question might open a long stretch, as at 0:00." in report
    assert "Small sounds carry far: Daniel may have missed an “mm-hm” from 0:05 on." in report


def test_voices_that_moved_are_told_by_what_moved() -> None:
    report = told([tone(50, QUIETER, Move(measure="rate", by=-1.0)), tone(60)], 100.0)
    assert "0:50  Mara sounded quieter and slower than earlier\n" in report
    assert "1:00" not in report[report.index("Moments") :]


def test_of_many_moments_the_longest_are_told_in_order_of_time() -> None:
    many: list[CueEvent] = [quiet(20.0 * k, seconds=4.0 + 0.1 * k) for k in range(15)]
    report = told([*many, say(1, 400, 500)], 500.0)
    moments = report[report.index("Moments") :].splitlines()
    assert len(moments) == 14
    assert moments[1].strip().startswith("1:20")
    assert moments[-2].strip().startswith("6:40  Mara held the floor for 1 minute and 40 seconds")
    assert moments[-1].strip() == "and 4 more"


def test_one_voice_alone_is_told_without_an_exchange() -> None:
    events: list[CueEvent] = [say(0, 0, 20), laugh(0, 22, 23), tone(30.0, QUIETER, who=0)]
    events += [lost(1, 0, 100), tone(50.0, QUIETER, who=1)]
    report = told(events, 100.0, names=("voice.ogg",))
    assert report.startswith("voice.ogg: 1 minute and 40 seconds, all of it heard.\n")
    assert "voice.ogg spoke for 20 seconds. Also heard: one laugh.\n" in report
    assert "voice.ogg sounded quieter than earlier" in report
    assert "together" not in report


def test_one_voice_that_only_spoke_is_told_so() -> None:
    assert "\nA spoke for 20 seconds.\n" in told([say(0, 0, 20)], 100.0, names=("A",))


def test_a_recording_without_a_voice_says_so() -> None:
    assert "No voice was found in it." in told([], 100.0, names=("A",))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1, "1 second"), (45.2, "45 seconds"), (59.7, "1 minute"), (60, "1 minute"),
        (61, "1 minute and 1 second"),
        (176, "2 minutes and 56 seconds"), (599.6, "10 minutes"), (3240, "54 minutes"),
    ],
)  # fmt: skip
def test_lengths_are_said_as_people_say_them(seconds: float, said: str) -> None:
    assert ENGLISH.length(seconds) == said


@settings(max_examples=60)
@given(conversations(), st.integers(0, 200), st.floats(0, 900))
def test_any_report_fits_its_width_and_names_no_feeling(
    events: list[CueEvent], width: int, seconds: float
) -> None:
    report = text(build(events, seconds=seconds), events, names=NAMES, width=width)
    assert max(map(len, report.splitlines())) <= max(60, min(120, width))
    assert found(report, (*EMOTIONS["en"], *JUDGEMENTS["en"])) == []
