"""Departments, accounts, their roles and Ortsteile, and the sessions of staff."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "department",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short", sa.Text(), nullable=False),
        sa.Column("what_for", sa.Text(), nullable=False),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("email", sa.Text(), nullable=False, unique=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("totp_secret", sa.Text()),
        sa.Column("totp_last_step", sa.Integer()),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_city_wide", sa.Boolean(), nullable=False),
        sa.Column("department_key", sa.Text(), sa.ForeignKey("department.key"), index=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "role_held",
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("role", sa.String(40), primary_key=True),
    )
    op.create_table(
        "account_ortsteil",
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("ortsteil_key", sa.Text(), sa.ForeignKey("ortsteil.key"), primary_key=True),
    )
    op.create_table(
        "staff_session",
        sa.Column("id_hash", sa.Text(), primary_key=True),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id", ondelete="CASCADE"), index=True, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    for table in ("staff_session", "account_ortsteil", "role_held", "account", "department"):
        op.drop_table(table)
