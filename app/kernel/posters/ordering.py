"""What staff choose for a poster, and the answer: the page that asks, a page to print, or a PDF. Nothing of it is kept."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older
from wtforms.validators import InputRequired

from app.kernel import http, pdf, posters
from app.kernel.fields import Tiles, ticks
from app.kernel.form import BaseForm
from app.kernel.i18n import gettext, speaking
from app.kernel.i18n import lazy_gettext as _
from app.kernel.languages import BY_CODE, GERMAN, OFFERED, Language
from app.kernel.posters import MOST_ON_A6, Poster

PAGE, PDF = "seite", "pdf"
SIZES = {
    "a4": _("A4: Plakat für Türen und Schaukästen"),
    "a3": _("A3: großes Plakat"),
    "a6": _("A6: Handzettel, vier auf einem Blatt A4"),
}


class OrderForm(BaseForm):
    """On which paper and in which languages. `als` says what is wanted: a page to print or a PDF."""

    papier = Tiles(
        _("Welches Papier?"),
        [InputRequired(_("Wählen Sie bitte ein Papier."))],
        choices=[SelectChoice(size, label) for size, label in SIZES.items()],
    )
    sprache = ticks(
        _("Welche Sprachen?"),
        validators=[InputRequired(_("Wählen Sie bitte mindestens eine Sprache."))],
        choices=[SelectChoice(language.code, language.name) for language in OFFERED],
    )
    als = HiddenField()

    @property
    def languages(self) -> list[Language]:
        """The first one stands large, in the order of the address."""
        return [BY_CODE[code] for code in dict.fromkeys(self.sprache.data or ())]

    def validate(self, extra_validators: Any = None) -> bool:
        is_right: bool = super().validate(extra_validators)
        if is_right and self.papier.data == "a6" and len(self.languages) > MOST_ON_A6:
            too_many = gettext(
                "Auf einen Handzettel passen höchstens %(most)s Sprachen. Wählen Sie weniger oder ein größeres Papier.",
                most=MOST_ON_A6,
            )
            self.sprache.errors = [*self.sprache.errors, too_many]
            is_right = False
        return is_right


def answer(
    make: Callable[[Sequence[Language]], Poster],
    *,
    name: str,
    usual: Iterable[str] = (),
    **page: Any,
) -> ResponseReturnValue:
    """What the address asks for. `usual` are the codes or tags of languages that the thing uses, `name` is for the file.

    `page` is for the page that asks: `title`, `back`, and `hints` if something is not ready yet.
    """
    is_asked = bool(set(request.args) & set(OrderForm().data))
    form = OrderForm(request.args if is_asked else MultiDict(_first_answers(usual)))
    page["most_on_a6"] = MOST_ON_A6
    if not is_asked or not form.validate():
        return http.show_form("posters/staff/choose.html", form, **page)
    poster = make(form.languages)
    if form.als.data == PDF:
        try:
            made = posters.paper(poster, form.papier.data)
        except pdf.FontMissing:
            form.sprache.errors = [
                *form.sprache.errors,
                gettext("Für eine Sprache fehlt hier eine Schrift. Drucken Sie die Seite."),
            ]
            return http.show_form("posters/staff/choose.html", form, **page)
        return _file(made, f"plakat-{name}-{form.papier.data}-{'-'.join(each.code for each in form.languages)}.pdf")
    with speaking(poster.first.language):
        return render_template("posters/printed.html", sheet=poster, size=form.papier.data)


def _first_answers(usual: Iterable[str]) -> list[tuple[str, str]]:
    wanted = {GERMAN.code, *usual}
    codes = [language.code for language in OFFERED if {language.code, language.tag} & wanted]
    return [("papier", "a4"), *(("sprache", code) for code in codes)]


def _file(content: bytes, name: str) -> Response:
    """Handed out, not shown: the viewers of some browsers do not work under our strict policy."""
    response = Response(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
