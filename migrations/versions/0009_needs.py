"""Releases, their tables, and which voices they counted. What was released cannot be changed."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

FROZEN = ("release", "release_table", "counted_voice")


def upgrade() -> None:
    op.create_table(
        "release",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("quarter", sa.Text(), nullable=False, unique=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), sa.ForeignKey("account.id")),
        sa.Column("smallest_group", sa.JSON(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("method", sa.JSON(), nullable=False),
        sa.Column("constraints", sa.JSON(), nullable=False),
        sa.Column("pattern_hash", sa.Text(), nullable=False),
        sa.Column("checksum", sa.Text(), nullable=False),
    )
    op.create_table(
        "release_table",
        sa.Column("release_id", sa.Uuid(), sa.ForeignKey("release.id"), primary_key=True),
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
    )
    op.create_table(
        "counted_voice",
        sa.Column("voice_id", sa.Uuid(), primary_key=True),
        sa.Column("release_id", sa.Uuid(), sa.ForeignKey("release.id"), nullable=False),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "sqlite":
        for table in FROZEN:
            for act in ("UPDATE", "DELETE"):
                op.execute(
                    f'CREATE TRIGGER "{table}_no_{act.lower()}" BEFORE {act} ON "{table}" '
                    "BEGIN SELECT RAISE(ABORT, 'a release never changes'); END"
                )
    else:
        op.execute(
            "CREATE FUNCTION release_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'a release never changes'; END $$"
        )
        for table in FROZEN:
            op.execute(
                f'CREATE TRIGGER "{table}_guard" BEFORE UPDATE OR DELETE ON "{table}" '
                "FOR EACH ROW EXECUTE FUNCTION release_refuse()"
            )


def downgrade() -> None:
    for table in reversed(FROZEN):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION release_refuse()")
