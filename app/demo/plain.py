"""Texts of the demo city in plain words: ours, open for everybody to read, checked by nobody yet."""

from app.kernel.languages import PLAIN
from app.renditions import service
from app.renditions.sources import Source, Thing


def tell(source: Source, thing: Thing, texts: dict[str, str]) -> None:
    """Let everybody read these words for these parts of a thing."""
    service.tell(
        source=source,
        thing=thing,
        language=PLAIN.tag,
        texts=texts,
        machine_made=frozenset(),
        is_shown=True,
        checked_by="",
        checked_on=None,
        account_id=None,
    )
