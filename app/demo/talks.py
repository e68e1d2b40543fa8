"""What invented neighbours said at the door, online and in groups, and the slips that some of them left."""

from datetime import date
from typing import Any
from uuid import uuid5

import sqlalchemy as sa

from app.contacts import queries as contact_queries
from app.contacts import service as contacts
from app.contacts.models import ContactSlip
from app.contacts.rules import Means, Purpose
from app.contacts.service import Slip
from app.conversations import service as conversations
from app.conversations.rules import AgeBand, Channel, Gender, Tenure
from app.conversations.service import Talk
from app.demo import reading, then
from app.demo.reading import Row
from app.demo.voices import SPACE
from app.kernel.db import db
from app.questionnaires import queries as questionnaires
from app.questionnaires.rules.document import Texts, say
from app.surveys.models import Campaign
from app.surveys.queries import campaigns
from app.surveys.rules.kinds import Setting

KEYS = ("leben", "gut", "stoert", "konkret", "idee", "beitrag", "faehigkeit")
"""The open questions of the guide."""
SLIP_LINES = ("name", "phone", "email", "language", "themes", "skill")


def rows_of(campaign: Campaign) -> list[Row]:
    """The talks of a campaign as they stand in the file."""
    return [row for row in reading.rows("survey_talks") if row["campaign"] == campaign.slug]


def client_id(row: Row) -> str:
    """The id that the phone of this talk has thrown: the same every time."""
    return uuid5(SPACE, f"talk {row['key']}").hex


def take(campaign: Campaign) -> list[conversations.Taken]:
    """Take in all talks of a campaign, each on its day. Says what became of each."""
    taken = []
    for row in rows_of(campaign):
        with then.on(row["day"]):
            taken.append(conversations.take(campaign=campaign, client_id=client_id(row), talk=_talk(campaign, row)))
    return taken


def take_slips(campaign: Campaign) -> list[contacts.Taken]:
    """Take in all slips of a campaign, each on its day. Says what became of each."""
    taken, consent = [], campaigns.document_of(campaign).consent
    for row in (row for row in reading.rows("survey_slips") if row["campaign"] == campaign.slug):
        with then.on(row["day"]):
            known = uuid5(SPACE, f"slip {row['key']}").hex
            taken.append(contacts.take(campaign=campaign, client_id=known, slip=_slip(campaign, row, consent)))
    return taken


def note_told(campaign: Campaign) -> None:
    """Remember that everybody with a mail address heard of the assembly and the results. No mail is sent again."""
    assembly = contact_queries.find_assembly(campaign)
    words = {Purpose.RESULTS: contact_queries.RESULTS_WORD}
    if assembly is not None:
        words[Purpose.ASSEMBLY_INVITATION] = contact_queries.invitation_word(assembly)
    mailed = sa.select(ContactSlip).where(ContactSlip.campaign_id == campaign.id, ContactSlip.email != "")
    for slip in db.session.scalars(mailed):
        slip.told = [word for purpose, word in words.items() if purpose.value in slip.purposes]
    db.session.flush()


def _talk(campaign: Campaign, row: Row) -> Talk:
    version = questionnaires.versions_of(campaign.questionnaire_id)[0]
    answers: dict[str, Any] = {key: row[key] for key in (*KEYS, "einladung") if row[key]}
    return Talk(
        version_id=version.id,
        answers=answers,
        german={key: row[f"{key}_de"] for key in KEYS if row[f"{key}_de"]},
        channel=Channel(row["channel"]),
        setting=Setting(row["setting"]),
        language=row["language"],
        ortsteil_key=campaign.ortsteile[0].key,
        day=date.fromisoformat(row["day"]),
        people=int(row["people"]),
        interviewers=int(row["interviewers"]),
        age_band=AgeBand(row["age_band"]) if row["age_band"] else None,
        gender=Gender(row["gender"]) if row["gender"] else None,
        tenure=Tenure(row["tenure"]) if row["tenure"] else None,
        willingness=int(row["willingness"]) if row["willingness"] else None,
    )


def _slip(campaign: Campaign, row: Row, consent: Texts) -> Slip:
    return Slip(
        means=Means(row["means"]),
        purposes=[Purpose(each) for each in reading.parts(row["purposes"])],
        ortsteil_key=campaign.ortsteile[0].key,
        consent=say(consent, row["language"]).text,
        day=date.fromisoformat(row["day"]),
        **{name: row[name] for name in SLIP_LINES},
    )
