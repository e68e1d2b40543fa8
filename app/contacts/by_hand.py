"""Who was told by letter or phone is ticked off, with the day and no time, and can be taken back (A-52)."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from app.contacts import queries
from app.contacts.rules import Purpose
from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import NotFound, RuleBroken
from app.kernel.i18n import gettext as _
from app.moderation import service as moderation
from app.surveys.models import Campaign


def tick(*, campaign: Campaign, purpose: Purpose, slip_ids: Collection[UUID], day: date | None, account_id: UUID) -> int:
    """Note that these people were told. Says how many are new: whoever was told before keeps their day.

    It stands where mails stand too (`told`), so nobody who is ticked off gets a mail about the same.
    """
    word, on = _word(campaign, purpose), day or clock.today()
    if on > clock.today():
        raise RuleBroken(_("Das Datum liegt in der Zukunft."), field="day")
    if not slip_ids:
        raise RuleBroken(_("Haken Sie bitte mindestens einen Menschen ab."), field="slips")
    fresh = [slip for slip in queries.held(campaign, slip_ids) if word not in slip.told and purpose.value in slip.purposes]
    if any(on < slip.consented_on for slip in fresh):
        raise RuleBroken(_("An diesem Tag gab es einen der Zettel noch nicht."), field="day")
    for slip in fresh:
        slip.told, slip.told_on = [*slip.told, word], {**slip.told_on, word: on.isoformat()}
    if fresh:
        _log("contacts.tick", campaign, purpose, len(fresh), account_id)
    return len(fresh)


def untick(*, campaign: Campaign, purpose: Purpose, slip_id: UUID, account_id: UUID) -> None:
    """That was a mistake: they have not been told. Who was told by mail stays told."""
    word, found = _word(campaign, purpose), queries.held(campaign, [slip_id])
    if not found:
        raise NotFound
    (slip,) = found
    if word in slip.told_on:
        slip.told = [each for each in slip.told if each != word]
        slip.told_on = {each: day for each, day in slip.told_on.items() if each != word}
        _log("contacts.untick", campaign, purpose, 1, account_id)


def _word(campaign: Campaign, purpose: Purpose) -> str:
    if word := queries.find_word(campaign, purpose):
        return word
    raise RuleBroken(_("Kündigen Sie zuerst die Versammlung dieser Befragung an. Dann können wir einladen."))


def _log(act: str, campaign: Campaign, purpose: Purpose, count: int, account_id: UUID) -> None:
    """Who ticked how many off. Never which: see the subject of every other act on slips."""
    db.session.flush()
    moderation.log(act=act, subject=campaign.subject, note=f"{purpose.value}; {count}", account=account_id)
