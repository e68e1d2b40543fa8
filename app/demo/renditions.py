"""What the demo city says in other languages and in plain words: some checked, some not, one unseen, one out of date.

Whoever checked a text is invented, like the neighbours who say it.
"""

from dataclasses import replace

import sqlalchemy as sa

from app.concerns import rules as concern_rules
from app.concerns import telling as concerns
from app.concerns.models import Concern
from app.concerns.queries import public
from app.demo import reading, surveys, then, voices
from app.demo.reading import Row
from app.directory import queries as directory
from app.directory import telling as gremien
from app.forums import queries as forums
from app.forums import telling as forum_telling
from app.kernel.db import db
from app.renditions import queries, service, sources
from app.renditions.sources import Thing
from app.surveys import telling as campaigns


def tell() -> None:
    """Tell everything, each on its day. What is told already stays as it is."""
    texts = reading.rows("rendition_texts")
    for row in reading.rows("renditions"):
        thing = _thing(row["kind"], row["key"])
        if not queries.of_thing(thing.subject, row["language"]):
            mine = [text for text in texts if all(text[name] == row[name] for name in ("kind", "key", "language"))]
            _tell(row, thing, {_part(text): text for text in mine})


def _tell(row: Row, thing: Thing, texts: dict[str, Row]) -> None:
    """A check counts on the day of the row."""
    with then.on(row["told_on"]):
        service.tell(
            source=sources.get(row["kind"]),
            thing=_as_it_was(thing, texts),
            language=row["language"],
            texts={part: text["text"] for part, text in texts.items()},
            machine_made=frozenset(texts) if row["machine"] == "yes" else frozenset(),
            is_shown=row["shown"] == "yes",
            checked_by=row["checked_by"],
            checked_on=None,
            account_id=surveys.account(row["by"]),
        )


def _as_it_was(thing: Thing, texts: dict[str, Row]) -> Thing:
    """The thing with the words that a text was made from, where they have changed since."""
    before = {part: text["made_from"] for part, text in texts.items() if text["made_from"]}
    originals = (replace(each, text=before.get(each.part, each.text)) for each in thing.originals)
    return replace(thing, originals=tuple(originals))


def _thing(kind: str, key: str) -> Thing:
    match kind:
        case "forum":
            return forum_telling.thing_of(forums.get_by_slug(key))
        case "gremium":
            return gremien.thing_of(directory.get_by_slug(key))
        case "campaign":
            return campaigns.thing_of(surveys.get(key))
        case _:
            wanted = sa.select(Concern).where(Concern.sequence == concern_rules.sequence_of(key))
            concern = db.session.scalars(wanted).one()
            return concerns.thing_of(concern, public.progress_of(concern.id))


def _part(text: Row) -> str:
    """The part as the thing calls it. The words of a step of progress are known by the step and its day."""
    step, _blank, day = text["part"].partition(" ")
    return voices.progress_id(text["key"], step, day).hex if day else step
