"""`duologue analyze` writes what it heard, and says in one line what is wrong with a file."""

from __future__ import annotations

import json
import subprocess
import sys
import wave
from pathlib import Path

import msgspec
import numpy as np
import pytest

from cues.framing import Floats
from server.__main__ import main
from server.analysis.analysis import Analysis
from server.analysis.command import EXPORTS
from server.exports.facts import facts_of
from server.exports.formats import FORMATS
from tests.cues.sound import sound

A = sound(6.0, [(2, 4.5)], seed=1)
B = sound(6.0, [(5, 5.8)], seed=50)


def write(path: Path, samples: Floats) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    return path


@pytest.fixture
def a(tmp_path: Path) -> str:
    return str(write(tmp_path / "a.wav", A))


@pytest.fixture
def b(tmp_path: Path) -> str:
    return str(write(tmp_path / "b.wav", B))


def test_json_holds_events_and_summary(a: str, b: str, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert main(["analyze", a, b, "--json", str(out)]) == 0
    its = json.loads(out.read_text())
    assert sorted(its) == ["events", "seconds", "summary", "tracks", "version"]
    assert (its["version"], its["seconds"]) == (1, 6.0)
    assert its["tracks"] == [{"name": "a.wav", "seconds": 6.0}, {"name": "b.wav", "seconds": 6.0}]
    assert all("type" in event for event in its["events"])


def test_without_json_a_summary_is_printed(a: str, b: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", a, b, "--scorer", "webrtcvad"]) == 0
    told = capsys.readouterr()
    assert "a and b" in told.out
    assert told.err == ""


def test_every_format_is_written_from_the_facts_that_json_holds(a: str, b: str, tmp_path: Path) -> None:
    out, told = tmp_path / "deep" / "out", tmp_path / "told.json"
    assert main(["analyze", a, b, "--json", str(told), "--out-dir", str(out), "--export", *FORMATS]) == 0
    analysis = msgspec.json.decode(told.read_bytes(), type=Analysis)
    facts = facts_of(("a", "b"), analysis.events, analysis.summary)
    assert tuple(FORMATS) == EXPORTS
    for chosen in FORMATS.values():
        assert (out / f"a-b.{chosen.ending}").read_bytes() == chosen.write(facts, 1, "en")


def test_each_file_gets_its_own_json(a: str, b: str, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    assert main(["analyze", "--each", a, b, "--out-dir", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["a.json", "b.json"]
    assert len(json.loads((out / "a.json").read_text())["tracks"]) == 1


def test_a_file_that_cannot_be_heard_is_named_and_the_others_are_heard(
    a: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.wav"
    bad.write_bytes(b"no sound")
    assert main(["analyze", "--each", str(bad), a, "--out-dir", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err == f"duologue: unreadable: {bad}: this is no recording I can read.\n"
    assert (tmp_path / "out" / "a.json").exists()


def test_one_bad_file_of_two_is_an_error(a: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", a, str(tmp_path / "none.wav")]) == 1
    assert "missing: " in capsys.readouterr().err


def test_a_silent_file_is_said_and_heard(a: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    silent = str(write(tmp_path / "s.wav", np.zeros(32_000, np.float32)))
    assert main(["analyze", a, silent, "--json", str(tmp_path / "out.json")]) == 0
    said = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1] for line in said] == ["silent", "lengths"]


def test_a_page_is_written_or_its_absence_said(
    a: str, b: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.html"
    code = main(["analyze", a, b, "--html", str(out)])
    if code == 0:
        assert '"name":"a"' in out.read_text()
    else:
        assert "make build" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["a.wav", "--each", "b.wav"],
        ["--each", "a.wav"],
        ["--each", "a.wav", "--out-dir", "out", "--json", "x"],
        ["a.wav", "--out-dir", "out"],
    ],
)
def test_words_that_do_not_fit_together_are_refused(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["analyze", *words])
    assert caught.value.code == 2
    assert "usage: " in capsys.readouterr().err


def test_two_files_of_one_name_are_refused(
    a: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyze", "--each", a, a, "--out-dir", str(tmp_path / "out")]) == 1
    assert "same_name: " in capsys.readouterr().err


def test_where_nothing_can_be_written_it_is_said(
    a: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = tmp_path / "none" / "out.json"
    assert main(["analyze", a, "--json", str(nowhere)]) == 1
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.json").mkdir()
    assert main(["analyze", "--each", a, "--out-dir", str(tmp_path / "out")]) == 1
    assert main(["analyze", "--each", a, "--out-dir", a]) == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1] for line in said] == ["unwritable"] * 3


def test_the_version_is_told_without_loading_anything() -> None:
    code = "import sys; from server.__main__ import main\ntry: main(['--version'])\nexcept SystemExit: pass\n"
    loaded = "print([name for name in ('numpy', 'av', 'onnxruntime', 'aiohttp') if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code + loaded], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[1] == "[]"
