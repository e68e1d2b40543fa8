"""Reading answers one by one, and how far two readers agree."""

from uuid import UUID

from flask import request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.coding import queries
from app.coding.models import Theme
from app.coding.queries import OLDEST, Place, Text, tallies
from app.coding.rules import passages, suggesting
from app.coding.service import marking
from app.coding.staff_forms import QuoteForm, ReadForm
from app.coding.staff_views import bp
from app.coding.staff_views.sheet import AT, campaign_of, show
from app.kernel import http
from app.kernel.access import requires
from app.kernel.errors import NotFound
from app.kernel.form import rules_shown_in
from app.surveys.models import Campaign
from app.surveys.queries import campaigns
from app.surveys.rules.kinds import TeamRole

TURNS = (1, 2)


@bp.get("/arbeit/auswertung")
@requires("conversations.read")
def surveys() -> ResponseReturnValue:
    """The campaigns whose answers this account may read."""
    found = campaigns.in_team(accounts.asker(), TeamRole.EVALUATOR)
    return show("coding/staff/surveys.html", campaigns=found, progress={each.id: queries.progress(each) for each in found})


@bp.get(AT)
@requires("conversations.read")
def overview(slug: str) -> ResponseReturnValue:
    """How far the reading is, and what people said so far. For the team only."""
    campaign = campaign_of(slug)
    found = tallies.of_themes(campaign)
    talks, people = queries.people_of(campaign)
    return show(
        "coding/staff/overview.html",
        campaign=campaign,
        progress=queries.progress(campaign),
        talks=talks,
        people=people,
        themes=sorted(queries.themes(campaign), key=lambda theme: -(found[theme.id].people if theme.id in found else 0)),
        counts=found,
    )


@bp.get(f"{AT}/lesen")
@requires("conversations.read")
def read(slug: str) -> ResponseReturnValue:
    """The next answer that can be read in this turn, or the one that is asked for (`stelle`)."""
    campaign = campaign_of(slug)
    text = _asked_text(campaign) or _next_text(campaign, _after())
    if text is None and _after() != OLDEST:
        text = _next_text(campaign, OLDEST)
    if text is None:
        return show("coding/staff/nothing.html", campaign=campaign, turn=_turn(), progress=queries.progress(campaign))
    form = _offered(ReadForm(), campaign, text)
    form.fill_from(queries.codings_of(text.place, turn=_turn()), _as_called_today(campaign))
    return _show(campaign, text, form)


@bp.post(f"{AT}/lesen/<uuid:conversation_id>/<key>")
@requires("conversations.read")
def read_submit(slug: str, conversation_id: UUID, key: str) -> ResponseReturnValue:
    """Keep what was found, and go on with the next answer."""
    campaign = campaign_of(slug)
    text = queries.get_text(campaign, (conversation_id, key))
    form = _offered(ReadForm(request.form), campaign, text)
    if form.validate():
        marks = form.marks()
        if not form.has_errors:
            with rules_shown_in(form):
                marking.read(campaign=campaign, text=text, marks=marks, turn=_turn(), account_id=accounts.own_id())
                where = url_for("coding_work.read", slug=slug, nach=_word(text.place), runde=_turn(), gesagt="gelesen")
                return http.see_other(where)
    return _show(campaign, text, form)


def _show(campaign: Campaign, text: Text, form: ReadForm) -> ResponseReturnValue:
    document = campaigns.document_of(campaign)
    return show(
        "coding/staff/read.html",
        campaign=campaign,
        text=text,
        sentences=[span.of(text.to_read) for span in passages.sentences(text.to_read)],
        question=document.find(text.key),
        questions={question.key: question for question in document.questions},
        beside=queries.beside(campaign, text.place),
        form=form,
        rows=form.rows,
        themes=queries.themes(campaign),
        progress=queries.progress(campaign),
        turn=_turn(),
        place=_word(text.place),
        quote=QuoteForm(),
    )


def _offered(form: ReadForm, campaign: Campaign, text: Text) -> ReadForm:
    themes = queries.themes(campaign)
    words = {theme.code: suggesting.words_of(theme.words) for theme in themes if theme.words}
    by_code = {theme.code: theme for theme in themes}
    hints = [by_code[code] for code in suggesting.suggested(text.to_read, words)]
    form.offer(text=text, themes=themes, suggestions=hints)
    return form


def _as_called_today(campaign: Campaign) -> dict[UUID, Theme]:
    """Every theme that was ever given, by its id: as the one in which it lives on, if that is one."""
    themes, now = {theme.id: theme for theme in queries.every_theme(campaign)}, queries.successors(campaign)
    return {theme_id: themes[now.get(theme_id, theme_id)] for theme_id in themes}


@bp.get(f"{AT}/vergleich")
@requires("conversations.read")
def compare(slug: str) -> ResponseReturnValue:
    """How far two readers agree, theme by theme (A-43)."""
    campaign = campaign_of(slug)
    units, by_theme = tallies.agreements(campaign)
    found = [(theme, by_theme[theme.id]) for theme in queries.themes(campaign)]
    return show("coding/staff/compare.html", campaign=campaign, units=units, found=found)


def _turn() -> int:
    turn = request.args.get("runde", 1, type=int)
    if turn not in TURNS:
        raise NotFound
    return turn


def _word(place: Place) -> str:
    """A place as it stands in addresses."""
    return f"{place[0].hex}~{place[1]}"


def _place(word: str) -> Place:
    try:
        conversation, key = word.split("~", 1)
        if not key.isprintable():  # PostgreSQL cannot even be asked for a NUL.
            raise NotFound
        return UUID(conversation), key
    except ValueError as wrong:
        raise NotFound from wrong


def _after() -> Place:
    word = request.args.get("nach")
    return _place(word) if word else OLDEST


def _next_text(campaign: Campaign, after: Place) -> Text | None:
    return next(iter(queries.page(campaign, after=after, turn=_turn(), unread=True, reader=accounts.own_id(), most=1)), None)


def _asked_text(campaign: Campaign) -> Text | None:
    word = request.args.get("stelle")
    return queries.get_text(campaign, _place(word)) if word else None
