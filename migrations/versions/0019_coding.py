"""Themes, marked passages, quotes, and what a campaign shows to everybody."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "codebook_version",
        sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id")),
    )
    op.create_table(
        "theme",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id", ondelete="CASCADE"), nullable=False),
        sa.Column("topic_key", sa.Text(), sa.ForeignKey("topic.key"), nullable=False, index=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("label_plain", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer()),
        sa.Column("concern_id", sa.Uuid(), sa.ForeignKey("concern.id"), index=True),
        sa.CheckConstraint("label <> ''", name="label"),
        sa.CheckConstraint("until IS NULL OR until > since", name="versions"),
        sa.UniqueConstraint("campaign_id", "code", name="uq_theme_campaign_id_code"),
    )
    op.create_table(
        "theme_step",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before_id", sa.Uuid(), sa.ForeignKey("theme.id", ondelete="CASCADE"), nullable=False),
        sa.Column("after_id", sa.Uuid(), sa.ForeignKey("theme.id", ondelete="CASCADE")),
        sa.UniqueConstraint("before_id", "after_id", name="uq_theme_step_before_id_after_id"),
    )
    op.create_table(
        "coding",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("conversation_id", sa.Uuid(), sa.ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("begins", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Uuid(), sa.ForeignKey("theme.id"), nullable=False),
        sa.Column("direction", sa.String(40), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id")),
        sa.CheckConstraint("ends > begins", name="span"),
        sa.UniqueConstraint(
            "conversation_id",
            "key",
            "begins",
            "ends",
            "theme_id",
            "direction",
            "turn",
            name="uq_coding_passage",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_coding_theme", "coding", ["theme_id", "turn"])
    op.create_index("ix_coding_answer", "coding", ["conversation_id", "key", "turn"])
    op.create_table(
        "read_answer",
        sa.Column("conversation_id", sa.Uuid(), sa.ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("turn", sa.Integer(), primary_key=True),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "quote",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("theme_id", sa.Uuid(), sa.ForeignKey("theme.id"), nullable=False, index=True),
        sa.Column("direction", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("cleared_on", sa.Date()),
        sa.Column("cleared_by", sa.Uuid(), sa.ForeignKey("account.id")),
        sa.CheckConstraint("text <> ''", name="text"),
    )
    op.create_table(
        "campaign_result",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id", ondelete="CASCADE"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id")),
        sa.UniqueConstraint("campaign_id", "number", name="uq_campaign_result_campaign_id_number"),
    )


def downgrade() -> None:
    for table in ("campaign_result", "quote", "read_answer", "coding", "theme_step", "theme", "codebook_version"):
        op.drop_table(table)
