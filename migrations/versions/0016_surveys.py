"""Campaigns with their phases and teams, and the doors they knock at."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("slug", sa.Text(), nullable=False, unique=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("summary_plain", sa.Text(), nullable=False),
        sa.Column("area_note", sa.Text(), nullable=False),
        sa.Column("sponsor", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("phase", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("stop_reason", sa.Text(), nullable=False),
        sa.Column("is_stop_public", sa.Boolean(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date()),
        sa.Column("ends_on", sa.Date()),
        sa.Column("households", sa.Integer()),
        sa.Column("households_reached", sa.Integer()),
        sa.Column("is_in_pairs", sa.Boolean(), nullable=False),
        sa.Column("access", sa.String(40), nullable=False),
        sa.Column("forum_id", sa.Uuid(), sa.ForeignKey("forum.id"), index=True),
        sa.Column("questionnaire_id", sa.Uuid(), sa.ForeignKey("questionnaire.id"), nullable=False, unique=True),
        sa.Column("version_id", sa.Uuid(), sa.ForeignKey("questionnaire_version.id")),
        sa.Column("assembly_id", sa.Uuid(), sa.ForeignKey("meeting.id"), index=True),
        sa.Column("safety_key", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="days"),
        sa.CheckConstraint("households IS NULL OR households > 0", name="households"),
        sa.CheckConstraint("phase BETWEEN 1 AND 8", name="phase"),
        sa.CheckConstraint("title <> ''", name="title"),
    )
    op.create_table(
        "campaign_ortsteil",
        sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("ortsteil_key", sa.Text(), sa.ForeignKey("ortsteil.key"), primary_key=True, index=True),
    )
    op.create_table(
        "campaign_phase_step",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id")),
    )
    op.create_table(
        "campaign_note",
        sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("note", sa.String(40), primary_key=True),
        sa.Column("text", sa.Text(), nullable=False),
    )
    op.create_table(
        "campaign_member",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id"), index=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("trained_on", sa.Date()),
        sa.Column("trained_in", sa.Text(), nullable=False),
        sa.Column("declared", sa.Text(), nullable=False),
    )
    op.create_table(
        "campaign_pair",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column(
            "asker_id", sa.Uuid(), sa.ForeignKey("campaign_member.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("writer_id", sa.Uuid(), sa.ForeignKey("campaign_member.id", ondelete="CASCADE"), index=True),
    )
    op.create_table(
        "door",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id", ondelete="CASCADE"), nullable=False),
        sa.Column("house", sa.Text(), nullable=False),
        sa.Column("bell", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Uuid(), sa.ForeignKey("campaign_pair.id", ondelete="SET NULL")),
        sa.Column("is_refused", sa.Boolean(), nullable=False),
        sa.Column("is_reached", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("campaign_id", "house", "bell", name="uq_door_campaign_id_house_bell"),
        sa.CheckConstraint("NOT is_refused OR pair_id IS NULL", name="refused"),
    )
    op.create_index("ix_door_route", "door", ["campaign_id", "pair_id", "position"])
    op.create_table(
        "contact_attempt",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("client_hash", sa.Text(), nullable=False, unique=True),
        sa.Column("door_id", sa.Uuid(), sa.ForeignKey("door.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
    )
    op.create_table(
        "household_code",
        sa.Column("code_hash", sa.Text(), primary_key=True),
        sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in (
        "household_code",
        "contact_attempt",
        "door",
        "campaign_pair",
        "campaign_member",
        "campaign_note",
        "campaign_phase_step",
        "campaign_ortsteil",
        "campaign",
    ):
        op.drop_table(table)
