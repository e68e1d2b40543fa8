"""Campaigns, their phases, what was written down on the way, and who belongs to the team."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel import clock
from app.kernel.db import Base
from app.places.models import Ortsteil
from app.surveys.rules.kinds import AccessMode, CampaignState, Note, Phase, TeamRole


class CampaignOrtsteil(Base):
    """An Ortsteil in which a campaign asks."""

    __tablename__ = "campaign_ortsteil"

    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True)
    ortsteil_key: Mapped[str] = mapped_column(ForeignKey("ortsteil.key"), primary_key=True, index=True)


class Campaign(Base):
    """One activating survey.

    `phase` is where it stands (1 to 8). `version_id` is the questionnaire that is asked now; None as long as none was
    published. `access` says who may answer online. `households` is how many there are in the area, `households_reached` is
    kept when the addresses are deleted at the end of the main survey (A-34). `is_public` lets residents see its page.
    """

    __tablename__ = "campaign"
    __table_args__ = (
        CheckConstraint("phase BETWEEN 1 AND 8", name="phase"),
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("households IS NULL OR households > 0", name="households"),
        CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="days"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    """One or two sentences for residents, in German."""
    area_note: Mapped[str] = mapped_column(default="")
    """Which streets, in words."""
    sponsor: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    phase_number: Mapped[int] = mapped_column("phase", default=int(Phase.PURPOSE))
    state: Mapped[CampaignState] = mapped_column(default=CampaignState.RUNNING)
    stop_reason: Mapped[str] = mapped_column(default="")
    is_stop_public: Mapped[bool] = mapped_column(default=False)
    is_public: Mapped[bool] = mapped_column(default=False)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    """First and last day of the main survey."""
    households: Mapped[int | None]
    households_reached: Mapped[int | None]
    is_in_pairs: Mapped[bool] = mapped_column(default=True)
    access: Mapped[AccessMode] = mapped_column(default=AccessMode.CLOSED)
    forum_id: Mapped[UUID | None] = mapped_column(ForeignKey("forum.id"), index=True)
    questionnaire_id: Mapped[UUID] = mapped_column(ForeignKey("questionnaire.id"), unique=True)
    version_id: Mapped[UUID | None] = mapped_column(ForeignKey("questionnaire_version.id"))
    assembly_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    safety_key: Mapped[str] = mapped_column(default="")
    """Public key (JWK) for files that save what a phone holds; its private half stays with the evaluation."""
    made_at: Mapped[datetime] = mapped_column(default=clock.now)

    ortsteile: Mapped[list[Ortsteil]] = relationship(secondary="campaign_ortsteil", order_by=Ortsteil.name)

    @property
    def phase(self) -> Phase:
        return Phase(self.phase_number)

    @property
    def subject(self) -> str:
        """Its name in the log of acts, and that of its texts in other languages."""
        return f"campaign:{self.id}"


class PhaseStep(Base):
    """One dated step from phase to phase, or the stop. What was is never overwritten (A.1)."""

    __tablename__ = "campaign_phase_step"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    before: Mapped[int]
    after: Mapped[int]
    state: Mapped[CampaignState]
    reason: Mapped[str] = mapped_column(default="")
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))


class CampaignNote(Base):
    """What was written down in a phase."""

    __tablename__ = "campaign_note"

    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True)
    note: Mapped[Note] = mapped_column(primary_key=True)
    text: Mapped[str]


class TeamMember(Base):
    """Somebody who helps with a campaign. Interviewers have an account, so that their phone may load the guide.

    `declared` says openly which function somebody holds who has power over people (A-12).
    """

    __tablename__ = "campaign_member"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str]
    role: Mapped[TeamRole]
    languages: Mapped[list[str]] = mapped_column(default=list)
    """Codes of the languages somebody speaks."""
    trained_on: Mapped[date | None]
    trained_in: Mapped[str] = mapped_column(default="")
    declared: Mapped[str] = mapped_column(default="")


class Pair(Base):
    """Two who go together: one asks, the other writes (A-11)."""

    __tablename__ = "campaign_pair"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), index=True)
    asker_id: Mapped[UUID] = mapped_column(ForeignKey("campaign_member.id", ondelete="CASCADE"), index=True)
    writer_id: Mapped[UUID | None] = mapped_column(ForeignKey("campaign_member.id", ondelete="CASCADE"), index=True)
