"""On which day somebody was told something by letter or phone."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.add_column("contact_slip", sa.Column("told_on", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    op.drop_column("contact_slip", "told_on")
