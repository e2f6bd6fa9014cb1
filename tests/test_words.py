"""Sound is described, people are not: no word of a feeling, a score or a command in anything people read."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

from cues.change import Change
from server.analysis import wording
from server.mail.wording import WORDS
from server.web.languages import LANGUAGES
from tests.words import EMOTIONS, JUDGEMENTS, found

ROOT = Path(__file__).parents[1]
SPOKEN = ("server/analysis/report.py", "server/analysis/timeline.py", "server/analysis/command.py")
"""Modules whose strings are read by people."""
LOCALES = ROOT / "static" / "src" / "locales"
CATALOGUES = sorted(LOCALES.rglob("*.ts"))
LITERAL = re.compile(
    r"""//[^\n]*|/\*.*?\*/|("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`)""", re.DOTALL
)
"""A comment, or a literal, which alone is kept."""


def sentences(module: str) -> list[str]:
    """Every string of a module but its documentation."""
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    notes = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes
    ]


def literals(catalogue: Path) -> list[str]:
    """Every string of a catalogue."""
    return [said for said in LITERAL.findall(catalogue.read_text(encoding="utf-8")) if said]


@pytest.mark.parametrize("module", SPOKEN)
def test_no_sentence_of_the_server_names_a_feeling_or_judges(module: str) -> None:
    said = sentences(module)
    assert len(said) > 10
    assert [word for line in said for word in found(line, (*EMOTIONS["en"], *JUDGEMENTS["en"]))] == []


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: str(path.relative_to(LOCALES)))
def test_no_catalogue_names_a_feeling_or_judges(catalogue: Path) -> None:
    language = catalogue.relative_to(LOCALES).parts[0].removesuffix(".ts")
    known = language if language in EMOTIONS else "en"
    stems = (*EMOTIONS[known], *JUDGEMENTS[known])
    assert [word for said in literals(catalogue) for word in found(said, stems)] == []


@pytest.mark.parametrize("language", WORDS)
def test_no_mail_names_a_feeling_or_judges(language: str) -> None:
    stems = (*EMOTIONS[language], *JUDGEMENTS[language])
    assert [word for said in WORDS[language].values() for word in found(said, stems)] == []


@pytest.mark.parametrize("language", wording.WORDS)
def test_no_report_names_a_feeling_or_judges(language: str) -> None:
    stems = (*EMOTIONS[language], *JUDGEMENTS[language])
    told = [each for words in wording.WORDS[language].values() for each in _forms(words)]
    assert [word for said in told for word in found(said, stems)] == []


def _forms(words: str | dict[str, str]) -> list[str]:
    return [words] if isinstance(words, str) else list(words.values())


def test_every_language_has_its_lists() -> None:
    assert set(EMOTIONS) == set(JUDGEMENTS) == set(LANGUAGES) == set(WORDS)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Mara wirkt traurig."),
        ("de", "Du solltest mehr fragen."),
        ("es", "La voz suena triste."),
        ("fr", "Une voix pleine de colère"),
        ("ar", "صوت مارا حزين"),
        ("ar", "يبدو والغضب في الصوت"),
    ],
)
def test_the_lint_reads_every_language(language: str, sentence: str) -> None:
    assert found(sentence, (*EMOTIONS[language], *JUDGEMENTS[language]))


def test_the_lint_reads_the_literals_of_a_catalogue_and_nothing_else(tmp_path: Path) -> None:
    catalogue = tmp_path / "en.ts"
    catalogue.write_text(
        """/* sad */ const a = { b: "glad \\"c\\"", d: `it's ${e}` } satisfies F; // mad 'g'"""
    )
    assert literals(catalogue) == ['"glad \\"c\\""', "`it's ${e}`"]


def test_the_words_for_a_voice_are_about_sound() -> None:
    assert [word for change in get_args(Change) for word in found(change, EMOTIONS["en"])] == []


@pytest.mark.parametrize(
    "sentence", ["She sounds sad.", "You should speak more!", "Tense and angrily said", "His mood: stressed"]
)
def test_the_lint_finds_what_it_is_for(sentence: str) -> None:
    assert found(sentence, (*EMOTIONS["en"], *JUDGEMENTS["en"]))


@pytest.mark.parametrize("sentence", ["Mara sounds quieter and slower.", "Engagements at noon", "Crosswords"])
def test_the_lint_lets_sound_be_described(sentence: str) -> None:
    assert not found(sentence, (*EMOTIONS["en"], *JUDGEMENTS["en"]))
