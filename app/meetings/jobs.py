"""Timed work of the meetings. Each job looks for itself what is due, and does nothing twice."""

from app.kernel.jobs import Job
from app.meetings.service import carrying, groups, inviting, reminding, tasks

JOBS = (
    Job(name="Offene Aufgaben auf die nächsten Tagesordnungen setzen", run=carrying.bring_open_tasks_to_coming),
    Job(name="An Treffen erinnern", run=inviting.remind_due),
    Job(name="An Aufgaben erinnern", run=reminding.remind_due),
    Job(name="An Aktionsgruppen ohne nächsten Termin erinnern", run=groups.remind_restless),
    Job(name="Adressen zu abgeschlossenen Aufgaben löschen", run=tasks.forget_addresses),
)
