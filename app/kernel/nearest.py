"""Which offered language is nearest to one that somebody asks for, in an address or with the browser."""

from collections.abc import Iterable
from dataclasses import dataclass

from babel.core import get_global

from app.kernel.languages import BY_CODE, GERMAN, OFFERED, PLAIN, Language

STAND_INS: dict[str, tuple[str, ...]] = {
    # What most of their readers learned at school or read every day.
    **dict.fromkeys(("ba", "ce", "hy", "kk", "ky", "os", "tg", "tt", "uz"), ("ru",)),
    # Slavic languages, in the same letters.
    **dict.fromkeys(("be", "bg", "mk", "sr"), ("ru", "uk")),
    # West Slavic languages: half of it is understood.
    **dict.fromkeys(("cs", "sk", "csb", "szl"), ("pl",)),
    # Turkic languages in Latin letters.
    **dict.fromkeys(("az", "tk"), ("tr", "ru")),
    "crh": ("uk", "ru", "tr"),
    "gag": ("ro", "ru", "tr"),
    # Kurdish: from Turkey and Syria in Latin letters, from Iraq and Iran in Arabic ones.
    "ku": ("tr", "ar"),
    **dict.fromkeys(("ckb", "sdh"), ("ar", "fa")),
    # The other language of Afghanistan and Iran, in the same letters.
    **dict.fromkeys(("ps", "bal"), ("fa",)),
    # The second official language at home.
    **dict.fromkeys(("kab", "zgh"), ("fr", "ar")),
    **dict.fromkeys(("ff", "ht", "ln", "wo"), ("fr",)),
    **dict.fromkeys(("so", "ti"), ("ar", "en")),
    **dict.fromkeys(("bn", "hi", "ig", "ne", "pa", "si", "sw", "ta", "te", "ur", "yo"), ("en",)),
    "rup": ("ro",),
    # Spoken beside German, or close to it.
    **dict.fromkeys(("dsb", "gsw", "hsb", "lb", "nds"), ("de",)),
}
"""Who stands in for a language that we do not offer, the nearest first. Whoever is not here reads German, or what they
name beside it in their browser."""

_PLAIN_BY_NAME = {PLAIN.tag, "simple", "einfach"}
_LONGEST_TAG = 20


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A language that somebody asks for: its code without region, and the language of ours that is just that."""

    code: str
    offered: Language | None


def asked_by(tag: str) -> Asked | None:
    """The language that a tag or the first segment of an address names: `es`, `pt-BR`, `fas`. None if it names none.

    A word of three letters counts only if it is the longer code of a shorter one, or if we know who stands in: most of them
    are no languages to those who type them.
    """
    plain = tag.lower().replace("_", "-")
    if len(plain) > _LONGEST_TAG:
        return None
    if plain in _PLAIN_BY_NAME and PLAIN in OFFERED:
        return Asked(code=PLAIN.code, offered=PLAIN)
    base = plain.split("-")[0]
    code = get_global("language_aliases").get(base, base).split("_")[0]
    if code != PLAIN.code and code in BY_CODE:
        return Asked(code=code, offered=BY_CODE[code])
    is_known = code in STAND_INS or (2 in {len(base), len(code)} and code in GERMAN.locale.languages)
    return Asked(code=code, offered=None) if is_known else None


def best_for(accepted: Iterable[str]) -> Language:
    """The offered language that serves a reader best, who names tags of languages, best first.

    Leichte Sprache is chosen only when it is asked for by its own tag. Of several that may stand in, the one that the reader
    names too is taken.
    """
    asked = [found for tag in accepted if (found := asked_by(tag))]
    for each in asked:
        if each.offered:
            return each.offered
        if stand_ins := [BY_CODE[code] for code in STAND_INS.get(each.code, ()) if code in BY_CODE]:
            return next((language for language in stand_ins if language in [other.offered for other in asked]), stand_ins[0])
    return GERMAN


def unheard(accepted: Iterable[str]) -> str:
    """The code of the language that a reader names first, if we offer none of those that are named; else nothing."""
    asked = [found for tag in accepted if (found := asked_by(tag))]
    return "" if not asked or any(each.offered for each in asked) else asked[0].code


def name_of(code: str, language: Language) -> str:
    """How a language that we do not offer is called in another; nothing for what is no such code, or has no name there."""
    asked = asked_by(code)
    is_unoffered = asked is not None and asked.offered is None and asked.code == code
    return language.locale.languages.get(code, "") if is_unoffered else ""
