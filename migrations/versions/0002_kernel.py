"""Counters, daily keys and version stamps of the kernel."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "attempts",
        sa.Column("subject", sa.Text(), primary_key=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
    )
    op.create_table(
        "daily_key",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("key", sa.Text(), nullable=False),
    )
    op.create_table(
        "stamp",
        sa.Column("scope", sa.Text(), primary_key=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
    )


def downgrade() -> None:
    for table in ("stamp", "daily_key", "attempts"):
        op.drop_table(table)
