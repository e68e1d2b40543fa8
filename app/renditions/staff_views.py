"""Where staff see which Übersetzungen are missing, and write them."""

from datetime import date

from flask import Response, render_template, request, url_for

from app.accounts import queries as accounts
from app.kernel import codes, http
from app.kernel.access import requires
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.kernel.form import rules_shown_in
from app.kernel.i18n import gettext as _
from app.kernel.languages import OFFERED, PLAIN, Language
from app.kernel.pages import Capability
from app.renditions import overview, queries, service, sources, translator
from app.renditions.rules import Original, RenditionState
from app.renditions.sources import Thing
from app.renditions.staff_forms import PROPOSED, TEXT, RenditionForm, form_for
from app.writing import report as writing
from app.writing.rules.kinds import Measure

bp = Capability("renditions_work", __name__)

PAGE = "renditions/staff/tell.html"
PROPOSE = "propose"


@bp.get("/arbeit/uebersetzungen")
@requires("renditions.write")
def report() -> str:
    """What is missing in one language; plain words first, because nobody else writes those."""
    language = _language(request.args.get("sprache", PLAIN.code))
    groups = overview.report(accounts.asker(), language)
    return render_template("renditions/staff/report.html", groups=groups, chosen=language, languages=OFFERED)


@bp.get("/arbeit/uebersetzungen/<kind>/<key>")
@requires("renditions.write")
def thing(kind: str, key: str) -> str:
    """One thing: in which languages it can be read, and in which not yet."""
    found = sources.get(kind).find(accounts.asker(), key)
    return render_template("renditions/staff/thing.html", thing=found, standings=overview.standings(found))


@bp.get("/arbeit/uebersetzungen/<kind>/<key>/<code>")
@requires("renditions.write")
def tell(kind: str, key: str, code: str) -> Response:
    found, language = sources.get(kind).find(accounts.asker(), key), _language(code)
    originals = _to_tell(found, language)
    rows = queries.of_thing(found.subject, language.tag)
    kept: dict[str, str | bool | date | None] = {}
    for part, row in rows.items():
        is_machines = row.state is RenditionState.MACHINE
        kept[TEXT + part], kept[PROPOSED + part] = row.text, codes.digest(row.text) if is_machines else ""
    if first := next(iter(rows.values()), None):
        kept |= {"is_shown": first.is_shown, "checked_by": first.checked_by, "checked_on": first.checked_on}
    saved = [_("Die Übersetzung ist gespeichert.")] if "gesagt" in request.args else []
    return _show(found, language, form_for(originals)(data=kept), messages=saved)


@bp.post("/arbeit/uebersetzungen/<kind>/<key>/<code>")
@requires("renditions.write")
def tell_submit(kind: str, key: str, code: str) -> Response:
    """Keep what was written, or, by the other button, ask the operator's machine what it would write."""
    asker, source, language = accounts.asker(), sources.get(kind), _language(code)
    found = source.find(asker, key)
    form = form_for(_to_tell(found, language))(request.form)
    if asked := request.form.get("pruefen"):
        return _show(found, language, form, reports={asked: writing.made(request.form.get(asked, ""), Measure.EASY)})
    if PROPOSE in request.form:
        return _proposed(found, language, form)
    if form.validate():
        with rules_shown_in(form):
            service.tell(
                source=source,
                thing=found,
                language=language.tag,
                texts=form.texts(),
                machine_made=form.machine_made(),
                is_shown=form.is_shown.data,
                checked_by=form.checked_by.data or "",
                checked_on=form.checked_on.data,
                account_id=asker.account_id,
            )
            return http.see_other(url_for("renditions_work.tell", kind=kind, key=key, code=code, gesagt="ja"))
    return _show(found, language, form)


def _proposed(found: Thing, language: Language, form: RenditionForm) -> Response:
    """What the machine says stands in the form and nowhere else, until somebody saves it."""
    try:
        form.propose(_proposals(found, language, form))
    except translator.NoProposal:
        form.broken_rules.append(_("Die Übersetzungs-Maschine hat gerade keinen Vorschlag. Ihr Text ist noch da."))
    return _show(found, language, form)


def _proposals(found: Thing, language: Language, form: RenditionForm) -> dict[str, str]:
    machine, texts = translator.machine(), form.texts()
    if machine is None or not translator.can_translate(language.tag):
        raise NotFound
    db.session.rollback()  # Nobody may wait for our write lock while we wait for the machine.
    empty = [original for original in _to_tell(found, language) if not texts.get(original.part)]
    return {each.part: machine.translate(each.text, source=each.language, target=language.tag) for each in empty}


def _to_tell(found: Thing, language: Language) -> list[Original]:
    """The parts that can be told in this language. None: there is no such page."""
    if originals := found.to_tell(language.tag):
        return originals
    raise NotFound


def _language(code: str) -> Language:
    """An offered language by the word in the address."""
    if found := next((language for language in OFFERED if language.code == code), None):
        return found
    raise NotFound


def _show(
    found: Thing,
    language: Language,
    form: RenditionForm,
    messages: list[str] | None = None,
    reports: dict[str, writing.Report] | None = None,
) -> Response:
    rows = queries.of_thing(found.subject, language.tag)
    parts = [
        (original, form[TEXT + original.part], form[PROPOSED + original.part], rows.get(original.part))
        for original in _to_tell(found, language)
    ]
    stale = [original.label for original, _text, _made, row in parts if row and not queries.is_of_today(row, original)]
    return http.show_form(
        PAGE,
        form,
        thing=found,
        told_in=language,
        parts=parts,
        stale=stale,
        may_propose=translator.can_translate(language.tag),
        messages=messages or [],
        reports=reports or {},
    )
