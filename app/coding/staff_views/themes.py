"""What becomes of the themes of a campaign: for those who lead it, with published numbers alone."""

from uuid import UUID

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.coding import queries
from app.coding.models import Theme
from app.coding.queries import becoming as theme_queries
from app.coding.rules.results import ThemeResult
from app.coding.service import becoming
from app.coding.staff_forms.becoming import ConcernForm, WallForm, first_answers
from app.coding.staff_views import bp
from app.concerns.queries import public as concerns
from app.kernel import http
from app.kernel.access import requires
from app.kernel.errors import NotAllowed, RuleBroken
from app.kernel.form import rules_shown_in
from app.kernel.i18n import gettext as _
from app.meetings.models import Meeting
from app.meetings.rules import dots as dot_rules
from app.surveys.models import Campaign
from app.surveys.queries import assembly as assemblies
from app.surveys.queries import campaigns

AT = "/arbeit/befragungen/<uuid:campaign_id>/themen"


@bp.get(AT)
@requires("surveys.manage")
def themes(campaign_id: UUID) -> ResponseReturnValue:
    """What everybody can read, and what became of each theme."""
    return _show(_campaign(campaign_id))


@bp.post(f"{AT}/wand")
@requires("surveys.manage")
def hang_submit(campaign_id: UUID) -> ResponseReturnValue:
    """Put the ticked themes on the wall of the assembly."""
    found, form = _campaign(campaign_id), WallForm(request.form)
    meeting = _meeting_of(found)
    shown = queries.newest_results(found)
    form.offer(shown.themes if shown else ())
    if form.validate():
        with rules_shown_in(form):
            if meeting is None:
                raise RuleBroken(_("Wählen Sie zuerst eine Versammlung, die Sie betreuen."))
            becoming.hang(
                campaign=found,
                meeting=meeting,
                theme_ids=form.theme_ids(),
                question=form.question.data or "",
                dots_per_person=form.dots_per_person.data,
                client_id=form.client_id.data or "",
                account_id=accounts.own_id(),
            )
            return _back(found, "wand")
    return _show(found, form)


@bp.get(f"{AT}/<uuid:theme_id>/anliegen")
@requires("surveys.manage")
def to_concern(campaign_id: UUID, theme_id: UUID) -> ResponseReturnValue:
    found = _campaign_to_enter(campaign_id)
    shown, theme = theme_queries.get_shown(found, theme_id)
    return _show_concern(found, shown, theme, ConcernForm(data=first_answers(shown, theme.definition)))


@bp.post(f"{AT}/<uuid:theme_id>/anliegen")
@requires("surveys.manage")
def to_concern_submit(campaign_id: UUID, theme_id: UUID) -> ResponseReturnValue:
    """Write the theme down as a concern."""
    found, form = _campaign_to_enter(campaign_id), ConcernForm(request.form)
    shown, theme = theme_queries.get_shown(found, theme_id)
    form.offer(_ortsteile(found))
    if form.validate():
        with rules_shown_in(form):
            becoming.to_concern(
                campaign=found,
                theme=theme,
                text=form.text.data or "",
                direction=form.direction.data,
                ortsteil_key=form.ortsteil_key.data,
                account_id=accounts.own_id(),
            )
            return _back(found, "anliegen")
    return _show_concern(found, shown, theme, form)


def _show(found: Campaign, form: WallForm | None = None) -> Response:
    shown, meeting = queries.newest_results(found), assemblies.find(found)
    became = theme_queries.became_for_staff(found, shown, meeting) if shown else {}
    hanging = form or WallForm()
    hanging.offer([each for each in (*shown.shown, *shown.few) if not became[each.theme_id].cards] if shown else ())
    cards = {card.option.id: card for each in became.values() for card in each.cards}.values()
    return http.show_form(
        "coding/staff/themes.html",
        hanging,
        campaign=found,
        results=shown,
        became=became,
        meeting=meeting,
        may_hang=_meeting_of(found) is not None,
        has_wall=bool(cards),
        has_too_many_chosen=dot_rules.has_too_many_chosen(sum(card.option.is_chosen for card in cards)),
        topics=concerns.topic_labels(),
        messages=_good_news(),
    )


def _show_concern(found: Campaign, shown: ThemeResult, theme: Theme, form: ConcernForm) -> Response:
    form.offer(_ortsteile(found))
    return http.show_form("coding/staff/to_concern.html", form, campaign=found, shown=shown, theme=theme)


def _campaign(campaign_id: UUID) -> Campaign:
    return campaigns.get_for(accounts.asker(), campaign_id)


def _campaign_to_enter(campaign_id: UUID) -> Campaign:
    """A campaign of somebody who may also write concerns down for others."""
    if not accounts.asker().may("concerns.enter"):
        raise NotAllowed
    return _campaign(campaign_id)


def _meeting_of(found: Campaign) -> Meeting | None:
    """The assembly, if the one who asks looks after it."""
    asker, meeting = accounts.asker(), assemblies.find(found)
    may = meeting is not None and asker.may("meetings.manage") and assemblies.may_manage(asker, meeting)
    return meeting if may else None


def _ortsteile(found: Campaign) -> dict[str, str]:
    return {ortsteil.key: ortsteil.name for ortsteil in found.ortsteile}


def _back(found: Campaign, news: str) -> Response:
    return http.see_other(url_for("coding_work.themes", campaign_id=found.id, gesagt=news))


def _good_news() -> list[str]:
    news = {
        "wand": _("Die Themen hängen an der Wand."),
        "anliegen": _("Das Thema ist jetzt auch ein Anliegen. Es wartet darauf, geprüft zu werden."),
    }
    return http.good_news(news)
