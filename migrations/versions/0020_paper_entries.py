"""Papers that two people type in: kept until both agree."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "paper_entry",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("client_hash", sa.Text(), nullable=False, unique=True),
        sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id", ondelete="CASCADE"), nullable=False),
        sa.Column("version_id", sa.Uuid(), sa.ForeignKey("questionnaire_version.id"), nullable=False, index=True),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False, index=True),
        sa.Column("first", sa.JSON(), nullable=False),
        sa.Column("first_by", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("second", sa.JSON(), nullable=False),
        sa.Column("second_by", sa.Uuid(), sa.ForeignKey("account.id")),
        sa.UniqueConstraint("campaign_id", "mark"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("paper_entry")
