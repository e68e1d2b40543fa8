"""Contact slips, without any key to an answer."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "contact_slip",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("client_hash", sa.Text(), nullable=False, unique=True),
        sa.Column("payload_hash", sa.Text(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id"), nullable=False, index=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("means", sa.String(40), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("ortsteil_key", sa.Text(), sa.ForeignKey("ortsteil.key"), nullable=False, index=True),
        sa.Column("purposes", sa.JSON(), nullable=False),
        sa.Column("themes", sa.Text(), nullable=False),
        sa.Column("skill", sa.Text(), nullable=False),
        sa.Column("consent", sa.Text(), nullable=False),
        sa.Column("consented_on", sa.Date(), nullable=False),
        sa.Column("delete_on", sa.Date(), nullable=False, index=True),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.CheckConstraint("phone <> '' OR email <> '' OR address <> ''", name="reachable"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "contact_slip_intake",
        sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    for table in ("contact_slip_intake", "contact_slip"):
        op.drop_table(table)
