"""The command `duologue analyze`: recordings in, a summary to read, JSON or a page out."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from server.web.languages import LANGUAGES

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from cues.pipeline import Ear
    from server.analysis.analysis import Analysis
    from server.media.recordings import Recording

EXPORTS = ("pdf", "png", "json", "csv", "textgrid", "eaf", "rttm", "webvtt")
"""The names of `server.exports.formats.FORMATS`, here so that asking for help loads none of it."""

DESCRIPTION = """\
Hear one or two recordings of a conversation: who spoke when, pauses, overlaps, murmurs, laughs and
sighs. Nothing is transcribed. Two files are one voice each; one stereo file is two voices."""


def add_parser(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `analyze` to the command line."""
    parser = subparsers.add_parser("analyze", help="hear one or two recordings", description=DESCRIPTION)
    parser.add_argument("a", metavar="A", nargs="?", type=Path, help="a recording: wav, flac, ogg, mp3, m4a")
    parser.add_argument("b", metavar="B", nargs="?", type=Path, help="the other voice's recording")
    parser.add_argument("--json", metavar="OUT", type=Path, help="write events and summary as JSON")
    parser.add_argument("--html", metavar="OUT", type=Path, help="write the summary as one page")
    spoken = "the language of what people read; PDF, PNG and the terminal have no Arabic"
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0], help=spoken)
    parser.add_argument(
        "--export",
        metavar="FORMAT",
        nargs="+",
        choices=EXPORTS,
        help=f"write the summary into --out-dir (or here) as {', '.join(EXPORTS)}",
    )
    parser.add_argument(
        "--each", metavar="FILE", nargs="+", type=Path, help="hear many recordings, one by one"
    )
    parser.add_argument(
        "--out-dir", metavar="DIR", type=Path, help="where --each writes FILE's name with .json, and --export"
    )
    parser.add_argument(
        "--scorer",
        choices=("silero", "webrtcvad"),
        default="silero",
        help="what tells speech apart: a small neural net, or WebRTC's detector, which needs none",
    )
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Analyse what the command line names; return the exit code: 1 when a file could not be heard."""
    if (args.each is None) == (args.a is None):
        args.parser.error("name one or two recordings, or several after --each")
    if args.each is not None:
        if args.out_dir is None:
            args.parser.error("--each needs --out-dir DIR")
        if args.json is not None or args.html is not None or args.export is not None:
            args.parser.error("--each writes JSON into --out-dir; the other outputs are for one conversation")
        return _each(args.each, args.out_dir, args.scorer)
    if args.out_dir is not None and args.export is None:
        args.parser.error("--out-dir belongs to --each and --export")
    return _one([path for path in (args.a, args.b) if path is not None], args)


def _one(paths: list[Path], args: argparse.Namespace) -> int:
    import msgspec

    from server.analysis.page import NoTemplateError
    from server.exports.fonts import NoFontsError
    from server.media.recordings import RecordingError

    try:
        with ExitStack() as files:
            analysis = _analyze(paths, _ear(args.scorer), files, progress=True)
    except RecordingError as error:
        _say(f"{error.code}: {error.text}")
        return 1
    try:
        if args.json is not None:
            _write(args.json, msgspec.json.encode(analysis))
        if args.html is not None:
            _write(args.html, _page(analysis, args.language).encode())
        if args.export is not None:
            _export(analysis, args.export, args.out_dir or Path(), args.language)
    except OSError as error:
        _say(f"unwritable: {error.filename}: {error.strerror}.")
        return 1
    except (NoTemplateError, NoFontsError) as error:
        _say(f"no_page: {error}.")
        return 1
    if args.json is None:
        import shutil

        from server.analysis.report import text
        from server.analysis.wording import Wording

        names = [Path(track.name).stem for track in analysis.tracks]
        width = shutil.get_terminal_size((80, 24)).columns
        wording = Wording(args.language)
        print(text(analysis.summary, analysis.events, names=names, width=width, wording=wording))
    return 0


def _each(paths: list[Path], out: Path, scorer: str) -> int:
    import msgspec

    from server.media.recordings import RecordingError

    twice = [stem for stem, count in Counter(path.stem for path in paths).items() if count > 1]
    if twice:
        _say(f"same_name: more than one recording would be written to {out / twice[0]}.json.")
        return 1
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _say(f"unwritable: {out}: {error.strerror}.")
        return 1
    ear = _ear(scorer)
    failed = 0
    with _bar("hearing", len(paths)) as advance:
        for number, path in enumerate(paths, 1):
            try:
                with ExitStack() as files:
                    analysis = _analyze([path], ear, files, progress=False)
                _write(out / f"{path.stem}.json", msgspec.json.encode(analysis))
            except RecordingError as error:
                failed += 1
                _say(f"{error.code}: {error.text}")
            except OSError as error:
                _say(f"unwritable: {error.filename}: {error.strerror}.")
                return 1
            advance(number)
    return 1 if failed else 0


def _analyze(paths: list[Path], ear: Ear, files: ExitStack, *, progress: bool) -> Analysis:
    from server.analysis.analysis import analyze
    from server.media.recordings import Recording

    recordings: list[Recording] = [
        files.enter_context(Recording(path, split=len(paths) == 1)) for path in paths
    ]
    expected = max((recording.expected_s or 0.0 for recording in recordings), default=0.0)
    advance = files.enter_context(_bar("hearing", expected)) if progress else None
    heard = analyze(recordings, ear, progress=advance)
    for note in heard.notes:
        _say(note)
    return heard.analysis


def _ear(scorer: str) -> Ear:
    from cues.pipeline import ear_of

    return ear_of(scorer)


def _page(analysis: Analysis, language: str) -> str:
    from server.analysis.page import html, template
    from server.web.summary_page import SummaryPage

    names = [Path(track.name).stem for track in analysis.tracks]
    page = SummaryPage(
        seat=0,
        name=names[0],
        partner=names[1] if len(names) == 2 else "",
        started_at=None,
        summary=analysis.summary,
        events=analysis.events,
        source="recording",
        listened=True,
    )
    return html(page, template(language))


def _export(analysis: Analysis, formats: list[str], out: Path, language: str) -> None:
    from server.exports.facts import facts_of
    from server.exports.formats import FORMATS

    names = [Path(track.name).stem for track in analysis.tracks]
    facts = facts_of(names, analysis.events, analysis.summary)
    out.mkdir(parents=True, exist_ok=True)
    for name in dict.fromkeys(formats):
        chosen = FORMATS[name]
        _write(out / f"{'-'.join(names)}.{chosen.ending}", chosen.write(facts, len(names) - 1, language))


@contextmanager
def _bar(text: str, total: float) -> Iterator[Callable[[float], None]]:
    """Show how far it is on the terminal, if there is one; yield what to tell the progress to."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(text, total=total or None)
        yield lambda done: bar.update(task, completed=done)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _say(line: str) -> None:
    print(f"duologue: {line}", file=sys.stderr)
