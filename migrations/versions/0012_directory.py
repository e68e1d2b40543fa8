"""Gremien, for which Ortsteile they work, and which institutions belong to them."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

TEXTS = ("kind", "since", "rhythm", "coordination", "reach", "place", "description", "description_plain")


def upgrade() -> None:
    op.create_table(
        "gremium",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("slug", sa.Text(), nullable=False, unique=True),
        sa.Column("name", sa.Text(), nullable=False, unique=True),
        sa.Column("level", sa.String(40), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in TEXTS),
        sa.Column("is_city_wide", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("checked_on", sa.Date()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("name <> ''", name="name"),
    )
    op.create_table(
        "gremium_ortsteil",
        sa.Column("gremium_id", sa.Uuid(), sa.ForeignKey("gremium.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("ortsteil_key", sa.Text(), sa.ForeignKey("ortsteil.key"), primary_key=True, index=True),
    )
    op.create_table(
        "gremium_member",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("gremium_id", sa.Uuid(), sa.ForeignKey("gremium.id", ondelete="CASCADE"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.UniqueConstraint("gremium_id", "name", name="uq_gremium_member_gremium_id_name"),
        sa.CheckConstraint("name <> ''", name="name"),
    )


def downgrade() -> None:
    for table in ("gremium_member", "gremium_ortsteil", "gremium"):
        op.drop_table(table)
