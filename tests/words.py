"""Words that no sentence of the product may use: of feelings, of judgement, of command.

Stems, in lower case, matched at the beginning of a word, so that "angr" finds "angry" and "angrily"; they
are regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

EMOTIONS = {
    "en": (
        "afraid", "aggress", "agitat", "amus", "anger", "angr", "annoy", "anxi", "asham", "bored", "boring",
        "boredom", "cheer", "confiden", "confus", "depress", "despair", "disappoint", "disengag", "disgust",
        "distress", "emotion", "empath", "engaged", "enjoy", "enthusias", "excit", "fear", "feel", "felt",
        "frustrat", "furious", "gloom", "grief", "happi", "happy", "hate", "hostil", "impatien", "insecur",
        "insult", "irritat", "joy", "lonel", "melanchol", "mood", "nervous", "offend", "outrag", "panic",
        "proud", "rage", "resent", "sad", "sarcas", "satisf", "scared", "sentiment", "shame", "shock", "shy",
        "sorrow", "stress", "sulk", "surpris", "tense", "tension", "tired", "trust", "unhapp", "uncertain",
        "unsure", "upset", "worr",
    ),
    "de": (
        "angst", "ärger", "aufgeregt", "begeister", "depress", "emotion", "enttäusch", "freud", "froh",
        "frust", "gefühl", "gelangweilt", "genervt", "gestress", "glücklich", "langweil", "laune", "lustlos",
        "nervös", "scham", "stimmung", "stolz", "stress", "trauer", "traurig", "ungeduld", "unsicher",
        "verärger", "verzweif", "wut", "wütend", "zornig",
    ),
    "es": (
        "aburri", "alegr", "ansi", "enfad", "enoj", "emoci", "estrés", "feliz", "frustr", "furios", "ira",
        "miedo", "nervios", "orgull", "sentimiento", "tristez", "triste", "vergüenz",
    ),
    "fr": (
        "agac", "angoiss", "anxi", "colère", "content", "déçu", "émotion", "énerv", "ennuy", "fier", "frustr",
        "heureu", "honte", "inquiet", "joie", "joyeu", "peur", "stress", "triste", "tristesse",
    ),
}  # fmt: skip
"""By language. Words that also mean something else in our sentences are left to a reader's eye."""

JUDGEMENTS = (
    "score(?!r)", "grade", "rank", "rating", "ideal", "better than", "worse than", "talk too", "spoke too",
    "interrupt", "dominat", "you should", "you must", "speak more", "talk less", "poor", "excellent",
)  # fmt: skip
"""English phrases, by the same rule."""


def found(text: str, stems: Iterable[str]) -> list[str]:
    """Every word of `text` that begins with one of the stems."""
    either = "|".join(stems)
    return re.findall(rf"(?<!\w)(?:{either})\w*", text.lower())
