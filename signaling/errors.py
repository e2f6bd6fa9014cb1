"""Everything a peer can do wrong, as one error with a stable code."""

from __future__ import annotations

from typing import Literal, get_args

Code = Literal[
    "bad_message",
    "too_large",
    "unknown_meeting",
    "meeting_over",
    "call_is_for_two",
    "replaced",
    "not_seated",
    "not_in_call",
    "listening_off",
    "agreed_otherwise",
    "guests_not_agreed",
    "leg_failed",
    "too_fast",
    "version",
    "server_stopping",
]

CODES: tuple[Code, ...] = get_args(Code)

FATAL: frozenset[Code] = frozenset(
    (
        "unknown_meeting", "meeting_over", "call_is_for_two", "replaced", "version", "too_fast",
        "guests_not_agreed",
    )
)  # fmt: skip
"""After one of these the socket closes and the page does not try again by itself."""


class ProtocolError(Exception):
    """A message or an act the protocol does not allow; `code` is stable, the text is for people."""

    def __init__(self, code: Code, text: str) -> None:
        super().__init__(text)
        self.code: Code = code
        self.text = text
