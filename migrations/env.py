"""How Alembic reaches the database: through the app that asked, with SQLite's tables rebuilt in batches."""

from alembic import context
from flask import current_app

from migrations.env_rules import include_object


def run() -> None:
    database = current_app.extensions["migrate"].db
    with database.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            include_object=include_object,
            render_as_batch=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
