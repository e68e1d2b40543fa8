"""What is chosen at a door, and which words were agreed to. Pure: no database, no clock, no web."""

from collections.abc import Iterable

from app.questionnaires.rules.document import Document
from app.surveys.rules.kinds import Outcome, Setting

SETTINGS = tuple(each for each in Setting if each is not Setting.ONLINE)
"""Where talks are led."""
WITHOUT_A_TALK = tuple(each for each in Outcome if each is not Outcome.CONVERSATION)
"""What else can become of ringing a bell."""
MOST_INTERVIEWERS = 4


def consents(documents: Iterable[Document]) -> frozenset[str]:
    """All words that people could agree to in these versions, in all languages, as forms send them."""
    return frozenset(as_sent(text) for document in documents for text in document.consent.values() if text.strip())


def as_sent(text: str) -> str:
    """A text as it comes back out of a form: one kind of line end, nothing around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def tags_to_speak(document: Document) -> tuple[str, ...]:
    """The languages in which a talk can be led, the default one first."""
    return tuple(dict.fromkeys((document.default_language, *document.languages)))
