"""Who has texts that may be told in other languages. Capabilities above this one say it once, when the app is made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask, current_app

from app.accounts.rules import Asker
from app.kernel.errors import NotFound
from app.renditions.rules import Original, RenditionState


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One thing with its texts. `subject` names it in the log too; `path` is its page for residents, without language.

    `path` is empty as long as residents cannot see the thing.
    """

    subject: str
    title: str
    path: str
    originals: tuple[Original, ...]

    def to_tell(self, language: str) -> list[Original]:
        """Its parts that can be told in this language."""
        return [each for each in self.originals if each.may_be_told_in(language)]

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


@dataclass(frozen=True, kw_only=True)
class Line:
    """How far one thing is in one language, for the report, and where its words are written.

    `state` is None when not all of it can be read; then `lacks` names the parts, if it has several. `is_hidden`: words are
    there, but nobody let everybody read them. `is_stale`: they were made from others than those that stand there now.
    """

    title: str
    href: str
    state: RenditionState | None
    lacks: tuple[str, ...] = ()
    is_hidden: bool = False
    is_stale: bool = False


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """A kind of things that keep their plain words themselves. The report only says how far they are, and leads there.

    `lines` takes the HTML tag of a language: there are none in languages that such things cannot have.
    """

    kind: str
    label: str
    lines: Callable[[Asker, str], Sequence[Line]]


def add(app: Flask, source: Source | Elsewhere) -> None:
    """Let the texts of a kind of things be told in other languages, or at least be looked after by the report."""
    app.extensions["rendition_sources"][source.kind] = source


def every() -> Sequence[Source | Elsewhere]:
    return tuple(current_app.extensions["rendition_sources"].values())


def get(kind: str) -> Source:
    found = current_app.extensions["rendition_sources"].get(kind)
    if not isinstance(found, Source):
        raise NotFound
    return found
