"""What the pages of a pair are told, as structs; the page's types are written from them."""

from __future__ import annotations

from datetime import datetime

import msgspec

from server.pair.agreement import Agreement, Version
from server.pair.biography import Biography
from server.pair.ground import Common
from server.pair.matching import Suggestion
from server.pair.terms import CAREFUL, Clause, Terms
from server.people.partnerships import Partnership, Role, State
from server.people.person import Person, Pronouns


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """One person as their partner sees them; of a deleted account nothing but the place is left."""

    id: str
    name: str
    pronouns: Pronouns | None
    time_zone: str
    languages: tuple[str, ...]
    city: str
    photo: str | None
    """Path of the photo; None where there is none, or none to be seen."""


class PairCard(msgspec.Struct, frozen=True, kw_only=True):
    """One pair, seen by one of its two."""

    id: str
    me: Card
    partner: Card
    my_role: Role
    their_role: Role
    state: State
    since: datetime
    ended_at: datetime | None
    invited_by_me: bool
    """Of an invitation: whether the other one's yes is awaited, or mine."""


class Pairs(msgspec.Struct, frozen=True, kw_only=True):
    """Who is signed in, and whom they meet: the newest pair first, ended ones last."""

    me: Card
    administrator: bool
    pairs: list[PairCard]


class SignatureLine(msgspec.Struct, frozen=True, kw_only=True):
    """A name under a version."""

    mine: bool
    name: str
    at: datetime


class VersionPage(msgspec.Struct, frozen=True, kw_only=True):
    """One version of the agreement as it is read."""

    number: int
    terms: Terms
    mine: bool
    """Proposed by me."""
    at: datetime
    signatures: list[SignatureLine]
    signed_at: datetime | None
    aside: bool


class AgreementPage(msgspec.Struct, frozen=True, kw_only=True):
    """The agreement of a pair: what holds, what waits, and everything before."""

    pair: PairCard
    holds: Terms
    """What governs now; the careful terms until something is signed by both."""
    in_force: int | None
    open: int | None
    news: tuple[Clause, ...]
    """The clauses in which the open version differs from what holds."""
    careful: Terms
    versions: list[VersionPage]


class TogetherPage(msgspec.Struct, frozen=True, kw_only=True):
    """Two stories side by side, what they share, and how the agreement stands."""

    pair: PairCard
    mine: Biography
    theirs: Biography
    ground: tuple[Common, ...]
    hours: int
    """Daytime hours both have in common today."""
    agreement: AgreementPage


class Invitation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom somebody would like to meet."""

    email: str
    name: str
    role: Role
    """What the inviter would be to them."""


class Answer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A yes to an invitation, with the time zone of the browser it came from."""

    time_zone: str | None = None


class Proposal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new version and the name under it."""

    terms: Terms
    name: str


class Name(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A name under the open version."""

    name: str


class Pairing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two people an administrator brings together."""

    people: tuple[str, str]
    roles: tuple[Role, Role]


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A new pair."""

    id: str


class MeetingLink(msgspec.Struct, frozen=True, kw_only=True):
    """Where a meeting of the two is."""

    path: str


class SuggestionLine(msgspec.Struct, frozen=True, kw_only=True):
    """One suggestion with the name an administrator knows the person by."""

    name: str
    suggestion: Suggestion


def card(person: Person, *, city: str = "", photo_at: datetime | None = None) -> Card:
    """Show a person; `photo_at` None: without a photo."""
    photo = None if photo_at is None else f"/api/people/{person.id}/photo?at={int(photo_at.timestamp())}"
    return Card(
        id=person.id,
        name=person.name,
        pronouns=person.pronouns,
        time_zone=person.time_zone,
        languages=person.languages,
        city=city,
        photo=photo,
    )


def pair_card(pair: Partnership, *, me: Card, partner: Card) -> PairCard:
    """Show a pair to one of its two."""
    first = pair.people[0] == me.id
    mine, theirs = pair.roles if first else pair.roles[::-1]
    return PairCard(
        id=pair.id,
        me=me,
        partner=partner,
        my_role=mine,
        their_role=theirs,
        state=pair.state,
        since=pair.since,
        ended_at=pair.ended_at,
        invited_by_me=first,
    )


def agreement_page(agreement: Agreement, *, pair: PairCard) -> AgreementPage:
    """Show an agreement to one of the two."""
    me = pair.me.id
    in_force, open_ = agreement.in_force, agreement.open
    return AgreementPage(
        pair=pair,
        holds=agreement.terms,
        in_force=None if in_force is None else in_force.number,
        open=None if open_ is None else open_.number,
        news=agreement.news,
        careful=CAREFUL,
        versions=[_version(each, me) for each in agreement.versions],
    )


def _version(version: Version, me: str) -> VersionPage:
    return VersionPage(
        number=version.number,
        terms=version.terms,
        mine=version.by == me,
        at=version.at,
        signatures=[
            SignatureLine(mine=each.person == me, name=each.name, at=each.at) for each in version.signatures
        ],
        signed_at=version.signed_at,
        aside=version.aside,
    )
