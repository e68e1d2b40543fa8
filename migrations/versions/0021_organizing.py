"""Community organizing: listening campaigns, one-to-ones, names to visit, research, house meetings."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def _listening(*, on_delete: str | None = "CASCADE") -> sa.Column[object]:
    """The listening campaign that a row belongs to."""
    key = sa.ForeignKey("listening_campaign.id", ondelete=on_delete)
    return sa.Column("listening_id", sa.Uuid(), key, nullable=False, index=True)


def _account(name: str = "account_id", *, nullable: bool = False, index: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey("account.id"), nullable=nullable, index=index)


def _listener() -> sa.Column[object]:
    return sa.Column("listener_id", sa.Uuid(), sa.ForeignKey("listener.id", ondelete="SET NULL"), index=True)


def upgrade() -> None:
    _campaigns()
    _people()
    _results()


def _campaigns() -> None:
    op.create_table(
        "listening_campaign",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id", ondelete="SET NULL"), index=True),
        _account("lead_id"),
        sa.Column("phase", sa.String(40), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("finished_on", sa.Date()),
        sa.CheckConstraint("title <> ''", name="title"),
        sa.CheckConstraint("ends_on >= starts_on", name="days"),
        sa.CheckConstraint("round >= 1", name="round"),
    )
    cascade = sa.ForeignKey("listening_campaign.id", ondelete="CASCADE")
    op.create_table(
        "listening_ortsteil",
        sa.Column("listening_id", sa.Uuid(), cascade, primary_key=True),
        sa.Column("ortsteil_key", sa.Text(), sa.ForeignKey("ortsteil.key"), primary_key=True, index=True),
    )
    op.create_table(
        "listening_step",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _listening(),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.String(40), nullable=False),
        sa.Column("after", sa.String(40), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("is_end", sa.Boolean(), nullable=False),
        _account(nullable=True, index=False),
    )


def _people() -> None:
    op.create_table(
        "listener",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _listening(),
        _account(nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.CheckConstraint("name <> ''", name="name"),
    )
    op.create_table(
        "one_to_one",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _listening(on_delete=None),
        _account(),
        _listener(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer()),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("interest", sa.String(40), nullable=False),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("next_contact_on", sa.Date()),
        sa.Column("last_contact_on", sa.Date(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("agreed_until", sa.Date()),
        sa.Column("delete_on", sa.Date(), nullable=False, index=True),
        sa.CheckConstraint("name <> ''", name="name"),
        sa.CheckConstraint("minutes IS NULL OR minutes > 0", name="minutes"),
        sa.CheckConstraint("agreed_until IS NULL OR delete_on <= agreed_until", name="agreed"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "prospect",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _listening(on_delete=None),
        _account(),
        _listener(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("asked_on", sa.Date()),
        sa.Column("delete_on", sa.Date(), nullable=False, index=True),
        sa.CheckConstraint("name <> ''", name="name"),
        sqlite_with_rowid=False,
    )


def _results() -> None:
    op.create_table(
        "research_item",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _listening(),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("responsible", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date()),
    )
    cascade = sa.ForeignKey("listening_campaign.id", ondelete="CASCADE")
    meeting = sa.ForeignKey("meeting.id", ondelete="CASCADE")
    op.create_table(
        "listening_meeting",
        sa.Column("listening_id", sa.Uuid(), cascade, primary_key=True),
        sa.Column("meeting_id", sa.Uuid(), meeting, primary_key=True, index=True),
    )


def downgrade() -> None:
    people = ("prospect", "one_to_one", "listener")
    for table in (
        "listening_meeting",
        "research_item",
        *people,
        "listening_step",
        "listening_ortsteil",
        "listening_campaign",
    ):
        op.drop_table(table)
