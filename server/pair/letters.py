"""The mails a pair is sent: none says what was agreed on. Their words: `server/mail/words`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One kind of mail."""

    kind: str
    """Names it among the mails of a pair, of which each is sent once."""
    words: str
    """Names its words: those of the subject, and with `_text` those of the mail."""
    signs_in: bool = False
    """Its link signs the reader in: they may never have been here."""


INVITED = Letter(kind="invited", words="invited", signs_in=True)
PAIRED = Letter(kind="paired", words="paired", signs_in=True)
ACCEPTED = Letter(kind="accepted", words="accepted")
PROPOSED = Letter(kind="proposed", words="agreement_proposed")
SIGNED = Letter(kind="signed", words="signed")
ENDED = Letter(kind="ended", words="ended")
