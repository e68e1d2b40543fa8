"""Ortsteile, area schemes with their Planungsräume, and who belongs where."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "ortsteil",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.String(40)),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("area_km2", sa.Double()),
        sa.Column("population", sa.Integer()),
        sa.Column("population_date", sa.Date()),
        sa.Column("population_source", sa.Text(), nullable=False),
        sa.Column("social_index", sa.Double()),
        sa.Column("social_index_class", sa.String(40)),
        sa.Column("social_index_year", sa.Integer()),
        sa.Column("social_index_source", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("boundary", sa.JSON(none_as_null=True)),
        sa.Column("boundary_source", sa.Text(), nullable=False),
        sa.CheckConstraint("lat BETWEEN 47 AND 56", name="lat"),
        sa.CheckConstraint("lon BETWEEN 5 AND 16", name="lon"),
        sa.CheckConstraint("population >= 0", name="population"),
        sa.CheckConstraint("social_index BETWEEN 0 AND 1", name="social_index"),
    )
    op.create_table(
        "area_scheme",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False, unique=True),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date()),
        sa.Column("valid_to", sa.Date()),
        sa.Column("source", sa.Text(), nullable=False),
    )
    op.create_table(
        "planungsraum",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("scheme_id", sa.Uuid(), sa.ForeignKey("area_scheme.id", ondelete="CASCADE"), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.UniqueConstraint("scheme_id", "key", name="uq_planungsraum_scheme_key"),
    )
    op.create_table(
        "membership",
        sa.Column("planungsraum_id", sa.Uuid(), sa.ForeignKey("planungsraum.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("ortsteil_key", sa.Text(), sa.ForeignKey("ortsteil.key"), primary_key=True, index=True),
        sa.Column("coverage", sa.String(40), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    for table in ("membership", "planungsraum", "area_scheme", "ortsteil"):
        op.drop_table(table)
