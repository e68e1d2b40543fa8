"""What is stored about somebody, in words that they can read: on the page, as text, and as JSON (GDPR Art. 15, 20)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.kernel import clock
from app.kernel.i18n import gettext as _
from app.kernel.pages import address_of
from app.organizing import labels
from app.organizing.models import Listener, OneToOne, Prospect
from app.organizing.queries.stored import Mention, Stored

TYPES = {"txt": "text/plain; charset=utf-8", "json": "application/json"}


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """One thing that is kept under a name: what it is, and all that stands there."""

    key: str
    title: str
    choice: str
    """What tells it apart from others under the same name."""
    facts: tuple[tuple[str, str], ...]


def leaves(stored: Sequence[Stored]) -> list[Leaf]:
    """All that is kept, each as pairs of a question and an answer. What was left empty is not listed."""
    return [
        Leaf(key=each.key, title=str(labels.STORED[each.kind]), choice=_choice(each), facts=_facts(each)) for each in stored
    ]


def as_text(stored: Sequence[Stored]) -> bytes:
    """For somebody to read. With a byte-order mark, so that every editor shows umlauts."""
    parts = [_("Das ist hier über Sie gespeichert. Stand: %(day)s", day=_day(clock.today()))]
    for leaf in leaves(stored):
        parts.append("\n".join((leaf.title, *(f"{question}: {answer}" for question, answer in leaf.facts))))
    return "\ufeff".encode() + "\n\n".join((*parts, "")).encode()


def as_json(stored: Sequence[Stored]) -> bytes:
    """For another program."""
    return _json(_content(stored))


def for_operator(stored: Sequence[Stored], mentions: Sequence[Mention]) -> bytes:
    """The same, with the pages on which the name stands besides: not the words there, they are about somebody else too."""
    return _json({**_content(stored), "auch_hier": [_where(each) for each in mentions]})


MAKERS = {"txt": as_text, "json": as_json}


def _content(stored: Sequence[Stored]) -> dict[str, Any]:
    return {
        "stand": clock.today().isoformat(),
        "gespeichert": [{"art": leaf.title, "angaben": dict(leaf.facts)} for leaf in leaves(stored)],
    }


def _where(each: Mention) -> dict[str, str]:
    here = {"listening_id": each.listening.id}
    if each.kind is None:
        page = address_of("organizing_work.research_item", research_id=each.id, **here)
    else:
        page = address_of("organizing_work.one_to_one", one_to_one_id=each.id, **here)
    kind = labels.STORED[each.kind] if each.kind else _("Recherche")
    return {"art": str(kind), "zuhoerprozess": each.listening.title, "seite": page}


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n"


def _choice(each: Stored) -> str:
    kind, listening = str(labels.STORED[each.kind]), each.listening.title
    match each.row:
        case OneToOne():
            parts = (each.row.name, kind, _day(each.row.day), listening)
        case Prospect():
            parts = (each.row.name, kind, _day(each.row.noted_on), listening)
        case _:
            parts = (each.row.name, kind, "", listening)
    return " · ".join(part for part in parts if part)


def _facts(each: Stored) -> tuple[tuple[str, str], ...]:
    row = each.row
    said = [(_("Name"), row.name), (_("Zuhörprozess"), each.listening.title)]
    match row:
        case OneToOne():
            said += _of_talk(row, each)
        case Prospect():
            said += _of_prospect(row, each)
        case Listener():
            end = each.listening.last_day
            said += [(_("Wofür"), _("um zu planen, wer wen besucht")), (_("Das Zuhören endet am"), _day(end))]
    return tuple((question, answer) for question, answer in said if answer)


def _of_talk(row: OneToOne, each: Stored) -> list[tuple[str, str]]:
    return [
        (_("Wofür"), _("um nach einem Gespräch in Kontakt zu bleiben und gemeinsam etwas zu tun")),
        (_("Gespräch am"), _day(row.day)),
        (_("Aufgeschrieben von"), each.written_by),
        (_("Gesprochen mit"), each.listener),
        (_("Erreichbar"), row.reach),
        (_("Dauer in Minuten"), str(row.minutes or "")),
        (_("Themen"), ", ".join(row.themes)),
        (_("Mitmachen"), str(labels.INTERESTS[row.interest])),
        (_("Nächster Schritt"), row.next_step),
        (_("Nächster Kontakt"), _day(row.next_contact_on)),
        (_("Letzter Kontakt"), _day(row.last_contact_on)),
        (_("Notizen"), row.notes),
        (_("Zugestimmt am"), _day(row.agreed_on)),
        (_("Zugestimmt bis"), _day(row.agreed_until)),
        (_("Wird gelöscht am"), _day(row.delete_on)),
    ]


def _of_prospect(row: Prospect, each: Stored) -> list[tuple[str, str]]:
    return [
        (_("Wofür"), _("um zu einem Gespräch einzuladen")),
        (_("Aufgeschrieben am"), _day(row.noted_on)),
        (_("Aufgeschrieben von"), each.written_by),
        (_("Wer fragt"), each.listener),
        (_("Gefragt am"), _day(row.asked_on)),
        (_("Wird gelöscht am"), _day(row.delete_on)),
    ]


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""
