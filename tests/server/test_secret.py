"""The server's secret: made once, kept to itself, and giving the same keys for the same purpose."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from server.secret import FILE, read_or_make


def test_a_secret_is_made_once_and_stays(tmp_path: Path) -> None:
    first = read_or_make(tmp_path, given=None)
    again = read_or_make(tmp_path, given=None)
    assert first.path_part("call", "one") == again.path_part("call", "one")


def test_each_purpose_has_a_key_of_its_own(tmp_path: Path) -> None:
    secret = read_or_make(tmp_path, given="x" * 32)
    assert not (tmp_path / FILE).exists()
    parts = {
        secret.path_part(*each) for each in (("call", "ab", "c"), ("call", "a", "bc"), ("reply", "ab", "c"))
    }
    assert len(parts) == 3
    assert {len(each) for each in parts} == {22}
    assert len(secret.mail_part("reply", "one", "mara")) == 24


def test_a_secret_is_written_whole_and_for_the_server_alone(tmp_path: Path) -> None:
    read_or_make(tmp_path, given=None)
    (path,) = tmp_path.iterdir()
    assert (path.name, path.stat().st_size, path.stat().st_mode & 0o777) == (FILE, 32, 0o600)


def test_whoever_comes_second_takes_the_secret_of_the_first(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as together:
        made = together.map(lambda _: read_or_make(tmp_path, given=None).of("this"), range(8))
    assert len(set(made)) == 1
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
