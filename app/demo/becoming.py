"""What became of the themes that were shown: one of them went on as a concern, and its card on the wall knows of it.

The other cards carry the names of their themes, so that they belong to them by their words.
"""

from datetime import date
from uuid import UUID, uuid5

import sqlalchemy as sa

from app.accounts.models import Account
from app.coding.models import Theme
from app.coding.service import becoming
from app.concerns.models import Concern
from app.concerns.rules import Direction, Progress
from app.concerns.service import progress, reviewing
from app.demo import minutes, reading, then
from app.demo.reading import Row
from app.demo.voices import SPACE
from app.kernel.db import db
from app.meetings.models import DotOption
from app.surveys.models import Campaign

REVIEWER = "stadt@example.org"


def go_on(campaign: Campaign, *, lead: UUID) -> None:
    """Let themes of this campaign become concerns that everybody can read, each with what came of it."""
    for row in reading.rows("survey_concerns"):
        if row["campaign"] == campaign.slug:
            _tell(_concern(campaign, row, lead), row)


def _concern(campaign: Campaign, row: Row, lead: UUID) -> Concern:
    theme = db.session.get_one(Theme, uuid5(SPACE, f"theme {row['theme']}"))
    with then.on(row["made_on"]):
        concern = becoming.to_concern(
            campaign=campaign,
            theme=theme,
            text=row["text"],
            direction=Direction(row["direction"]),
            ortsteil_key=row["ortsteil_key"],
            account_id=lead,
        )
    for card in (card for card in reading.rows("meeting_dots") if card["theme"] == row["theme"]):
        known = sa.update(DotOption).where(DotOption.id == minutes.card_id(card))
        db.session.execute(known.values(concern_id=concern.id))
    return concern


def _tell(concern: Concern, row: Row) -> None:
    """Publish it, and write down what is done about it."""
    reviewer = db.session.scalars(sa.select(Account.id).where(Account.email == REVIEWER)).one()
    with then.on(row["published_on"]):
        reviewing.publish(wanted=sa.select(Concern.id).where(Concern.id == concern.id), account=reviewer)
    db.session.refresh(concern, ["review"])
    with then.on(row["happened_on"]):
        progress.add_entry(
            concern=concern,
            step=Progress(row["step"]),
            happened_on=date.fromisoformat(row["happened_on"]),
            text=row["words"],
            department_key=row["department"],
            promised_on=date.fromisoformat(row["promised_on"]),
            account=reviewer,
        )
