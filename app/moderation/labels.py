"""German names of hints, and the reasons for giving something back that every house begins with."""

from dataclasses import dataclass

from app.kernel.i18n import lazy_gettext as _
from app.kernel.i18n import to_translate
from app.moderation.rules import HintKind

HINTS: dict[HintKind, str] = {
    HintKind.PHONE: _("Telefonnummer"),
    HintKind.EMAIL: _("E-Mail-Adresse"),
    HintKind.NAME: _("Name einer Person"),
    HintKind.ADDRESS: _("Straße mit Hausnummer"),
    HintKind.PLATE: _("Autokennzeichen"),
    HintKind.IBAN: _("Kontonummer"),
}


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why something is given back. `text` is what its author reads, in their own language where the catalogue has it."""

    key: str
    label: str
    text: str
    position: int = 0
    is_active: bool = True


REASONS: tuple[Reason, ...] = (
    Reason(
        key="personal-data",
        label=to_translate("Persönliche Angaben"),
        text=to_translate(
            "Danke, dass Sie geschrieben haben. In Ihrem Text steht ein Name, eine Adresse oder eine Telefonnummer. "
            "Das möchten wir nicht öffentlich zeigen. Bitte schreiben Sie es noch einmal ohne diese Angaben. "
            "Dann veröffentlichen wir es gern."
        ),
        position=1,
    ),
    Reason(
        key="insult",
        label=to_translate("Beleidigung"),
        text=to_translate(
            "Wir verstehen, dass Sie sich ärgern. In Ihrem Text wird aber jemand verletzt oder beschimpft. "
            "Schreiben Sie bitte, was Sie stört, ohne Menschen herabzusetzen. Dann können alle lesen, worum es Ihnen geht."
        ),
        position=2,
    ),
    Reason(
        key="not-understood",
        label=to_translate("Nicht verstanden"),
        text=to_translate(
            "Wir haben Ihren Text mehrmals gelesen und sind nicht sicher, was Sie meinen. "
            "Können Sie es mit anderen Worten schreiben? Sie dürfen jede Sprache nehmen. Ein kurzer Satz reicht."
        ),
        position=3,
    ),
    Reason(
        key="other-place",
        label=to_translate("Anderer Ort"),
        text=to_translate(
            "Der Ort, den Sie beschreiben, liegt nicht bei uns. Deshalb können wir hier leider nichts tun. "
            "Bitte wenden Sie sich an die Gemeinde, zu der der Ort gehört."
        ),
        position=4,
    ),
    Reason(
        key="emergency",
        label=to_translate("Notfall"),
        text=to_translate(
            "Das klingt nach Gefahr. Dafür ist diese Seite zu langsam. Rufen Sie bei Gefahr sofort die 110 an, "
            "bei Feuer oder wenn jemand verletzt ist, die 112. "
            "Wenn die Gefahr vorbei ist, schreiben Sie uns gern noch einmal."
        ),
        position=5,
    ),
    Reason(
        key="private-dispute",
        label=to_translate("Streit zwischen Einzelnen"),
        text=to_translate(
            "Es geht in Ihrem Text um einen Streit zwischen einzelnen Menschen. "
            "Den können wir hier nicht öffentlich klären. "
            "Kommen Sie gern in unsere Sprechstunde: Dort hört Ihnen jemand in Ruhe zu und hilft, einen Weg zu finden."
        ),
        position=6,
    ),
    Reason(
        key="advertising",
        label=to_translate("Werbung"),
        text=to_translate(
            "Ihr Text wirbt für ein Geschäft oder eine Partei. Diese Seite gehört den Nachbarinnen und Nachbarn, "
            "darum zeigen wir hier keine Werbung. Was Ihnen selbst in Ihrer Nachbarschaft wichtig ist, lesen wir gern."
        ),
        position=7,
    ),
)
"""A stored reason with the same key takes the place of one of these; staff change them at /arbeit/gruende."""
