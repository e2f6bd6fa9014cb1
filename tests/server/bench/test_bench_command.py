"""`duologue bench` prints and writes what was measured, and says in one line what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from server.__main__ import main
from server.bench.accuracy import decoded, encoded, markdown, typescript

FIGURES = Path(__file__).parents[3] / "docs/accuracy.json"


@pytest.mark.parametrize("words", [[], ["listen"]])
def test_without_a_word_it_measures_what_listening_costs(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "cost.json"
    assert main(["bench", *words, "--pairs", "1", "--seconds", "0.5", "--json", str(out)]) == 0
    rows = json.loads(out.read_bytes())
    assert [(row["scorer"], row["calls"]) for row in rows] == [("silero", 1), ("webrtcvad", 1)]
    assert capsys.readouterr().out.count("\n") == 3


def test_figures_measured_before_are_shown_and_written_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, page, script = (tmp_path / name for name in ("a.json", "a.md", "a.ts"))
    options = ["--json", str(out), "--write", str(page), "--page", str(script)]
    assert main(["bench", "cues", "--figures", str(FIGURES), *options]) == 0
    report = decoded(FIGURES.read_bytes())
    assert out.read_bytes() == FIGURES.read_bytes()
    assert page.read_text(encoding="utf-8") == markdown(report)
    assert script.read_text(encoding="utf-8") == typescript(report)
    told = capsys.readouterr()
    assert f"  {'speech_frame_f1':<34} {report.get('dialogues.speech_frame_f1'):.4f}" in told.out
    assert told.err == ""


def test_where_the_voices_are_or_what_was_measured_must_be_named() -> None:
    for words in ([], ["--data", "here", "--figures", "there"]):
        with pytest.raises(SystemExit):
            main(["bench", "cues", *words])


def test_a_quick_look_is_never_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "a.md"
    with pytest.raises(SystemExit):
        main(["bench", "cues", "--data", str(tmp_path), "--quick", "--write", str(page)])
    quick = tmp_path / "quick.json"
    quick.write_bytes(encoded(msgspec.structs.replace(decoded(FIGURES.read_bytes()), quick=True)))
    with pytest.raises(SystemExit):
        main(["bench", "cues", "--figures", str(quick), "--write", str(page)])
    assert "too little to publish" in capsys.readouterr().err
    assert not page.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--data", "{here}"], "missing: {here}/dialogues: there is no */gold.json here."),
        (
            ["--figures", "{here}/bad.json"],
            "unreadable: {here}/bad.json: these are no figures of this bench.",
        ),
        (["--figures", "{here}/none.json"], "unreachable: {here}/none.json: No such file or directory."),
        (
            ["--figures", str(FIGURES), "--json", "{here}/no/where.json"],
            "unreachable: {here}/no/where.json: No such file or directory.",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.json").write_text("{}")
    assert main(["bench", "cues", *(word.format(here=tmp_path) for word in words)]) == 1
    assert capsys.readouterr().err == f"duologue: {said.format(here=tmp_path)}\n"


def test_a_line_there_is_not_is_named_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["bench", "line", "--only", "2g", "5g"])
    assert "no such line: 5g; there are fibre, 4g, 3g, 2g," in capsys.readouterr().err


def test_a_machine_without_namespaces_is_told_what_it_lacks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("server.bench.line.star.PROGRAMS", ("no-such-program",))
    assert main(["bench", "line", "--only", "fibre", "--runs", "1", "--seconds", "1"]) == 1
    assert "duologue: no_namespaces: missing no-such-program" in capsys.readouterr().err
