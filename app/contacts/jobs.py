"""Timed work of the contact slips. First the days are set right, then what is due is deleted."""

from app.contacts import service
from app.kernel.jobs import Job

JOBS = (
    Job(name="Löschtage der Kontaktzettel nach der Versammlung richten", run=service.follow_assemblies),
    Job(name="Von Kontaktzetteln streichen, wofür E-Mails abbestellt sind", run=service.withdraw_stopped),
    Job(name="Kontaktzettel löschen, deren Tag gekommen ist", run=service.delete_due),
)
