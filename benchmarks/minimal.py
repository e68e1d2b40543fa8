"""The anchors: the least that Flask, SQLAlchemy and Jinja can do for a page, a list, a row and an insert.

They run on the same server and the same database as ours, with the same durability, and do nothing else: no languages, no
checks, no headers.
"""

import os
from typing import Any

from flask import Flask, Response, redirect, request
from sqlalchemy import create_engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

ROWS = 100_000
CONSTANT = b"<!doctype html><html lang=de><title>x</title><h1>x</h1><p>" + b"Zehn Kilobyte Text. " * 508
LIST = """<!doctype html><html lang=de><title>Liste</title><h1>Liste</h1><ul>
{% for row in rows %}<li><a href="/rows/{{ row.id }}">{{ row.title }}</a> {{ row.text }}</li>
{% endfor %}</ul>"""
DETAIL = "<!doctype html><html lang=de><title>{{ row.title }}</title><h1>{{ row.title }}</h1><p>{{ row.text }}</p>"


class Base(DeclarativeBase):
    pass


class Row(Base):
    __tablename__ = "minimal_row"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    text: Mapped[str]


def fill(url: str) -> None:
    """Put the anchors' table beside ours."""
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        rows = [{"title": f"Zeile {number}", "text": f"Was in Zeile {number} steht. " * 3} for number in range(ROWS)]
        session.bulk_insert_mappings(Row.__mapper__, rows)
        session.commit()
    engine.dispose()


def app() -> Flask:
    """The WSGI app on DATABASE_URL; each worker opens its own connections with its first request."""
    url = os.environ["DATABASE_URL"]
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _make_durable)
    minimal = Flask("minimal")
    list_page, detail_page = (minimal.jinja_env.from_string(source) for source in (LIST, DETAIL))

    @minimal.get("/gesund")
    def health() -> str:
        return "ok"

    @minimal.get("/constant")
    def constant() -> Response:
        return Response(CONSTANT, mimetype="text/html")

    @minimal.get("/rows")
    def listing() -> str:
        with Session(engine) as session:
            rows = session.scalars(select(Row).order_by(Row.id.desc()).limit(20)).all()
            return list_page.render(rows=rows)

    @minimal.get("/rows/<int:number>")
    def detail(number: int) -> str:
        with Session(engine) as session:
            return detail_page.render(row=session.get_one(Row, number))

    @minimal.post("/rows")
    def insert() -> Any:
        with Session(engine) as session:
            session.add(Row(title=request.form["title"], text=request.form["text"]))
            session.commit()
        return redirect("/rows", 303)

    return minimal


def _make_durable(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}")
