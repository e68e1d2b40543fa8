"""What people report: barriers, and texts that should not stand here."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    concern = sa.ForeignKey("concern.id", ondelete="SET NULL")
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("client_key", sa.Text(), nullable=False, unique=True),
        sa.Column("code_hash", sa.Text(), unique=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("concern_id", sa.Uuid(), concern, index=True),
        sa.Column("reason", sa.String(40)),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("in_good_faith", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("suspicion", sa.Text(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(40)),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date()),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id")),
        sa.Column("contact_dies_on", sa.Date(), nullable=False, index=True),
        sa.Column("words_die_on", sa.Date(), index=True),
        sa.CheckConstraint("(outcome IS NULL) = (answered_on IS NULL)", name="answered"),
    )
    op.create_index("ix_notice_outcome_due", "notice", ["outcome", "due_on"])


def downgrade() -> None:
    op.drop_table("notice")
