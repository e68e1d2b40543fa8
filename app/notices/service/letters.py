"""What we write to somebody who told us of something: it has arrived, and what was decided.

Neither letter holds a word of the notice: an address in a form may be somebody else's.
"""

from collections.abc import Callable

from app.kernel import i18n, outbox, pages
from app.kernel.i18n import gettext as _
from app.kernel.languages import BY_CODE, GERMAN
from app.mailing.rules import Letter
from app.mailing.service.letters import paragraphs
from app.notices import labels
from app.notices.models import Notice
from app.notices.rules import Kind


def send(notice: Notice, write: Callable[[Notice], Letter], *, occasion: str) -> None:
    """Write to whoever reported something, in their language and once per occasion. Without an address nothing goes out."""
    if not notice.email:
        return
    language = BY_CODE.get(notice.language, GERMAN)
    with i18n.speaking(language):
        letter = write(notice)
    outbox.put(
        recipient=notice.email,
        subject=letter.subject,
        text=letter.text + "\n",
        language=language.tag,
        dedupe=f"notice:{notice.id}:{occasion}",
    )


def arrived(notice: Notice) -> Letter:
    """The letter that confirms a notice."""
    return Letter(
        subject=_("Ihre Meldung ist angekommen"),
        text=paragraphs(
            _("Guten Tag,"),
            _("mit dieser Adresse hat uns jemand etwas gemeldet: %(what)s.", what=str(labels.KINDS[notice.kind])),
            *_where(notice),
            _("Ein Mensch prüft das. Wir antworten bis zum %(day)s.", day=i18n.day(notice.due_on)),
            _("Mit der Nummer, die Sie nach dem Absenden bekommen haben, sehen Sie hier nach:"),
            pages.address_of("notices.look_up"),
            _("Waren Sie das nicht? Dann brauchen Sie nichts zu tun."),
        ),
    )


def answered(notice: Notice) -> Letter:
    """The letter with the decision, why it was made, and what can be done against it."""
    return Letter(
        subject=_("Antwort auf Ihre Meldung"),
        text=paragraphs(
            _("Guten Tag,"),
            _("am %(day)s haben Sie uns etwas gemeldet.", day=i18n.day(notice.reported_on)),
            *_where(notice),
            _("Das ist entschieden: %(outcome)s", outcome=str(labels.OUTCOMES[notice.outcome]) if notice.outcome else ""),
            _("Die Begründung:"),
            notice.answer,
            _("Entschieden hat ein Mensch, kein Programm."),
            *_against(notice),
        ),
    )


def _where(notice: Notice) -> tuple[str, ...]:
    path = pages.own_page(notice.address)
    return (_("Es geht um diese Seite:"), pages.whole(path)) if path else ()


def _against(notice: Notice) -> tuple[str, ...]:
    """How to disagree: for a barrier the office of the state, for a text everything that the rules say."""
    if notice.kind is Kind.BARRIER:
        told = _("Sind Sie nicht zufrieden? Dann hilft Ihnen die Durchsetzungsstelle. Sie steht hier:")
        return (told, pages.address_of("pages.legal", slug="barrierefreiheit"))
    told = _("Sind Sie anderer Meinung? Hier steht, was Sie tun können:")
    return (told, pages.address_of("pages.legal", slug="regeln") + "#widerspruch")
