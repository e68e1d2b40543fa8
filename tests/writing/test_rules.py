"""Each rule points where it should, and nowhere else (methods F-10 to F-29). The first examples are those of methods.md."""

import pytest

from app.writing.rules import terms
from app.writing.rules.checking import checked
from app.writing.rules.kinds import RULES, Advice, Measure, Severity

LONG = "Zur Gewährleistung einer guten Beteiligung werden alle Menschen in unserem Ortsteil sehr früh beteiligt."
SHORT = "Das ist gut. "

FIRES = {
    "F-10": [
        LONG,
        "Wir gehen am Montag alle zusammen in den Park.",
        "Am nächsten Montag um 14 Uhr kommen die Nachbarn aus dem Haus zu uns.",
        "Das Ergebnis ist: Wir bauen im Frühling einen neuen Platz für alle Kinder.",
    ],
    "F-11": [
        "Wir treffen uns, weil es regnet.",
        "Die Bank, die kaputt ist, kommt weg.",
        "Wenn es regnet, bleiben wir hier.",
        "Wir warten; dann gehen wir.",
        "Wir kommen, um zu helfen.",
    ],
    "F-12": ["Wir kommen. Sie auch.", "Ist das gut? Ja!", "Der Park ist zu.\nWir warten. Dann gehen wir."],
    "F-13": [
        "Nachbarschaftsforum",
        "Die Straßenbeleuchtung ist neu.",
        "Das Verfügungsfondsgeld reicht.",
        "unterschiedliche",
    ],
    "F-14": [
        "z. B.",
        "Wir kommen z.B. morgen.",
        "ca. 5 Bänke",
        "Die Nr. 3 ist da.",
        "Der ÖPNV ist teuer.",
        "Lange Hauptstr. 5",
    ],
    "F-15": ["Das geht nicht.", "Niemand kommt.", "Es gibt keine Bank.", "Das war nie so."],
    "F-16": [
        "das Haus des Lehrers",
        "Wegen Regen fällt es aus.",
        "Das ist Ziel unseres Vereins.",
        "Am Ende dieses Jahres bauen wir.",
        "Wir bleiben innerhalb der Stadt.",
        "Hier steht das Ergebnis der Befragung.",
    ],
    "F-17": [
        "Der Platz wird gebaut.",
        "Die Bank wurde repariert.",
        "Wir werden berichten.",
        "Das Licht muss ausgetauscht werden.",
        "Der Antrag wurde beschlossen.",
        "Das wird von der Stadt bezahlt.",
    ],
    "F-18": ["Ich hätte gern Tee.", "Das wäre schön.", "Könnten Sie helfen?", "Er sagt, er sei krank.", "Das müsste gehen."],
    "F-19": ["fünf Frauen", "Wir sind zweiundzwanzig.", "Er kommt dreimal.", "Zwölf Bänke sind da."],
    "F-20": ["14.795 Menschen", "14 %", "Es sind 30 Prozent.", "Das war 1976.", "Es kamen 137 Leute."],
    "F-21": ["01.03.20", "09:00", "Wir treffen uns am 5.12.2026.", "Beginn ist 9.30 Uhr.", "am 2026-11-16", "am 01. März"],
    "F-22": [
        "Brot & Salz",
        "14 %",
        "und/oder",
        "Das (neue) Haus",
        "Bürger:innen",
        "Bürger*innen",
        "Mitarbeiter_innen",
        "und so…",
    ],
    "F-23": ["Brot, Milch, Käse und Eier", "Wir brauchen Tische, Bänke, Licht, Bäume.", "Es kommen Ada, Ben, Cem oder Dan."],
    "F-24": [
        "Beim Forum war es voll. Das Treffen war gut.",
        "Das Treffen ist am Montag. Die Versammlung ist groß.",
        "Das Amt hilft. Die Behörde antwortet.",
        "Die Umfrage ist da. Die Befragung ist kurz.",
    ],
    "F-25": ["Wir wollen Partizipation.", "Der Verfügungsfonds hilft.", "Das Gremium berät.", "Im Sozial-Raum leben viele."],
    "F-26": [
        "Schreiben Sie an die Stadt, 99084 Erfurt, Fischmarkt.",
        "Das Büro ist in 99086 Erfurt.",
        "Wir wohnen alle in 12163 Berlin.",
    ],
    "F-27": [SHORT * 6, "Der Park ist neu. " * 7, "Es gibt Tee.\n" * 6],
    "F-29": ["Der Park ist neu.\n" * 8, "Titel\n" + "Sie sind da.\n" * 9, "Sie sind da. " * 8],
}
HOLDS_STILL = {
    "F-10": [
        "Die Bank ist kaputt.",
        "Wir sind am Montag um 14:30 Uhr da.",
        "Das heißt: Alle können etwas sagen und mitmachen.",
        "Der Nachbarschafts-Treff am Platz ist neu und schön.\nKomm mit!"[:40],
    ],
    "F-11": [
        "Wir treffen uns.",
        "Brot, Milch, Käse und Eier",
        "Am Montag, 3. Mai, um 14 Uhr"[:15],
        "Guten Tag, Frau Berg!",
        "Wir sind da, um 14 Uhr.",
    ],
    "F-12": [
        "Wir kommen.\nSie auch.",
        "Wir treffen uns am 3. Mai.",
        "Bringen Sie z. B. Kuchen mit.",
        "Das kostet 2,50 Euro.",
    ],
    "F-13": ["Spiel-Platz", "Die Straßen-Beleuchtung ist neu.", "Nachbarschafts-Forum", "Unsere Nachbarschaft lebt."],
    "F-14": ["zum Beispiel", "Das WC ist neu.", "Der LKW steht da.", "Das ist Max.", "NEIN UND JA UND NEIN", "Kapitel III"],
    "F-15": ["Das Konzert ist kostenlos.", "Meine Nichte kommt.", "Das geht **nicht**.", "Die Kneipe ist neu."],
    "F-16": [
        "das Haus von dem Lehrer",
        "Das Fest",
        "Dieses Haus ist neu.",
        "Jedes Ergebnis zählt.",
        "Auf allen Wegen liegt Eis.",
        "Trotzdem kommen wir.",
    ],
    "F-17": [
        "Wir werden bauen.",
        "Es wird kalt.",
        "Sie werden gesund.",
        "Wir werden Geld geben.",
        "Das wird bekannt.",
        "Es wird spät, und wir haben gebaut.",
    ],
    "F-18": ["Seien Sie pünktlich.", "Bitte seien Sie leise.", "Die Würde ist wichtig.", "Er konnte kommen.", "Sei leise!"],
    "F-19": ["5 Frauen", "Ein Haus und eine Bank.", "Geben Sie Acht.", "Wir sieben Sand nie."[:4], "Das Klavier ist alt."],
    "F-20": [
        "viele Menschen",
        "Das war 2024.",
        "Es kamen 200 Leute.",
        "Rufen Sie 0361 6551234 an.",
        "99084 Erfurt",
        "Telefon: 115",
        "Nummer 2026-00042",
    ],
    "F-21": ["1. März 2020", "9:00 Uhr", "von 14:30 bis 16:00 Uhr", "Es kostet 2,50 Euro.", "14.795 Menschen"],
    "F-22": [
        "Er sagt: „Ja.“",
        "E-Mail an ada@example.org",
        "- Brot",
        "Das ist **fett**.",
        "https://example.org/a/b?c=1&d=2",
    ],
    "F-23": ["Brot, Milch und Eier", "Ja, gut, dann kommen wir.", "Wer das will, ruft an, und wir kommen, weil es geht."],
    "F-24": [
        "Das Treffen ist heute. Das Treffen ist groß.",
        "Das Forum trifft sich. Das Treffen ist groß.",
        "Eine Versammlung ist ein großes Treffen.",
        "Das Amt antwortet.",
    ],
    "F-25": [
        "Partizipation heißt: Alle machen mit.",
        "Das ist ein Gremium.\nEin Gremium ist eine feste Gruppe.",
        "Wir reden mit.",
        "Der Platz ist groß.",
    ],
    "F-26": ["Stadt Erfurt\nFischmarkt 1\n99084 Erfurt", "Es kamen 14795 Menschen zu uns.", "99084 Erfurt", "Nummer 12345"],
    "F-27": [SHORT * 5, SHORT * 6 + "Sie können mitmachen.", SHORT * 8 + "Das ist Ihre Bank."],
    "F-29": ["Der Park ist neu.\n" * 7, "## Eins\n" + SHORT * 7 + "\n## Zwei\n" + SHORT * 7, "- Brot\n" * 20],
}


def _found(text, rule, measure=Measure.EASY):
    return [hint for hint in checked(text, measure=measure, this_year=2026).hints if hint.rule == rule]


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in FIRES.items() for text in texts])
def test_a_rule_points_at_what_is_hard(rule, text):
    assert _found(text, rule)


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in HOLDS_STILL.items() for text in texts])
def test_a_rule_leaves_alone_what_is_easy(rule, text):
    assert _found(text, rule) == []


def test_every_rule_has_its_examples():
    assert set(FIRES) == set(HOLDS_STILL) == set(RULES.values())
    assert set(RULES) == set(Advice)
    assert all(len(texts) >= 3 for texts in (*FIRES.values(), *HOLDS_STILL.values()))


@pytest.mark.parametrize(
    ("measure", "words", "severity"),
    [
        (Measure.EASY, 8, None),
        (Measure.EASY, 9, Severity.WARNING),
        (Measure.EASY, 12, Severity.WARNING),
        (Measure.EASY, 13, Severity.ERROR),
        (Measure.PLAIN, 15, None),
        (Measure.PLAIN, 16, Severity.WARNING),
        (Measure.PLAIN, 20, Severity.WARNING),
        (Measure.PLAIN, 21, Severity.ERROR),
    ],
)
def test_how_long_a_sentence_may_be(measure, words, severity):
    found = _found(" ".join(["Tee"] * words) + ".", "F-10", measure)

    assert [hint.severity for hint in found] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("word", "severity"), [("Spielplatzbau", Severity.WARNING), ("Nachbarschaftstag", Severity.WARNING),
                           ("Nachbarschaftsforum", Severity.ERROR)]
)  # fmt: skip
def test_how_long_a_word_may_be(word, severity):
    assert [hint.severity for hint in _found(word, "F-13")] == [severity]


def test_the_name_of_a_place_is_not_divided():
    text = "Wir wohnen in der Johannesvorstadt."

    assert checked(text, measure=Measure.PLAIN, this_year=2026, names=["Johannesvorstadt"]).hints == ()
    assert _found(text, "F-13")


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("Nachbarschaftsforum", "Nachbarschafts-Forum"),
        ("Quartiersplanungskoordination", "Quartiers-Planungs-Koordination"),
        ("Grünflächenamt", "Grünflächen-Amt"),
        ("Straßenbeleuchtung", "Straßen-Beleuchtung"),
        ("Informationsveranstaltung", "Informations-Veranstaltung"),
        ("z. B.", "zum Beispiel"),
        ("Z.B. so", "Zum Beispiel"),
        ("ca. 5", "ungefähr"),
        ("dreimal", "3 Mal"),
        ("zweiundzwanzig Bänke", "22"),
        ("01.03.20", "1. März 2020"),
        ("um 09:00", "9:00 Uhr"),
        ("um 9.30 Uhr", "9:30"),
        ("Bürger:innen", "Bürgerinnen und Bürger"),
        ("Nachbar:innen", "Nachbarinnen und Nachbarn"),
        ("Student*innen", "Studentinnen und Studenten"),
        ("14 Prozent", "einige"),
        ("95 Prozent", "fast alle"),
        ("des Lehrers", "von dem Lehrer"),
        ("Die Versammlung. Das Treffen.", "Versammlung"),
        ("Partizipation", terms.TERMS["Partizipation"]),
    ],
)
def test_what_could_stand_there_instead(text, proposal):
    found = checked(text, measure=Measure.EASY, this_year=2026)

    assert proposal in {hint.proposal for hint in found.hints}


def test_what_may_be_is_only_a_hint():
    (hint,) = _found("Wir werden berichten.", "F-17")

    assert (hint.advice, hint.severity) == (Advice.PASSIVE_MAYBE, Severity.HINT)


def test_plain_german_allows_more_than_leichte_sprache():
    text = "Das geht nicht. Es kamen drei Leute."

    assert {hint.rule for hint in checked(text, measure=Measure.EASY, this_year=2026).hints} == {"F-12", "F-15", "F-19"}
    assert checked(text, measure=Measure.PLAIN, this_year=2026).hints == ()


@pytest.mark.parametrize(("term", "explanation"), terms.TERMS.items())
def test_an_explanation_keeps_the_rules_itself(term, explanation):
    found = checked(explanation, measure=Measure.EASY, this_year=2026)

    assert [hint for hint in found.hints if hint.severity is Severity.ERROR] == []


def test_a_term_is_explained_once():
    assert len(_found("Das Gremium tagt. Das Gremium berät. Die Gremien reden.", "F-25")) == 1
