"""Which passwords are too easy to guess. Length counts; nobody is told to mix signs (ASVS 6.2). Pure.

Lists of the most used passwords consist of few ideas: a word, somebody's name, a walk along the keyboard, one thing
repeated, with figures and signs around it. We take the decoration away and look at what is left.
"""

import re
import string
from enum import StrEnum
from itertools import pairwise

SHORTEST = 12
LONGEST = 256
ENOUGH_OF_ONES_OWN = 8
"""So many characters must be left when one's name and address are taken out."""

_WORDS = """
abendessen access account admin administrator anmeldung arbeit august baseball basketball berlin berlinerplatz
bienvenue blume buergerbeteiligung changeme charlie chocolate computer december default deutschland dezember donald
dortmund dragon einloggen engel erfurt februar ferrari flower football forever forum freedom freiheit fussball
geburtstag geheim geheimnis gluecklich guest hallo hamburg hello herbst herrenberg hockey hund ichliebedich
iloveyou internet januar jennifer jessica jordan juli juni katze kennwort killer kommunal letmein liebe liebling
login london maerz master matrix merhaba michael mittwoch monkey montag muenchen mustang nachbarschaft
nachbarschaftsforum november oktober ordnung ortsstimme passw passwd password passwort pepper pokemon princess
prinzessin qazwsx quartier quartiersarbeit rathaus rieth rotweisserfurt samsung schalke schatz schatzi schnuffi
schokolade secret september sicher sicherheit soccer sommer sommerferien sonne sonnenblume sonnenschein sonntag
sozialplanung spielplatz sport stadt stadtverwaltung starwars steglitz stuttgart sunflower sunshine superman
support temp test testing thomas thueringen tigger trustno urlaub verwaltung wasser weihnachten welcome whatever
willkommen winter yankees zehlendorf zugang zuhause
"""
COMMON_WORDS = frozenset(_WORDS.split())
ROWS = (
    *("1234567890", "qwertzuiop", "qwertyuiop", "asdfghjkl", "yxcvbnm", "zxcvbnm"),
    *("1q2w3e4r5t6z7u8i9o0p", "1qay2wsx3edc4rfv5tgb6zhn7ujm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", string.ascii_lowercase),
)
SHORTEST_WALK = 4

_DECORATION = string.digits + string.punctuation + string.whitespace
_DISGUISES = str.maketrans("013457@$!", "oleastasi")


class Weakness(StrEnum):
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    COMMON = "common"
    PERSONAL = "personal"


def weakness_of(password: str, *, name: str, email: str) -> Weakness | None:
    """What speaks against this password for the account with this name and address."""
    if len(password) < SHORTEST:
        return Weakness.TOO_SHORT
    if len(password) > LONGEST:
        return Weakness.TOO_LONG
    if _is_common(password.casefold()):
        return Weakness.COMMON
    if _is_personal(password.casefold(), name.casefold(), email.casefold()):
        return Weakness.PERSONAL
    return None


def _is_common(password: str) -> bool:
    rest = _without_walks(password)
    return len(rest) < SHORTEST_WALK or _is_repetition(password) or any(map(_says_nothing_else, (password, rest)))


def _says_nothing_else(text: str) -> bool:
    """Whether all its words are common ones, as they are or with figures for letters (`p4ssw0rt`)."""
    core = text.strip(_DECORATION)
    readings = (re.findall(r"[^\W\d_]+", reading) for reading in (core, core.translate(_DISGUISES)))
    return any(words and COMMON_WORDS.issuperset(words) for words in readings)


def _is_repetition(password: str) -> bool:
    """One short thing again and again: its half, third, quarter … fills it."""
    return any((password[:unit] * len(password))[: len(password)] == password for unit in range(1, len(password) // 2 + 1))


def _without_walks(password: str) -> str:
    """What is left without neighbours on the keyboard or in the alphabet, forwards or backwards."""
    kept, walk = "", password[:1]
    for before, sign in pairwise(password):
        if _are_neighbours(before, sign):
            walk += sign
        else:
            kept, walk = kept + _unless_walk(walk), sign
    return kept + _unless_walk(walk)


def _are_neighbours(one: str, other: str) -> bool:
    return any(one + other in row or other + one in row for row in ROWS)


def _unless_walk(run: str) -> str:
    return "" if len(run) >= SHORTEST_WALK else run


def _is_personal(password: str, name: str, email: str) -> bool:
    rest = password
    for part in sorted({*re.findall(r"\w{4,}", name), *re.findall(r"\w{4,}", email)}, key=len, reverse=True):
        rest = rest.replace(part, "")
    return rest != password and len(rest.strip(_DECORATION)) < ENOUGH_OF_ONES_OWN
