"""What is written to somebody else speaks their language, whoever asked for it."""

from datetime import UTC, date, datetime

from app.kernel import i18n, pages
from app.kernel.languages import BY_CODE, ENGLISH, GERMAN, KNOWN, PLAIN


def test_everything_inside_speaks_the_wanted_language(app):
    with i18n.speaking(ENGLISH):
        assert i18n.gettext("Absenden") == i18n.in_language(ENGLISH, "Absenden") != "Absenden"
        assert i18n.day(date(2026, 3, 1)) == "1 March 2026"
        assert pages.address_of("concerns.follow") == "http://127.0.0.1:5000/en/nachverfolgen"


def test_afterwards_the_page_speaks_its_own_language_again(app):
    with app.test_request_context("/ar/"):
        app.preprocess_request()
        with i18n.speaking(GERMAN):
            with i18n.speaking(PLAIN):
                assert i18n.current_language() is PLAIN
            assert i18n.current_language() is GERMAN

        assert i18n.current_language() is BY_CODE["ar"]


def test_arabic_numbers_are_written_in_arabic(app):
    with i18n.speaking(BY_CODE["ar"]):
        inside = i18n.day(date(2026, 3, 1))

    assert inside != i18n.day(date(2026, 3, 1)) == "1. März 2026"


def test_days_and_numbers_have_the_same_digits():
    persian = next(language for language in KNOWN if language.code == "fa")

    with i18n.speaking(persian):
        said = [i18n.number(21), i18n.day(date(2026, 11, 21)), i18n.time_of_day(datetime(2026, 11, 21, 17, tzinfo=UTC))]

    assert said == ["۲۱", "۲۱ نوامبر ۲۰۲۶", "۱۸:۰۰"]
