"""The server's secret: made once, kept to itself, and giving the same keys for the same purpose."""

from __future__ import annotations

from pathlib import Path

from server.secret import FILE, read_or_make


def test_a_secret_is_made_once_and_readable_by_the_server_alone(tmp_path: Path) -> None:
    first = read_or_make(tmp_path, given=None)
    again = read_or_make(tmp_path, given=None)
    assert first.path_part("call", "one") == again.path_part("call", "one")
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


def test_each_purpose_has_a_key_of_its_own(tmp_path: Path) -> None:
    secret = read_or_make(tmp_path, given="x" * 32)
    assert not (tmp_path / FILE).exists()
    parts = {
        secret.path_part(*each) for each in (("call", "ab", "c"), ("call", "a", "bc"), ("reply", "ab", "c"))
    }
    assert len(parts) == 3
    assert {len(each) for each in parts} == {22}
    assert len(secret.mail_part("reply", "one", "mara")) == 24
