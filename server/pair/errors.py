"""What a person cannot do with their pair, as one error with a stable code."""

from __future__ import annotations

from typing import Literal, get_args

Code = Literal[
    "not_of_this_pair",
    "pair_has_ended",
    "nothing_new",
    "version_moved_on",
    "signed_already",
    "not_a_signature",
    "already_paired",
    "too_many_invitations",
    "not_yourself",
    "invitation_over",
    "bad_biography",
    "bad_photo",
    "unknown_person",
]

CODES: tuple[Code, ...] = get_args(Code)


class PairError(Exception):
    """Something two people's pair does not allow; `code` is stable, the text is for people."""

    def __init__(self, code: Code, text: str) -> None:
        super().__init__(text)
        self.code: Code = code
        self.text = text
