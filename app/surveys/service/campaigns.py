"""Campaigns begin, say anew what they are, and write down what their phase asks for."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa

from app.directory.rules import slug_of
from app.forums.models import Forum
from app.kernel import codes, page_store
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.moderation import service as moderation
from app.places.models import Ortsteil
from app.questionnaires import service as questionnaires
from app.questionnaires.rules.guide import activating_guide
from app.surveys.models import Campaign, CampaignNote
from app.surveys.queries import campaigns as queries
from app.surveys.queries import overview
from app.surveys.rules import phases as rules
from app.surveys.rules.kinds import Note
from app.surveys.rules.phases import Facts

SCOPE = "surveys"
"""The stamp of all pages that show campaigns to residents."""
PLAIN_FACTS = (
    "title",
    "summary",
    "area_note",
    "sponsor",
    "phone",
    "starts_on",
    "ends_on",
    "households",
    "is_in_pairs",
    "access",
    "is_public",
)


def begin(*, facts: Facts, reason: str = "", client_id: str = "", account_id: UUID | None) -> Campaign:
    """Begin a campaign with the ready-made guide. The same form again (by its `client_id`) begins nothing new."""
    if client_id and (there := overview.find(id_from("campaign", client_id))):
        return there
    rules.check_facts(facts)
    rules.check_length(reason, rules.LONGEST_TEXT, field="reason")
    campaign = Campaign(
        slug=slug_of(facts.title, queries.slugs(), otherwise="befragung"),
        questionnaire_id=questionnaires.begin(activating_guide()).id,
    )
    if client_id:
        campaign.id = id_from("campaign", client_id)
    _take_over(campaign, facts)
    db.session.add(campaign)
    db.session.flush()
    if reason:
        db.session.add(CampaignNote(campaign_id=campaign.id, note=Note.REASON, text=reason))
    changed(campaign, act="campaign.begin", account_id=account_id)
    return campaign


def change(*, campaign: Campaign, facts: Facts, account_id: UUID | None) -> None:
    """Say anew what a campaign is. Interviews whose end nobody names take four weeks (A-03)."""
    overview.hold(campaign)
    rules.check_running(campaign.state)
    rules.check_facts(facts)
    rules.check_area(before=[each.key for each in campaign.ortsteile], after=facts.ortsteil_keys, phase=campaign.phase)
    _take_over(campaign, facts)
    changed(campaign, act="campaign.change", account_id=account_id)


def facts_of(campaign: Campaign) -> Facts:
    """What is known of a campaign now."""
    return Facts(
        ortsteil_keys=tuple(each.key for each in campaign.ortsteile),
        forum_id=campaign.forum_id,
        **{name: getattr(campaign, name) for name in PLAIN_FACTS},
    )


def write_down(*, campaign: Campaign, notes: Mapping[Note, str], account_id: UUID | None) -> None:
    """Keep what was written down, in the phase where the campaign is or one before. An empty text takes a note away."""
    overview.hold(campaign)
    rules.check_running(campaign.state)
    for note, text in notes.items():
        rules.check_length(text, rules.LONGEST_TEXT, field=note.value)
        if rules.phase_of(note) > campaign.phase:
            raise RuleBroken(_("Das gehört zu einer späteren Phase."), field=note.value)
    written = [note for note, text in notes.items() if _keep(campaign, note, text)]
    if written:
        changed(campaign, act="campaign.note", account_id=account_id, note=", ".join(written))


def id_from(kind: str, client_id: str) -> UUID:
    """The id of what a form makes: the same form makes the same id, so nothing is stored twice."""
    return UUID(codes.digest(f"{kind}\0{client_id}")[:32])


def changed(campaign: Campaign, *, act: str, account_id: UUID | None, note: str = "") -> None:
    """Note that a campaign has changed, whatever it was."""
    db.session.flush()
    moderation.log(act=act, subject=campaign.subject, note=note, account=account_id)
    page_store.raise_stamp(SCOPE)


def _keep(campaign: Campaign, note: Note, text: str) -> bool:
    """Keep one note. Says whether anything is different now."""
    there = overview.find_note(campaign, note)
    if text == (there.text if there else ""):
        return False
    if there is None:
        db.session.add(CampaignNote(campaign_id=campaign.id, note=note, text=text))
    elif text:
        there.text = text
    else:
        db.session.delete(there)
    return True


def _take_over(campaign: Campaign, facts: Facts) -> None:
    for name in PLAIN_FACTS:
        setattr(campaign, name, getattr(facts, name))
    if facts.starts_on and not facts.ends_on:
        campaign.ends_on = rules.usual_end(facts.starts_on)
    campaign.ortsteile = _ortsteile(facts.ortsteil_keys)
    if facts.forum_id is not None and db.session.get(Forum, facts.forum_id) is None:
        raise RuleBroken(_("Wählen Sie bitte nur aus, was hier steht."), field="forum")
    campaign.forum_id = facts.forum_id


def _ortsteile(keys: Sequence[str]) -> list[Ortsteil]:
    found = list(db.session.scalars(sa.select(Ortsteil).where(Ortsteil.key.in_(keys))))
    if len(found) != len(set(keys)):
        raise RuleBroken(_("Wählen Sie bitte nur aus, was hier steht."), field="ortsteil_keys")
    return found
