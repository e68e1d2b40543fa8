"""Words of this field: those for one and the same thing, and those that must be explained (methods F-24, F-25).

An explanation is one to copy: short sentences in plain German, with nothing in them that the helper marks as an error.
"""

SAME_THING: tuple[tuple[str, ...], ...] = (
    ("Treffen", "Versammlung", "Sitzung", "Zusammenkunft"),
    ("Antwort", "Rückmeldung", "Stellungnahme"),
    ("Ortsteil", "Stadtteil", "Stadtviertel", "Quartier", "Kiez"),
    ("Amt", "Behörde", "Dienststelle"),
    ("Befragung", "Umfrage", "Erhebung"),
    ("Protokoll", "Niederschrift", "Mitschrift"),
    ("Bewohner", "Anwohner", "Einwohner"),
    ("Anliegen", "Eingabe", "Beschwerde"),
    ("Auto", "Fahrzeug", "Kraftfahrzeug"),
    ("Gehweg", "Bürgersteig", "Fußweg", "Trottoir"),
    ("Vorschlag", "Anregung"),
    ("Veranstaltung", "Event"),
    ("Gruppe", "Arbeitsgruppe"),
)
"""Words that people use for one thing; the first one is ours. A text should stay with one of them."""

EVENT = ("Forum", "Treffen")
"""A `Forum` is a group of neighbours. Only `beim Forum`, `das nächste Forum` speak of a meeting, the second word."""

TERMS: dict[str, str] = {
    "Akteur": "Ein Akteur ist ein Mensch oder eine Gruppe. Er macht bei einer Sache mit.",
    "aktivierende Befragung": "Wir gehen von Tür zu Tür. Wir fragen: Was ist hier gut? Was stört? Was wollen Sie tun?",
    "Ausschreibung": "Die Stadt sucht eine Firma für eine Arbeit. Viele Firmen können sich melden.",
    "Barrierefreiheit": "Alle Menschen können hinein und mitmachen. Auch mit Roll-Stuhl oder Kinder-Wagen.",
    "Bauleitplanung": "Die Stadt plant: Was darf wo gebaut werden?",
    "Bebauungsplan": "In diesem Plan steht: Was darf hier gebaut werden?",
    "Bedarfsprofil": "Das ist eine Übersicht. Darin steht: Was brauchen die Menschen in einem Orts-Teil?",
    "Beschlussvorlage": "Das ist ein Vorschlag. Der Stadt-Rat stimmt darüber ab.",
    "Daseinsvorsorge": "Die Stadt sorgt für wichtige Dinge. Zum Beispiel: Wasser, Strom und Busse.",
    "Diversität": "Menschen sind verschieden. Das ist gut so.",
    "Einwilligung": "Das heißt: Sie sagen Ja dazu.",
    "Evaluation": "Wir schauen danach: Was war gut? Was war schlecht?",
    "Flächennutzungsplan": "In diesem Plan steht: Wo sollen Häuser stehen? Wo sollen Bäume stehen?",
    "Fördermittel": "Das ist Geld für ein Projekt. Es kommt zum Beispiel vom Land.",
    "Fraktion": "Das ist eine Gruppe im Stadt-Rat. Sie gehört meistens zu einer Partei.",
    "Gemeinwesenarbeit": "Menschen helfen anderen Menschen in ihrem Orts-Teil. Zusammen machen sie das Leben dort besser.",
    "Gentrifizierung": "Die Mieten in einem Orts-Teil steigen. Menschen mit wenig Geld müssen weg-ziehen.",
    "Gremium": "Das ist eine Gruppe. Sie trifft sich oft und entscheidet etwas.",
    "Handlungsfeld": "Das ist ein großes Thema. Zum Beispiel: Wohnen.",
    "Handlungskonzept": "Das ist ein Plan. Darin steht: Was wollen wir zusammen tun?",
    "Inklusion": "Alle Menschen können mitmachen. Auch Menschen mit Behinderung.",
    "Infrastruktur": "Das sind wichtige Dinge für alle. Zum Beispiel: Straßen, Schulen und Wasser.",
    "Integration": "Neue Menschen kommen dazu. Alle leben gut zusammen.",
    "Kodierung": "Wir lesen Ihre Antworten. Wir legen Antworten zum gleichen Thema zusammen.",
    "Kommune": "Das ist eine Stadt oder eine Gemeinde.",
    "Kooperation": "Mehrere arbeiten zusammen.",
    "Koordination": "Jemand passt auf: Alle arbeiten gut zusammen.",
    "Leitlinie": "Das ist eine Regel. Die Stadt will sich daran halten.",
    "Maßnahme": "Das ist etwas, das wir tun.",
    "Mobilität": "Das heißt: Menschen kommen gut von Ort zu Ort.",
    "Moderation": "Ein Mensch leitet das Gespräch.",
    "Nachhaltigkeit": "Etwas ist auch später noch gut. Es schadet der Natur nicht.",
    "Öffentlichkeitsarbeit": "Wir erzählen anderen von unserer Arbeit.",
    "Partizipation": "Das heißt: Alle können mitmachen und mitreden.",
    "Planfeststellung": "Ein Amt prüft einen großen Bau. Alle können vorher etwas dazu sagen.",
    "Planungsraum": "Das ist ein Teil von der Stadt. Die Stadt plant für ihn zusammen.",
    "Prävention": "Wir tun früh etwas. Dann passiert später nichts Schlimmes.",
    "Priorität": "Das heißt: Das ist wichtig. Das machen wir zuerst.",
    "Quartiersmanagement": "Menschen helfen in einem Orts-Teil. Sie bringen die Nachbarn zusammen.",
    "Ressource": "Das ist etwas, das hilft. Zum Beispiel: Geld, Zeit oder Wissen.",
    "Sanierung": "Ein altes Haus oder eine Straße wird wieder gut gemacht.",
    "Segregation": "Arme und reiche Menschen wohnen weit auseinander.",
    "Sozialraum": "Das ist der Ort, an dem Menschen leben. Zum Beispiel: ein Orts-Teil.",
    "Stadtentwicklung": "Die Stadt plant: So soll es hier später sein.",
    "Stellungnahme": "Jemand sagt seine Meinung zu einer Sache. Meistens schreibt er sie auf.",
    "Synergie": "Zusammen schaffen wir mehr als allein.",
    "Tagesordnung": "Das ist eine Liste. Darauf steht: Darüber sprechen wir heute.",
    "Transparenz": "Alle können sehen, was wir tun.",
    "Verfügungsfonds": "Das ist Geld für kleine Ideen im Orts-Teil. Nachbarn entscheiden darüber.",
    "Verkehrsberuhigung": "Autos müssen langsamer fahren. Dann ist es sicherer und leiser.",
    "Zivilgesellschaft": "Das sind alle Menschen und Vereine, die freiwillig etwas für andere tun.",
}
"""Words that not everybody knows, and how one could explain them where they come first."""

INFLECTED: dict[str, tuple[str, ...]] = {
    "Gremium": ("Gremien", "Gremiums"),
    "aktivierende Befragung": ("aktivierenden Befragung", "Aktivierende Befragung"),
    "Bebauungsplan": ("Bebauungspläne", "Bebauungsplans"),
    "Flächennutzungsplan": ("Flächennutzungspläne", "Flächennutzungsplans"),
    "Planungsraum": ("Planungsräume", "Planungsräumen", "Planungsraums"),
    "Sozialraum": ("Sozialräume", "Sozialräumen", "Sozialraums"),
}
"""Forms that do not only add an ending."""

ENDINGS = ("", "e", "en", "n", "s", "es", "er", "in", "innen")
"""What may be added to a word without making it another one."""
