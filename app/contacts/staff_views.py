"""Where contact keepers look after the slips of the campaigns in whose team they are. Nobody else gets in."""

from collections.abc import Iterator, Sequence
from typing import TypeVar
from uuid import UUID

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.contacts import by_hand, labels, queries, service
from app.contacts.models import ContactSlip
from app.contacts.queries import Wish
from app.contacts.rules import Means, Purpose
from app.contacts.service import Taken
from app.contacts.staff_forms import LANGUAGES, MEANS, PURPOSES, ExportForm, PaperForm, SlipForm, ToldForm, WishForm
from app.kernel import clock, http
from app.kernel.access import requires
from app.kernel.errors import NotFound, RuleBroken
from app.kernel.form import rules_shown_in
from app.kernel.i18n import current_language, ngettext
from app.kernel.i18n import gettext as _
from app.kernel.languages import BY_CODE, GERMAN, KNOWN
from app.kernel.pages import Capability
from app.kernel.spreadsheets import delimited, xlsx
from app.kernel.spreadsheets.sheet import Book, Column, Kind, Sheet, Value
from app.questionnaires.rules.document import say
from app.surveys.models import Campaign
from app.surveys.queries import campaigns as campaign_queries
from app.surveys.rules.kinds import TeamRole

bp = Capability("contacts_work", __name__)
AnySlipForm = TypeVar("AnySlipForm", bound=SlipForm)

PAGE = 100
TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
TELLING = {"einladung": Purpose.ASSEMBLY_INVITATION, "ergebnisse": Purpose.RESULTS}
"""How the things that people are told are called in addresses."""
REGIONS = {"de": "de-DE", "en": "en-GB"}
"""How spreadsheets name the languages in which staff work."""


@bp.get("/arbeit/kontakte")
@requires("contacts.keep")
def campaigns() -> ResponseReturnValue:
    found = campaign_queries.in_team(accounts.asker(), TeamRole.CONTACT_KEEPER)
    return render_template("contacts/staff/campaigns.html", campaigns=found, counts=queries.counts(found))


@bp.get("/arbeit/kontakte/<slug>")
@requires("contacts.keep")
def slips(slug: str) -> ResponseReturnValue:
    return _list(_campaign(slug), WishForm(request.args))


@bp.post("/arbeit/kontakte/<slug>/datei")
@requires("contacts.keep")
def export_submit(slug: str) -> ResponseReturnValue:
    """Take slips along, for letters and calls. It is logged, so it is a POST."""
    campaign, form = _campaign(slug), ExportForm(request.form)
    if not form.format.validate(form):
        raise RuleBroken(str(form.format.errors[0]))
    wish, kind = form.wish(), form.format.data
    found = queries.of(campaign, wish)
    asked = (f"{name}={value}" for name, value in form.address().items())
    what = "; ".join((kind, *asked))
    service.log_export(campaign=campaign, what=what, rows=len(found), account_id=accounts.own_id())
    return _file(campaign, found, kind)


@bp.get("/arbeit/kontakte/<slug>/neu")
@requires("contacts.keep")
def new(slug: str) -> ResponseReturnValue:
    campaign = _campaign(slug)
    return _show_new(campaign, _offered(PaperForm(data={"day": clock.today(), "language": "de"}), campaign))


@bp.post("/arbeit/kontakte/<slug>/neu")
@requires("contacts.keep")
def new_submit(slug: str) -> ResponseReturnValue:
    """Write a slip of paper down. The same form again makes no second one."""
    campaign = _campaign(slug)
    form = _offered(PaperForm(request.form), campaign)
    if form.validate():
        with rules_shown_in(form):
            slip = form.slip(_consent(campaign, form.language.data), day=form.day.data)
            taken = service.enter(campaign=campaign, client_id=form.client_id.data or "", slip=slip)
            if taken is Taken.OTHER:
                raise RuleBroken(
                    _("Dieses Formular haben Sie schon mit anderen Angaben gesendet. Öffnen Sie bitte ein neues.")
                )
            return _to_list(campaign, "neu")
    return _show_new(campaign, form)


@bp.get("/arbeit/kontakte/<slug>/zettel/<uuid:slip_id>")
@requires("contacts.keep")
def slip(slug: str, slip_id: UUID) -> ResponseReturnValue:
    campaign = _campaign(slug)
    found, form = queries.get(campaign, slip_id), SlipForm()
    form.fill_from(found)
    return _show(campaign, found, _offered(form, campaign, found))


@bp.post("/arbeit/kontakte/<slug>/zettel/<uuid:slip_id>")
@requires("contacts.keep")
def slip_submit(slug: str, slip_id: UUID) -> ResponseReturnValue:
    campaign = _campaign(slug)
    found = queries.get(campaign, slip_id)
    form = _offered(SlipForm(request.form), campaign, found)
    if form.validate():
        with rules_shown_in(form):
            service.correct(slip=found, facts=form.slip(found.consent), account_id=accounts.own_id())
            return http.see_other(url_for("contacts_work.slip", slug=campaign.slug, slip_id=found.id, gesagt="ja"))
    return _show(campaign, found, form)


@bp.post("/arbeit/kontakte/<slug>/zettel/<uuid:slip_id>/loeschen")
@requires("contacts.keep")
def withdraw_submit(slug: str, slip_id: UUID) -> ResponseReturnValue:
    campaign = _campaign(slug)
    service.withdraw(slip=queries.get(campaign, slip_id), account_id=accounts.own_id())
    return _to_list(campaign, "geloescht")


@bp.post("/arbeit/kontakte/<slug>/einladen")
@requires("contacts.keep")
def invite_submit(slug: str) -> ResponseReturnValue:
    campaign, form, count = _campaign(slug), WishForm(), 0
    with rules_shown_in(form):
        count = service.invite(campaign, account_id=accounts.own_id())
    return _list(campaign, form) if form.has_errors else _to_list(campaign, "verschickt", count)


@bp.post("/arbeit/kontakte/<slug>/ergebnisse")
@requires("contacts.keep")
def results_submit(slug: str) -> ResponseReturnValue:
    campaign, form, count = _campaign(slug), WishForm(), 0
    with rules_shown_in(form):
        count = service.tell_results(campaign, account_id=accounts.own_id())
    return _list(campaign, form) if form.has_errors else _to_list(campaign, "verschickt", count)


@bp.get("/arbeit/kontakte/<slug>/erreichen/<what>")
@requires("contacts.keep")
def reach(slug: str, what: str) -> ResponseReturnValue:
    """The list for letters and calls, to be printed and to be ticked off."""
    return _show_round(_campaign(slug), what, ToldForm(data={"day": clock.today()}))


@bp.post("/arbeit/kontakte/<slug>/erreichen/<what>")
@requires("contacts.keep")
def reach_submit(slug: str, what: str) -> ResponseReturnValue:
    """Tick off who was told by letter or phone."""
    campaign, purpose = _campaign(slug), _purpose(what)
    form = ToldForm(request.form).offer(queries.of(campaign, Wish(purpose=purpose)))
    if form.validate():
        with rules_shown_in(form):
            count = by_hand.tick(
                campaign=campaign, purpose=purpose, slip_ids=form.ids, day=form.day.data, account_id=accounts.own_id()
            )
            return _to_round(campaign, what, "abgehakt", count)
    return _show_round(campaign, what, form)


@bp.post("/arbeit/kontakte/<slug>/erreichen/<what>/<uuid:slip_id>/zuruecknehmen")
@requires("contacts.keep")
def reach_undo_submit(slug: str, what: str, slip_id: UUID) -> ResponseReturnValue:
    """That was a mistake: this slip waits again."""
    campaign, purpose = _campaign(slug), _purpose(what)
    by_hand.untick(campaign=campaign, purpose=purpose, slip_id=slip_id, account_id=accounts.own_id())
    return _to_round(campaign, what, "offen")


def _purpose(what: str) -> Purpose:
    if what in TELLING:
        return TELLING[what]
    raise NotFound


def _show_round(campaign: Campaign, what: str, form: ToldForm) -> Response:
    purpose = _purpose(what)
    word = queries.find_word(campaign, purpose)
    return http.show_form(
        "contacts/staff/reach.html",
        form,
        campaign=campaign,
        what=what,
        title=PURPOSES[purpose],
        word=word,
        round=queries.round_of(campaign, purpose, word) if word else None,
        means=MEANS,
        languages=LANGUAGES,
        messages=_good_news(),
    )


def _to_round(campaign: Campaign, what: str, news: str, count: int = 0) -> Response:
    return http.see_other(url_for("contacts_work.reach", slug=campaign.slug, what=what, gesagt=news, zahl=count or None))


def _list(campaign: Campaign, form: WishForm) -> Response:
    found = queries.of(campaign, form.wish())
    start = max(0, request.args.get("ab", 0, type=int))
    assembly = queries.find_assembly(campaign)
    word = queries.invitation_word(assembly) if assembly else ""
    return http.show_form(
        "contacts/staff/slips.html",
        form,
        campaign=campaign,
        slips=found[start : start + PAGE],
        count=len(found),
        further=start + PAGE if len(found) > start + PAGE else None,
        start=start,
        export=ExportForm(data=form.data),
        invitation=queries.reach(campaign, Purpose.ASSEMBLY_INVITATION, word),
        results=queries.reach(campaign, Purpose.RESULTS, queries.RESULTS_WORD),
        assembly=assembly,
        purposes=PURPOSES,
        means=MEANS,
        languages=LANGUAGES,
        messages=_good_news(),
    )


def _show_new(campaign: Campaign, form: PaperForm) -> Response:
    return http.show_form("contacts/staff/new.html", form, campaign=campaign, consent=_consent(campaign, "de"))


def _show(campaign: Campaign, found: ContactSlip, form: SlipForm) -> Response:
    said = http.good_news({"ja": _("Ihre Änderungen sind gespeichert.")})
    return http.show_form("contacts/staff/slip.html", form, campaign=campaign, slip=found, messages=said)


def _file(campaign: Campaign, found: Sequence[ContactSlip], kind: str) -> Response:
    sheet = _sheet(found)
    if kind == "xlsx":
        language = REGIONS[current_language().locale.language]
        pieces = xlsx.chunks(Book(title=campaign.title, sheets=[sheet], made_at=clock.now(), language=language))
    else:
        pieces = delimited.chunks(sheet, delimited.EXCEL)
    answer = Response(pieces, content_type=TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="kontakte-{campaign.slug}.{kind}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _sheet(found: Sequence[ContactSlip]) -> Sheet:
    """What letters and calls need, by name. No id, and no day: nothing says when a slip came."""
    titles = {
        "name": _("Name"),
        "anschrift": _("Anschrift"),
        "telefon": _("Telefon"),
        "email": _("E-Mail"),
        "weg": _("Weg"),
        "sprache": _("Sprache"),
        "zwecke": _("Zwecke"),
        "themen": _("Themen"),
        "faehigkeit": _("Fähigkeit"),
    }
    columns = [
        Column(key=key, title=title, kind=Kind.CODE if key == "telefon" else Kind.TEXT) for key, title in titles.items()
    ]
    return Sheet(name="kontakte", title=_("Kontaktzettel"), columns=columns, rows=list(_rows(found)))


def _rows(found: Sequence[ContactSlip]) -> Iterator[tuple[Value, ...]]:
    for each in found:
        purposes = ", ".join(str(PURPOSES[Purpose(value)]) for value in each.purposes)
        way, language = str(MEANS[Means(each.means)]), LANGUAGES.get(each.language, each.language)
        yield each.name, each.address, each.phone, each.email, way, language, purposes, each.themes, each.skill


def _offered(form: AnySlipForm, campaign: Campaign, found: ContactSlip | None = None) -> AnySlipForm:
    """Put the choices in, in the reader's language."""
    ortsteile = {place.key: place.name for place in campaign.ortsteile}
    return form.offer(ortsteile, found.language if found else "")


def _consent(campaign: Campaign, language: str) -> str:
    """The words that people agree to on a slip in this language."""
    usual = labels.usual_consent(BY_CODE.get(language, GERMAN))
    if campaign.version_id is None:
        return usual
    document = campaign_queries.document_of(campaign)
    return say(document.consent, _tag(language), document.default_language).text or usual


def _tag(code: str) -> str:
    """How questionnaires name a language: "leicht" is "de-simple" there."""
    return next((language.tag for language in KNOWN if language.code == code), code)


def _to_list(campaign: Campaign, news: str, count: int = 0) -> Response:
    return http.see_other(url_for("contacts_work.slips", slug=campaign.slug, gesagt=news, zahl=count or None))


def _good_news() -> list[str]:
    count = request.args.get("zahl", 0, type=int)
    news = {
        "neu": _("Der Kontaktzettel ist gespeichert."),
        "geloescht": _("Der Kontaktzettel ist gelöscht, mit allem, was darauf stand."),
        "abgehakt": ngettext("%(num)s Zettel ist abgehakt.", "%(num)s Zettel sind abgehakt.", count),
        "offen": _("Der Zettel steht wieder auf der Liste."),
        "verschickt": ngettext("%(num)s E-Mail geht jetzt hinaus.", "%(num)s E-Mails gehen jetzt hinaus.", count),
    }
    return http.good_news(news)


def _campaign(slug: str) -> Campaign:
    return campaign_queries.get_in_team(accounts.asker(), slug, TeamRole.CONTACT_KEEPER)
