"""One measured call over a profile's line: two browsers meet, talk, and everything is read off."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from server.bench.line import recorder
from server.bench.line.hearing import Hearing, hearing
from server.bench.line.profiles import FIBRE, Profile
from server.bench.line.recorder import Sample
from server.bench.line.stage import Stage
from server.bench.line.talk import Spoken
from server.bench.people import Person
from server.web.summary_page import SummaryPage

SETTLES_S = 5.0
"""After the connection stands, what the first seconds do to it is not counted."""
GIVES_UP_S = 60.0
"""A call that does not stand after so long does not."""
CUE_S = 20.0
"""How long to wait for the first cue, at most."""


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What one call did. Shares are of 1; `here` is the person on the measured line, `there` the other."""

    listening: bool
    setup_s: float | None
    """From the second person's joining to the connection; None: it never stood."""
    changed: bool
    """Something happened to the line."""
    recovery_s: float | None = None
    """From the line's last change until both heard each other again; None: nothing changed, or never."""
    concealed_here: float | None = None
    """Share of the sound played that was made up for what the line lost."""
    concealed_there: float | None = None
    buffered_here_s: float | None = None
    buffered_there_s: float | None = None
    uplink_bps: float | None = None
    """Everything that left the measured host, IP and all."""
    first_cue_s: float | None = None
    """From the second person's joining to the first cue on the measured page."""
    heard: Hearing | None = None
    emulator_late_s: float
    """The most the emulator itself delayed a packet."""

    @property
    def concealed(self) -> float | None:
        """The worse of both directions."""
        both = [its for its in (self.concealed_here, self.concealed_there) if its is not None]
        return max(both, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How the measured calls of one profile go."""

    profile: Profile
    spoken: Spoken
    seconds: float
    """From the connection to the end."""


async def call(stage: Stage, course: Course, people: tuple[Person, Person], *, listening: bool) -> Figures:
    """Hold one call between the person on the measured line and the other."""
    here, there = people
    profile = course.profile
    stage.net.late_s = 0.0
    for host in (here.name, there.name):
        stage.net.change(host, FIBRE)
    link = await stage.meeting(here)
    for someone in people:
        await someone.page.goto("about:blank")
        await someone.page.goto(link)
        await someone.state("greenroom")
        if listening:
            await someone.page.click("[data-test=yes]")
    if profile.voice_only:
        await here.page.click("[data-test=voice-only]")
    stage.net.change(here.name, profile.line)
    for someone in people:
        await someone.page.click("[data-test=join]")
    setup_s = await _connected(people)
    if setup_s is None:
        return Figures(
            listening=listening,
            setup_s=None,
            changed=bool(profile.events),
            emulator_late_s=stage.net.late_s,
        )
    stood = time.time()
    happens = asyncio.create_task(_happens(stage, profile, here.name, stood))
    await asyncio.sleep(min(SETTLES_S, course.seconds / 3))
    started, (sent, _) = time.time(), stage.net.counts(here.name)
    await asyncio.sleep(max(0.0, stood + course.seconds - started))
    ended, (all_sent, _) = time.time(), stage.net.counts(here.name)
    back = await happens
    recorded = [await _samples(someone) for someone in people]
    stretches = _standing(profile, stood, started, ended, recorded)
    concealed = [recorder.concealed(samples, stretches) for samples in recorded]
    buffered = [recorder.buffered_s(samples, stretches) for samples in recorded]
    recovered = None if back is None else [recorder.back_after(samples, back) for samples in recorded]
    first_cue_s = await _first_cue(here) if listening else None
    return Figures(
        listening=listening,
        setup_s=setup_s,
        changed=bool(profile.events),
        recovery_s=_worst(recovered),
        concealed_here=concealed[0],
        concealed_there=concealed[1],
        buffered_here_s=buffered[0],
        buffered_there_s=buffered[1],
        uplink_bps=8 * (all_sent.bytes - sent.bytes) / (ended - started),
        first_cue_s=first_cue_s,
        heard=await _heard(course, people) if listening else None,
        emulator_late_s=stage.net.late_s,
    )


async def _connected(people: Sequence[Person]) -> float | None:
    """Wait until both pages are connected; return the longer way there from the second joining."""
    try:
        for someone in people:
            await someone.eventually("window.duologue?.latency.connected", timeout_s=GIVES_UP_S)
    except TimeoutError:
        return None
    stood = [
        await someone.page.evaluate("performance.timeOrigin + window.duologue.latency.connected")
        for someone in people
    ]
    joined = [
        await someone.page.evaluate("performance.timeOrigin + window.duologue.latency.joined")
        for someone in people
    ]
    return float(max(stood) - max(joined)) / 1000


async def _happens(stage: Stage, profile: Profile, host: str, stood: float) -> float | None:
    """Let happen to the line what the profile says; return when the last of it was, in Unix seconds."""
    last = None
    for event in profile.events:
        await asyncio.sleep(max(0.0, stood + event.at_s - time.time()))
        if event.moves:
            stage.net.move(host, event.line)
        else:
            stage.net.change(host, event.line)
        last = time.time()
    return last


def _standing(
    profile: Profile, stood: float, started: float, ended: float, recorded: Sequence[Sequence[Sample]]
) -> list[tuple[float, float]]:
    """Return the stretches in which the line stood: a dead line's sound is counted by recovery instead."""
    if not profile.events:
        return [(started, ended)]
    first, last = (stood + profile.events[place].at_s for place in (0, -1))
    back = _worst([recorder.back_after(samples, last) for samples in recorded])
    after = [] if back is None else [(last + back + 1.0, ended)]
    return [(started, first), *after]


def _worst(times: Sequence[float | None] | None) -> float | None:
    if times is None or None in times:
        return None
    return max(its for its in times if its is not None)


async def _samples(someone: Person) -> list[Sample]:
    return msgspec.convert(await someone.page.evaluate("window.recorded ?? []"), list[Sample])


async def _first_cue(here: Person) -> float | None:
    came = await here.page.evaluate("window.firstCue ?? null")
    return None if came is None else float(came)


async def _heard(course: Course, people: tuple[Person, Person]) -> Hearing | None:
    """Let the person on the good line leave, and compare their summary with what was said."""
    there = people[1]
    seats = [int(await someone.debug("state.seat")) for someone in people]
    begun = [await someone.first_sound() for someone in people]
    zero = await there.zero()
    await there.page.click("[data-test=leave]")
    await there.page.wait_for_url("**/s/*", timeout=15_000)
    words = await there.page.evaluate(
        "fetch('/api/summaries/' + location.pathname.split('/').at(-1)).then((answer) => answer.text())"
    )
    page = msgspec.json.decode(words, type=SummaryPage)
    by_seat = sorted(range(2), key=lambda number: seats[number])
    return hearing(
        [[its._replace(who=seats[n]) for its in course.spoken.labels[n]] for n in by_seat],
        (begun[by_seat[0]] - zero, begun[by_seat[1]] - zero),
        page.events,
        page.summary.seconds,
    )
