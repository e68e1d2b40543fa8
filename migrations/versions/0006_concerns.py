"""Concerns, the voices behind them, reviews, progress, messages, and the search table of each database."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    _topics_and_concerns()
    _voices()
    _steps_and_messages()
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE concern_search USING fts5(words, tokenize = 'unicode61')")
    else:
        lexemes = "lexemes tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED"
        op.execute(f"CREATE TABLE concern_search (rowid bigint PRIMARY KEY, words text NOT NULL, {lexemes})")
        op.execute("CREATE INDEX ix_concern_search_words ON concern_search USING gin (lexemes)")


def _topics_and_concerns() -> None:
    op.create_table(
        "topic",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("icon", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_sensitive", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "number_series",
        sa.Column("year", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("last", sa.Integer(), nullable=False),
    )
    op.create_table(
        "concern",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("sequence", sa.BigInteger(), nullable=False, unique=True),
        sa.Column("client_key", sa.Text(), unique=True),
        sa.Column("fingerprint", sa.Text()),
        sa.Column("code_hash", sa.Text(), unique=True),
        sa.Column("external_id", sa.Text(), unique=True),
        sa.Column("direction", sa.String(40), nullable=False),
        sa.Column("topic_key", sa.Text(), sa.ForeignKey("topic.key"), nullable=False),
        sa.Column("ortsteil_key", sa.Text(), sa.ForeignKey("ortsteil.key"), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("where_exactly", sa.Text(), nullable=False),
        sa.Column("affected", sa.JSON(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("people", sa.Integer(), sa.CheckConstraint("people >= 1", name="people"), nullable=False),
        sa.Column("review", sa.String(40), nullable=False),
        sa.Column("progress", sa.String(40), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("supports", sa.Integer(), nullable=False),
        sa.Column("imported_supports", sa.Integer(), nullable=False),
        sa.Column("suspicion", sa.Text(), nullable=False),
        sa.Column("has_hints", sa.Boolean(), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), sa.ForeignKey("account.id")),
        sa.Column("merged_into_id", sa.Uuid(), sa.ForeignKey("concern.id"), index=True),
    )
    op.create_index("ix_concern_review_sequence", "concern", ["review", "sequence"])
    op.create_index("ix_concern_ortsteil", "concern", ["ortsteil_key", "review", "sequence"])
    op.create_index("ix_concern_topic", "concern", ["topic_key", "review", "sequence"])


def _voices() -> None:
    op.create_table(
        "voice",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of_concern(),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("support_key", sa.Text()),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("network", sa.Text()),
        sa.Column("people", sa.Integer(), sa.CheckConstraint("people >= 1", name="people"), nullable=False),
        sa.Column("quarter", sa.Text(), nullable=False),
        sa.UniqueConstraint("concern_id", "support_key"),
    )
    op.create_index("ix_voice_quarter", "voice", ["quarter", "concern_id"])


def _steps_and_messages() -> None:
    op.create_table(
        "review_step",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of_concern(),
        sa.Column("batch_id", sa.Uuid(), nullable=False, index=True),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("undoes_id", sa.Uuid(), sa.ForeignKey("review_step.id"), unique=True),
    )
    op.create_table(
        "progress_entry",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of_concern(),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("department_key", sa.Text(), sa.ForeignKey("department.key")),
        sa.Column("promised_on", sa.Date()),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id")),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_progress_entry_promised", "progress_entry", ["step", "promised_on"])
    op.create_index("ix_progress_entry_newest", "progress_entry", ["happened_on", "written_at"])
    op.create_table(
        "message",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of_concern(),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id")),
        sa.Column("client_key", sa.Text(), unique=True),
        sa.Column("is_settled", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_message_unsettled", "message", ["is_settled", "kind"])


def _of_concern() -> sa.Column:
    return sa.Column("concern_id", sa.Uuid(), sa.ForeignKey("concern.id", ondelete="CASCADE"), nullable=False, index=True)


def downgrade() -> None:
    tables = ("concern_search", "message", "progress_entry", "review_step", "voice", "concern", "number_series", "topic")
    for table in tables:
        op.drop_table(table)
