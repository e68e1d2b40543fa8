"""Every migration goes up and down with rows in the tables, and in the end the tables are what the models say."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade

from app.directory import queries as directory
from app.kernel.db import Base, db
from app.renditions import queries as renditions
from app.renditions.rules import RenditionState
from app.surveys import telling as surveys
from config import ROOT
from migrations.env_rules import include_object
from tests import factories
from tests.surveys import making

SCRIPTS = ScriptDirectory(str(ROOT / "migrations"))
REVISIONS = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]


def test_there_is_one_head_and_the_numbers_have_no_gap():
    assert SCRIPTS.get_heads() == REVISIONS[-1:]
    assert [int(revision) for revision in REVISIONS] == list(range(1, len(REVISIONS) + 1))


def test_models_and_migrations_agree(app):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": include_object, "compare_type": True})
        differences = compare_metadata(context, Base.metadata)

    assert differences == []


def _counts() -> dict[str, int]:
    found = sa.inspect(db.engine)
    with db.engine.connect() as connection:
        return {
            table: connection.scalar(sa.text(f'SELECT count(*) FROM "{table}"'))
            for table in found.get_table_names()
            if "search" not in table
        }


def test_each_step_goes_down_and_up_again_with_rows_in_the_tables(app):
    factories.account("quarter_worker", ortsteile=["06"], forums=[factories.forum()])
    factories.concern()
    db.session.commit()
    before = _counts()

    db.session.remove()
    for revision in reversed(REVISIONS[:-1]):
        downgrade(revision=revision)
    kept = _counts()
    for revision in REVISIONS[1:]:
        upgrade(revision=revision)

    assert kept.get("ortsteil") == before["ortsteil"], "places were lost on the way down"
    assert set(_counts()) == set(before)


@pytest.mark.parametrize("revision", REVISIONS[1:])
def test_rows_of_the_step_before_stay(app, revision):
    factories.ortsteil()
    db.session.commit()
    db.session.remove()
    before = REVISIONS[REVISIONS.index(revision) - 1]
    downgrade(revision=before)
    rows = _counts()

    upgrade(revision=revision)

    after = _counts()
    assert {table: after[table] for table in rows if table != "alembic_version" and table != "topic"} == {
        table: count for table, count in rows.items() if table != "alembic_version" and table != "topic"
    }


PLAIN_COLUMNS = {
    "campaign": ("summary_plain", "Wir fragen Sie."),
    "gremium": ("description_plain", "Wir reden.\nÜber alles."),
}


def _all_plain() -> dict[str, str]:
    with db.engine.connect() as connection:
        return {
            table: connection.scalar(sa.text(f"SELECT {column} FROM {table}"))
            for table, (column, _words) in PLAIN_COLUMNS.items()
        }


def test_plain_words_become_renditions_and_come_back(app):
    """What readers saw before they see after: the app takes the words of the migration for those of today's original."""
    made = making.campaign(summary="Wir möchten hören, was Sie bewegt.")
    gremium = factories.gremium(description="Beratung über Angelegenheiten.")
    things = [made.subject, surveys.originals_of(made)], [gremium.subject, directory.originals_of(gremium)]
    db.session.commit()
    db.session.remove()
    downgrade(revision="0024")
    with db.engine.begin() as connection:
        for table, (column, words) in PLAIN_COLUMNS.items():
            connection.execute(sa.text(f"UPDATE {table} SET {column} = :words"), {"words": words})

    upgrade()
    told = [told for thing in things for told in renditions.told(*thing, "de-simple").values()]
    db.session.remove()
    downgrade(revision="0024")
    back = _all_plain()
    upgrade()

    assert [(each.text, each.state) for each in told] == [
        (words, RenditionState.DRAFT) for _column, words in PLAIN_COLUMNS.values()
    ]
    assert back == {table: words for table, (_column, words) in PLAIN_COLUMNS.items()}


def test_words_that_nobody_could_read_stay_unread_on_the_way_down(app):
    made = making.campaign(summary="Wir fragen.")
    gremium = factories.gremium(description="Beratung.")
    factories.rendition(made.subject, "summary", "Wir fragen.", "Noch geheim.", is_shown=False)
    factories.rendition(gremium.subject, "description", "Ein alter Text.", "Veraltet.")
    db.session.commit()
    db.session.remove()

    downgrade(revision="0024")
    back = _all_plain()
    upgrade()

    assert back == {"campaign": "", "gremium": ""}
    assert _counts()["rendition"] == 2


def test_migrations_never_import_the_app():
    for path in (ROOT / "migrations" / "versions").glob("*.py"):
        assert "from app" not in path.read_text(), path.name
