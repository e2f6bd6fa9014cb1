"""What the pages of people send and read."""

from __future__ import annotations

from datetime import datetime

import msgspec

from server.people.person import Person, Pronouns


class Me(msgspec.Struct, frozen=True, kw_only=True):
    """Oneself, as the account page shows it."""

    id: str
    name: str
    email: str
    pronouns: Pronouns | None
    time_zone: str
    languages: list[str]
    administrator: bool


class ChangeMe(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person says of themselves now."""

    name: str
    pronouns: Pronouns | None
    time_zone: str
    languages: list[str]


class AskForLink(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An address to mail a link to, should somebody of the house have it."""

    email: str


class UseLink(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The token of a link that was mailed."""

    token: str


class Entered(msgspec.Struct, frozen=True, kw_only=True):
    """Signed in: the path where to go on."""

    then: str


class Doors(msgspec.Struct, frozen=True, kw_only=True):
    """The ways to sign in here. `organisation`: the name on the button of the organisation's own sign-in."""

    mail: bool
    organisation: str | None


class MySession(msgspec.Struct, frozen=True, kw_only=True):
    """One browser that is signed in; `here`: the one that asks."""

    id: str
    agent: str
    created_at: datetime
    seen_at: datetime
    here: bool


class MyPasskey(msgspec.Struct, frozen=True, kw_only=True):
    """One passkey, named after the browser it was made in."""

    id: str
    name: str
    created_at: datetime
    used_at: datetime | None


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What one partner keeps when somebody leaves; `partner` is empty when they have left too."""

    partner: str
    meetings: int
    messages: int
    agreement: bool


class Leaving(msgspec.Struct, frozen=True, kw_only=True):
    """What stays with whom one met, told before one leaves."""

    kept: list[Kept]


class Leave(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Says that an account is to be deleted: one's own address once more."""

    email: str


def me_of(person: Person) -> Me:
    """Return a person as they see themselves."""
    return Me(
        id=person.id,
        name=person.name,
        email=person.email or "",
        pronouns=person.pronouns,
        time_zone=person.time_zone,
        languages=list(person.languages),
        administrator=person.administrator,
    )
