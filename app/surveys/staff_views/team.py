"""Who helps with a campaign, who goes with whom, and at which doors they ring."""

from typing import Any
from uuid import UUID

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.kernel import http
from app.kernel.access import requires
from app.kernel.fields import PlainForm
from app.kernel.form import BaseForm, rules_shown_in
from app.kernel.i18n import gettext as _
from app.kernel.i18n import ngettext
from app.surveys.models import Campaign, TeamMember
from app.surveys.queries import campaigns, overview
from app.surveys.queries import team as queries
from app.surveys.queries.team import House
from app.surveys.service import doors as door_service
from app.surveys.service import team as service
from app.surveys.staff_forms.team import GiveForm, HouseForm, MemberForm, MoveForm, PairForm, languages
from app.surveys.staff_views import bp


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/team")
@requires("surveys.manage")
def team(campaign_id: UUID) -> ResponseReturnValue:
    return _show_team(_campaign(campaign_id), PlainForm())


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/team")
@requires("surveys.manage")
def team_submit(campaign_id: UUID) -> ResponseReturnValue:
    """Somebody joins the team."""
    found, form = _campaign(campaign_id), MemberForm(request.form)
    form.offer(queries.accounts_that_fit())
    if form.validate():
        with rules_shown_in(form):
            client_id = form.client_id.data or ""
            service.join(campaign=found, person=form.person(), client_id=client_id, account_id=_account())
            return _to_team(found, "dabei")
    return _show_team(found, form)


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/team/<uuid:member_id>")
@requires("surveys.manage")
def member(campaign_id: UUID, member_id: UUID) -> ResponseReturnValue:
    found = _campaign(campaign_id)
    wanted, form = queries.get_member(found, member_id), MemberForm()
    form.fill_from(service.person_of(wanted))
    return _show_member(found, wanted, form)


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/team/<uuid:member_id>")
@requires("surveys.manage")
def member_submit(campaign_id: UUID, member_id: UUID) -> ResponseReturnValue:
    found = _campaign(campaign_id)
    wanted, form = queries.get_member(found, member_id), MemberForm(request.form)
    form.offer(queries.accounts_that_fit())
    if form.validate():
        with rules_shown_in(form):
            service.change(campaign=found, member=wanted, person=form.person(), account_id=_account())
            return _to_team(found, "geaendert")
    return _show_member(found, wanted, form)


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/team/<uuid:member_id>/entfernen")
@requires("surveys.manage")
def remove_member_submit(campaign_id: UUID, member_id: UUID) -> ResponseReturnValue:
    found = _campaign(campaign_id)
    service.leave(campaign=found, member=queries.get_member(found, member_id), account_id=_account())
    return _to_team(found, "fort")


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/team/paare")
@requires("surveys.manage")
def pair_submit(campaign_id: UUID) -> ResponseReturnValue:
    """Two go together from now on."""
    found, form = _campaign(campaign_id), PairForm(request.form)
    form.offer(queries.members_of(found))
    if form.validate():
        with rules_shown_in(form):
            asker = queries.get_member(found, UUID(form.asker.data))
            writer = queries.get_member(found, UUID(form.writer.data)) if form.writer.data else None
            service.pair(campaign=found, asker=asker, writer=writer, account_id=_account())
            return _to_team(found, "paar")
    return _show_team(found, form)


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/team/paare/<uuid:pair_id>/aufloesen")
@requires("surveys.manage")
def part_submit(campaign_id: UUID, pair_id: UUID) -> ResponseReturnValue:
    """Two no longer go together."""
    found = _campaign(campaign_id)
    service.part(campaign=found, pair=queries.get_pair(found, pair_id), account_id=_account())
    return _to_team(found, "allein")


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/tueren")
@requires("surveys.manage")
def doors(campaign_id: UUID) -> ResponseReturnValue:
    return _show_doors(_campaign(campaign_id), PlainForm())


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/tueren")
@requires("surveys.manage")
def doors_submit(campaign_id: UUID) -> ResponseReturnValue:
    """Write down the doors of a house."""
    found, form = _campaign(campaign_id), HouseForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            form.check_names()
            return _to_doors(found, neue=door_service.add(campaign=found, account_id=_account(), **form.said()))
    return _show_doors(found, form)


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/tueren/zuteilen")
@requires("surveys.manage")
def give_houses_submit(campaign_id: UUID) -> ResponseReturnValue:
    """Give whole houses to a pair. Who refused is left out."""
    found, form = _campaign(campaign_id), GiveForm(request.form)
    houses = queries.houses_of(found)
    _offer_houses(found, form, houses)
    if form.validate():
        with rules_shown_in(form):
            chosen = [door.id for house in houses if house.id in form.chosen for door in house.open_doors]
            return _to_doors(found, gegeben=_give(found, form, chosen))
    return _show_doors(found, form)


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/tueren/<uuid:door_id>/verschieben")
@requires("surveys.manage")
def move_house_submit(campaign_id: UUID, door_id: UUID) -> ResponseReturnValue:
    """The house of this door goes up or down by one."""
    found, form = _campaign(campaign_id), MoveForm(request.form)
    house = queries.get_house(found, door_id)
    if form.validate():
        with rules_shown_in(form):
            door_service.move(campaign=found, house=house, up=form.is_up)
            return _to_doors(found, f"punkt-{house.id}", bewegt=house.id, richtung=form.move.data)
    return _show_doors(found, form)


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/tueren/<uuid:door_id>")
@requires("surveys.manage")
def house(campaign_id: UUID, door_id: UUID) -> ResponseReturnValue:
    """The house of this door with all its bells."""
    found = _campaign(campaign_id)
    return _show_house(found, queries.get_house(found, door_id), PlainForm())


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/tueren/<uuid:door_id>")
@requires("surveys.manage")
def house_submit(campaign_id: UUID, door_id: UUID) -> ResponseReturnValue:
    """Give single doors to a pair."""
    found, form = _campaign(campaign_id), GiveForm(request.form)
    wanted = queries.get_house(found, door_id)
    form.offer(doors={str(door.id): door.bell for door in wanted.doors}, pairs=queries.pairs_of(found))
    if form.validate():
        with rules_shown_in(form):
            return _to_doors(found, gegeben=_give(found, form, form.chosen))
    return _show_house(found, wanted, form)


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/tueren/<uuid:door_id>/entfernen")
@requires("surveys.manage")
def remove_door_submit(campaign_id: UUID, door_id: UUID) -> ResponseReturnValue:
    """Take a door away that does not exist."""
    found, form = _campaign(campaign_id), PlainForm()
    wanted = queries.get_house(found, door_id)
    with rules_shown_in(form):
        door_service.remove(campaign=found, door=queries.get_door(found, door_id), account_id=_account())
    return _show_house(found, wanted, form) if form.has_errors else _to_doors(found, gesagt="tuer-fort")


def _give(found: Campaign, form: GiveForm, door_ids: list[UUID] | set[UUID]) -> int:
    pair = queries.get_pair(found, form.pair_id) if form.pair_id else None
    return door_service.give(campaign=found, door_ids=door_ids, pair=pair, account_id=_account())


def _show_team(found: Campaign, form: BaseForm) -> Response:
    """The team with its forms; `form` is the one that could not be taken."""
    members = queries.members_of(found)
    joining = form if isinstance(form, MemberForm) else MemberForm()
    pairing = form if isinstance(form, PairForm) else PairForm()
    joining.offer(queries.accounts_that_fit())
    pairing.offer(members)
    return http.show_form(
        "surveys/staff/team.html",
        form,
        campaign=found,
        members=members,
        pairs=queries.pairs_of(found),
        joining=joining,
        pairing=pairing,
        spoken=languages(),
        messages=_good_news(),
    )


def _show_member(found: Campaign, wanted: TeamMember, form: MemberForm) -> Response:
    form.offer(queries.accounts_that_fit())
    return http.show_form("surveys/staff/member.html", form, campaign=found, member=wanted)


def _show_doors(found: Campaign, form: BaseForm) -> Response:
    houses = queries.houses_of(found)
    giving = form if isinstance(form, GiveForm) else GiveForm()
    _offer_houses(found, giving, houses)
    return http.show_form(
        "surveys/staff/doors.html",
        form,
        campaign=found,
        houses=houses,
        pairs={each.id: each for each in queries.pairs_of(found)},
        adding=form if isinstance(form, HouseForm) else HouseForm(),
        giving=giving,
        reach=overview.reach_of(found),
        outcomes=overview.outcomes_of(found),
        moved={"item": request.args.get("bewegt", ""), "move": request.args.get("richtung", "")},
        messages=_good_news(),
    )


def _show_house(found: Campaign, wanted: House, form: BaseForm) -> Response:
    giving, pairs = form if isinstance(form, GiveForm) else GiveForm(), queries.pairs_of(found)
    giving.offer(doors={str(door.id): door.bell for door in wanted.open_doors}, pairs=pairs)
    return http.show_form(
        "surveys/staff/house.html",
        form,
        campaign=found,
        house=wanted,
        pairs={each.id: each for each in pairs},
        outcomes=queries.outcomes_at(wanted),
        giving=giving,
    )


def _offer_houses(found: Campaign, form: GiveForm, houses: list[House]) -> None:
    words = {
        str(each.id): ngettext(
            "%(house)s: %(num)s Klingel", "%(house)s: %(num)s Klingeln", len(each.open_doors), house=each.name
        )
        for each in houses
        if each.open_doors
    }
    form.offer(doors=words, pairs=queries.pairs_of(found))


def _campaign(campaign_id: UUID) -> Campaign:
    return campaigns.get_for(accounts.asker(), campaign_id)


def _to_team(found: Campaign, news: str) -> Response:
    return http.see_other(url_for("surveys_work.team", campaign_id=found.id, gesagt=news))


def _to_doors(found: Campaign, anchor: str | None = None, **said: Any) -> Response:
    return http.see_other(url_for("surveys_work.doors", campaign_id=found.id, _anchor=anchor, **said))


def _good_news() -> list[str]:
    if (fresh := request.args.get("neue", type=int)) is not None:
        return [_doors_news(fresh)]
    if given := request.args.get("gegeben", type=int):
        return [ngettext("%(num)s Tür ist zugeteilt.", "%(num)s Türen sind zugeteilt.", given)]
    news = {
        "dabei": _("Die Person gehört jetzt zum Team."),
        "geaendert": _("Ihre Änderungen sind gespeichert."),
        "fort": _("Die Person gehört nicht mehr zum Team."),
        "paar": _("Die beiden gehen jetzt zusammen."),
        "allein": _("Das Paar ist aufgelöst. Seine Türen sind wieder frei."),
        "tuer-fort": _("Die Tür ist von der Liste genommen."),
    }
    said = request.args.get("gesagt", "")
    return [news[said]] if said in news else []


def _doors_news(fresh: int) -> str:
    if fresh <= 0:
        return _("Diese Türen standen schon auf der Liste.")
    return ngettext("%(num)s Tür ist aufgeschrieben.", "%(num)s Türen sind aufgeschrieben.", fresh)


def _account() -> UUID:
    return accounts.asker().account_id
