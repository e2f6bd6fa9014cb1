"""The command `duologue bench`: what listening costs, how well every cue is heard, what lines do to calls."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server.bench.line.profiles import Profile
    from server.bench.replay import Progress, Stage
    from server.bench.report import Report

LISTEN = "What listening costs on this machine, side by side in one run. Needs no recordings."

CUES = """\
Hear labelled voices as a call would be heard, and print how well every cue was found: as recorded, by
pitch of the voice, by codec, by loss and by noise. Nothing is written unless asked for; then only numbers."""

TURNS = """\
Let two people talk over lines of 0 to 600 ms, by script, and print what is found again: how long each took
to answer, as heard at each end, and which overlaps the line made. Needs no recordings."""

LINE = """\
Hold calls between two real browsers over emulated lines, listening off and on in alternation, and print what
was lost of the call, how soon it stood and came back, and how well it was heard. Needs root, Playwright
(pip install 'duologue[test]') and a Chromium; with coturn there, also lines without UDP."""


STORE = """\
Fill a SQLite store with a programme of 10,000 people, 5,000 pairs and 200,000 messages, and with a tenth of
it, and print how long each page's questions take in both."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command; without a word it is `listen`."""
    parser = subparsers.add_parser("bench", help="measure speed and accuracy", description=__doc__)
    _listen_options(parser)
    kinds = parser.add_subparsers(metavar="WHAT")
    _listen_options(kinds.add_parser("listen", help="what listening costs (the default)", description=LISTEN))
    cues = kinds.add_parser("cues", help="how well every cue is heard", description=CUES)
    source = cues.add_mutually_exclusive_group(required=True)
    source.add_argument("--data", metavar="DIR", type=Path, help="the folder of labelled voices")
    source.add_argument("--figures", metavar="JSON", type=Path, help="hear nothing, take these figures")
    cues.add_argument("--quick", action="store_true", help="hear one recording in four")
    cues.add_argument("--json", metavar="OUT", type=Path, help="write the figures")
    cues.add_argument("--write", metavar="MD", type=Path, help="write the page docs/accuracy.md from them")
    cues.add_argument("--page", metavar="TS", type=Path, help="write what the summary page tells of them")
    cues.set_defaults(run=_cues, parser=cues)
    turns = kinds.add_parser("turns", help="what is found again over a slow line", description=TURNS)
    delays = [0, 100, 200, 300, 400, 500, 600]
    turns.add_argument(
        "--late", metavar="MS", type=int, nargs="+", default=delays, help="one way, each with each"
    )
    turns.add_argument("--json", metavar="OUT", type=Path, help="write the figures")
    turns.set_defaults(run=_turns)
    store = kinds.add_parser("store", help="how long each page's questions take", description=STORE)
    store.add_argument("--people", metavar="N", type=int, nargs="+", default=[1000, 10_000], help="how many")
    store.add_argument("--asks", type=int, default=100, help="how often each page is asked for (100)")
    store.add_argument("--json", metavar="OUT", type=Path, help="write the figures")
    store.set_defaults(run=_store)
    line = kinds.add_parser("line", help="what lines do to calls", description=LINE)
    line.add_argument("--only", metavar="NAME", nargs="+", help="these lines alone")
    line.add_argument("--runs", type=int, default=5, help="calls with listening off, and with it on (5)")
    line.add_argument("--seconds", type=float, default=30.0, help="call time of each (30)")
    line.add_argument("--data", metavar="DIR", type=Path, help="a folder of labelled voices (else made ones)")
    line.add_argument("--json", metavar="OUT", type=Path, help="write the figures of every call")
    line.set_defaults(run=_line, parser=line)


def _listen_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pairs", type=int, nargs="+", default=[1, 4, 16], help="how many calls at once")
    parser.add_argument("--seconds", type=float, default=30.0, help="call time of each measurement")
    parser.add_argument("--json", metavar="OUT", type=Path, help="write the figures here too")
    parser.set_defaults(run=_listen)


def _listen(args: argparse.Namespace) -> int:
    """Print each row as soon as it is measured; return the exit code."""
    import msgspec

    from server.bench.listen import Row, rows

    found: list[Row] = []
    print(f"{'scorer':<10} {'calls':>5} {'ms a second of call':>20} {'of the first row':>17}")
    for row in rows(args.pairs, args.seconds):
        found.append(row)
        times = row.ms_per_s / found[0].ms_per_s
        print(f"{row.scorer:<10} {row.calls:>5} {row.ms_per_s:>20.2f} {times:>16.2f}×")
    if args.json is not None:
        args.json.write_bytes(msgspec.json.format(msgspec.json.encode(found)) + b"\n")
    return 0


def _store(args: argparse.Namespace) -> int:
    """Print each page's row for each size; return the exit code."""
    import msgspec

    from server.bench.store import measure

    found = []
    print(f"{'page':<26} {'people':>7} {'p50, ms':>8} {'p95, ms':>8}")
    for row in measure(args.people, asks=args.asks):
        found.append(row)
        print(f"{row.page:<26} {row.people:>7} {row.p50_ms:>8.1f} {row.p95_ms:>8.1f}", flush=True)
    if args.json is not None:
        args.json.write_bytes(msgspec.json.format(msgspec.json.encode(found)) + b"\n")
    return 0


def _turns(args: argparse.Namespace) -> int:
    """Print each delay's row as soon as it is measured; return the exit code."""
    import msgspec

    from server.bench.scripted import measure

    found = []
    delays_s = [late / 1000 for late in args.late]
    print(f"{'ms late':>7} {'answers':>8} {'found':>6} {'right to 30 ms':>15} {'p95 off, ms':>12}", end="")
    print(f" {'made by the line':>17} {'labelled':>9} {'others':>7} {'labelled':>9}")
    for late_s in delays_s:
        row = measure(late_s, delays_s)
        found.append(row)
        print(
            f"{row.late_ms:>7} {row.answers:>8} {row.found:>6} {row.within_30_ms:>15}"
            f" {row.error_p95_ms:>12.1f} {row.made:>17} {row.made_labelled:>9}"
            f" {row.others:>7} {row.others_labelled:>9}"
        )
    if args.json is not None:
        args.json.write_bytes(msgspec.json.format(msgspec.json.encode(found)) + b"\n")
    return 0


def _cues(args: argparse.Namespace) -> int:
    """Measure, or take what was measured; print and write it; return the exit code."""
    import msgspec

    from server.bench import accuracy, table
    from server.bench.corpus import MissingDataError

    publish = args.write is not None or args.page is not None
    if args.quick and publish:
        args.parser.error("what --quick hears is too little to publish")
    try:
        report = accuracy.decoded(args.figures.read_bytes()) if args.figures else _measured(args)
        if report.quick and publish:
            args.parser.error("what --quick heard is too little to publish")
        print("\n".join(table.lines(report)))
        if args.json is not None:
            args.json.write_bytes(accuracy.encoded(report))
        if args.write is not None:
            args.write.write_text(accuracy.markdown(report), encoding="utf-8")
        if args.page is not None:
            args.page.write_text(accuracy.typescript(report), encoding="utf-8")
    except MissingDataError as error:
        print(f"duologue: missing: {error}", file=sys.stderr)
    except msgspec.MsgspecError:
        print(f"duologue: unreadable: {args.figures}: these are no figures of this bench.", file=sys.stderr)
    except OSError as error:
        print(f"duologue: unreachable: {error.filename}: {error.strerror}.", file=sys.stderr)
    else:
        return 0
    return 1


def _line(args: argparse.Namespace) -> int:
    """Hold the calls, print each line's row when it is done; return the exit code."""
    import asyncio

    from server.bench.corpus import MissingDataError
    from server.bench.line.profiles import PROFILES
    from server.bench.line.star import NoNamespacesError

    names = [profile.name for profile in PROFILES]
    if unknown := sorted({*(args.only or ())} - {*names}):
        args.parser.error(f"no such line: {', '.join(unknown)}; there are {', '.join(names)}")
    profiles = [profile for profile in PROFILES if args.only is None or profile.name in args.only]
    try:
        return asyncio.run(_lines(args, profiles))
    except NoNamespacesError as error:
        print(f"duologue: no_namespaces: {error}.", file=sys.stderr)
    except MissingDataError as error:
        print(f"duologue: missing: {error}", file=sys.stderr)
    except ImportError as error:
        print(f"duologue: missing: {error.name}: pip install 'duologue[test]'.", file=sys.stderr)
    except OSError as error:
        print(f"duologue: unreachable: {error.filename}: {error.strerror}.", file=sys.stderr)
    return 1


async def _lines(args: argparse.Namespace, profiles: Sequence[Profile]) -> int:
    from datetime import UTC, datetime
    from importlib import metadata

    import msgspec

    from server.bench.chromium import find
    from server.bench.line import measure, report, talk

    if (chromium := find()) is None:
        print("duologue: missing: no Chromium on this machine (Debian: chromium).", file=sys.stderr)
        return 1
    lasting = max(measure.length_s(profile, args.seconds) for profile in profiles) + measure.MARGIN_S
    spoken = talk.made(lasting) if args.data is None else talk.recorded(args.data, lasting)
    found: list[report.Row] = []
    async for row in measure.rows(profiles, spoken, chromium, runs=args.runs, seconds=args.seconds):
        found.append(row)
        shown = list(report.lines([row]))
        print("\n".join(shown if len(found) == 1 else shown[1:]), flush=True)
    if args.json is not None:
        all_of_it = report.Report(
            version=report.VERSION,
            product=metadata.version("duologue"),
            date=datetime.now(UTC).date().isoformat(),
            seconds=args.seconds,
            voices="made" if args.data is None else "recorded",
            rows=found,
        )
        args.json.write_bytes(msgspec.json.format(msgspec.json.encode(all_of_it)) + b"\n")
    return 0


def _measured(args: argparse.Namespace) -> Report:
    from datetime import UTC, datetime
    from importlib import metadata

    from server.bench.cues import Data, measure

    with _bar() as stage:
        return measure(
            Data.find(args.data, quick=args.quick),
            product=metadata.version("duologue"),
            date=datetime.now(UTC).date().isoformat(),
            quick=args.quick,
            stage=stage,
        )


@contextmanager
def _bar() -> Iterator[Stage]:
    """Show how far it is on the terminal, if there is one."""
    if not sys.stderr.isatty():
        yield lambda text, seconds: lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = TextColumn("{task.description:<36}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn()
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")

        def stage(text: str, seconds: float) -> Progress:
            bar.reset(task, description=text, total=seconds)
            return lambda done: bar.advance(task, done)

        yield stage
