"""Codes of households: shown once, each good for one answer, gone with the main survey. None leads to an answer (B-31)."""

import sqlalchemy as sa

from app.concerns.rules import code_groups
from app.kernel import codes
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.kernel.upsert import insert
from app.moderation import service as moderation
from app.surveys.models import Campaign, HouseholdCode
from app.surveys.queries import codes as queries
from app.surveys.queries import overview, public
from app.surveys.rules import phases
from app.surveys.rules.kinds import Phase

DIGITS = 12
MOST_AT_ONCE = 500


def make(campaign: Campaign, number: int) -> list[str]:
    """New codes, in groups of four digits. They can be read now and never again: only their hashes are kept."""
    if not 1 <= number <= MOST_AT_ONCE:
        raise RuleBroken(_("Machen Sie bitte 1 bis %(most)s Codes auf einmal.", most=MOST_AT_ONCE))
    overview.hold(campaign)
    phases.check_running(campaign.state)
    if campaign.phase > Phase.MAIN_SURVEY:
        raise RuleBroken(_("Die Gespräche sind vorbei. Deshalb gibt es keine Codes mehr."))
    made: dict[str, str] = {}
    while len(made) < number:
        made |= _kept(campaign, _fresh(campaign, number - len(made)))
    return [" ".join(code_groups(code)) for code in made.values()]


def use(*, campaign: Campaign, code: str) -> None:
    """Mark a code as used. Raises RuleBroken if it is none of this campaign's, or was used before.

    All codes of the campaign are written anew, so that PostgreSQL's mark of the writing transaction (`xmin`) does not tell
    which one went with an answer. They are locked in one order first: two who answer at once wait for each other.
    """
    mine, wanted = HouseholdCode.campaign_id == campaign.id, public.code_hash(campaign.id, code)
    locked = sa.select(HouseholdCode.code_hash, HouseholdCode.is_used).where(mine)
    there = {row.code_hash: row.is_used for row in db.session.execute(locked.order_by("code_hash").with_for_update())}
    if there.get(wanted, True):
        raise RuleBroken(_("Dieser Code stimmt nicht, oder mit ihm wurde schon geantwortet."), field="code")
    used = sa.or_(HouseholdCode.is_used, HouseholdCode.code_hash == wanted)
    db.session.execute(sa.update(HouseholdCode).where(mine).values(is_used=used))
    db.session.flush()


def forget(campaign: Campaign) -> int:
    """Delete all codes of a campaign, used or not. Says how many there were."""
    gone = db.session.execute(sa.delete(HouseholdCode).where(HouseholdCode.campaign_id == campaign.id))
    return int(gone.rowcount)  # type: ignore[attr-defined]


def forget_leftovers() -> int:
    """For a timed job: delete the codes of campaigns whose main survey is over, as doors are (A-34). Says how many."""
    count = 0
    for campaign in queries.with_codes_too_long():
        count += forget(campaign)
        moderation.log(act="campaign.codes.forget", subject=campaign.subject)
    return count


def _fresh(campaign: Campaign, number: int) -> dict[str, str]:
    """So many codes by their hashes."""
    drawn = (codes.digits("household-code", codes.fresh_id(), DIGITS) for _each in range(number))
    return {public.code_hash(campaign.id, code): code for code in drawn}


def _kept(campaign: Campaign, fresh: dict[str, str]) -> dict[str, str]:
    """Keep these codes, in the order of their hashes, and give back those that did not exist yet."""
    rows = [{"code_hash": each, "campaign_id": campaign.id, "is_used": False} for each in sorted(fresh)]
    added = insert(HouseholdCode).values(rows).on_conflict_do_nothing().returning(HouseholdCode.code_hash)
    return {each: fresh[each] for each in db.session.scalars(added)}
