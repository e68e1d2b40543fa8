"""The letter that comes before the visit: who will ring, why, when, for whom, and what becomes of the answers (A-10)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.kernel import i18n, pdf, publisher
from app.kernel.i18n import day
from app.kernel.i18n import gettext as _
from app.renditions.rules import RenditionState, Told
from app.surveys import telling
from app.surveys.exports import addresses
from app.surveys.exports.words import Said, name, ours, phone, staffs, staffs_or
from app.surveys.models import Campaign

TEMPLATE = "pdf/surveys/letter"


def paper(campaign: Campaign, askers: Sequence[str], *, has_photos: bool) -> bytes:
    """The letter in the language that is spoken. With photos there is free place for one of each. Raises FontMissing."""
    return pdf.render(TEMPLATE, data_of(campaign, askers, has_photos=has_photos), title=_("Wir möchten mit Ihnen sprechen"))


def data_of(campaign: Campaign, askers: Sequence[str], *, has_photos: bool) -> dict[str, Any]:
    """Everything that stands in the letter."""
    told = telling.told_of(campaign, i18n.current_language().tag)
    return {
        "publisher": publisher.name(),
        "greeting": _("Guten Tag,"),
        "campaign": staffs_or(told.get("title"), campaign.title),
        "what": [each for each in _what(campaign, told) if each["text"]],
        "parts": [{"title": title, "text": text} for title, text in _parts(campaign)],
        "askers": {
            "title": _("Diese Menschen kommen zu Ihnen"),
            "names": [name(each) for each in askers],
            "has_photos": has_photos,
        },
        "badge": _("Alle haben einen Ausweis dabei. Lassen Sie ihn sich zeigen."),
        "address": addresses.short(campaign) if campaign.is_public else "",
        "more": _("Mehr steht hier:"),
        "qr": addresses.square(addresses.of_campaign(campaign)) if campaign.is_public else None,
        "alt": _("QR-Code zu dieser Befragung"),
        "farewell": _("Wir freuen uns auf Sie."),
        "sender": staffs(campaign.sponsor) if campaign.sponsor else ours(publisher.name()),
    }


def _what(campaign: Campaign, told: Mapping[str, Told]) -> Iterator[Said]:
    yield ours(_("wir fragen viele Menschen in Ihrer Nachbarschaft: Wie lebt es sich hier? Was ist gut? Was fehlt?"))
    yield staffs_or(told.get("summary"), campaign.summary)
    yield staffs_or(told.get("area_note"), campaign.area_note)
    if any(each.state is RenditionState.MACHINE for each in told.values()):
        yield ours(_("Eine Maschine hat das übersetzt. Niemand hat es geprüft."))


def _parts(campaign: Campaign) -> Iterator[tuple[str, str]]:
    if when := visit(campaign):
        yield _("Wann wir kommen"), when
    yield (
        _("Was Sie tun können"),
        _(
            "Sie entscheiden selbst, ob Sie mit uns sprechen. Sie müssen nicht. Das Gespräch dauert"
            " etwa 20 Minuten. Sie können jede Frage auslassen und jederzeit aufhören."
        ),
    )
    yield (
        _("Was mit Ihren Antworten geschieht"),
        _(
            "Wir schreiben Ihre Antworten ohne Ihren Namen auf. Niemand kann sehen, wer was gesagt hat. Danach laden"
            " wir alle zu einer Versammlung ein. Dort sagen wir, was herausgekommen ist. Zusammen überlegen wir,"
            " was zu tun ist."
        ),
    )
    yield _("Wer verantwortlich ist"), _who(campaign)


def visit(campaign: Campaign) -> str:
    """When we come, in a sentence; empty as long as no day is known."""
    first, last = campaign.starts_on, campaign.ends_on
    if first and last:
        return _("Wir kommen zwischen dem %(first)s und dem %(last)s.", first=day(first), last=day(last))
    if first:
        return _("Wir kommen ab dem %(first)s.", first=day(first))
    return _("Wir kommen bis zum %(last)s.", last=day(last)) if last else ""


def _who(campaign: Campaign) -> str:
    sponsor = name(campaign.sponsor or publisher.name())
    lines = [sponsor, _("Fragen? Rufen Sie an: %(phone)s", phone=phone(campaign.phone))] if campaign.phone else [sponsor]
    return "\n".join(lines)
