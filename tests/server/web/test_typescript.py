"""The page's types are the structs' types."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from server.web import typescript
from server.web.typescript import TARGET, main

MADE = typescript.typescript()


def block(name: str) -> str:
    start = MADE.index(f"export interface {name} {{")
    return MADE[start : MADE.index("}\n", start)]


def test_the_committed_types_are_what_the_structs_say_now() -> None:
    assert TARGET.read_text(encoding="utf-8") == MADE, "run: python -m server.web.typescript"


def test_check_is_content_with_the_committed_file() -> None:
    assert main(["--check"]) == 0


def test_check_says_no_when_the_file_is_missing_and_writing_mends_it(tmp_path: Path) -> None:
    target = tmp_path / "api" / "protocol.gen.ts"
    assert main(["--check"], target) == 1
    assert main([], target) == 0
    assert main(["--check"], target) == 0


def test_a_message_carries_its_tag_as_a_literal() -> None:
    assert '  type: "enter";' in block("Enter")


def test_what_a_page_sends_may_leave_out_what_has_a_default() -> None:
    assert "  seat_token?: string | null;" in block("Enter")


def test_what_the_server_sends_whole_is_always_there() -> None:
    assert "  seconds: number | null;" in block("HintMessage")


def test_a_struct_that_omits_defaults_has_optional_fields() -> None:
    assert "  line_made?: boolean;" in block("Overlap")


def test_the_raw_event_of_a_cue_message_is_a_cue_event() -> None:
    assert "  event: CueEvent;" in block("CueMessage")


def test_pairs_are_pairs_and_lists_are_lists() -> None:
    assert "  people: readonly [Person, Person];" in block("Summary")
    assert "  moved: readonly Move[];" in block("ToneShift")
    assert '  off_record_by: readonly ("me" | "them")[];' in block("Listening")


def test_named_literals_keep_their_name() -> None:
    assert "  presence: Presence;" in block("Partner")
    assert "export type Presence =" in MADE


def test_notes_under_fields_become_comments() -> None:
    assert "/** My answer; None while open. */" in block("Listening")


def test_a_type_without_a_counterpart_is_refused() -> None:
    with pytest.raises(TypeError, match="no TypeScript"):
        typescript._Writer({}).type(msgspec.inspect.type_info(complex))
