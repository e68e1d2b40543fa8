"""The live screen of the minutes as a page, and the parts of it that come again while others write."""

from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Response, jsonify, make_response, render_template, request, url_for

from app.accounts import queries as accounts
from app.kernel import codes, http
from app.kernel.errors import NotFound
from app.kernel.fields import OnceForm
from app.kernel.form import BaseForm
from app.meetings.models import AgendaConcern, AgendaItem, Meeting
from app.meetings.queries import agenda
from app.meetings.queries import minutes as queries
from app.meetings.queries.minutes import Sheet
from app.meetings.rules import attendance as attendance_rules
from app.meetings.rules import minutes as rules
from app.meetings.rules.kinds import Dimension, MinutesState, Part
from app.meetings.rules.results import LONGEST_TEXT
from app.meetings.service import attending
from app.meetings.staff_forms.minutes import AttendanceForm, DecisionForm, LeadOnForm, ParkForm, PromiseForm, name_of
from app.writing import report as writing

Small = TypeVar("Small", bound=OnceForm)
ANCHORS = {Part.OPENING: "auftakt", Part.CLOSING: "abschluss", Part.PLAIN: "einfach"}


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A text to be shown again as it was typed: it could not be taken (`error` says why), or was only looked at."""

    slot: str
    text: str
    error: str = ""


@dataclass(frozen=True, kw_only=True)
class Forms:
    """The small forms of the screen. One of them may have come back with wrong answers: `wrong`."""

    wrong: BaseForm | None = None

    def decision(self, item: AgendaItem) -> DecisionForm:
        return self._own(DecisionForm, prefix_of(item, "beschluss"))

    def promise(self, item: AgendaItem) -> PromiseForm:
        return self._own(PromiseForm, prefix_of(item, "aufgabe"))

    def _own(self, kind: type[Small], prefix: str) -> Small:
        """The form that came back, if it is this one; otherwise a fresh one."""
        fresh = kind(prefix=prefix)
        if isinstance(self.wrong, kind) and self.wrong.client_id.name == fresh.client_id.name:
            return self.wrong
        return fresh


def lead_on_form(item: AgendaItem, each: AgendaConcern) -> LeadOnForm:
    """Which step a concern takes, to be changed."""
    return LeadOnForm(data={"moves_to": each.moves_to}, prefix=f"schritt-{item.id.hex}-{each.concern_id.hex}")


def prefix_of(item: AgendaItem, what: str) -> str:
    """How the names of a form begin that stands on the screen once for each item."""
    return f"{what}-{item.id.hex}"


def anchor_of(slot: str) -> str:
    """Where on the page a text stands."""
    part, item_id = rules.read_slot(slot)
    return f"top-{item_id.hex}" if item_id else ANCHORS[part]


def slot_named(name: str) -> str:
    """The name of a text as it stands in an address. NotFound when it names none."""
    try:
        rules.read_slot(name)
    except ValueError as wrong:
        raise NotFound from wrong
    return name


def is_from_script() -> bool:
    """Whether the screen's own script asks: it reads JSON."""
    return request.accept_mimetypes.best == "application/json"


def back(meeting: Meeting, anchor: str) -> Response:
    """To the place on the screen where something was done."""
    return http.see_other(url_for("meetings_work.minutes", meeting_id=meeting.id, _anchor=anchor))


def show(
    meeting: Meeting, *, wrong: BaseForm | None = None, typed: Typed | None = None, report: writing.Report | None = None
) -> Response:
    """The whole screen; 422 with what could not be taken."""
    context = {**_context(meeting, wrong), "typed": typed, "report": report}
    page = render_template("meetings/staff/minutes.html", **context)
    response = make_response(page, 422 if (typed and typed.error) or (wrong and wrong.has_errors) else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


def fragments(meeting: Meeting) -> dict[str, tuple[str, str]]:
    """The parts of the screen that change while others write, by their names in `data-fragment`: print and HTML."""
    return {name: (print_of(html), html) for name, html in _fragments(meeting).items()}


def _fragments(meeting: Meeting) -> dict[str, str]:
    context = _context(meeting, None)
    sheet: Sheet = context["sheet"]
    return {
        "counted": render_template("meetings/staff/_counted.html", **context),
        "parked": render_template("meetings/staff/_parked.html", **context),
        **{
            f"record:{item.id.hex}": render_template("meetings/staff/_record.html", item=item, **context)
            for item in context["items"]
        },
        **{
            f"conflict:{slot}": render_template("meetings/staff/_conflict.html", slot=slot, **context)
            for slot in slots_of(context["items"])
            if slot in sheet.parts
        },
    }


def slots_of(items: list[AgendaItem]) -> list[str]:
    """The names of all texts of the minutes."""
    of_items = [rules.slot(part, item.id.hex) for item in items for part in rules.OF_ITEM]
    return [*(rules.slot(part) for part in rules.OF_MEETING), *of_items]


def print_of(text: str) -> str:
    """A short print of something long, to see whether it has changed."""
    return codes.digest(text)[:12]


def agenda_print(items: list[AgendaItem]) -> str:
    """A print of the agenda: the screen must be opened anew when it changes."""
    return print_of(repr([(item.id, item.title) for item in items]))


def noted(meeting: Meeting, anchor: str, *, seen: str = "") -> Response:
    """Something was written down: the script gets what has changed on the screen, others go back to the place.

    `seen` is the print of what stands there now, for the next time that the same form is sent.
    """
    return jsonify(fragments=fragments(meeting), seen=seen) if is_from_script() else back(meeting, anchor)


def refused(meeting: Meeting, form: BaseForm) -> Response:
    """Something could not be written down, and why."""
    if not is_from_script():
        return show(meeting, wrong=form)
    errors = {found.name: " ".join(str(error) for error in found.errors) for found in form if found.errors}
    seen = form["seen"].data if "seen" in form else ""
    return make_response(jsonify(errors=errors, message=" ".join(form.broken_rules), seen=seen), 422)


def attendance_form(meeting: Meeting, sheet: Sheet) -> AttendanceForm:
    """The numbers as they stand, to be changed."""
    known = {name_of(of, group): people for of, groups in sheet.groups.items() for group, people in groups.items()}
    return AttendanceForm(
        data={
            **known,
            "total": meeting.attendance_total,
            "is_uncounted": sheet.minutes is not None and sheet.minutes.is_uncounted,
            "seen": attending.print_of(meeting),
        }
    )


def _context(meeting: Meeting, wrong: BaseForm | None) -> dict[str, Any]:
    sheet, items = queries.sheet_of(meeting), list(agenda.items_of(meeting))
    state = sheet.minutes.state if sheet.minutes else MinutesState.DRAFT
    return {
        "meeting": meeting,
        "sheet": sheet,
        "items": items,
        "state": state,
        "is_free": rules.is_free(state),
        "forms": Forms(wrong=wrong),
        "form": wrong,
        "attendance": wrong if isinstance(wrong, AttendanceForm) else attendance_form(meeting, sheet),
        "park_form": wrong if isinstance(wrong, ParkForm) else ParkForm(prefix="speicher"),
        "unassigned": attendance_rules.unassigned(meeting.attendance_total, sheet.groups.get(Dimension.ROLE, {})),
        "dimensions": list(Dimension),
        "lead_on_form": lead_on_form,
        "agenda_print": agenda_print(items),
        "most": LONGEST_TEXT,
        "me": accounts.asker().account_id,
        "slot_of": lambda part, item=None: rules.slot(Part(part), item.id.hex if item else ""),
    }
