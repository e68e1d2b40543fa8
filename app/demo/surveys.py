"""The invented surveys: one that has told its results, one that is asking just now, and one that was stopped in time.

They go their way by the same acts as any survey, each on its day, so that all rules hold for them.
"""

from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa

from app.accounts.models import Account
from app.contacts import service as contacts
from app.conversations.models import Conversation
from app.demo import becoming, reading, talks, themes, then
from app.demo.reading import Row
from app.demo.voices import SPACE
from app.forums.models import Forum
from app.kernel.db import db
from app.questionnaires.rules import editing
from app.questionnaires.rules.document import Document
from app.surveys.models import Campaign, Door, Pair, TeamMember
from app.surveys.queries import questionnaires
from app.surveys.rules.kinds import AccessMode, Note, Outcome, Phase, Setting, TeamRole
from app.surveys.rules.phases import Facts, phase_of
from app.surveys.rules.team import Person
from app.surveys.service import campaigns, doors, phases, questionnaire, team

LEAD = "rieth@example.org"
SPONSOR = "Quartiersarbeit Rieth"
PHONE = "0361 000000"
LANGUAGES = ("uk", "ar", "ru", "vi", "en")
"""Into which the guide was translated."""
AT_HOME = (Setting.HOME, Setting.DOORSTEP)
ASSEMBLY_CHOSEN = "2026-09-16"
"""The day on which the assembly was fixed."""


def ask() -> None:
    """Let all surveys happen. Those that are there already stay as they are."""
    for row in reading.rows("survey_campaigns"):
        if find(row["slug"]) is None:
            _play(row)


def find(slug: str) -> Campaign | None:
    return db.session.scalar(sa.select(Campaign).where(Campaign.slug == slug))


def get(slug: str) -> Campaign:
    """A survey that is there."""
    return db.session.scalars(sa.select(Campaign).where(Campaign.slug == slug)).one()


def account(email: str) -> UUID:
    """The id of a demo account."""
    return db.session.scalars(sa.select(Account.id).where(Account.email == email)).one()


def _play(row: Row) -> None:
    with then.on(row["begins"]):
        campaign = begin(row)
    lead = account(LEAD)
    for step in (step for step in reading.rows("survey_steps") if step["campaign"] == campaign.slug):
        _before_leaving(campaign, row, lead)
        with then.on(step["day"]):
            _write_down(campaign, lead)
            phases.go_on(campaign=campaign, seen=int(campaign.phase), reason=step["reason"], account_id=lead)
    _at_the_end(campaign, row, lead)


def begin(row: Row) -> Campaign:
    """A survey on its first day."""
    forum = db.session.scalars(sa.select(Forum).where(Forum.slug == row["forum"])).one()
    words: dict[str, Any] = {name: row[name] for name in ("title", "summary", "area_note")}
    facts = Facts(
        **words,
        ortsteil_keys=tuple(reading.parts(row["ortsteile"])),
        forum_id=forum.id,
        sponsor=SPONSOR,
        phone=PHONE,
        starts_on=_day(row["starts"]),
        ends_on=_day(row["ends"]),
        households=int(row["households"]) if row["households"] else None,
        access=AccessMode(row["access"]),
        is_public=not row["stopped"],
    )
    campaign = campaigns.begin(facts=facts, client_id=f"demo {row['slug']}", account_id=account(LEAD))
    campaign.slug = row["slug"]
    return campaign


def _write_down(campaign: Campaign, lead: UUID) -> None:
    """Everything that is noted in the phase where the campaign stands."""
    there = (row for row in reading.rows("survey_notes") if row["campaign"] == campaign.slug)
    notes = {Note(row["note"]): row["text"] for row in there if phase_of(Note(row["note"])) is campaign.phase}
    campaigns.write_down(campaign=campaign, notes=notes, account_id=lead)


def _before_leaving(campaign: Campaign, row: Row, lead: UUID) -> None:
    """What is done in the phase where the campaign stands."""
    match campaign.phase:
        case Phase.TRAINING:
            _publish_guide(campaign, lead)
            _gather_team(campaign, lead)
        case Phase.MAIN_SURVEY:
            talks.take(campaign)
            talks.take_slips(campaign)
            campaign.households_reached = _reached(campaign)
        case Phase.EVALUATION:
            _fix_assembly(campaign, row)
            themes.read(campaign, first=account(themes.FIRST), second=account(themes.SECOND))
        case _:
            pass


def _at_the_end(campaign: Campaign, row: Row, lead: UUID) -> None:
    """What happens in the phase where the campaign stands today."""
    if row["stopped"]:
        with then.on(row["stopped"]):
            _write_down(campaign, lead)
            phases.stop(campaign=campaign, reason=row["stop_reason"], is_public=True, account_id=lead)
    elif campaign.phase is Phase.MAIN_SURVEY:
        with then.on(row["starts"]):
            _write_down(campaign, lead)
        talks.take(campaign)
        talks.take_slips(campaign)
        _ring(campaign, lead)
    else:
        themes.tell(campaign, account_id=account(themes.FIRST))
        becoming.go_on(campaign, lead=lead)
        talks.note_told(campaign)


def _publish_guide(campaign: Campaign, lead: UUID) -> None:
    day = max(row["trained_on"] for row in _team_of(campaign))
    with then.on(day):
        questionnaire.rearrange(campaign=campaign, edit=_in_all_languages, account_id=lead)
        questionnaire.publish(campaign=campaign, stroke=questionnaires.of(campaign).stroke, account_id=lead)


def _in_all_languages(document: Document) -> Document:
    """The guide in the languages of the neighbourhood."""
    rows = reading.rows("survey_guide")
    for tag in LANGUAGES:
        document = editing.with_texts(document, tag, {row["place"]: row[tag] for row in rows})
    return replace(document, languages=(*document.languages, *LANGUAGES))


def _team_of(campaign: Campaign) -> list[Row]:
    return [row for row in reading.rows("survey_team") if row["campaign"] == campaign.slug]


def _gather_team(campaign: Campaign, lead: UUID) -> None:
    """Everybody joins, and those who ask go in pairs."""
    rows = _team_of(campaign)
    with then.on(max(row["trained_on"] for row in rows)):
        members = {row["name"]: team.join(campaign=campaign, person=_person(row), account_id=lead) for row in rows}
        for row in rows:
            if row["goes_with"]:
                two = {"asker": members[row["name"]], "writer": members[row["goes_with"]]}
                team.pair(campaign=campaign, **two, account_id=lead)


def _person(row: Row) -> Person:
    return Person(
        name=row["name"],
        role=TeamRole(row["role"]),
        account_id=account(row["account"]) if row["account"] else None,
        languages=tuple(reading.parts(row["languages"])),
        trained_on=_day(row["trained_on"]),
        trained_in=row["trained_in"],
        declared=row["declared"],
    )


def _reached(campaign: Campaign) -> int:
    """How many households had a talk. Their doors were forgotten long ago, so the number is all that is left of them."""
    mine = sa.select(sa.func.count()).where(Conversation.campaign_id == campaign.id, Conversation.setting.in_(AT_HOME))
    return db.session.scalar(mine) or 0


def _fix_assembly(campaign: Campaign, row: Row) -> None:
    if row["assembly"]:
        campaign.assembly_id = uuid5(SPACE, f"meeting {row['assembly']}")
        with then.on(ASSEMBLY_CHOSEN):
            contacts.follow_assembly(campaign)


def _ring(campaign: Campaign, lead: UUID) -> None:
    """Write down the doors, give them to the pairs, and note how ringing ended."""
    rows = reading.rows("survey_doors")
    with then.on(campaign.starts_on.isoformat() if campaign.starts_on else ""):
        for house, bells in groupby(rows, key=lambda row: row["house"]):
            lines = "\n".join(row["bell"] for row in bells)
            doors.add(campaign=campaign, house=house, count=None, lines=lines, account_id=lead)
        ids = _door_ids(campaign)
        for asker, pair in _pairs(campaign).items():
            given = [ids[row["house"], row["bell"]] for row in rows if row["pair"] == asker]
            doors.give(campaign=campaign, door_ids=given, pair=pair, account_id=lead)
    for row in rows:
        for at, attempt in enumerate(reading.parts(row["outcomes"])):
            day, outcome = attempt.split(":")
            with then.on(day):
                doors.attempt(
                    campaign=campaign,
                    door_id=ids[row["house"], row["bell"]],
                    outcome=Outcome(outcome),
                    on=date.fromisoformat(day),
                    client_id=uuid5(SPACE, f"ring {row['house']} {row['bell']} {at}").hex,
                )


def _door_ids(campaign: Campaign) -> dict[tuple[str, str], UUID]:
    found = db.session.execute(sa.select(Door.house, Door.bell, Door.id).where(Door.campaign_id == campaign.id))
    return {(house, bell): door_id for house, bell, door_id in found}


def _pairs(campaign: Campaign) -> dict[str, Pair]:
    """The pairs by the name of the one who asks."""
    wanted = sa.select(TeamMember.name, Pair).join(Pair, Pair.asker_id == TeamMember.id)
    return dict(db.session.execute(wanted.where(Pair.campaign_id == campaign.id)).all())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
