"""Telling each other one's stories: a guided part that both are in at the same step."""

from __future__ import annotations

import msgspec
import pytest

from signaling import effects as do
from signaling import messages as m
from signaling.codec import decode
from signaling.effects import Effect
from signaling.errors import ProtocolError
from signaling.seats import Call


def say(call: Call, seat: int, message: m.FromPage) -> list[Effect]:
    return call.receive(seat, call.seats[seat].epoch, message, now=1.0)


def enter(call: Call, name: str) -> list[Effect]:
    message = m.Enter(version=1, name=name, page="page-0001")
    return call.enter(message, new_token=f"token-of-{name}-0123", now=0.0)[1]


def together() -> Call:
    call = Call(now=0.0)
    for seat, name in enumerate(("mara", "daniel")):
        enter(call, name)
        say(call, seat, m.Join(media=m.Media(audio=True, video=True)))
    return call


def test_either_moves_on_and_both_are_told_the_same_step() -> None:
    call = together()
    for seat, step in ((1, 0), (0, 1), (1, 2)):
        assert say(call, seat, m.Stories(step=step)) == [
            do.Send(seat=0, message=m.Stories(step=step)),
            do.Send(seat=1, message=m.Stories(step=step)),
            do.StoryPhase(on=True),
        ]


def test_its_end_is_told_and_turns_are_looked_at_again() -> None:
    call = together()
    say(call, 0, m.Stories(step=7))
    assert say(call, 1, m.Stories(step=None))[-1] == do.StoryPhase(on=False)
    assert call.stories is None


def test_who_comes_back_finds_the_step_where_it_is() -> None:
    call = together()
    say(call, 0, m.Stories(step=3))
    message = m.Enter(version=1, name="daniel", page="page-0002", seat_token="token-of-daniel-0123")
    _, effects = call.enter(message, new_token="unused-token-012345", now=2.0)
    assert do.Send(seat=1, message=m.Stories(step=3)) in effects


def test_stories_are_told_in_the_call_and_have_an_end() -> None:
    call = Call(now=0.0)
    enter(call, "mara")
    with pytest.raises(ProtocolError) as caught:
        say(call, 0, m.Stories(step=0))
    assert caught.value.code == "not_in_call"
    with pytest.raises(ProtocolError) as caught:
        decode(msgspec.json.encode({"type": "stories", "step": m.STORY_STEPS}).decode())
    assert caught.value.code == "bad_message"
