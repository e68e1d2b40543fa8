"""Papers are typed in: once, or by two people for control. Both entries go as soon as they agree, or after a month."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa

from app.conversations import entries, service, sheet
from app.conversations.models import PaperEntry
from app.conversations.rules import AgeBand, Channel, Gender, Tenure
from app.conversations.service import Refused, Taken, Talk
from app.conversations.sheet import Typed
from app.kernel import clock, codes
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.questionnaires.models import QuestionnaireVersion
from app.questionnaires.queries import document_of
from app.questionnaires.rules.document import Document
from app.surveys.models import Campaign
from app.surveys.rules import intake
from app.surveys.rules.kinds import Setting

KEPT_FOR = timedelta(days=30)
MARK_DIGITS = 4
MOST_WAITING = 2000
"""So many papers of one campaign may wait for their second entry: there are only so many marks."""

Kind = TypeVar("Kind", AgeBand, Gender, Tenure)


def take(
    *,
    campaign: Campaign,
    version: QuestionnaireVersion,
    language: str,
    typed: Typed,
    client_id: str,
    areas: Mapping[str, str],
) -> Taken:
    """Take a typed paper in as a talk."""
    document = document_of(version)
    talk = _talk(version, document, language=language, typed=typed, areas=areas)
    return service.take(campaign=campaign, client_id=client_id, talk=talk, document=document)


def keep_first(
    *,
    campaign: Campaign,
    version: QuestionnaireVersion,
    language: str,
    typed: Typed,
    client_id: str,
    account_id: UUID,
) -> PaperEntry:
    """Keep the first entry of a paper until somebody else has typed it, too. The same form again is the same entry."""
    client_hash = codes.digest(client_id)
    if (there := entries.find_by_client_hash(client_hash)) is not None:
        return there
    check_open(campaign)
    fresh = PaperEntry(
        client_hash=client_hash,
        campaign_id=campaign.id,
        version_id=version.id,
        mark=_free_mark(campaign),
        language=language,
        day=clock.today(),
        first=dict(typed),
        first_by=account_id,
    )
    db.session.add(fresh)
    db.session.flush()
    return fresh


def keep_second(
    *,
    campaign: Campaign,
    version: QuestionnaireVersion,
    entry: PaperEntry,
    typed: Typed,
    account_id: UUID,
    areas: Mapping[str, str],
) -> bool:
    """The second entry of a paper. If both agree, the talk is taken in and the entries go: says whether that is so."""
    entries.hold(entry)
    if entry.first_by == account_id:
        raise RuleBroken(_("Das zweite Mal gibt jemand anderes dieses Blatt ein."))
    if entry.second_by not in (None, account_id):
        raise RuleBroken(_("Dieses Blatt hat schon jemand zum zweiten Mal eingegeben."))
    if not sheet.differences(document_of(version), entry.first, typed):
        decide(campaign=campaign, version=version, entry=entry, typed=typed, areas=areas)
        return True
    entry.second, entry.second_by = dict(typed), account_id
    db.session.flush()
    return False


def decide(
    *, campaign: Campaign, version: QuestionnaireVersion, entry: PaperEntry, typed: Typed, areas: Mapping[str, str]
) -> None:
    """Take a paper in as both entries say, or as somebody has decided with the paper in hand. The entries go."""
    entries.hold(entry)
    document = document_of(version)
    talk = _talk(version, document, language=entry.language, typed=typed, areas=areas)
    service.take(campaign=campaign, client_id=entry.id.hex, talk=talk, document=document)
    db.session.execute(sa.delete(PaperEntry).where(PaperEntry.id == entry.id))


def forget_old() -> int:
    """Delete entries that nobody has checked for a month. Says how many."""
    old = PaperEntry.day < clock.today() - KEPT_FOR
    return int(db.session.execute(sa.delete(PaperEntry).where(old)).rowcount)  # type: ignore[attr-defined]


def check_open(campaign: Campaign) -> None:
    """Nobody should type in what will not be taken in the end (A-01)."""
    has_version = campaign.version_id is not None
    if closed := intake.why_closed(state=campaign.state, phase=campaign.phase, has_version=has_version):
        raise Refused(closed)


def _free_mark(campaign: Campaign) -> str:
    """A short number to write on a paper. It says nothing and is forgotten together with the entries."""
    taken = entries.marks(campaign)
    if len(taken) >= MOST_WAITING:
        raise RuleBroken(_("Es warten sehr viele Blätter auf die zweite Eingabe. Geben Sie erst davon einige ein."))
    while (mark := codes.digits("paper-entry", codes.fresh_id(), MARK_DIGITS)) in taken:
        pass
    return mark


def _talk(
    version: QuestionnaireVersion, document: Document, *, language: str, typed: Typed, areas: Mapping[str, str]
) -> Talk:
    return Talk(
        version_id=version.id,
        answers=sheet.read(document, areas, typed).answers,
        channel=Channel.PAPER,
        setting=Setting(typed.get("setting") or Setting.DOORSTEP),
        language=language,
        ortsteil_key=typed.get("ortsteil_key", ""),
        day=_day(typed.get("day", "")),
        people=int(typed.get("people") or 1),
        interviewers=int(typed.get("interviewers") or 0),
        age_band=_one_of(AgeBand, typed.get("age_band")),
        gender=_one_of(Gender, typed.get("gender")),
        tenure=_one_of(Tenure, typed.get("tenure")),
        willingness=int(typed["willingness"]) if typed.get("willingness") else None,
        free_notes=typed.get(sheet.NOTES, ""),
        free_notes_german=typed.get(sheet.NOTES_GERMAN, ""),
        german=sheet.german(document, typed),
    )


def _one_of(kind: type[Kind], value: str | None) -> Kind | None:
    return kind(value) if value else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
