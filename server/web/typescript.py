"""The page's types, written from the structs themselves: `python -m server.web.typescript [--check]`.

Everything a page sends, receives or reads becomes one TypeScript file, `static/src/api/protocol.gen.ts`,
so that the two languages cannot drift apart: a test fails as soon as the file is not what this writes.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, get_args, get_origin

import msgspec
from msgspec import inspect as shapes

from cues import events, hints, summary
from server.meetings import agenda, repeat
from server.meetings import calendar as calendars
from server.meetings import pages as meeting_pages
from server.messages import api as message_pages
from server.messages import kept, live, visibility
from server.messages import messages as threads
from server.pair import pages as pair_pages
from server.pair import terms
from server.people import partnerships, person, wire
from server.programme import wire as programme
from server.push import api as push
from server.summaries import pages, talks
from server.web import summary_page
from signaling import errors, messages

TARGET = Path(__file__).parents[2] / "static" / "src" / "api" / "protocol.gen.ts"

_MODULES: tuple[ModuleType, ...] = (
    errors,
    messages,
    events,
    hints,
    summary,
    summary_page,
    person,
    pages,
    terms,
    partnerships,
    programme,
    agenda,
    repeat,
    calendars,
    visibility,
)
_UNIONS: dict[str, Any] = {
    "FromPage": messages.FromPage,
    "FromServer": messages.FromServer,
    "CueEvent": events.CueEvent,
    "PairNews": live.News,
}
_READ: tuple[Any, ...] = (
    wire.Doors,
    wire.Entered,
    wire.Me,
    wire.MySession,
    wire.MyPasskey,
    wire.Leaving,
    pages.Own,
    pages.Trace,
    meeting_pages.Home,
    meeting_pages.MeetingsPage,
    talks.Talk,
    meeting_pages.Day,
    meeting_pages.Opened,
    meeting_pages.FeedState,
    meeting_pages.CallPlan,
    push.PushKey,
    threads.Thread,
    message_pages.Found,
    message_pages.IdeaList,
    message_pages.GoalList,
    kept.EverythingShared,
    message_pages.NoteList,
    pair_pages.Pairs,
    pair_pages.TogetherPage,
    pair_pages.Proposal,
    pair_pages.Invitation,
    programme.ProgrammePage,
    programme.PeoplePage,
    programme.Enrolled,
    programme.ShownLink,
)
"""What the pages read over HTTP."""

_ROOTS: tuple[Any, ...] = (*_UNIONS.values(), summary_page.SummaryPage, *_READ)

_Values = tuple[Any, ...]
_WIDTH = 110

_HEAD = """\
/**
 * Written by `python -m server.web.typescript` from signaling/messages.py, cues/events.py, cues/hints.py,
 * cues/summary.py, server/web/summary_page.py, server/people/wire.py, server/summaries/pages.py and
 * server/pair/pages.py. Change those, then run it again.
 */
"""


def typescript() -> str:
    """Write the whole file: literal types by name, one interface per struct, the unions of messages.

    A field with a default may be left out of what a page sends, and is left out by structs that omit
    defaults; everywhere else it is there.
    """
    structs = list(_structs(shapes.multi_type_info(_ROOTS)))
    sent = {struct.cls for struct in _structs([shapes.type_info(messages.FromPage)])}
    writer = _Writer(_named())
    interfaces = [writer.interface(struct, lax=struct.cls in sent) for struct in structs]
    literals = [
        _union(name, map(_quoted, values)) for values, name in sorted(writer.used.items(), key=_by_values)
    ]
    unions = [_union(name, (each.__name__ for each in get_args(union))) for name, union in _UNIONS.items()]
    parts = [f"export const VERSION = {messages.VERSION};\n", *literals, *interfaces, *unions]
    return _HEAD + "\n" + "\n".join(parts)


def main(arguments: list[str], target: Path = TARGET) -> int:
    """Write the file; with `--check` only say, by 1, that it is not as it would be written."""
    made = typescript()
    if "--check" in arguments:
        return int(not target.exists() or target.read_text(encoding="utf-8") != made)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(made, encoding="utf-8")
    return 0


class _Writer:
    """Turns msgspec's own view of a type into TypeScript's."""

    def __init__(self, named: dict[_Values, str]) -> None:
        self._named = named
        self.used: dict[_Values, str] = {}
        """The named literal types met so far."""

    def interface(self, struct: shapes.StructType, *, lax: bool) -> str:
        lines = [*_comment(inspect.getdoc(struct.cls), ""), f"export interface {struct.cls.__name__} {{"]
        if struct.tag is not None:
            lines.append(f"  {struct.tag_field}: {_quoted(struct.tag)};")
        notes = _attribute_docs(struct.cls)
        absent = lax or struct.cls.__struct_config__.omit_defaults
        for field in struct.fields:
            optional = "?" if absent and not field.required else ""
            lines += _comment(notes.get(field.name), "  ")
            lines.append(f"  {field.encode_name}{optional}: {self.type(field.type)};")
        return "\n".join([*lines, "}\n"])

    def type(self, shape: shapes.Type) -> str:
        match shape:
            case shapes.StructType(cls=cls):
                return cls.__name__
            case shapes.LiteralType(values=values) if values in self._named:
                return self.used.setdefault(values, self._named[values])
            case shapes.LiteralType(values=values):
                return " | ".join(map(_quoted, values))
            case shapes.UnionType(types=types):
                return " | ".join(self.type(member) for member in types)
            case shapes.TupleType(item_types=items):
                return f"readonly [{', '.join(map(self.type, items))}]"
            case shapes.ListType(item_type=item) | shapes.VarTupleType(item_type=item):
                inner = self.type(item)
                return f"readonly ({inner})[]" if " " in inner else f"readonly {inner}[]"
            case shapes.IntType() | shapes.FloatType():
                return "number"
            case shapes.StrType() | shapes.DateTimeType() | shapes.BytesType():
                return "string"
            case shapes.BoolType():
                return "boolean"
            case shapes.NoneType():
                return "null"
            case shapes.RawType():
                return "CueEvent"
            case _:
                raise TypeError(f"no TypeScript for {shape!r}")


def _structs(roots: Iterable[shapes.Type]) -> Iterator[shapes.StructType]:
    """Every struct reachable from `roots`, the first met first, each once."""
    seen: set[type] = set()
    waiting = list(roots)
    while waiting:
        shape = waiting.pop(0)
        match shape:
            case shapes.StructType(cls=cls, fields=fields) if cls not in seen:
                seen.add(cls)
                yield shape
                waiting += [field.type for field in fields]
            case shapes.UnionType(types=types) | shapes.TupleType(item_types=types):
                waiting += types
            case shapes.ListType(item_type=item) | shapes.VarTupleType(item_type=item):
                waiting.append(item)
            case _:
                pass


def _named() -> dict[_Values, str]:
    """Find the names the modules give to literal types, by their values; the first module wins."""
    named: dict[_Values, str] = {}
    for module in _MODULES:
        for name, value in vars(module).items():
            if get_origin(value) is Literal:
                named.setdefault(tuple(sorted(get_args(value))), name)
    return named


def _union(name: str, members: Iterable[str]) -> str:
    listed = list(members)
    line = f"export type {name} = {' | '.join(listed)};\n"
    return (
        line
        if len(line) <= _WIDTH
        else f"export type {name} =" + "".join(f"\n  | {m}" for m in listed) + ";\n"
    )


def _by_values(named: tuple[_Values, str]) -> list[str]:
    return [str(value) for value in named[0]]


def _quoted(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _comment(text: str | None, indent: str) -> list[str]:
    """Make a documentation comment of the lines of `text`, none without a text."""
    if not text:
        return []
    lines = text.strip().splitlines()
    if len(lines) == 1:
        return [f"{indent}/** {lines[0]} */"]
    return [f"{indent}/**", *(f"{indent} * {line.strip()}".rstrip() for line in lines), f"{indent} */"]


def _attribute_docs(cls: type) -> dict[str, str]:
    """Find the strings written under a struct's fields."""
    written = [node for node in ast.walk(ast.parse(inspect.getsource(cls))) if isinstance(node, ast.stmt)][1:]
    notes: dict[str, str] = {}
    for field, note in pairwise(written):
        match field, note:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                notes[name] = inspect.cleandoc(text)
    return notes


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
