"""Questionnaires: the draft, and the versions that were asked."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "questionnaire",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("stroke", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "questionnaire_version",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("questionnaire_id", sa.Uuid(), sa.ForeignKey("questionnaire.id"), nullable=False, index=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id")),
        sa.UniqueConstraint("questionnaire_id", "number", name="uq_questionnaire_version_questionnaire_id_number"),
    )


def downgrade() -> None:
    for table in ("questionnaire_version", "questionnaire"):
        op.drop_table(table)
