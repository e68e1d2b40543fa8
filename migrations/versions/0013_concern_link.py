"""What elsewhere in the house deals with a concern."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "concern_link",
        sa.Column("concern_id", sa.Uuid(), sa.ForeignKey("concern.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("source", sa.Text(), primary_key=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
    )
    op.create_index("ix_concern_link_source", "concern_link", ["source"])


def downgrade() -> None:
    op.drop_table("concern_link")
