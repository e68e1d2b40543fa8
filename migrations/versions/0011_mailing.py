"""Who wants mails about what, who wants none, and the language of each account."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "subscription",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_hash", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True)),
        sa.Column("expires_on", sa.Date()),
        sa.UniqueConstraint("purpose", "subject", "email_hash"),
    )
    op.create_table(
        "mail_stop",
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("purpose", sa.String(40), primary_key=True),
    )
    op.create_table(
        "address_stop",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("stopped_on", sa.Date(), nullable=False),
    )
    op.add_column("account", sa.Column("language", sa.Text(), nullable=False, server_default="de"))


def downgrade() -> None:
    op.drop_column("account", "language")
    for table in ("address_stop", "mail_stop", "subscription"):
        op.drop_table(table)
