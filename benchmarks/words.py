"""What invented residents say in the filled database, with the words by which each text is found."""

import random
from dataclasses import dataclass

from app.kernel import search

TWENTY = "Pusteblume"
HUNDREDTH = "Springbrunnen"
HALF = "Haltestelle"
"""Words to look for: 20 concerns have the first, every hundredth the second, every other one the third."""

THINGS = (
    "Bank", "Ampel", "Rampe", "Treppe", "Laterne", "Kita", "Bücherei", "Schaukel", "Hecke", "Pfütze", "Linie", "Apotheke",
    "Sporthalle", "Brücke", "Unterführung", "Wiese", "Mülltonne", "Baustelle", "Kreuzung", "Werkstatt", "Sprechstunde",
    "Bordsteinkante", "Straßenlaterne", "Fahrradständer", "Gemeinschaftsgarten", "Hausaufgabenhilfe", "Spielplatz",
)  # fmt: skip
PLACES = (
    "am Markt", "vor der Schule", "hinter dem Haus", "im Park", "an der Ecke", "neben dem Laden", "im Hof", "am Fluss",
    "bei der Kirche", "unter den Linden", "am Bahnhof", "auf dem Platz", "im Treppenhaus", "an der Bushaltestelle",
)  # fmt: skip
FACTS = (
    "ist seit Wochen kaputt", "fehlt uns sehr", "tut dem ganzen Viertel gut", "ist abends zu dunkel", "war früher besser",
    "ist für Kinderwagen zu steil", "könnte man zusammen pflegen", "wird jeden Tag gebraucht", "ist immer überfüllt",
    "ist endlich fertig",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence, and its words as the search table keeps them."""

    text: str
    words: str


def _sentence(text: str) -> Sentence:
    return Sentence(text=text, words=search.normalised(text))


class Speaker:
    """Says something for each number: the same again for the same seed."""

    def __init__(self, dice: random.Random, concerns: int) -> None:
        self._dice = dice
        self._every = max(1, concerns // 20)
        self._sentences = [
            _sentence(f"Die Sache mit der {thing} {place} {fact}.") for thing in THINGS for place in PLACES for fact in FACTS
        ]
        self._twenty = _sentence(f"Dort wächst eine {TWENTY}.")
        self._hundredth = _sentence(f"Gleich daneben steht der {HUNDREDTH}.")
        self._half = _sentence(f"Das ist nicht weit von der {HALF}.")

    def say(self, number: int) -> tuple[str, str]:
        """The text of a concern, and its words for the search table."""
        said = self._dice.choices(self._sentences, k=2)
        if number % 2 == 0:
            said.append(self._half)
        if number % 100 == 0:
            said.append(self._hundredth)
        if number % self._every == 0:
            said.append(self._twenty)
        return " ".join(one.text for one in said), " ".join(one.words for one in said)
