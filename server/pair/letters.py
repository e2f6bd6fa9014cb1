"""The words of the mails a pair is sent: whole sentences, and never what was agreed on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One kind of mail: its subject and text."""

    kind: str
    """Names it among the mails of a pair, of which each is sent once."""
    subject: str
    text: str
    signs_in: bool = False
    """Its link signs the reader in: they may never have been here."""


INVITED = Letter(
    kind="invited",
    subject="{name} would like to meet you on Duologue",
    text=(
        "Hello {to},\n\n"
        "{name} invites you to meet regularly on Duologue, a private video call for two people far apart.\n"
        "This link is yours alone. It signs you in and asks whether you would like to:\n\n"
        "{link}\n\n"
        "If you would rather not, say so there, or leave it: after {days} days the link leads nowhere.\n"
    ),
    signs_in=True,
)

PAIRED = Letter(
    kind="paired",
    subject="You and {name} have been brought together",
    text=(
        "Hello {to},\n\n"
        "Your programme has paired you with {name} on Duologue. Each of you can tell a few stations of your\n"
        "way first, and then you agree on how you want to meet:\n\n"
        "{link}\n\n"
        "Either of you can end it at any time, without giving a reason.\n"
    ),
    signs_in=True,
)

ACCEPTED = Letter(
    kind="accepted",
    subject="{name} said yes",
    text=("Hello {to},\n\n{name} would like to meet you too. Here you find each other:\n\n{link}\n"),
)

PROPOSED = Letter(
    kind="proposed",
    subject="{name} proposed an agreement",
    text=(
        "Hello {to},\n\n"
        "{name} has proposed a version of your agreement and signed it. It counts once you have signed as\n"
        "well; until then everything stays as it is:\n\n"
        "{link}\n"
    ),
)

SIGNED = Letter(
    kind="signed",
    subject="Your agreement is signed by both",
    text=("Hello {to},\n\n{name} has signed. Your agreement counts from now on:\n\n{link}\n"),
)

ENDED = Letter(
    kind="ended",
    subject="{name} has ended your meetings",
    text=(
        "Hello {to},\n\n"
        "{name} has ended your meetings on Duologue. No reason is asked for, and none is needed.\n"
        "What you shared can still be read and saved for {days} days; your own notes stay yours:\n\n"
        "{link}\n"
    ),
)


def first_name(name: str) -> str:
    """Return how somebody is addressed."""
    return name.split()[0] if name.split() else name
