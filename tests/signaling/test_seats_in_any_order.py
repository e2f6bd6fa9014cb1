"""Whatever two people, their reloads and a stranger do: listening is on only when both want it."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from signaling import effects as do
from signaling import messages as m
from signaling.effects import Effect
from signaling.errors import ProtocolError
from signaling.seat import hashed
from signaling.seats import EMPTY_S, Call
from tests.signaling.test_seats import MUTED, TALK


class AnyOrder(RuleBasedStateMachine):
    """Whatever two people, their reloads and a stranger do, in any order."""

    connections = Bundle("connections")

    def __init__(self) -> None:
        super().__init__()
        self.call = Call(now=0.0)
        self.now = 0.0
        self.pages = 0
        self.tokens: dict[str, str] = {}
        self.refusals: set[str] = set()
        self.told: tuple[bool, do.Why] = False, "paused"

    def take(self, effects: Sequence[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, do.Listen):
                assert (effect.on, effect.why) != self.told
                self.told = effect.on, effect.why

    @rule(target=connections, name=st.sampled_from(["mara", "daniel", "eve"]), known=st.booleans())
    def enters(self, name: str, known: bool) -> tuple[int, int]:
        self.now += 1
        self.pages += 1
        token = f"token-of-{name}-{self.pages:04}"
        kept = self.tokens.get(name) if known else None
        message = m.Enter(version=1, name=name, page=f"page-{self.pages:04}", seat_token=kept)
        try:
            seat, effects = self.call.enter(message, new_token=token, now=self.now)
        except ProtocolError as error:
            self.refusals.add(error.code)
            return 0, -1
        self.tokens[name] = kept if kept and hashed(kept) == self.call.seats[seat].token_hash else token
        self.take(effects)
        return seat, self.call.seats[seat].epoch

    @rule(
        connection=connections,
        message=st.sampled_from(
            [
                m.Join(media=TALK),
                m.Join(media=MUTED),
                m.SetMedia(media=TALK),
                m.SetMedia(media=MUTED),
                m.Consent(listen=True),
                m.Consent(listen=False),
                m.OffRecord(on=True),
                m.OffRecord(on=False),
                m.LegOffer(sdp="v=0", leg=1),
                m.Leave(),
            ]
        ),
    )
    def says(self, connection: tuple[int, int], message: m.FromPage) -> None:
        self.now += 1
        seat, epoch = connection
        try:
            self.take(self.call.receive(seat, epoch, message, now=self.now))
        except ProtocolError as error:
            self.refusals.add(error.code)

    @rule(connection=consumes(connections))
    def drops(self, connection: tuple[int, int]) -> None:
        self.now += 1
        self.take(self.call.drop(*connection, now=self.now))

    @rule(seconds=st.floats(0, 2 * EMPTY_S))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds
        self.take(self.call.poll(now=self.now))

    @invariant()
    def nobody_is_listened_to_without_both_being_there_and_saying_yes(self) -> None:
        assert self.call.listening == self.told[0]
        if self.call.listening:
            assert all(s.presence == "in_call" and s.consent and not s.off_record for s in self.call.seats)
        else:
            assert not any(s.leg_on for s in self.call.seats)

    @invariant()
    def only_the_expected_is_refused(self) -> None:
        assert self.refusals <= {
            "call_is_for_two",
            "meeting_over",
            "replaced",
            "listening_off",
            "not_in_call",
        }

    @invariant()
    def no_two_share_a_seat(self) -> None:
        tokens = [s.token_hash for s in self.call.seats if s.token_hash is not None]
        assert len(tokens) == len(set(tokens))


AnyOrder.TestCase.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
TestAnyOrder = AnyOrder.TestCase
