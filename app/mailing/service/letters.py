"""What the house itself writes: please confirm, you have that already, do you want to stay. And the foot of every mail."""

from datetime import date

from app.kernel import i18n
from app.kernel.i18n import gettext as _
from app.mailing import labels
from app.mailing.rules import Letter, Reader
from app.mailing.service import links
from app.mailing.service.links import Act


def please_confirm(reader: Reader, name: str) -> Letter:
    """The letter to an address that somebody has just written into the form."""
    return Letter(
        subject=_("Bitte bestätigen: %(what)s (%(name)s)", what=_what(reader), name=name),
        text=paragraphs(
            _("Guten Tag,"),
            _("jemand hat mit dieser Adresse E-Mails bestellt: %(what)s (%(name)s).", what=_what(reader), name=name),
            _("Waren Sie das? Dann öffnen Sie bitte diese Seite und drücken Sie dort auf den Knopf:"),
            links.address_for(Act.CONFIRM, reader),
            _("Waren Sie das nicht? Dann tun Sie bitte nichts. Nach 7 Tagen löschen wir Ihre Adresse."),
        ),
    )


def there_already(reader: Reader, name: str) -> Letter:
    """The letter to somebody who asks a second time."""
    return Letter(
        subject=_("Sie bekommen schon E-Mails: %(what)s (%(name)s)", what=_what(reader), name=name),
        text=paragraphs(
            _("Guten Tag,"),
            _("jemand hat mit dieser Adresse noch einmal E-Mails bestellt. Sie bekommen sie schon. Es ändert sich nichts."),
            foot(reader),
        ),
    )


def please_stay(reader: Reader, name: str, end: date) -> Letter:
    """The letter a month before a subscription ends."""
    return Letter(
        subject=_("Möchten Sie weiter E-Mails bekommen?"),
        text=paragraphs(
            _("Guten Tag,"),
            _("Sie bekommen von uns E-Mails: %(what)s (%(name)s).", what=_what(reader), name=name),
            _(
                "Am %(day)s löschen wir Ihre Adresse. Dann bekommen Sie keine E-Mails mehr.",
                day=i18n.day(end),
            ),
            _("Möchten Sie bleiben? Dann öffnen Sie bitte diese Seite und drücken Sie dort auf den Knopf:"),
            links.address_for(Act.STAY, reader),
            _("Möchten Sie nicht mehr? Dann brauchen Sie nichts zu tun."),
        ),
    )


def foot(reader: Reader) -> str:
    """How to stop, at the end of every mail."""
    return paragraphs(
        _("Möchten Sie solche E-Mails nicht mehr bekommen? Dann öffnen Sie diese Seite und drücken Sie dort auf den Knopf:"),
        links.address_for(Act.STOP, reader),
    )


def paragraphs(*texts: str) -> str:
    return "\n\n".join(texts)


def _what(reader: Reader) -> str:
    return str(labels.PURPOSES[reader.purpose])
