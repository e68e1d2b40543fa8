"""The questions of the page of components: one form in every state a question can be in. Its words are specimens."""

from wtforms import BooleanField, StringField

from app.kernel.fields import Choice, Day, Number, Tiles, Time, line, text, ticks
from app.kernel.form import BaseForm

PLACES = [
    "Altstadt",
    "Berliner Platz",
    "Brühlervorstadt",
    "Herrenberg",
    "Melchendorf",
    "Moskauer Platz",
    "Rieth",
    "Roter Berg",
    "Wiesenhügel",
]
KINDS = {"bench": "Bank", "tree": "Baum", "bus": "Bus"}
PEOPLE = {"all": "Alle", "children": "Kinder", "old": "Ältere Menschen"}


class SpecimenForm(BaseForm):
    """One question of each sort."""

    short = line("Wo ist das?")
    long = text("Was ist dort los?")
    code = StringField("Ihre Nummer")
    check = BooleanField("Ich möchte eine Nachricht bekommen")
    place = Choice("In welchem Ortsteil?", choices=PLACES)
    day = Day("An welchem Tag?")
    time = Time("Um wie viel Uhr?")
    kind = Tiles("Worum geht es?", choices=KINDS)
    people = ticks("Wen betrifft es?", choices=PEOPLE)
    theme = line("Thema")
    first = Number("Von Wort")
    last = Number("Bis Wort")
    dots = Number("Mehr Bänke im Park")
    parts = ticks("Welche Ortsteile betrifft es?", choices=PLACES)
    voters = Number("Wie viele Menschen haben Punkte geklebt?")
    draft = text("Was möchten Sie uns schreiben?")
    near = Choice("Welcher Ortsteil ist der nächste?", choices=PLACES)


MISSING = "Bitte beantworten Sie diese Frage."
ONLY_EMPTY = ("draft", "near", "voters")
"""Questions that no example shows wrong by themselves, so that every line of the error summary leads somewhere."""

FILLED = {
    "short": "Am Spielplatz hinter der Schule",
    "long": "Abends ist es dunkel.\nDie Lampe am Weg ist seit dem Sommer kaputt.",
    "code": "4711 0815 2342",
    "check": True,
    "place": "Rieth",
    "kind": "tree",
    "people": ["all", "old"],
    "theme": "Licht und Wege",
    "first": 3,
    "last": 12,
    "dots": 17,
    "near": "Rieth",
}
ENDLESS = "Straßenbahnhaltestellenbeleuchtungsanlagenerneuerungsvorhabenbeschreibung"
LONG_LABELS = {
    "short": f"Was sagen Sie zu: {ENDLESS}?",
    "kind": f"Betrifft es: {ENDLESS}?",
    "dots": f"Mehr {ENDLESS}",
}
LONG_CHOICES = {
    "bench": "Rechtsschutzversicherung und Lebensmittelunternehmen",
    "tree": "Donaudampfschifffahrt",
    "bus": "Ja",
}
ARABIC_LABELS = {
    "short": "أين هذا المكان؟",
    "long": "ماذا يحدث هناك؟",
    "check": "أريد أن أستلم رسالة",
    "kind": "ما هو الموضوع؟",
}
ARABIC_CHOICES = {"bench": "مقعد", "tree": "شجرة", "bus": "حافلة"}
ARABIC = {"short": "عند الملعب خلف المدرسة", "long": "المكان مظلم في المساء.", "check": True, "kind": "bench"}


def specimens(*, are_wrong: bool) -> dict[str, SpecimenForm]:
    """The form empty, filled, wrong, with long words and in Arabic; on request all of them wrong."""
    forms = {
        "empty": SpecimenForm(prefix="leer-"),
        "filled": SpecimenForm(prefix="voll-", data=FILLED),
        "helped": SpecimenForm(prefix="hilfe-", data={"long": "Die Bank wurde repariert."}),
        "wrong": SpecimenForm(prefix="falsch-", data={"short": "x", "code": "12"}),
        "endless": _said_otherwise(SpecimenForm(prefix="lang-", data={"short": ENDLESS}), LONG_LABELS, LONG_CHOICES),
        "arabic": _said_otherwise(SpecimenForm(prefix="arabisch-", data=ARABIC), ARABIC_LABELS, ARABIC_CHOICES),
    }
    for name in ONLY_EMPTY:
        del forms["wrong"][name]
    for form in forms.values() if are_wrong else [forms["wrong"]]:
        for field in form:
            field.errors = [f"Bitte beantworten Sie noch: {field.label.text}" if form is forms["wrong"] else MISSING]
    return forms


def _said_otherwise(form: SpecimenForm, labels: dict[str, str], choices: dict[str, str]) -> SpecimenForm:
    for name, words in labels.items():
        form[name].label.text = words
    form.kind.choices = choices
    return form
