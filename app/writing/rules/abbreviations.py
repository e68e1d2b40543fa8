"""Abbreviations of German offices, and what they stand for."""

from app.writing.rules.lexicon import words_of

FULL_FORMS: dict[str, str] = {
    "a. a. o.": "am angegebenen Ort",
    "abs.": "Absatz",
    "bspw.": "zum Beispiel",
    "bzgl.": "zu",
    "bzw.": "oder",
    "ca.": "ungefähr",
    "d. h.": "das heißt",
    "etc.": "und so weiter",
    "evtl.": "vielleicht",
    "exkl.": "ohne",
    "ggf.": "vielleicht",
    "i. d. r.": "meistens",
    "insb.": "vor allem",
    "inkl.": "mit",
    "lfd.": "laufend",
    "lt.": "nach",
    "max.": "höchstens",
    "mind.": "mindestens",
    "mio.": "Millionen",
    "mrd.": "Milliarden",
    "nr.": "Nummer",
    "o. ä.": "oder ähnlich",
    "o. g.": "genannt",
    "s. o.": "siehe oben",
    "s. u.": "siehe unten",
    "sog.": "so genannt",
    "std.": "Stunden",
    "str.": "Straße",
    "tel.": "Telefon",
    "u. a.": "unter anderem",
    "u. ä.": "und Ähnliches",
    "u. u.": "vielleicht",
    "usw.": "und so weiter",
    "v. a.": "vor allem",
    "vgl.": "vergleiche",
    "z. b.": "zum Beispiel",
    "z. t.": "zum Teil",
    "zzgl.": "und dazu",
}
"""By the short form in small letters, its parts with one space between them."""

SMALL_ONLY = frozenset({"max.", "mind.", "insb.", "lt.", "ca."})
"""With a capital these are names, or words at the end of a sentence."""

CAPITAL_ONLY = frozenset({"abs.", "nr.", "str.", "tel.", "std.", "mio.", "mrd."})

NEVER_END = words_of(
    "bspw bzgl bzw ca evtl exkl ggf insb inkl lfd lt max mind sog vgl zzgl Abs Nr Tel Dr Prof Hr Fr St Mio Mrd Bzw Ca "
    "Evtl Ggf Inkl Vgl geb Dipl Ing Jan Feb Aug Sept Okt Nov Dez"
)
"""Words before a full stop that does not end a sentence."""

MAY_END = frozenset({"usw", "etc", "str", "std", "min", "sek"})
"""Words before a full stop that ends a sentence when a capital follows."""

KNOWN_TO_ALL = words_of("WC LKW PKW CD DVD TV PC SMS USB QR OK")
"""Capitals that need no explanation."""

CAPITALS: dict[str, str] = {
    "ÖPNV": "Busse und Bahnen",
    "MFH": "Haus für mehrere Familien",
    "OT": "Ortsteil",
    "OTR": "Ortsteil-Rat",
    "BGM": "Bürger-Meister",
    "QM": "Stadtteil-Büro",
    "KITA": "Kita",
    "AG": "Arbeits-Gruppe",
    "TOP": "Punkt der Tages-Ordnung",
    "EU": "Europäische Union",
    "BRD": "Deutschland",
}
