"""What the page of components reads from the sources, so that it is never behind them, and its larger examples.

Words of examples are specimens in German: they are not translated.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.kernel.i18n import lazy_gettext as _
from app.places.map import Drawing, Place, Shown
from app.questionnaires.rules.document import Choice, Document, Question
from app.questionnaires.rules.kinds import QuestionType
from config import ROOT

COMPONENTS = ROOT / "templates" / "components"
EXAMPLES = ROOT / "templates" / "desk" / "bausteine"
TOKENS = ROOT / "static" / "css" / "tokens.css"

TITLES = {"Asking": _("Zum Fragen"), "Leading": _("Zum Führen"), "Showing": _("Zum Zeigen")}
"""The groups of the components' README."""
LAYOUTS = ("stack", "cluster", "acts", "rows", "tiles", "columns", "form", "lines", "welcome")
DAYS = (date(2026, 11, 2), date(2026, 11, 16), date(2026, 11, 30))
"""A day that is over, today and a day to come, in examples."""
HARD = "Die Bank am Platz wurde von der Stadt repariert, weil viele Menschen sich das gewünscht hatten.\nDanke!"
"""A text in which the writing helper finds something."""
NOTES = {
    "draft_offer": _("Erscheint, wenn im Feld etwas getippt war und die Seite neu geladen wird."),
    "error_summary": _("Steht oben auf der Seite, wenn etwas zu berichtigen ist: Zeigen Sie dafür alle Fragen mit Fehlern."),
    "poster": _("Steht auf einem eigenen Blatt, mit einer Überschrift der ersten Stufe: auf dem Plakat eines Treffens."),
    "read_aloud": _("Erscheint nur, wenn das Gerät selbst eine Stimme für die Sprache der Seite hat."),
    "staff_token": _("Ist nicht zu sehen: ein verborgenes Feld in jedem Formular der Arbeitsseiten."),
    "locate": _("Erscheint nur, wenn das Gerät seinen Standort kennt."),
}
"""What is not seen at once, and why."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One component or layout: its call, what its file says about it, and the example as it is written."""

    name: str
    call: str
    said: str
    example: str
    source: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Token:
    """One value; a colour has another one in the dark."""

    name: str
    value: str
    dark: str = ""

    @property
    def is_length(self) -> bool:
        """Whether a drawing can show it as it is."""
        return re.fullmatch(r"[\d.]+rem", self.value) is not None


FAMILIES = {
    "type": r"tiny|small|text|large|title-\d",
    "space": r"space-\d",
    "shape": r"round|bubble|tip",
}


def components() -> dict[str, list[Part]]:
    """All components under the titles of their README, in its order."""
    readme = (COMPONENTS / "README.md").read_text(encoding="utf-8")
    found: dict[str, list[Part]] = {}
    for title, name, call in re.findall(r"^(?:\*\*(\w+)\*\*|- `(\w+)(\([^`]*\))`)", readme, re.MULTILINE):
        if title:
            parts = found.setdefault(title, [])
        else:
            parts.append(_part(name, name + call, COMPONENTS / f"{name}.html", EXAMPLES / f"{name}.html"))
    return {title: parts for title, parts in found.items() if parts}


def layouts() -> list[Part]:
    """The ways to set things."""
    places = {name: EXAMPLES / "layouts" / f"{name}.html" for name in LAYOUTS}
    return [_part(name, f'class="{name}"', place, place) for name, place in places.items()]


def _part(name: str, call: str, described: Path, shown: Path) -> Part:
    example = shown.read_text(encoding="utf-8") if shown.exists() else ""
    return Part(
        name=name,
        call=call,
        said=_comment(described.read_text(encoding="utf-8")),
        example=f"desk/{shown.relative_to(EXAMPLES.parent).as_posix()}" if example else "",
        source=re.sub(r"^\{#.*?#\}\n", "", example, flags=re.DOTALL).strip(),
        note=str(NOTES.get(name, "")),
    )


def _comment(source: str) -> str:
    """The sentence that a template begins with."""
    found = re.match(r"\{#\s*(.*?)\s*#\}", source, re.DOTALL)
    return found[1] if found else ""


def colours() -> list[Token]:
    """Every colour by day and by night."""
    light, dark, _plain = _declared()
    return [Token(name=name, value=value, dark=dark.get(name, value)) for name, value in light.items() if value[0] == "#"]


def measures() -> dict[str, list[Token]]:
    """Every other value by its family: type, space, shape and the rest."""
    light, dark, plain = _declared()
    families: dict[str, list[Token]] = {family: [] for family in (*FAMILIES, "rest")}
    for name, value in plain.items():
        fitting = next((family for family, names in FAMILIES.items() if re.fullmatch(names, name)), "rest")
        families[fitting].append(Token(name=name, value=value))
    families["rest"] += [
        Token(name=name, value=value, dark=dark.get(name, "")) for name, value in light.items() if value[0] != "#"
    ]
    return families


def _declared() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """What the tokens' sheet says for the light, for the dark and for both. Exceptions of a language are left out."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    plain: dict[str, str] = {}
    for selector, body in _blocks(TOKENS.read_text(encoding="utf-8")):
        declared = dict(re.findall(r"--([\w-]+):\s*([^;]+);", body))
        if "color-scheme: dark" in body:
            dark |= declared
        elif "color-scheme: light" in body:
            light |= declared
        elif selector.startswith(":root"):
            plain |= declared
    return light, dark, plain


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)):
        yield selector.strip(), body


def drawing(link: Callable[[str], str]) -> Drawing:
    """A small map with every look that numbers can have."""
    looks = {
        "step_1": "7 Menschen",
        "step_2": "12 Menschen",
        "step_3": "31 Menschen",
        "step_4": "58 Menschen",
        "withheld": "geheim gehalten",
        "none": "niemand",
    }
    places = [
        Place(
            key=look,
            name=f"Gebiet {number + 1}",
            path=f"M{24 + number % 3 * 320} {24 + number // 3 * 220}h{320 - number * 12}l{number * 12} 220h-320z",
            x=0,
            y=0,
            shown=Shown(category=look, words=words),
            href=link(look),
        )
        for number, (look, words) in enumerate(looks.items())
    ]
    point = Place(key="point", name="Ort ohne Grenze", path="", x=500, y=244, shown=Shown(), href=link("point"))
    return Drawing(width=1010, height=490, places=[*places, point])


def _said(text: str) -> dict[str, str]:
    return {"de": text}


_CHOICES = (
    Choice(code="laden", label=_said("Ein Laden um die Ecke")),
    Choice(code="bank", label=_said("Bänke zum Ausruhen")),
    Choice(code="other", label=_said("Etwas anderes")),
)

DOCUMENT = Document(
    title=_said("Muster"),
    questions=(
        Question(key="gruppe", type=QuestionType.GROUP, label=_said("Ihr Haus und Ihre Straße")),
        Question(key="notiz", type=QuestionType.NOTE, label=_said("Jetzt geht es um den Weg zur Haltestelle.")),
        Question(key="kurz", type=QuestionType.TEXT_SHORT, label=_said("Was fällt Ihnen zuerst ein?"), may_refuse=True),
        Question(
            key="lang", type=QuestionType.TEXT_LONG, label=_said("Erzählen Sie davon."), hint=_said("So viel Sie mögen.")
        ),
        Question(
            key="eins",
            type=QuestionType.SELECT_ONE,
            label=_said("Was fehlt am meisten?"),
            choices=_CHOICES,
            may_not_know=True,
        ),
        Question(key="viele", type=QuestionType.SELECT_MULTIPLE, label=_said("Was fehlt alles?"), choices=_CHOICES),
        Question(
            key="skala",
            type=QuestionType.SCALE,
            label=_said("Wie gern wohnen Sie hier?"),
            lowest=1,
            highest=5,
            low_label=_said("gar nicht"),
            high_label=_said("sehr"),
            may_refuse=True,
        ),
        Question(key="rang", type=QuestionType.RANK, label=_said("Was ist am wichtigsten?"), choices=_CHOICES[:2]),
        Question(key="zahl", type=QuestionType.INTEGER, label=_said("Wie viele Menschen wohnen bei Ihnen?"), lowest=1),
        Question(key="tag", type=QuestionType.DATE, label=_said("Seit wann wohnen Sie hier?")),
        Question(key="uhrzeit", type=QuestionType.TIME, label=_said("Wann sind Sie zu Hause?")),
        Question(key="ort", type=QuestionType.AREA, label=_said("In welchem Ortsteil wohnen Sie?")),
        Question(key="falsch", type=QuestionType.SELECT_ONE, label=_said("Und wenn etwas fehlt?"), choices=_CHOICES[:2]),
        Question(
            key="leicht",
            type=QuestionType.SCALE,
            label={"de-simple": "Wie gern wohnen Sie hier?"},
            low_label={"de-simple": "gar nicht"},
            high_label={"de-simple": "sehr"},
        ),
        Question(
            key="arabisch",
            type=QuestionType.SELECT_ONE,
            label={"ar": "ما الذي ينقص أكثر؟"},
            choices=(Choice(code="a", label={"ar": "متجر قريب"}), Choice(code="b", label={"ar": "مقاعد للراحة"})),
        ),
    ),
)
"""One question of each type, and three that look unlike the others."""

TAGS = {"leicht": "de-simple", "arabisch": "ar"}
AREAS = {"06": "Rieth", "07": "Berliner Platz"}
ANSWERS: Mapping[str, Sequence[str]] = {"lang": ["Die Lampe ist kaputt."], "viele": ["laden", "other"], "skala": ["4"]}
