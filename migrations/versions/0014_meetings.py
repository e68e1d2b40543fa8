"""Meetings, their agenda, their minutes, and what they leave behind; the words by which they are found."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

TABLES = (
    "action_group",
    "meeting_series",
    "meeting",
    "meeting_forum",
    "meeting_gremium",
    "meeting_ortsteil",
    "meeting_group",
    "agenda_item",
    "agenda_concern",
    "meeting_document",
    "minutes",
    "minutes_step",
    "minutes_part",
    "minutes_revision",
    "correction",
    "decision",
    "attendance_count",
    "task",
    "task_step",
    "parked_point",
    "dot_poll",
    "dot_option",
)


def upgrade() -> None:
    _planning()
    _minutes()
    _results()
    _search()


def _planning() -> None:
    op.create_table(
        "action_group",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("slug", sa.Text(), nullable=False, unique=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("topic_key", sa.Text(), sa.ForeignKey("topic.key"), index=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=False),
        sa.Column("next_on", sa.Date()),
        sa.Column("next_note", sa.Text(), nullable=False),
        sa.Column("forum_id", sa.Uuid(), sa.ForeignKey("forum.id"), index=True),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("reminded_on", sa.Date()),
        sa.Column("client_key", sa.Text(), unique=True),
    )
    op.create_table(
        "meeting_series",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("rhythm", sa.String(40), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time()),
        sa.Column("pattern", sa.JSON(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("client_key", sa.Text(), unique=True),
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False, index=True),
        sa.Column("last_day", sa.Date(), nullable=False, index=True),
        sa.Column("starts_at", sa.DateTime(timezone=True)),
        sa.Column("ends_at", sa.DateTime(timezone=True)),
        sa.Column("precision", sa.String(40), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("online_link", sa.Text(), nullable=False),
        sa.Column("access", sa.JSON(), nullable=False),
        sa.Column("access_note", sa.Text(), nullable=False),
        sa.Column("interpreting", sa.JSON(), nullable=False),
        sa.Column("facilitator", sa.Text(), nullable=False),
        sa.Column("minute_taker", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("invited_count", sa.Integer()),
        sa.Column("new_hosts", sa.Integer()),
        sa.Column("is_city_wide", sa.Boolean(), nullable=False),
        sa.Column("invited_on", sa.Date()),
        sa.Column("invitation_channels", sa.JSON(), nullable=False),
        sa.Column("invited_subjects", sa.JSON(), nullable=False),
        sa.Column("cancelled_reason", sa.Text(), nullable=False),
        sa.Column("attendance_total", sa.Integer()),
        sa.Column("series_id", sa.Uuid(), sa.ForeignKey("meeting_series.id"), index=True),
        sa.Column("series_day", sa.Date()),
        sa.Column("external_id", sa.Text(), unique=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("client_key", sa.Text(), unique=True),
        sa.Column("calendar_sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True)),
        sa.Column("created_by_id", sa.Uuid(), sa.ForeignKey("account.id")),
        sa.CheckConstraint("attendance_total IS NULL OR attendance_total >= 0", name="attendance"),
        sa.CheckConstraint("last_day >= first_day", name="days"),
        sa.CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="times"),
        sa.UniqueConstraint("series_id", "series_day"),
    )
    op.create_index("ix_meeting_state_day", "meeting", ["state", "first_day", "id"])
    op.create_table(
        "meeting_forum",
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("forum_id", sa.Uuid(), sa.ForeignKey("forum.id"), primary_key=True, index=True),
    )
    op.create_table(
        "meeting_gremium",
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("gremium_id", sa.Uuid(), sa.ForeignKey("gremium.id"), primary_key=True, index=True),
    )
    op.create_table(
        "meeting_ortsteil",
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("ortsteil_key", sa.Text(), sa.ForeignKey("ortsteil.key"), primary_key=True, index=True),
    )
    op.create_table(
        "meeting_group",
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("group_id", sa.Uuid(), sa.ForeignKey("action_group.id"), primary_key=True, index=True),
    )
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(40), nullable=False),
        sa.Column("phase", sa.String(40)),
        sa.Column("minutes_planned", sa.Integer()),
        sa.Column("topic_key", sa.Text(), sa.ForeignKey("topic.key"), index=True),
        sa.Column("carried_from_id", sa.Uuid(), sa.ForeignKey("agenda_item.id", ondelete="SET NULL"), index=True),
        sa.Column("is_left_out", sa.Boolean(), nullable=False),
        sa.Column("client_key", sa.Text(), unique=True),
        sa.CheckConstraint("position >= 1", name="position"),
    )
    op.create_index("ix_agenda_item_meeting", "agenda_item", ["meeting_id", "position"])
    op.create_table(
        "agenda_concern",
        sa.Column("item_id", sa.Uuid(), sa.ForeignKey("agenda_item.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("concern_id", sa.Uuid(), sa.ForeignKey("concern.id", ondelete="CASCADE"), primary_key=True, index=True),
        sa.Column("moves_to", sa.String(40), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True)),
    )
    op.create_table(
        "meeting_document",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
    )


def _minutes() -> None:
    op.create_table(
        "minutes",
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("state", sa.String(40), nullable=False, index=True),
        sa.Column("approved_on", sa.Date()),
        sa.Column("approved_in_id", sa.Uuid(), sa.ForeignKey("meeting.id", ondelete="SET NULL"), index=True),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("distribution", sa.Text(), nullable=False),
        sa.Column("plain_state", sa.String(40), nullable=False),
        sa.Column("plain_checked_by", sa.Text(), nullable=False),
        sa.Column("plain_checked_on", sa.Date()),
        sa.Column("is_uncounted", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "minutes_step",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("before", sa.String(40), nullable=False),
        sa.Column("after", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id")),
        sa.Column("note", sa.Text(), nullable=False),
    )
    op.create_table(
        "minutes_part",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False),
        sa.Column("item_id", sa.Uuid(), sa.ForeignKey("agenda_item.id", ondelete="CASCADE"), index=True),
        sa.Column("part", sa.String(40), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id")),
        sa.Column("pen", sa.Text(), nullable=False),
        sa.Column("stroke", sa.Integer(), nullable=False),
        sa.UniqueConstraint("meeting_id", "slot"),
    )
    op.create_table(
        "minutes_revision",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("part_id", sa.Uuid(), sa.ForeignKey("minutes_part.id", ondelete="CASCADE"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id")),
        sa.Column("pen", sa.Text(), nullable=False),
        sa.Column("stroke", sa.Integer(), nullable=False),
        sa.Column("is_settled", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("part_id", "number"),
    )
    op.create_table(
        "correction",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("item_id", sa.Uuid(), sa.ForeignKey("agenda_item.id", ondelete="SET NULL")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id")),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("item_id", sa.Uuid(), sa.ForeignKey("agenda_item.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("plain", sa.Text(), nullable=False),
        sa.Column("mode", sa.String(40), nullable=False),
        sa.Column("yes", sa.Integer()),
        sa.Column("no", sa.Integer()),
        sa.Column("abstained", sa.Integer()),
        sa.Column("client_key", sa.Text(), unique=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("coalesce(yes, 0) >= 0 AND coalesce(no, 0) >= 0 AND coalesce(abstained, 0) >= 0", name="votes"),
    )
    op.create_table(
        "attendance_count",
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("dimension", sa.String(40), primary_key=True),
        sa.Column("group", sa.Text(), primary_key=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.CheckConstraint("people >= 0", name="people"),
    )


def _results() -> None:
    op.create_table(
        "task",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("owner_account_id", sa.Uuid(), sa.ForeignKey("account.id"), index=True),
        sa.Column("owner_email", sa.Text(), nullable=False),
        sa.Column("owner_language", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date()),
        sa.Column("reminded_before", sa.Date()),
        sa.Column("reminded_after", sa.Date()),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meeting.id", ondelete="CASCADE"), index=True),
        sa.Column("item_id", sa.Uuid(), sa.ForeignKey("agenda_item.id", ondelete="SET NULL"), index=True),
        sa.Column("decision_id", sa.Uuid(), sa.ForeignKey("decision.id", ondelete="SET NULL"), index=True),
        sa.Column("concern_id", sa.Uuid(), sa.ForeignKey("concern.id", ondelete="SET NULL"), index=True),
        sa.Column("group_id", sa.Uuid(), sa.ForeignKey("action_group.id", ondelete="CASCADE"), index=True),
        sa.Column("client_key", sa.Text(), unique=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), sa.ForeignKey("account.id")),
    )
    op.create_index("ix_task_due", "task", ["status", "due_on"])
    op.create_table(
        "task_step",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("task_id", sa.Uuid(), sa.ForeignKey("task.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id")),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
    )
    op.create_table(
        "parked_point",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("taken_up_in_id", sa.Uuid(), sa.ForeignKey("agenda_item.id", ondelete="SET NULL"), index=True),
        sa.Column("is_dropped", sa.Boolean(), nullable=False),
        sa.Column("client_key", sa.Text(), unique=True),
    )
    op.create_table(
        "dot_poll",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("item_id", sa.Uuid(), sa.ForeignKey("agenda_item.id", ondelete="SET NULL")),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("dots_per_person", sa.Integer(), nullable=False),
        sa.Column("voters", sa.Integer()),
        sa.Column("client_key", sa.Text(), unique=True),
        sa.CheckConstraint("dots_per_person >= 1", name="dots"),
        sa.CheckConstraint("voters IS NULL OR voters >= 0", name="voters"),
    )
    op.create_table(
        "dot_option",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("poll_id", sa.Uuid(), sa.ForeignKey("dot_poll.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.Column("is_chosen", sa.Boolean(), nullable=False),
        sa.Column("topic_key", sa.Text(), sa.ForeignKey("topic.key")),
        sa.Column("concern_id", sa.Uuid(), sa.ForeignKey("concern.id", ondelete="SET NULL")),
        sa.CheckConstraint("dots >= 0", name="dots"),
    )


def _search() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE meeting_search USING fts5(meeting UNINDEXED, words, tokenize = 'unicode61')")
    else:
        lexemes = "lexemes tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED"
        op.execute(f"CREATE TABLE meeting_search (meeting text PRIMARY KEY, words text NOT NULL, {lexemes})")
        op.execute("CREATE INDEX ix_meeting_search_words ON meeting_search USING gin (lexemes)")


def downgrade() -> None:
    op.drop_table("meeting_search")
    for table in reversed(TABLES):
        op.drop_table(table)
