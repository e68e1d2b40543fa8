"""The log of acts (which the database itself keeps from being changed), sealed originals, reasons for returning."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

SQLITE_GUARDS = [
    f"CREATE TRIGGER log_entry_no_{act} BEFORE {act} ON log_entry BEGIN SELECT RAISE(ABORT, 'log_entry is append-only'); END"
    for act in ("update", "delete")
]
POSTGRESQL_GUARDS = [
    "CREATE FUNCTION log_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'log_entry is append-only'; END $$",
    "CREATE TRIGGER log_entry_guard BEFORE UPDATE OR DELETE ON log_entry FOR EACH ROW EXECUTE FUNCTION log_entry_refuse()",
]


def upgrade() -> None:
    op.create_table(
        "log_entry",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id"), index=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False, index=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), index=True),
    )
    op.create_table(
        "sealed_original",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("subject", sa.Text(), nullable=False, index=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dies_on", sa.Date(), nullable=False, index=True),
    )
    op.create_table(
        "return_reason",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_GUARDS if sqlite else POSTGRESQL_GUARDS:
        op.execute(statement)


def downgrade() -> None:
    for table in ("return_reason", "sealed_original", "log_entry"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION log_entry_refuse()")
