"""The docs name every message, code, setting and command; one that is missing fails here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from cues.events import CueEvent
from server.__main__ import COMMANDS
from signaling.errors import CODES, FATAL
from signaling.messages import FromPage, FromServer

ROOT = Path(__file__).parents[1]


def doc(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def tags(union: object) -> list[str]:
    return [member.__struct_config__.tag for member in get_args(union)]


@pytest.mark.parametrize("tag", sorted({*tags(FromPage), *tags(FromServer)}))
def test_every_message_is_described(tag: str) -> None:
    assert f"`{tag}`" in doc("docs/protocol.md")


@pytest.mark.parametrize("struct", [*get_args(FromPage), *get_args(FromServer)])
def test_every_field_of_a_message_is_described(struct: type) -> None:
    text = doc("docs/protocol.md")
    for name in struct.__struct_fields__:  # type: ignore[attr-defined]
        assert re.search(rf"`{name}\??`", text), f"{struct.__name__}.{name}"


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_described_with_what_it_ends(code: str) -> None:
    row = next(line for line in doc("docs/protocol.md").splitlines() if line.startswith(f"| `{code}`"))
    assert ("| yes |" in row) == (code in FATAL)


@pytest.mark.parametrize("tag", tags(CueEvent))
def test_every_cue_event_is_defined(tag: str) -> None:
    assert f"`{tag}`" in doc("docs/cues.md")


def test_every_setting_is_described() -> None:
    source = (ROOT / "server/settings.py").read_text(encoding="utf-8")
    for name in set(re.findall(r"DUOLOGUE_[A-Z_]+", source)):
        if not name.endswith("_"):
            assert f"`{name}`" in doc("docs/deployment.md"), name


def test_every_code_of_a_refused_request_is_described() -> None:
    table = doc("docs/http.md").partition("## Codes")[2]
    for path in (ROOT / "server").rglob("*.py"):
        for code in re.findall(r"(?:Refused|failure)\(\s*\d+,\s*\"(\w+)\"", path.read_text(encoding="utf-8")):
            assert f"| `{code}` |" in table, f"{path.name}: {code}"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_described(command: str) -> None:
    assert f"duologue {command}" in doc("README.md")


@pytest.mark.parametrize("path", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")], key=str))
def test_every_link_in_the_docs_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target
