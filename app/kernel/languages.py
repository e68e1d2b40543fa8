"""The languages Ortsstimme knows. One is offered when its catalogue lies in translations/, and then it is complete."""

from dataclasses import dataclass, replace
from functools import cached_property

from babel import Locale

from config import ROOT

TRANSLATIONS = ROOT / "translations"


@dataclass(frozen=True, kw_only=True)
class Language:
    """One language of the interface.

    `code` is the first path segment, `tag` stands in HTML, `catalogue` names the folder of its translations, `formats`
    is the Babel locale for dates and numbers (Leichte Sprache borrows German ones), `name` is its own name, `remark` what
    the menu adds in the language itself.
    """

    code: str
    tag: str
    catalogue: str
    formats: str
    name: str
    remark: str = ""
    direction: str = "ltr"

    @cached_property
    def locale(self) -> Locale:
        return Locale.parse(self.formats)


GERMAN = Language(code="de", tag="de", catalogue="de", formats="de", name="Deutsch")
# Only texts that people of the target group have checked may be called "Leichte Sprache" (methods F-03).
PLAIN = Language(
    code="leicht",
    tag="de-simple",
    catalogue="de@simple",
    formats="de",
    name="Leicht verständlich",
    remark="noch nicht geprüft",
)
PLAIN_CHECKED = replace(PLAIN, name="Leichte Sprache", remark="")
ENGLISH = Language(code="en", tag="en", catalogue="en", formats="en_GB", name="English")

KNOWN = (
    GERMAN,
    PLAIN,
    ENGLISH,
    Language(code="uk", tag="uk", catalogue="uk", formats="uk", name="Українська"),
    Language(code="ar", tag="ar", catalogue="ar", formats="ar", name="العربية", direction="rtl"),
    Language(code="ru", tag="ru", catalogue="ru", formats="ru", name="Русский"),
    Language(code="pl", tag="pl", catalogue="pl", formats="pl", name="Polski"),
    Language(code="ro", tag="ro", catalogue="ro", formats="ro", name="Română"),
    Language(code="fa", tag="fa", catalogue="fa", formats="fa", name="فارسی", direction="rtl"),
    Language(code="tr", tag="tr", catalogue="tr", formats="tr", name="Türkçe"),
    Language(code="vi", tag="vi", catalogue="vi", formats="vi", name="Tiếng Việt"),
    Language(code="fr", tag="fr", catalogue="fr", formats="fr", name="Français"),
)
"""In the order of the language menu: German, Leichte Sprache, then the rest."""

OFFERED = tuple(
    language for language in KNOWN if language is GERMAN or (TRANSLATIONS / language.catalogue / "resident.po").exists()
)
FOR_STAFF = tuple(
    language for language in OFFERED if language is GERMAN or (TRANSLATIONS / language.catalogue / "staff.po").exists()
)

BY_CODE = {language.code: language for language in OFFERED}


def by_tag(tag: str) -> Language | None:
    """The known language with this HTML tag, offered or not."""
    return next((language for language in KNOWN if language.tag == tag), None)
