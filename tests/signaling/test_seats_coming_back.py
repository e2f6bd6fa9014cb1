"""Two people whose sockets are cut again and again: no ghost, no double, every message once and in order."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from signaling import effects as do
from signaling import messages as m
from signaling.effects import Effect
from signaling.errors import ProtocolError
from signaling.seats import Call

NAMES = ("mara", "daniel")
TALK = m.Media(audio=True, video=True)


class Browser:
    """One person's page: what it has of the call, and the socket it believes to have."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.token = f"key-made-by-{name}-0123456789"
        self.page = f"page-of-{name}"
        self.at: tuple[int, int] | None = None
        """Seat and epoch of the socket the server knows of; None while there is none."""
        self.half_open: list[tuple[int, int]] = []
        """Sockets that are gone here, which the server has not noticed yet."""
        self.partner: m.Partner | None = None
        self.wants_in = False
        self.sent = 0
        self.received: list[tuple[str, int]] = []
        """Of each description: the partner's page it came from, and its number."""


class ComingBack(RuleBasedStateMachine):
    """Any order of opening, joining, saying, losing sockets (noticed late or at once), reloads, leaving."""

    def __init__(self) -> None:
        super().__init__()
        self.call = Call(now=0.0)
        self.now = 0.0
        self.made = 0
        self.browsers = {name: Browser(name) for name in NAMES}

    def sitting(self, seat: int) -> Browser | None:
        """Whose socket the server would write to."""
        epoch = self.call.seats[seat].epoch
        return next((each for each in self.browsers.values() if each.at == (seat, epoch)), None)

    def deliver(self, effects: Sequence[Effect], *, lost: bool = False) -> None:
        """Carry out what concerns pages; of a cut socket nothing arrives."""
        for effect in effects:
            if not isinstance(effect, do.Send) or (to := self.sitting(effect.seat)) is None or lost:
                continue
            match effect.message:
                case m.Welcome(partner=partner, joined=joined):
                    to.partner, to.wants_in = partner, to.wants_in or joined
                case m.Partner() as partner:
                    to.partner = partner
                case m.Description(sdp=sdp):
                    page, number = sdp.split()
                    to.received.append((page, int(number)))
                case _:
                    pass

    def say(self, browser: Browser, message: m.FromPage) -> None:
        assert browser.at is not None
        self.now += 1
        self.deliver(self.call.receive(*browser.at, message, now=self.now))

    @rule(name=st.sampled_from(NAMES), welcome_lost=st.booleans())
    def opens(self, name: str, welcome_lost: bool) -> None:
        browser = self.browsers[name]
        if browser.at is not None:
            return
        self.now += 1
        self.made += 1
        enter = m.Enter(version=1, name=name, page=browser.page, seat_token=browser.token)
        seat, effects = self.call.enter(enter, new_token=f"made-by-the-server-{self.made:06}", now=self.now)
        browser.at = seat, self.call.seats[seat].epoch
        if welcome_lost:
            browser.half_open.append(browser.at)
            browser.at = None
            self.deliver([e for e in effects if isinstance(e, do.Send) and e.seat != seat])
            return
        self.deliver(effects)
        if browser.wants_in:
            self.say(browser, m.Join(media=TALK))

    @rule(name=st.sampled_from(NAMES))
    def joins(self, name: str) -> None:
        browser = self.browsers[name]
        if browser.at is not None and not browser.wants_in:
            browser.wants_in = True
            self.say(browser, m.Join(media=TALK))

    @rule(name=st.sampled_from(NAMES))
    def describes(self, name: str) -> None:
        browser = self.browsers[name]
        to = browser.partner.page if browser.partner else None
        if browser.at is not None and browser.wants_in and to is not None:
            browser.sent += 1
            self.say(browser, m.Description(kind="offer", sdp=f"{browser.page} {browser.sent}", page=to))

    @rule(name=st.sampled_from(NAMES), noticed=st.booleans())
    def loses_the_socket(self, name: str, noticed: bool) -> None:
        browser = self.browsers[name]
        if browser.at is None:
            return
        gone, browser.at = browser.at, None
        self.now += 1
        if noticed:
            self.deliver(self.call.drop(*gone, now=self.now))
        else:
            browser.half_open.append(gone)

    @precondition(lambda self: any(each.half_open for each in self.browsers.values()))
    @rule(name=st.sampled_from(NAMES))
    def a_lost_socket_is_noticed_late(self, name: str) -> None:
        self.now += 1
        for gone in self.browsers[name].half_open:
            self.deliver(self.call.drop(*gone, now=self.now))
        self.browsers[name].half_open.clear()

    @rule(name=st.sampled_from(NAMES))
    def an_old_socket_speaks_again(self, name: str) -> None:
        for gone in self.browsers[name].half_open:
            if gone[1] == self.call.seats[gone[0]].epoch:
                continue
            with pytest.raises(ProtocolError) as caught:
                self.call.receive(*gone, m.Leave(), now=self.now)
            assert caught.value.code == "replaced"

    @rule(name=st.sampled_from(NAMES))
    def reloads(self, name: str) -> None:
        browser = self.browsers[name]
        if browser.at is None:
            self.made += 1
            browser.page = f"page-of-{name}-{self.made}"

    @invariant()
    def nobody_sits_twice(self) -> None:
        seats = [each.at[0] for each in self.browsers.values() if each.at is not None]
        assert len(seats) == len(set(seats))
        for browser in self.browsers.values():
            if browser.at is not None:
                assert browser.at[1] == self.call.seats[browser.at[0]].epoch

    @invariant()
    def nobody_is_there_without_a_socket(self) -> None:
        alive = {each.at for each in self.browsers.values()}
        alive |= {gone for each in self.browsers.values() for gone in each.half_open}
        for number, seat in enumerate(self.call.seats):
            assert not seat.connected or (number, seat.epoch) in alive

    @invariant()
    def each_page_sees_the_other_as_they_are(self) -> None:
        for browser in self.browsers.values():
            if browser.at is None:
                continue
            truth = self.call.partner(browser.at[0], self.now)
            assert browser.partner is not None
            seen = browser.partner
            assert (seen.presence, seen.page, seen.name) == (truth.presence, truth.page, truth.name)

    @invariant()
    def what_is_said_arrives_once_and_in_order(self) -> None:
        for browser in self.browsers.values():
            numbers = [number for _, number in browser.received]
            assert numbers == sorted(set(numbers))

    def teardown(self) -> None:
        """Whatever happened, both can always come back and are in the call with each other."""
        for browser in self.browsers.values():
            browser.wants_in = True
            if browser.at is None:
                self.opens(browser.name, welcome_lost=False)
            else:
                self.say(browser, m.Join(media=TALK))
        assert [seat.presence for seat in self.call.seats] == ["in_call", "in_call"]
        self.nobody_sits_twice()
        self.each_page_sees_the_other_as_they_are()


ComingBack.TestCase.settings = settings(max_examples=200, stateful_step_count=30, deadline=None)
TestComingBack = ComingBack.TestCase
