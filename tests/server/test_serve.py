"""The command that starts the server: what cannot be is said in one line, and names the right thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.__main__ import main


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert main(["serve", "--port", "0", "--data", str(tmp_path / "file" / "data")]) == 2
    said = capsys.readouterr().err
    assert said.startswith("duologue: cannot_keep: the folder")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    "url", ["sqlite+aiosqlite:////no/such/folder/secret.db", "mysql+nodriver://me:secret@x"]
)
def test_a_database_that_cannot_be_opened_is_told_without_its_address(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DUOLOGUE_DATABASE_URL", url)
    assert main(["serve", "--port", "0", "--data", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "cannot_keep" in said
    assert "secret" not in said


def test_an_address_that_cannot_be_listened_on_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--host", "203.0.113.7", "--port", "0", "--data", str(tmp_path)]) == 2
    assert "cannot_listen" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["99999", "-1", "http"])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", f"--port={port}"])
    assert "a port is a number" in capsys.readouterr().err
