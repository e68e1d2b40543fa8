"""Campaigns and Gremien no longer keep plain words of their own: they are Übersetzungen."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

COLUMNS = (("campaign", "summary_plain"), ("gremium", "description_plain"))


def upgrade() -> None:
    for table, column in COLUMNS:
        op.drop_column(table, column)


def downgrade() -> None:
    for table, column in COLUMNS:
        op.add_column(table, sa.Column(column, sa.Text(), nullable=False, server_default=""))
