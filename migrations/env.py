"""How Alembic reaches the database: through the app that asked, with SQLite's tables rebuilt in batches."""

from alembic import context
from flask import current_app

SHADOWS_OF_SEARCH = ("_config", "_content", "_data", "_docsize", "_idx")


def include_object(_object, name, kind, _reflected, _compare_to):
    """Leave FTS5's own tables alone, and the search table itself: it differs between the databases."""
    return not (kind == "table" and (name == "concern_search" or name.endswith(SHADOWS_OF_SEARCH)))


def run() -> None:
    database = current_app.extensions["migrate"].db
    with database.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=database.metadatas[None] if hasattr(database, "metadatas") else database.metadata,
            include_object=include_object,
            render_as_batch=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
