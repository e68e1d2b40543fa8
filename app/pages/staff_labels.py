"""The German names of what an operator fills in."""

from app.kernel.i18n import lazy_gettext as _
from app.pages.rules import Detail

OPERATOR = _("Betreiber dieser Seite")

DETAILS = {
    Detail.SITE_NAME: _("Name dieser Seite"),
    Detail.CITY: _("Stadt"),
    Detail.OPERATOR: _("Betreiber"),
    Detail.ADDRESS: _("Anschrift"),
    Detail.REPRESENTED_BY: _("Vertreten durch"),
    Detail.EMAIL: _("E-Mail"),
    Detail.PHONE: _("Telefon"),
    Detail.RESPONSIBLE: _("Verantwortlich für den Inhalt"),
    Detail.PRIVACY_OFFICER: _("Datenschutzbeauftragte Person"),
    Detail.PRIVACY_AUTHORITY: _("Aufsichtsbehörde für den Datenschutz"),
    Detail.ENFORCEMENT: _("Durchsetzungsstelle für Barrierefreiheit"),
    Detail.SIGN_VIDEO: _("Adresse Ihres Videos in Deutscher Gebärdensprache (freiwillig)"),
}
