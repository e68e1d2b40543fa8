"""Who has texts that may be told in other languages. Capabilities above this one say it once, when the app is made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask, current_app

from app.accounts.rules import Asker
from app.kernel.errors import NotFound
from app.renditions.rules import Original


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One thing with its texts. `subject` names it in the log too; `path` is its page for residents, without language."""

    subject: str
    title: str
    path: str
    originals: tuple[Original, ...]

    @property
    def kind(self) -> str:
        return self.subject.partition(":")[0]

    @property
    def key(self) -> str:
        return self.subject.partition(":")[2]


@dataclass(frozen=True, kw_only=True)
class Source:
    """A kind of things. `find` and `all_of` show an account only what it looks after; `scope` is that of the kept pages."""

    kind: str
    label: str
    scope: str
    find: Callable[[Asker, str], Thing]
    all_of: Callable[[Asker], Sequence[Thing]]


def add(app: Flask, source: Source) -> None:
    """Let the texts of a kind of things be told in other languages."""
    app.extensions["rendition_sources"][source.kind] = source


def every() -> Sequence[Source]:
    return tuple(current_app.extensions["rendition_sources"].values())


def get(kind: str) -> Source:
    found: Source | None = current_app.extensions["rendition_sources"].get(kind)
    if found is None:
        raise NotFound
    return found
