"""Forums, their Ortsteile and the staff who look after them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "forum",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("slug", sa.Text(), nullable=False, unique=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("rhythm", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "forum_ortsteil",
        sa.Column("forum_id", sa.Uuid(), sa.ForeignKey("forum.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("ortsteil_key", sa.Text(), sa.ForeignKey("ortsteil.key"), primary_key=True, index=True),
    )
    op.create_table(
        "forum_member",
        sa.Column("forum_id", sa.Uuid(), sa.ForeignKey("forum.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True),
    )


def downgrade() -> None:
    for table in ("forum_member", "forum_ortsteil", "forum"):
        op.drop_table(table)
