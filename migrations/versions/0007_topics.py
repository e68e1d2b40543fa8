"""The sixteen topics of level 1 (methods A-44); health and advice about one's own affairs need larger groups (D-30)."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

TOPICS = (
    ("wohnen", "Wohnen", "home"),
    ("wohnumfeld", "Wohnumfeld und öffentlicher Raum", "square"),
    ("gruen", "Grün, Spiel, Sport", "tree"),
    ("verkehr", "Verkehr und Mobilität", "tram"),
    ("sicherheit", "Sicherheit und Sauberkeit", "broom"),
    ("zusammenleben", "Zusammenleben", "people"),
    ("kinder", "Kinder, Jugend, Familie", "child"),
    ("aeltere", "Ältere Menschen", "cane"),
    ("bildung", "Bildung und Betreuung", "book"),
    ("arbeit", "Arbeit und Einkommen", "work"),
    ("gesundheit", "Gesundheit und Pflege", "heart"),
    ("kultur", "Kultur und Freizeit", "music"),
    ("einkaufen", "Einkaufen und Versorgung", "basket"),
    ("beratung", "Beratung und Behörden", "counter"),
    ("beteiligung", "Beteiligung und Information", "speech"),
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


def upgrade() -> None:
    rows = [
        {"key": key, "label": label, "icon": icon, "position": at, "is_sensitive": key in SENSITIVE, "is_active": True}
        for at, (key, label, icon) in enumerate(TOPICS, start=1)
    ]
    op.bulk_insert(topic, rows)


def downgrade() -> None:
    op.execute(topic.delete().where(topic.c.key.in_([key for key, _label, _icon in TOPICS])))
