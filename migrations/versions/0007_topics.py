"""The sixteen topics of level 1 (methods A-44); health and advice about one's own affairs need larger groups (D-30)."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

TOPICS = (
    ("wohnen", "Wohnen", "house"),
    ("wohnumfeld", "Wohnumfeld und öffentlicher Raum", "bench"),
    ("gruen", "Grün, Spiel, Sport", "tree"),
    ("verkehr", "Verkehr und Mobilität", "bus"),
    ("sicherheit", "Sicherheit und Sauberkeit", "shield"),
    ("zusammenleben", "Zusammenleben", "people"),
    ("kinder", "Kinder, Jugend, Familie", "kite"),
    ("aeltere", "Ältere Menschen", "stick"),
    ("bildung", "Bildung und Betreuung", "book"),
    ("arbeit", "Arbeit und Einkommen", "briefcase"),
    ("gesundheit", "Gesundheit und Pflege", "health"),
    ("kultur", "Kultur und Freizeit", "music"),
    ("einkaufen", "Einkaufen und Versorgung", "basket"),
    ("beratung", "Beratung und Behörden", "building"),
    ("beteiligung", "Beteiligung und Information", "megaphone"),
    ("sonstiges", "Sonstiges", "dots"),
)
SENSITIVE = {"gesundheit", "beratung"}

topic = sa.table(
    "topic",
    sa.column("key", sa.Text()),
    sa.column("label", sa.Text()),
    sa.column("icon", sa.Text()),
    sa.column("position", sa.Integer()),
    sa.column("is_sensitive", sa.Boolean()),
    sa.column("is_active", sa.Boolean()),
)


concern = sa.table("concern", sa.column("topic_key", sa.Text()))


def upgrade() -> None:
    there = set(op.get_bind().scalars(sa.select(topic.c.key)))
    rows = [
        {"key": key, "label": label, "icon": icon, "position": at, "is_sensitive": key in SENSITIVE, "is_active": True}
        for at, (key, label, icon) in enumerate(TOPICS, start=1)
        if key not in there
    ]
    op.bulk_insert(topic, rows)


def downgrade() -> None:
    """Topics that concerns stand under stay: they are people's words by then."""
    ours = topic.c.key.in_([key for key, _label, _icon in TOPICS])
    op.execute(topic.delete().where(ours, topic.c.key.not_in(sa.select(concern.c.topic_key))))
