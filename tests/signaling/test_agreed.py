"""What two people agreed on holds in their call, and never says yes for them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signaling import effects as do
from signaling import messages as m
from signaling.effects import Effect
from signaling.errors import ProtocolError
from signaling.seats import Call

TALK = m.Media(audio=True, video=True)
MODES: list[m.HintMode] = ["live", "after", "off"]


def agreed(listening: m.HintMode) -> m.Agreed:
    return m.Agreed(listening=listening, keep_days=30, version=2)


def enter(call: Call, name: str) -> list[Effect]:
    message = m.Enter(version=1, name=name, page="page-0001")
    return call.enter(message, new_token=f"token-of-{name}-0123", now=0.0)[1]


def say(call: Call, seat: int, message: m.FromPage) -> list[Effect]:
    return call.receive(seat, call.seats[seat].epoch, message, now=1.0)


def together(listening: m.HintMode) -> Call:
    call = Call(now=0.0, agreed=agreed(listening))
    for seat, name in enumerate(("mara", "daniel")):
        enter(call, name)
        say(call, seat, m.Join(media=TALK))
    return call


def modes(effects: Sequence[Effect]) -> list[tuple[int, m.HintMode]]:
    return [(e.seat, e.mode) for e in effects if isinstance(e, do.Hinting)]


def test_a_call_under_an_agreement_says_so_to_each_page_right_after_its_welcome() -> None:
    effects = enter(Call(now=0.0, agreed=agreed("after")), "mara")
    first, second = [e.message for e in effects if isinstance(e, do.Send) and e.seat == 0][:2]
    assert isinstance(first, m.Welcome)
    assert second == agreed("after")
    assert first.hints == "after"
    assert modes(effects) == [(0, "after")]


def test_a_signature_is_no_yes() -> None:
    call = together("live")
    assert not call.listening
    say(call, 0, m.Consent(listen=True))
    assert not call.listening
    say(call, 1, m.Consent(listen=True))
    assert call.listening


def test_where_no_listening_was_agreed_on_nobody_can_say_yes_to_it() -> None:
    call = together("off")
    with pytest.raises(ProtocolError) as caught:
        say(call, 0, m.Consent(listen=True))
    assert caught.value.code == "agreed_otherwise"
    say(call, 0, m.Consent(listen=False))
    assert call.seats[0].consent is False


@given(most=st.sampled_from(MODES), wanted=st.sampled_from(MODES))
def test_a_person_may_always_choose_less_than_agreed_and_never_more(
    most: m.HintMode, wanted: m.HintMode
) -> None:
    call = together(most)
    if MODES.index(wanted) >= MODES.index(most):
        assert modes(say(call, 0, m.SetHints(mode=wanted))) == [(0, wanted)]
    else:
        with pytest.raises(ProtocolError) as caught:
            say(call, 0, m.SetHints(mode=wanted))
        assert caught.value.code == "agreed_otherwise"
        assert call.seats[0].hints == most


def test_signing_no_listening_during_a_call_ends_it_for_both_at_once() -> None:
    call = together("live")
    for seat in (0, 1):
        say(call, seat, m.Consent(listen=True))
    effects = call.agree(agreed("off"), now=5.0)
    assert do.Listen(on=False) in effects
    assert [e.message for e in effects if isinstance(e, do.Send) and isinstance(e.message, m.Agreed)] == [
        agreed("off"),
        agreed("off"),
    ]
    assert modes(effects) == [(0, "off"), (1, "off")]
    assert not call.listening


def test_signing_more_during_a_call_asks_again_and_gives_no_hints_by_itself() -> None:
    call = Call(now=0.0, agreed=agreed("off"))
    enter(call, "mara")
    effects = call.agree(agreed("live"), now=5.0)
    assert [e.seat for e in effects if isinstance(e, do.Send) and isinstance(e.message, m.Agreed)] == [0]
    assert modes(effects) == [(0, "off"), (1, "off")]
    assert call.seats[0].consent is None


def test_who_comes_back_to_a_place_given_up_finds_what_was_agreed_on() -> None:
    call = Call(now=0.0, agreed=agreed("after"))
    enter(call, "mara")
    say(call, 0, m.Leave())
    assert modes(enter(call, "mara")) == [(0, "after")]


def test_without_an_agreement_a_call_is_what_the_two_say_in_it() -> None:
    call = Call(now=0.0)
    effects = enter(call, "mara")
    assert not any(isinstance(e, do.Send) and isinstance(e.message, m.Agreed) for e in effects)
    assert modes(say(call, 0, m.SetHints(mode="live"))) == [(0, "live")]
