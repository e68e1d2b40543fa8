"""The way through a questionnaire: which pages there are, which comes next, and what each of them asks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.conversations.forms.questions import PREFIX
from app.questionnaires.rules.answers import Answers, is_visible
from app.questionnaires.rules.document import Document, Question
from app.questionnaires.rules.kinds import QuestionType

ABOUT = ("age_band", "gender", "tenure")
"""What people may say about themselves (A-23)."""
TO = "zu:"
"""Before the page to which a button leads from the last one."""


class Go(StrEnum):
    """What the button says that was pressed."""

    ON = "weiter"
    BACK = "zurueck"
    DONE = "fertig"
    """From a page that was changed back to the last one."""
    ALL = "alle"
    SINGLE = "einzeln"
    SEND = "absenden"


class Leaf(StrEnum):
    """The pages that are none of a single question."""

    CODE = "code"
    PLACE = "ort"
    ALL = "alle"
    ABOUT = "ueber-sie"
    CHECK = "pruefen"


def page_of(question: Question) -> str:
    """The page of a question, when each has its own."""
    return PREFIX + question.key


@dataclass(frozen=True, kw_only=True)
class Way:
    """How somebody goes through a questionnaire: a page for each question, or one for all (`is_all`)."""

    document: Document
    needs_code: bool
    asks_place: bool
    is_all: bool

    def pages(self, answers: Answers) -> list[str]:
        """The pages that these answers lead to, in their order."""
        hidden = {page_of(each) for each in self.document.asked if not is_visible(self.document, each, answers)}
        return [page for page in self.order if page not in hidden]

    @property
    def order(self) -> list[str]:
        """All pages there are, those of hidden questions too."""
        first = [Leaf.CODE.value] if self.needs_code else []
        if self.is_all:
            return [*first, Leaf.ALL.value, Leaf.CHECK.value]
        first += [Leaf.PLACE.value] if self.asks_place else []
        return [*first, *map(page_of, self.document.asked), Leaf.ABOUT.value, Leaf.CHECK.value]

    @property
    def first(self) -> str:
        return self.order[0]

    @property
    def first_question(self) -> str:
        return self.order[1 if self.needs_code else 0]

    def after(self, page: str, answers: Answers) -> str:
        """The next page; behind the last one there is none but itself."""
        place = self.order.index(page)
        return next((each for each in self.pages(answers) if self.order.index(each) > place), Leaf.CHECK.value)

    def before(self, page: str, answers: Answers) -> str:
        """The page before; before the first one there is none but itself."""
        place = self.order.index(page)
        return next((each for each in reversed(self.pages(answers)) if self.order.index(each) < place), self.first)

    def asked_on(self, page: str) -> Sequence[Question]:
        """The questions of a page."""
        return [each for each in self.document.asked if page in (Leaf.ALL, page_of(each))]

    def shown_on(self, page: str, answers: Answers) -> Iterator[Question]:
        """The questions of a page, with the notes and headings that stand before them. Single pages name their heading."""
        if page == Leaf.ALL:
            yield from self.document.questions
            return
        waiting: list[Question] = []
        for each in self.document.questions:
            if each.type is QuestionType.NOTE and is_visible(self.document, each, answers):
                waiting.append(each)
            if each.asks:
                if page == page_of(each):
                    yield from [*waiting, each]
                waiting = []
        if page == Leaf.ABOUT:
            yield from waiting

    def fields_on(self, page: str) -> set[str]:
        """What a page asks itself; everything else travels along unseen."""
        own: dict[str, set[str]] = {
            Leaf.CODE: {"code"},
            Leaf.PLACE: {"ortsteil_key"},
            Leaf.ABOUT: set(ABOUT),
            Leaf.ALL: {*ABOUT, "ortsteil_key"} if self.asks_place else set(ABOUT),
        }
        return {*own.get(page, ()), *map(page_of, self.asked_on(page))}
