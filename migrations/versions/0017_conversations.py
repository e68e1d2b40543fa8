"""Talks and their answers, without order, time or name."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("client_hash", sa.Text(), nullable=False, unique=True),
        sa.Column("payload_hash", sa.Text(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id"), nullable=False),
        sa.Column("version_id", sa.Uuid(), sa.ForeignKey("questionnaire_version.id"), nullable=False, index=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("setting", sa.String(40), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("ortsteil_key", sa.Text(), sa.ForeignKey("ortsteil.key"), nullable=False, index=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("interviewers", sa.Integer(), nullable=False),
        sa.Column("age_band", sa.String(40)),
        sa.Column("gender", sa.String(40)),
        sa.Column("tenure", sa.String(40)),
        sa.Column("willingness", sa.Integer()),
        sa.CheckConstraint("people BETWEEN 1 AND 60", name="people"),
        sa.CheckConstraint("willingness IS NULL OR willingness BETWEEN 1 AND 4", name="willingness"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_conversation_campaign_id_day", "conversation", ["campaign_id", "day"])
    op.create_table(
        "answer",
        sa.Column("conversation_id", sa.Uuid(), sa.ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id"), nullable=False),
        sa.Column("is_text", sa.Boolean(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("german", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_answer_texts", "answer", ["campaign_id", "is_text", "conversation_id", "key"])
    op.create_table(
        "conversation_intake",
        sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    for table in ("conversation_intake", "answer", "conversation"):
        op.drop_table(table)
