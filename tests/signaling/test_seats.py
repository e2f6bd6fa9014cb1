"""Who sits where, who has said yes, who is told what."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from signaling import effects as do
from signaling import messages as m
from signaling.effects import Effect
from signaling.errors import ProtocolError
from signaling.seat import LEG_GRACE_S, hashed
from signaling.seats import EMPTY_S, Call

TALK = m.Media(audio=True, video=True)
MUTED = m.Media(audio=False, video=True)


def enter(
    call: Call, name: str, *, page: str = "page-0001", token: str | None = None, now: float = 0.0
) -> int:
    seat, _ = call.enter(
        m.Enter(version=1, name=name, page=page, seat_token=token), new_token=f"token-of-{name}-0123", now=now
    )
    return seat


def say(call: Call, seat: int, message: m.FromPage, *, now: float = 0.0) -> list[Effect]:
    return call.receive(seat, call.seats[seat].epoch, message, now=now)


def together(*, consent: bool = True) -> Call:
    """Two people in the call, both having answered the question of consent."""
    call = Call(now=0.0)
    for name in ("mara", "daniel"):
        seat = enter(call, name)
        say(call, seat, m.Join(media=TALK))
        say(call, seat, m.Consent(listen=consent))
    return call


def sent(effects: Sequence[Effect], seat: int) -> list[m.FromServer]:
    return [e.message for e in effects if isinstance(e, do.Send) and e.seat == seat]


def told(effects: Sequence[Effect], seat: int) -> m.Listening:
    return next(x for x in reversed(sent(effects, seat)) if isinstance(x, m.Listening))


def code(caught: pytest.ExceptionInfo[ProtocolError]) -> str:
    return caught.value.code


def test_the_first_two_get_the_two_seats_and_one_of_them_is_polite() -> None:
    call = Call(now=0.0, ice_servers=[m.IceServer(urls=["stun:x"])])
    first, effects = call.enter(
        m.Enter(version=1, name="Mara", page="page-mara"), new_token="t" * 20, now=1.0
    )
    welcome = sent(effects, first)[0]
    assert isinstance(welcome, m.Welcome)
    assert (welcome.seat, welcome.polite, welcome.seat_token, welcome.joined) == (0, False, "t" * 20, False)
    assert welcome.partner.presence == "absent"
    assert welcome.listening.state == "waiting"
    assert [s.urls for s in welcome.ice_servers] == [["stun:x"]]
    second, effects = call.enter(
        m.Enter(version=1, name="Daniel", page="page-dani"), new_token="u" * 20, now=2.0
    )
    welcome = sent(effects, second)[0]
    assert isinstance(welcome, m.Welcome)
    assert (welcome.seat, welcome.polite, welcome.partner.name) == (1, True, "Mara")
    assert sent(effects, first) == [call.partner(first, 2.0)]


def test_a_third_person_is_told_that_this_call_is_for_two() -> None:
    call = together()
    with pytest.raises(ProtocolError) as caught:
        enter(call, "eve")
    assert code(caught) == "call_is_for_two"
    with pytest.raises(ProtocolError) as caught:
        enter(call, "eve", token="not-a-token-of-this-call")
    assert code(caught) == "call_is_for_two"


def test_another_version_of_the_protocol_is_refused() -> None:
    with pytest.raises(ProtocolError) as caught:
        Call(now=0.0).enter(m.Enter(version=99, name="Mara", page="page-mara"), new_token="t" * 20, now=0.0)
    assert code(caught) == "version"


def test_a_reload_leads_back_to_the_same_seat_and_fences_the_older_socket() -> None:
    call = together()
    old = call.seats[0].epoch
    assert enter(call, "mara", page="page-0002", token="token-of-mara-0123") == 0
    with pytest.raises(ProtocolError) as caught:
        call.receive(0, old, m.Leave(), now=5.0)
    assert code(caught) == "replaced"
    assert call.drop(0, old, now=5.0) == []
    assert call.seats[0].presence == "green_room"


def test_the_partner_hears_of_a_new_page_and_not_of_a_mere_reconnect() -> None:
    call = together()
    before = call.partner(1, 0.0).page
    enter(call, "mara", token="token-of-mara-0123")
    assert call.partner(1, 0.0).page == before
    enter(call, "mara", page="page-0002", token="token-of-mara-0123")
    assert call.partner(1, 0.0).page == "page-0002"


def test_a_person_who_comes_back_is_told_to_go_straight_in() -> None:
    call = together()
    call.drop(0, call.seats[0].epoch, now=3.0)
    assert call.partner(1, 10.0).presence == "dropped"
    assert call.partner(1, 10.0).since_s == 7.0
    _, effects = call.enter(
        m.Enter(version=1, name="mara", page="page-0001", seat_token="token-of-mara-0123"),
        new_token="unused-unused-unused",
        now=12.0,
    )
    welcome = sent(effects, 0)[0]
    assert isinstance(welcome, m.Welcome)
    assert welcome.joined
    assert welcome.seat_token == "token-of-mara-0123"
    assert welcome.call_time_s == 12.0


def test_leaving_the_green_room_frees_the_place_for_somebody_else() -> None:
    call = Call(now=0.0)
    enter(call, "mara")
    enter(call, "eve")
    call.drop(1, call.seats[1].epoch, now=1.0)
    assert enter(call, "daniel") == 1
    say(call, 0, m.Leave())
    assert enter(call, "someone") == 0


def test_the_call_begins_when_both_are_in_it() -> None:
    call = Call(now=0.0)
    enter(call, "mara")
    enter(call, "daniel")
    assert do.Begin() not in say(call, 0, m.Join(media=TALK), now=3.0)
    assert call.call_time(4.0) is None
    effects = say(call, 1, m.Join(media=MUTED), now=5.0)
    assert do.Begin() in effects
    assert do.Mute(seat=1, on=True) in effects
    assert call.call_time(7.5) == 2.5


def test_coming_back_muted_is_muted_from_the_first_moment() -> None:
    call = together()
    enter(call, "mara", page="page-0002", token="token-of-mara-0123")
    assert do.Mute(seat=0, on=True) in say(call, 0, m.Join(media=MUTED))


def test_listening_starts_with_the_second_yes() -> None:
    call = together(consent=False)
    assert not call.listening
    effects = say(call, 0, m.Consent(listen=True))
    assert told(effects, 1).theirs is True
    assert told(effects, 1).state == "waiting"
    effects = say(call, 1, m.Consent(listen=True))
    assert do.Listen(on=True) in effects
    assert told(effects, 0).state == told(effects, 1).state == "on"


@pytest.mark.parametrize("who", [0, 1])
@pytest.mark.parametrize("stop", [m.Consent(listen=False), m.OffRecord(on=True)])
def test_either_can_stop_it_at_once_for_both(who: int, stop: m.FromPage) -> None:
    call = together()
    effects = say(call, who, stop)
    assert effects[0] == do.Listen(on=False)
    assert {do.CloseLeg(seat=0), do.CloseLeg(seat=1)} <= {e for e in effects if isinstance(e, do.CloseLeg)}
    state = "off_record" if isinstance(stop, m.OffRecord) else "waiting"
    assert told(effects, 0).state == told(effects, 1).state == state


def test_each_takes_up_only_what_they_paused_themselves() -> None:
    call = together()
    say(call, 0, m.OffRecord(on=True))
    effects = say(call, 1, m.OffRecord(on=True))
    assert told(effects, 0).off_record_by == ("me", "them")
    assert not any(isinstance(e, do.Listen) for e in say(call, 0, m.OffRecord(on=False)))
    assert do.Listen(on=True) in say(call, 1, m.OffRecord(on=False))


def test_no_socket_no_listening() -> None:
    call = together()
    effects = call.drop(1, call.seats[1].epoch, now=1.0)
    assert do.Listen(on=False, why="away") in effects
    assert do.CloseLeg(seat=1) in effects


def test_a_leg_is_opened_only_while_listening() -> None:
    call = together()
    offer = m.LegOffer(sdp="v=0", leg=1)
    assert say(call, 0, offer) == [do.OpenLeg(seat=0, offer=offer)]
    say(call, 1, m.OffRecord(on=True))
    with pytest.raises(ProtocolError) as caught:
        say(call, 0, offer)
    assert code(caught) == "listening_off"


def test_a_leg_that_does_not_come_up_is_told_after_its_grace_and_mends_by_itself() -> None:
    call = together()
    assert call.poll(now=LEG_GRACE_S - 0.1) == []
    effects = call.poll(now=LEG_GRACE_S)
    assert told(effects, 0) == m.Listening(state="paused", mine=True, theirs=True, deaf_to=("me", "them"))
    call.leg_changed(0, on=True, now=6.0)
    assert told(call.leg_changed(1, on=True, now=7.0), 1).state == "on"


def test_a_leg_that_dies_is_told_at_once() -> None:
    call = together()
    for seat in (0, 1):
        call.leg_changed(seat, on=True, now=1.0)
    assert told(call.leg_changed(1, on=False, now=30.0), 0).deaf_to == ("them",)


def test_a_leg_that_closes_because_listening_stopped_is_no_fault() -> None:
    call = together()
    call.leg_changed(0, on=True, now=1.0)
    say(call, 1, m.OffRecord(on=True), now=2.0)
    assert call.leg_changed(0, on=False, now=2.1) == []
    effects = say(call, 1, m.OffRecord(on=False), now=9.0)
    assert told(effects, 0).state == "on"


def test_a_mute_reaches_the_partner_and_the_listener() -> None:
    call = together()
    effects = say(call, 0, m.SetMedia(media=MUTED))
    assert do.Mute(seat=0, on=True) in effects
    assert sent(effects, 1) == [call.partner(1, 0.0)]
    assert not any(isinstance(e, do.Mute) for e in say(call, 0, m.SetMedia(media=MUTED)))
    assert do.Mute(seat=0, on=False) in say(call, 0, m.SetMedia(media=TALK))


def test_signals_reach_the_partners_page_of_now_and_no_older_one() -> None:
    call = together()
    offer = m.Description(kind="offer", sdp="v=0", page="page-0001")
    assert say(call, 0, offer) == [do.Send(seat=1, message=offer)]
    enter(call, "daniel", page="page-0002", token="token-of-daniel-0123")
    assert say(call, 0, offer) == []
    say(call, 1, m.Join(media=TALK))
    assert say(call, 0, offer) == []
    green = Call(now=0.0)
    seat = enter(green, "mara")
    with pytest.raises(ProtocolError) as caught:
        say(green, seat, offer)
    assert code(caught) == "not_in_call"


def test_what_is_not_the_calls_business_is_passed_on() -> None:
    call = together()
    report = m.LineReport(rtt_s=0.1, lost=0.0)
    feedback = m.Feedback(hint=1, verdict="hide")
    assert say(call, 0, report) == [do.Measured(seat=0, report=report)]
    assert say(call, 0, feedback) == [do.Judged(seat=0, feedback=feedback)]
    assert say(call, 0, m.SetHints(mode="off")) == [do.Hinting(seat=0, mode="off")]
    assert say(call, 0, m.Pong(n=3)) == [do.Answered(seat=0, n=3)]
    assert say(call, 0, m.Ping(n=4), now=2.0) == [do.Send(seat=0, message=m.Pong(n=4, at=2.0))]
    green = Call(now=0.0)
    assert say(green, enter(green, "mara"), report) == []


def test_a_second_enter_is_a_mistake() -> None:
    call = together()
    with pytest.raises(ProtocolError) as caught:
        say(call, 0, m.Enter(version=1, name="mara", page="page-0001"))
    assert code(caught) == "bad_message"


def test_hanging_up_concludes_for_oneself_and_the_second_time_ends_the_meeting() -> None:
    call = together()
    effects = say(call, 0, m.Leave(), now=60.0)
    assert effects[-1] == do.Conclude(seat=0)
    assert do.Listen(on=False, why="absent") in effects
    assert call.partner(1, 61.0).presence == "left"
    assert say(call, 1, m.Leave(), now=70.0)[-2:] == [do.Conclude(seat=1), do.End()]
    with pytest.raises(ProtocolError) as caught:
        enter(call, "mara", token="token-of-mara-0123")
    assert code(caught) == "meeting_over"


def test_who_left_by_mistake_can_come_back_while_the_other_is_there() -> None:
    call = together()
    say(call, 0, m.Leave(), now=60.0)
    assert enter(call, "mara", token="token-of-mara-0123", now=65.0) == 0
    effects = say(call, 0, m.Join(media=TALK), now=66.0)
    assert do.Resume() in effects
    assert do.Listen(on=True) in effects


def test_who_hung_up_comes_back_to_the_green_room_and_never_straight_onto_the_camera() -> None:
    call = together()
    say(call, 0, m.Leave())
    for _ in range(2):
        _, effects = call.enter(
            m.Enter(version=1, name="mara", page="page-0002", seat_token="token-of-mara-0123"),
            new_token="unused-unused-unused",
            now=5.0,
        )
        assert [x.joined for x in sent(effects, 0) if isinstance(x, m.Welcome)] == [False]
        call.drop(0, call.seats[0].epoch, now=6.0)
    assert call.partner(1, 7.0).presence == "dropped"


@pytest.mark.parametrize("message", [m.Join(media=TALK), m.Consent(listen=True), m.Leave()])
def test_a_connection_that_has_left_has_nothing_more_to_say(message: m.FromPage) -> None:
    call = together()
    say(call, 0, m.Leave())
    with pytest.raises(ProtocolError) as caught:
        say(call, 0, message)
    assert code(caught) == "not_in_call"
    assert sent(say(call, 0, m.Ping(n=1), now=2.0), 0) == [m.Pong(n=1, at=2.0)]


def test_what_was_heard_comes_to_its_end_when_nobody_is_there_and_goes_on_when_both_are() -> None:
    call = together()
    assert do.Rest() not in call.drop(0, call.seats[0].epoch, now=10.0)
    assert call.drop(1, call.seats[1].epoch, now=10.0)[-1] == do.Rest()
    for name in ("mara", "daniel"):
        seat = enter(call, name, token=f"token-of-{name}-0123", now=20.0)
        resumed = do.Resume() in say(call, seat, m.Join(media=TALK), now=20.0)
        assert resumed == (name == "daniel")


def test_a_call_nobody_comes_back_to_ends_by_itself() -> None:
    call = together()
    for seat in (0, 1):
        call.drop(seat, call.seats[seat].epoch, now=10.0)
    assert call.empty_for(20.0) == 10.0
    assert call.poll(now=10.0 + EMPTY_S - 1) == []
    assert call.poll(now=10.0 + EMPTY_S) == [do.End()]
    assert call.poll(now=20.0 + EMPTY_S) == []


def test_a_call_that_never_began_waits_without_end() -> None:
    assert Call(now=0.0).poll(now=10 * EMPTY_S) == []


def test_seats_are_put_back_after_a_restart() -> None:
    call = Call(now=0.0)
    call.restore(0, name="Mara", token_hash=hashed("token-of-mara-0123"), joined=True)
    call.restore(1, name="Daniel", token_hash=hashed("token-of-daniel-0123"), joined=False)
    assert (call.seats[0].presence, call.seats[1].presence) == ("dropped", "absent")
    assert enter(call, "Daniel", token="token-of-daniel-0123") == 1
    assert call.partner(1, 0.0).name == "Mara"


KEY = "the-key-of-maras-seat"


def entered_as(call: Call, person: str | None, token: str | None) -> int:
    message = m.Enter(version=1, name="Mara", page="page-0001", seat_token=token)
    return call.enter(message, new_token="a-token-of-ones-own", now=0.0, person=person)[0]


@pytest.mark.parametrize("thief", ["daniel", None])
def test_the_key_of_somebody_signed_in_opens_their_place_to_nobody_else(thief: str | None) -> None:
    call = Call(now=0.0)
    assert entered_as(call, "mara", KEY) == 0
    assert entered_as(call, thief, KEY) == 1


def test_somebody_signed_in_has_one_place_on_every_device() -> None:
    call = Call(now=0.0)
    keys = (KEY, None, "the-key-of-another-device", KEY)
    assert [entered_as(call, "mara", key) for key in keys] == [0, 0, 0, 0]
