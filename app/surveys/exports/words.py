"""Words on the papers of a campaign: which language they are in, and which languages a paper can be made in."""

from typing import Any

from babel import Locale, UnknownLocaleError

from app.kernel import i18n
from app.kernel.languages import GERMAN, OFFERED, Language, by_tag
from app.kernel.pdf.lettering import is_seen
from app.questionnaires.rules.document import Document, Texts, say
from app.renditions.rules import Told

Said = dict[str, Any]
"""A text and its language, if it is another one than the paper's: `tag` and `direction` for pages, `language` for typst."""
NO_BREAK = "\u00a0"
FROM_LEFT = "\u200e"
"""Signs without a direction of their own stay between two of these as they were written, also on Arabic paper."""


def frame_language(tag: str) -> Language:
    """The language in which a paper speaks of itself: this one, or German where we have no words of our own."""
    language = by_tag(tag)
    return language if language in OFFERED and language is not None else GERMAN


def ours(text: str) -> Said:
    """Words in the language of the paper. What nobody can see is nothing: a heading of it would stop the whole paper."""
    return {"text": text if is_seen(text) else "", "tag": "", "language": "", "direction": ""}


def phone(number: str) -> str:
    """A phone number that stays in one piece and is never turned round."""
    return f"{FROM_LEFT}{number.replace(' ', NO_BREAK)}{FROM_LEFT}" if is_seen(number) else ""


def name(text: str) -> str:
    """The name of a person or a house: a dot at its end stays at its end, on Arabic paper too."""
    return f"{text}{FROM_LEFT}" if is_seen(text) else ""


def staffs(text: str) -> Said:
    """What staff wrote about their campaign: German."""
    return in_tag(text, GERMAN.tag)


def staffs_or(told: Told | None, text: str) -> Said:
    """The same as somebody told it in the language of the paper, if anybody did."""
    return in_tag(told.text, told.language) if told else staffs(text)


def in_tag(text: str, tag: str) -> Said:
    """Words in the language of this tag."""
    if tag == i18n.current_language().tag:
        return ours(text)
    known = by_tag(tag)
    locale = known.locale if known else _locale(tag)
    return {
        **ours(text),
        "tag": tag,
        "language": locale.language if locale else "",
        "direction": locale.text_direction if locale else "auto",
    }


def said(texts: Texts, tag: str, document: Document) -> Said:
    """Words of a questionnaire in this language, or in the one they are there in (methods B-12)."""
    words = say(texts, tag, document.default_language)
    return in_tag(words.text, words.tag)


def _locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def name_of(tag: str) -> str:
    """What a language calls itself."""
    known = by_tag(tag)
    if known is not None:
        return known.name
    locale = _locale(tag)
    return (locale.display_name if locale else None) or tag
