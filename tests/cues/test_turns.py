"""Two people's spurts become speech, backchannels, overlaps and silences, each decided once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cues.backchannel import likeness
from cues.events import Backchannel, CueEvent, Overlap, Silence, Speech
from cues.framing import frames
from cues.model import Output
from cues.settings import DEFAULT, PlaceSettings
from cues.spans import Stretch
from cues.spurts import Open, Spurt
from cues.turns import Turns

Spans = Sequence[tuple[float, float]]
ALL = 10**9


def sounds_like(settings: PlaceSettings, **high: float) -> float:
    """What a sound of these outputs of the net adds; others are at 0.01."""
    outputs = np.full((1, len(Output)), 0.01, np.float32)
    for name, probability in high.items():
        outputs[0, Output[name.upper()]] = probability
    return float(likeness(outputs, settings.sound)[0])


WORDS = sounds_like(DEFAULT.turns.words, speech=0.85, voice=0.9)
MM = sounds_like(DEFAULT.turns.words, murmur=0.8, voice=0.95)
VOICED = sounds_like(DEFAULT.turns.wordless, murmur=0.8, voice=0.95)


class Talk:
    """A made conversation: spans in seconds, fed as the pipeline feeds them."""

    def __init__(
        self,
        a: Spans,
        b: Spans,
        *,
        end: float,
        sounds: tuple[Spans, Spans] = ((), ()),
        unheard: tuple[Spans, Spans] = ((), ()),
        murmurs: Spans = (),
        wordless: Spans = (),
        level: float = -20.0,
    ) -> None:
        self.said = [[self._frames(span) for span in spans] for spans in (a, b)]
        self.sounds = [[self._frames(span) for span in spans] for spans in sounds]
        self.unheard = [[self._frames(span) for span in spans] for spans in unheard]
        self.murmurs = [self._frames(span) for span in murmurs]
        """Which of the spurts sound like an "mm"."""
        self.wordless = [self._frames(span) for span in wordless]
        """Sounds of the second person that are no spurts."""
        self.level = level
        """Of spurts shorter than a second, in dBFS; the others are at -20."""
        self.end = frames(end)

    def _frames(self, span: tuple[float, float]) -> tuple[int, int]:
        return frames(span[0]), frames(span[1])

    def told(self, step: int = ALL) -> list[CueEvent]:
        """What is told when the conversation is fed in steps of so many frames."""
        turns = Turns(DEFAULT.turns)
        events: list[CueEvent] = []
        at = 0
        while at < self.end:
            before, at = at, min(at + step, self.end)
            for who in (0, 1):
                self.feed(turns, who, before, at)
            events += turns.decide()
        return events + list(turns.finish())

    def feed(self, turns: Turns, who: int, before: int, at: int) -> None:
        spurts: list[Spurt] = []
        open_spurt: Open | None = None
        for start, end in self.said[who]:
            if before < end <= at:
                odds = MM if (start, end) in self.murmurs else WORDS
                level = self.level if end - start < 100 else -20.0
                spurts.append(Spurt(start=start, end=end, confidence=0.9, level=level, odds=odds))
            elif start < at < end:
                open_spurt = Open(start=start, end=at, said=at, total=1.0, sure=1)
        turns.hear(
            who,
            spurts=spurts,
            wordless=[
                Spurt(start=start, end=end, confidence=0.9, odds=VOICED)
                for start, end in self.wordless
                if who == 1 and before < end <= at
            ],
            open_spurt=open_spurt,
            sounds=_cut(self.sounds[who], before, at),
            unheard=_cut(self.unheard[who], before, at),
            known=at,
        )


def _cut(spans: Sequence[tuple[int, int]], before: int, at: int) -> list[Stretch]:
    return [(max(start, before), min(end, at)) for start, end in spans if start < at and end > before]


def of(kind: type[Any], *args: Any, **kwargs: Any) -> list[Any]:
    return [event for event in Talk(*args, **kwargs).told() if isinstance(event, kind)]


def test_spurts_are_speech() -> None:
    told = of(Speech, [(1, 3)], [(4, 6)], end=8)
    assert [(its.who, its.start, its.end) for its in told] == [(0, 1.0, 3.0), (1, 4.0, 6.0)]


MHM = (4, 4.4)


def test_a_short_mhm_inside_the_partners_turn_is_a_backchannel() -> None:
    events = Talk([(0, 10)], [MHM], end=12, murmurs=[MHM]).told()
    assert [(its.who, its.start) for its in events if isinstance(its, Backchannel)] == [(1, 4.0)]
    assert [its.who for its in events if isinstance(its, Speech)] == [0]
    assert [its.kind for its in events if isinstance(its, Overlap)] == ["murmur"]


def test_a_murmur_in_the_partners_short_pause_is_a_backchannel() -> None:
    assert of(Backchannel, [(0, 4), (4.8, 10)], [(4.2, 4.6)], end=12, murmurs=[(4.2, 4.6)])


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ([(0, 10)], [(4, 5.2)]),  # too long
        ([(0, 10)], [(3, 3.8), MHM, (4.6, 5.4)]),  # no silence of one's own before or after
        ([(6, 10)], [MHM]),  # the other had not begun
        ([(5, 9)], [(0, 3), MHM]),  # the floor was one's own
        ([], [MHM]),  # there is nobody to listen to
    ],
)
def test_a_short_spurt_is_speech_otherwise(a: Spans, b: Spans) -> None:
    assert of(Backchannel, a, b, end=12, murmurs=[MHM, (4, 5.2)]) == []


def test_a_yes_said_as_loudly_as_ever_is_an_answer_and_a_soft_one_is_a_backchannel() -> None:
    spans = [(0, 12)], [(0.5, 3), (7, 7.4)]
    assert of(Backchannel, *spans, end=14, level=-19) == []
    assert len(of(Backchannel, *spans, end=14, level=-24)) == 1


def test_an_mm_is_a_backchannel_where_a_word_is_not() -> None:
    spans = [(0, 12)], [(0.5, 3), (6, 6.4)]
    assert of(Backchannel, *spans, end=14, level=-21) == []
    assert len(of(Backchannel, *spans, end=14, level=-21, murmurs=[(6, 6.4)])) == 1


def test_a_voice_without_words_is_a_backchannel_or_nothing() -> None:
    (mm,) = of(Backchannel, [(0, 10)], [], end=12, wordless=[MHM])
    assert (mm.who, mm.start, mm.end) == (1, *MHM)
    assert 0.5 < mm.confidence < 1.0
    assert [its.kind for its in of(Overlap, [(0, 10)], [], end=12, wordless=[MHM])] == ["murmur"]
    alone = Talk([(6, 10)], [], end=12, wordless=[MHM]).told()
    assert not [its for its in alone if isinstance(its, Backchannel | Overlap)]
    assert [its.who for its in alone if isinstance(its, Speech)] == [0]


def test_a_murmur_that_ends_the_call_is_decided_then() -> None:
    assert of(Backchannel, [(0, 4.4)], [(4, 4.3)], end=4.5, murmurs=[(4, 4.3)])


@pytest.mark.parametrize(
    ("a", "b", "who", "kind"),
    [
        ([(0, 4)], [(3.7, 7)], 1, "terminal"),
        ([(2, 5)], [(2.2, 6)], 1, "both_start"),
        ([(0, 8)], [(3, 6)], 1, "held"),
        ([(0, 8)], [(3, 4.2)], 1, "tried_to_come_in"),
        ([(3, 6)], [(0, 3.4)], 0, "terminal"),
    ],
)
def test_kinds_of_overlaps(a: Spans, b: Spans, who: int, kind: str) -> None:
    told = of(Overlap, a, b, end=10)
    assert [(its.who, its.kind) for its in told] == [(who, kind)]


def test_a_touch_is_no_overlap() -> None:
    assert of(Overlap, [(0, 4)], [(3.95, 7)], end=10) == []


@pytest.mark.parametrize(
    ("a", "b", "kind", "before", "after"),
    [
        ([(0, 3), (4, 6)], [], "pause", 0, 0),
        ([(0, 3)], [(4, 6)], "gap", 0, 1),
        ([(0, 3)], [(8, 9)], "long", 0, 1),
        ([(0, 3), (14, 16)], [], "quiet", 0, 0),
    ],
)
def test_kinds_of_silence(a: Spans, b: Spans, kind: str, before: int, after: int) -> None:
    told = of(Silence, a, b, end=16)
    assert (told[0].kind, told[0].before, told[0].after) == (kind, before, after)


def test_a_silence_shorter_than_0_2_s_is_not_told() -> None:
    assert of(Silence, [(0, 3), (3.15, 16)], [], end=16) == []


def test_silence_at_the_edges_has_nobody_before_or_after() -> None:
    first, last = of(Silence, [(2, 4)], [], end=6)
    assert (first.start, first.before, first.after) == (0.0, None, 0)
    assert (last.end, last.before, last.after) == (6.0, 0, None)


def test_a_laugh_is_no_silence_and_takes_no_turn() -> None:
    told = of(Silence, [(0, 3), (8, 9)], [], end=9, sounds=((), [(4, 6)]))
    assert [(its.start, its.end, its.kind) for its in told] == [(3.0, 4.0, "pause"), (6.0, 8.0, "pause")]


def test_a_murmur_breaks_a_silence_but_not_the_turn() -> None:
    told = of(Silence, [(0, 3), (4.5, 9)], [(3.3, 3.7)], end=9, murmurs=[(3.3, 3.7)])
    assert [(its.before, its.after) for its in told] == [(0, 0), (0, 0)]


def test_what_touches_unheard_time_is_no_silence() -> None:
    told = of(Silence, [(0, 3)], [(8, 9)], end=9, unheard=([(4, 6)], []))
    assert [(its.start, its.end) for its in told] == [(3.0, 4.0), (6.0, 8.0)]
    assert [(its.before, its.after) for its in told] == [(0, None), (None, 1)]


def test_a_spurt_that_turns_out_to_be_a_cough_is_forgotten() -> None:
    turns = Turns(DEFAULT.turns)
    spurt = Open(start=300, end=340, said=340, total=1.0, sure=1)
    for open_spurt, known in ((spurt, 340), (None, 600)):
        for who in (0, 1):
            turns.hear(
                who,
                spurts=[],
                open_spurt=open_spurt if who == 0 else None,
                sounds=[(300, 340)] if who == 0 and open_spurt else [],
                unheard=[],
                known=known,
            )
        assert list(turns.decide()) == []
    told = list(turns.finish())
    assert all(isinstance(event, Silence) for event in told)
    assert len(told) == 2


def test_a_track_that_lags_holds_back_what_depends_on_it() -> None:
    turns = Turns(DEFAULT.turns)

    def feed(who: int, known: int, *spans: tuple[int, int]) -> list[CueEvent]:
        spurts = [Spurt(start=start, end=end, confidence=1.0) for start, end in spans]
        turns.hear(who, spurts=spurts, open_spurt=None, sounds=[], unheard=[], known=known)
        return list(turns.decide())

    first = feed(0, 1000, (0, 200), (500, 540))
    assert [its.start for its in first if isinstance(its, Speech)] == [0.0]
    assert len(first) == 1
    assert feed(1, 490) == []
    told = feed(1, 1000, (550, 900))
    assert {its.start for its in told if isinstance(its, Speech)} == {5.0, 5.5}
    assert next(its.after for its in told if isinstance(its, Silence)) == 0


gaps = st.lists(st.tuples(st.integers(20, 300), st.integers(15, 400)), max_size=8)


def spans(pairs: list[tuple[int, int]]) -> list[tuple[float, float]]:
    at, made = 0, []
    for silence, length in pairs:
        made.append(((at + silence) / 100, (at + silence + length) / 100))
        at += silence + length
    return made


def key(event: CueEvent) -> str:
    return repr(event)


@given(a=gaps, b=gaps, mm=st.booleans(), step=st.integers(8, 400))
@example(a=[(20, 325)], b=[(196, 150)], mm=False, step=15)
def test_what_is_told_does_not_depend_on_when_it_became_known(
    a: list[tuple[int, int]], b: list[tuple[int, int]], mm: bool, step: int
) -> None:
    small = [(start - 0.15, start - 0.01) for start, _ in spans(b)]
    talk = Talk(spans(a), spans(b), end=60, murmurs=spans(b) if mm else (), wordless=small)
    assert sorted(map(key, talk.told())) == sorted(map(key, talk.told(step)))


@given(a=gaps, b=gaps)
def test_every_spurt_is_told_once(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> None:
    told = [
        its for its in Talk(spans(a), spans(b), end=120).told(37) if isinstance(its, Speech | Backchannel)
    ]
    assert sorted((its.who, its.start) for its in told) == sorted(
        [(0, start) for start, _ in spans(a)] + [(1, start) for start, _ in spans(b)]
    )


@given(a=gaps, b=gaps)
def test_no_silence_is_spoken_in(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> None:
    for its in Talk(spans(a), spans(b), end=120).told(16):
        if isinstance(its, Silence):
            assert all(end <= its.start or start >= its.end for start, end in spans(a) + spans(b))


def test_memory_stays_flat() -> None:
    talk = Talk(spans([(60, 90), (20, 30)] * 100), spans([(110, 40)] * 100), end=200)
    turns = Turns(DEFAULT.turns)
    for at in range(0, 20_000, 64):
        for who in (0, 1):
            talk.feed(turns, who, at, at + 64)
        list(turns.decide())
        assert sum(len(lane.said) + len(lane.sounds) for lane in turns._lanes) < 40
