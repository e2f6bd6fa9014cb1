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
    "ar": tuple(
        "(?:[وف]?[بلك]?(?:ال)?)" + word
        for word in (
            "حزن", "حزين", "سعيد", "سعاد", "غاضب", "غضب", "خوف", "خائف", "قلق", "توتر", "متوتر", "ملل", "ضجر",
            "فرح", "مشاعر", "شعور", "مزاج", "عاطف", "عواطف", "إحباط", "محبط", "خجل", "خجول", "فخر", "فخور",
            "اكتئاب", "مكتئب", "حماس", "متحمس", "يأس", "كراهية", "غيرة", "عصبي",
        )
    ),
}  # fmt: skip
"""By language; Arabic ones with what is written onto them.

Words that also mean something else in our sentences are left to a reader's eye."""

JUDGEMENTS = {
    "en": (
        "score(?!r)", "grade", "rank", "rating", "ideal", "better than", "worse than", "talk too",
        "spoke too", "interrupt", "dominat", "you should", "you must", "speak more", "talk less", "poor",
        "excellent",
    ),
    "de": (
        "punktzahl", "rangliste", "bewertung", "ideal", "besser als", "schlechter als", "zu viel geredet",
        "unterbrichst", "dominier", "du solltest", "du musst", "ihr solltet", "sprich mehr", "ausgezeichnet",
    ),
    "es": (
        "puntuaci", "clasificaci", "ideal", "mejor que", "peor que", "hablaste demasiado", "interrumpiste",
        "domina", "deberías", "debes", "tienes que", "habla más", "excelente",
    ),
    "fr": (
        "notation", "classement", "idéal", "mieux que", "pire que", "trop parlé", "interromp", "domin",
        "vous devriez", "vous devez", "parlez plus", "excellent",
    ),
    "ar": ("تقييم", "درجة", "ترتيب", "مثالي", "أفضل من", "أسوأ من", "يجب عليك", "عليك أن", "ينبغي", "ممتاز"),
}  # fmt: skip
"""Phrases that weigh or command, by language and by the same rule."""


def found(text: str, stems: Iterable[str]) -> list[str]:
    """Every word of `text` that begins with one of the stems."""
    either = "|".join(stems)
    return re.findall(rf"(?<!\w)(?:{either})\w*", text.lower())
