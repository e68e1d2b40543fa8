"""Every migration goes up and down with rows in the tables, and in the end the tables are what the models say."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade

from app.kernel.db import Base, db
from config import ROOT
from migrations.env_rules import include_object
from tests import factories

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


def test_migrations_never_import_the_app():
    for path in (ROOT / "migrations" / "versions").glob("*.py"):
        assert "from app" not in path.read_text(), path.name
