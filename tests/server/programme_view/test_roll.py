"""A list of people as spreadsheets write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.programme.roll import MOST, RollError, read


def test_a_list_is_read_as_people_write_it() -> None:
    text = (
        "\ufeffName;Email;Time Zone;Languages;Pronouns;Shoe size\r\n"
        " Mara  Ilves ;MARA@example.org;America/Los_Angeles;en, et;She;39\r\n;;;;;\r\n"
    )
    (entry,), wrong = read(text)
    assert wrong == []
    assert (entry.line, entry.name, entry.email) == (2, "Mara Ilves", "mara@example.org")
    assert (entry.time_zone, entry.languages, entry.pronouns) == ("America/Los_Angeles", ("en", "et"), "she")


def test_a_line_that_cannot_be_is_named_and_stops_nobody_else() -> None:
    text = (
        "name,email,time_zone,pronouns\nMara,mara,,\n,d@example.org,,\nAmina,a@example.org,Mars/X,\n"
        "Tom,t@example.org,,it\nInes,i@example.org,,\nInes again,I@example.org,,\nTooShort"
    )
    entries, wrong = read(text)
    assert [entry.email for entry in entries] == ["i@example.org"]
    assert wrong == [
        (2, "bad_email"),
        (3, "bad_name"),
        (4, "bad_time_zone"),
        (5, "bad_pronouns"),
        (8, "bad_email"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no_such_list"),
        ("first,mail\nMara,mara@example.org", "no_such_list"),
        ('name,email\n"Mara,mara@example.org', "no_such_list"),
        ("name,email\n" + "x,x@example.org\n" * (MOST + 1), "list_too_long"),
    ],
)
def test_what_is_no_list_is_refused(text: str, code: str) -> None:
    with pytest.raises(RollError) as refused:
        read(text)
    assert refused.value.code == code


@given(st.text())
def test_whatever_the_text_it_is_read_or_refused(text: str) -> None:
    for each in (text, f"name,email\n{text}"):
        try:
            entries, _ = read(each)
        except RollError:
            continue
        assert len({entry.email for entry in entries}) == len(entries)
