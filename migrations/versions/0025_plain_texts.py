"""Plain words of campaigns and Gremien become Übersetzungen, as drafts that everybody may read as before."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

PLAIN = "de-simple"
CAMPAIGN = sa.table(
    "campaign", sa.column("id", sa.Uuid()), sa.column("summary", sa.Text()), sa.column("summary_plain", sa.Text())
)
GREMIUM = sa.table(
    "gremium", sa.column("slug", sa.Text()), sa.column("description", sa.Text()), sa.column("description_plain", sa.Text())
)
RENDITION = sa.table(
    "rendition",
    sa.column("id", sa.Uuid()),
    *(sa.column(name, sa.Text()) for name in ("subject", "part", "language", "text", "original_digest", "checked_by")),
    sa.column("state", sa.String(40)),
    sa.column("is_shown", sa.Boolean()),
    sa.column("made_on", sa.Date()),
)


class Kind(NamedTuple):
    """A kind of things with plain words: what names one of them in an Übersetzung, its German words, its plain ones."""

    name: str
    table: sa.TableClause
    key: sa.ColumnClause
    part: str

    @property
    def german(self) -> sa.ColumnClause:
        return self.table.c[self.part]

    @property
    def plain(self) -> sa.ColumnClause:
        return self.table.c[f"{self.part}_plain"]

    def rows(self) -> Iterable[sa.Row]:
        return op.get_bind().execute(sa.select(self.key, self.german, self.plain)).all()

    def rendition(self, key: object) -> sa.ColumnElement[bool]:
        """The one in plain words, for a WHERE."""
        of = RENDITION.c
        return sa.and_(of.subject == f"{self.name}:{key}", of.part == self.part, of.language == PLAIN)


KINDS = (
    Kind("campaign", CAMPAIGN, CAMPAIGN.c.id, "summary"),
    Kind("gremium", GREMIUM, GREMIUM.c.slug, "description"),
)


def upgrade() -> None:
    for kind in KINDS:
        for key, german, plain in kind.rows():
            if plain.strip():
                _put_in(kind, key, german, plain)


def downgrade() -> None:
    """Take the plain words back to their columns, as far as readers saw them."""
    connection = op.get_bind()
    for kind in KINDS:
        for key, german, _plain in kind.rows():
            seen = (RENDITION.c.is_shown.is_(True), RENDITION.c.original_digest == _digest(german))
            text = connection.scalar(sa.select(RENDITION.c.text).where(kind.rendition(key), *seen))
            if text:
                connection.execute(sa.update(kind.table).where(kind.key == key).values({kind.plain: text}))
                connection.execute(sa.delete(RENDITION).where(kind.rendition(key)))


def _put_in(kind: Kind, key: object, german: str, plain: str) -> None:
    connection = op.get_bind()
    connection.execute(sa.delete(RENDITION).where(kind.rendition(key)))
    connection.execute(
        sa.insert(RENDITION).values(
            id=uuid4(),
            subject=f"{kind.name}:{key}",
            part=kind.part,
            language=PLAIN,
            text=plain,
            state="draft",
            is_shown=True,
            original_digest=_digest(german),
            made_on=sa.func.current_date(),
            checked_by="",
        )
    )


def _digest(text: str) -> str:
    """As the app marks the words that an Übersetzung was made from."""
    return hashlib.sha256(text.encode()).hexdigest()
