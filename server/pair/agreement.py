"""The agreement of two people as a list of versions: proposed by one, in force once both have signed.

    propose ──► open ──sign by the other──► in force ──► until a later version is
                 │  ▲
        set aside│  │propose: the newer one is open, the older was answered by it
                 ▼  │
               aside

Nothing of it does I/O; every act returns the agreement as it is afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from server.pair.errors import PairError
from server.pair.terms import CAREFUL, Clause, Terms, changed

LONGEST_SIGNATURE = 80
"""Letters of a name written under an agreement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One person's name under a version, as they wrote it."""

    person: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One wording of the agreement; `at` is when it was proposed, aware UTC."""

    number: int
    terms: Terms
    by: str
    at: datetime
    signatures: tuple[Signature, ...] = ()
    aside: bool = False
    """Somebody has set it aside: it can no longer be signed."""

    @property
    def signed_at(self) -> datetime | None:
        """When the second of both signed; None while one is missing."""
        return max(each.at for each in self.signatures) if len(self.signatures) == 2 else None

    def signed_by(self, person: str) -> bool:
        """Whether a person's name stands under it."""
        return any(each.person == person for each in self.signatures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """All versions of one pair's agreement, the oldest first."""

    people: tuple[str, str]
    versions: tuple[Version, ...] = ()

    @property
    def in_force(self) -> Version | None:
        """The last version both have signed."""
        return next((each for each in reversed(self.versions) if each.signed_at is not None), None)

    @property
    def open(self) -> Version | None:
        """The version that waits for a signature: only ever the newest."""
        last = self.versions[-1] if self.versions else None
        return None if last is None or last.aside or last.signed_at is not None else last

    @property
    def terms(self) -> Terms:
        """What holds now: the careful defaults until something is signed by both."""
        version = self.in_force
        return CAREFUL if version is None else version.terms

    @property
    def news(self) -> tuple[Clause, ...]:
        """The clauses in which the open version differs from what holds now."""
        return () if self.open is None else changed(self.terms, self.open.terms)


def propose(agreement: Agreement, terms: Terms, *, by: str, name: str, now: datetime) -> Agreement:
    """Add a version, signed by who proposes it; an older open one is answered by it.

    Raises
    ------
    PairError
        `not_of_this_pair`; `not_a_signature`; `nothing_new`: it says what is open or in force already.
    """
    _belongs(agreement, by)
    current = agreement.open or agreement.in_force
    if current is not None and current.terms == terms:
        raise PairError("nothing_new", "This says the same as the version before it.")
    signature = Signature(person=by, name=_written(name), at=now)
    version = Version(number=len(agreement.versions) + 1, terms=terms, by=by, at=now, signatures=(signature,))
    older = tuple(
        replace(each, aside=True) if each is agreement.open else each for each in agreement.versions
    )
    return replace(agreement, versions=(*older, version))


def sign(agreement: Agreement, number: int, *, by: str, name: str, now: datetime) -> Agreement:
    """Put a name under the open version; with the second one it is in force.

    Raises
    ------
    PairError
        `not_of_this_pair`; `not_a_signature`; `version_moved_on`: that version is no longer, or was never,
        open; `signed_already`.
    """
    version = _open(agreement, number, by)
    if version.signed_by(by):
        raise PairError("signed_already", "Your name stands under this version already.")
    signature = Signature(person=by, name=_written(name), at=now)
    return _with(agreement, replace(version, signatures=(*version.signatures, signature)))


def set_aside(agreement: Agreement, number: int, *, by: str) -> Agreement:
    """Close the open version without signing it: either may, and what was in force stays.

    Raises
    ------
    PairError
        `not_of_this_pair`; `version_moved_on`.
    """
    return _with(agreement, replace(_open(agreement, number, by), aside=True))


def _belongs(agreement: Agreement, person: str) -> None:
    if person not in agreement.people:
        raise PairError("not_of_this_pair", "This is another pair's agreement.")


def _open(agreement: Agreement, number: int, by: str) -> Version:
    _belongs(agreement, by)
    version = agreement.open
    if version is None or version.number != number:
        raise PairError("version_moved_on", "This version is no longer open. Look at the newest one.")
    return version


def _with(agreement: Agreement, version: Version) -> Agreement:
    return replace(agreement, versions=(*agreement.versions[:-1], version))


def _written(name: str) -> str:
    written = " ".join(name.split())
    if not 0 < len(written) <= LONGEST_SIGNATURE:
        raise PairError("not_a_signature", "Write your name to sign.")
    return written
