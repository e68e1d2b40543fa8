"""Everything that was answered, as files for the evaluation alone: table, codebook, themes, package, SPSS, XLSX and ODS.

Rows stand in the order of random ids. They are read in pieces, so that a quarter of a million answers need little memory.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from app.coding.exports import rows, spss
from app.coding.exports.variables import Variable, merged, missing, variables
from app.kernel import clock
from app.kernel.i18n import gettext as _
from app.kernel.spreadsheets import archive, delimited, ods, schema, xlsx
from app.kernel.spreadsheets.archive import Member
from app.kernel.spreadsheets.delimited import EXCEL, OPEN_DATA
from app.kernel.spreadsheets.sheet import Book, Column, Kind, Sheet, Value
from app.questionnaires import queries as questionnaires
from app.questionnaires.rules.document import Document
from app.surveys.models import Campaign

DIALECTS = {"excel": EXCEL, "offen": OPEN_DATA}
FORMATS = ("zip", "xlsx", "ods", "excel", "offen")
TYPES = {
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "excel": "text/csv; charset=utf-8; header=present",
    "offen": "text/csv; charset=utf-8; header=present",
}


@dataclass(frozen=True, kw_only=True)
class File:
    """One file: its name, its media type, and its bytes in pieces."""

    name: str
    media_type: str
    pieces: Iterator[bytes]


@dataclass(frozen=True)
class Export:
    """Exactly the answers of this campaign, and what they mean (B-52)."""

    campaign: Campaign
    made_at: datetime

    @cached_property
    def _versions(self) -> tuple[list[int], list[Document]]:
        found = questionnaires.versions_of(self.campaign.questionnaire_id)
        return [version.number for version in found], [questionnaires.document_of(version) for version in found]

    @cached_property
    def variables(self) -> tuple[Variable, ...]:
        numbers, documents = self._versions
        since: dict[str, int] = {}
        for number, document in zip(numbers, documents, strict=True):
            since |= {question.key: number for question in document.questions}
        return variables(merged(documents), since)

    def data(self) -> Sheet:
        """One row per talk, its columns in the order of the questions."""
        return Sheet(
            name="daten",
            title=_("Antworten"),
            columns=[
                Column(key=variable.name, title=variable.name, kind=variable.kind, description=variable.label)
                for variable in self.variables
            ],
            rows=rows.of(self.campaign, merged(self._versions[1])),
            primary_key=("id",),
            signs={str(code): words for code, words in missing().items()},
        )

    def codebook(self) -> Sheet:
        """What every column and every code means."""
        titles = ("variable", "label_de", "label_leicht", "typ", "code", "code_label", "bedingung", "fehlend", "fassung")
        return Sheet(
            name="codebuch",
            title=_("Codebuch"),
            columns=[Column(key=title, title=title, kind=Kind.CODE) for title in titles],
            rows=[line for variable in self.variables for line in _meanings(variable)],
        )

    def themes(self) -> Sheet:
        """The codebook of the coding, with the version in which a theme came and went."""
        titles = ("thema", "bezeichnung_de", "bezeichnung_leicht", "oberthema", "definition", "ankerbeispiel", "kodierregel")
        columns = [Column(key=title, title=title, kind=Kind.CODE) for title in (*titles, "gueltig_ab", "gueltig_bis")]
        return Sheet(name="themen", title=_("Themen"), columns=columns, rows=rows.themes(self.campaign))

    def codings(self) -> Sheet:
        """Which talk touched which theme, without the words that were said."""
        titles = ("gespraech", "frage", "thema", "richtung")
        columns = [Column(key=title, title=title, kind=Kind.CODE) for title in titles]
        return Sheet(name="kodierungen", title=_("Kodierungen"), columns=columns, rows=rows.codings(self.campaign))

    def sheets(self) -> list[Sheet]:
        return [self.data(), self.codebook(), self.themes(), self.codings()]

    def file(self, format: str) -> File:
        """The file that somebody picked, one of FORMATS."""
        name, media_type = f"{self.campaign.slug}-{self.made_at:%Y-%m-%d}", TYPES[format]
        if format in DIALECTS:
            return File(name=f"{name}.csv", media_type=media_type, pieces=delimited.chunks(self.data(), DIALECTS[format]))
        if format == "zip":
            pieces = archive.pieces(self._parts(), made_at=clock.local(self.made_at))
            return File(name=f"{name}.zip", media_type=media_type, pieces=pieces)
        book = Book(title=self.campaign.title, sheets=self.sheets(), made_at=self.made_at)
        pieces = xlsx.chunks(book) if format == "xlsx" else ods.chunks(book)
        return File(name=f"{name}.{format}", media_type=media_type, pieces=pieces)

    def _parts(self) -> Iterator[Member]:
        """What lies in the ZIP file: first what is known at once, so that it leaves at once, then what takes its time."""
        yield "datapackage.json", [self._package()]
        yield "LIESMICH.txt", [self._read_me().encode()]
        for sheets in ((self.codebook, self.themes), (self.data, self.codings)):
            for part, dialect in DIALECTS.items():
                for sheet in (make() for make in sheets):
                    yield f"{sheet.name}-{part}.csv", delimited.chunks(sheet, dialect)
        for_spss = self.data()
        plain = Sheet(name="spss", title="", columns=for_spss.columns, rows=spss.plain_rows(for_spss.rows))
        yield "daten-spss.csv", delimited.chunks(plain, OPEN_DATA)
        widths = rows.widths(self.campaign, merged(self._versions[1]))
        syntax = spss.syntax(self.variables, data="daten-spss.csv", widths=widths, missing=missing())
        yield "daten.sps", [syntax.encode()]

    def _package(self) -> bytes:
        resources = [
            {**schema.resource(sheet, dialect, path=f"{sheet.name}-{part}.csv"), "name": f"{sheet.name}-{part}"}
            for part, dialect in DIALECTS.items()
            for sheet in self.sheets()
        ]
        package = {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": self.campaign.slug,
            "id": str(self.campaign.id),
            "title": self.campaign.title,
            "description": _("Antworten einer aktivierenden Befragung. Sie ist nicht repräsentativ."),
            "created": self.made_at.isoformat(),
            "resources": resources,
        }
        return json.dumps(package, ensure_ascii=False, indent=1).encode()

    def _read_me(self) -> str:
        reasons = [f"{code}  {words}" for code, words in missing().items()]
        lines = [
            self.campaign.title,
            "",
            _("Diese Dateien enthalten einzelne Antworten. Sie sind nur für die Auswertung bestimmt: nicht weitergeben."),
            _("Eine aktivierende Befragung ist nicht repräsentativ."),
            _("Eine Zeile ist ein Gespräch. Die Reihenfolge ist zufällig: sie sagt nicht, wann jemand geantwortet hat."),
            _("Namen und Adressen stehen hier keine; Kontaktzettel liegen getrennt und haben keinen gemeinsamen Schlüssel."),
            "",
            *reasons,
            "",
        ]
        return "\r\n".join(lines)


def _meanings(variable: Variable) -> Iterator[tuple[Value, ...]]:
    kind, version = variable.kind.value, str(variable.version or "")
    start = (variable.name, variable.label, variable.label_plain, kind)
    known: list[tuple[Value, str, str]] = [(code, words, "") for code, words in variable.values.items()]
    if variable.question:
        known += [(code, words, "1") for code, words in missing().items()]
    for code, words, is_missing in known or [("", "", "")]:
        yield (*start, code, words, variable.condition, is_missing, version)
