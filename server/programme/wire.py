"""What the programme page reads and sends."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

AgreementState = Literal["both", "one", "none"]


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """Counts over the whole programme, this month's for meetings."""

    pairs: int
    held: int
    not_held: int
    agreed: int
    invitations: int


class ShownGoal(msgspec.Struct, frozen=True, kw_only=True):
    """A goal both of a pair marked for the programme."""

    title: str
    done: bool


class PairRow(msgspec.Struct, frozen=True, kw_only=True):
    """One pair: their names, their last planned meetings (the oldest first), the next, their signatures.

    `goals`: none but those that both marked, under an agreement both signed.
    """

    names: list[str]
    held: list[bool]
    next_at: datetime | None
    agreement: AgreementState
    goals: list[ShownGoal]


class ProgrammePage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of pairs. `totals`: on the first page alone, from five pairs on; `more` leads to the next."""

    name: str
    month: datetime
    totals: Totals | None
    pairs: list[PairRow]
    more: str | None


class PersonRow(msgspec.Struct, frozen=True, kw_only=True):
    """One person: `paired` with somebody at present, `seen` since they were put in."""

    id: str
    name: str
    email: str
    administrator: bool
    paired: bool
    seen: bool


class PeoplePage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of people by address; `more` leads to the next one."""

    people: list[PersonRow]
    more: str | None


class Roll(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """People to put in: a CSV text, and whether each is invited by mail."""

    csv: str
    invite: bool


class WrongLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line nobody could be made of."""

    line: int
    code: str


class Enrolled(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a roll."""

    added: int
    known: int
    wrong: list[WrongLine]


class ShownLink(msgspec.Struct, frozen=True, kw_only=True):
    """A link nobody could mail, to be handed on by whoever runs the house."""

    to: str
    subject: str
    link: str
    expires_at: datetime
