"""German words for what the rules of places name."""

from app.kernel.i18n import lazy_gettext as _
from app.places.rules import CoordinateFault, Coverage, OrtsteilType, SocialIndexClass

TYPES = {
    OrtsteilType.URBAN: _("städtisch"),
    OrtsteilType.HOUSING_ESTATE: _("Großwohnsiedlung"),
    OrtsteilType.RURAL: _("ländlich"),
}

COVERAGES = {
    Coverage.WHOLE: _("ganz"),
    Coverage.PARTLY: _("teilweise"),
}

SOCIAL_INDEX_CLASSES = {
    SocialIndexClass.LOW: _("niedrig"),
    SocialIndexClass.LOW_TO_MEDIUM: _("niedrig bis mittel"),
    SocialIndexClass.MEDIUM_TO_HIGH: _("mittel bis hoch"),
    SocialIndexClass.HIGH: _("hoch"),
}

COORDINATE_FAULTS = {
    CoordinateFault.SWAPPED: _("Länge und Breite sind vertauscht."),
    CoordinateFault.NOT_DEGREES: _("Die Koordinaten sind keine Grade in WGS 84."),
    CoordinateFault.ELSEWHERE: _("Der Punkt liegt nicht in Deutschland."),
}
