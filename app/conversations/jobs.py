"""Timed work of the talks."""

from app.conversations import entering
from app.kernel import shuffling
from app.kernel.jobs import Job

JOBS = (
    Job(name="Zeilen ohne Reihenfolge neu schreiben", run=shuffling.rewrite_daily),
    Job(name="Alte Blätter der doppelten Eingabe löschen", run=entering.forget_old),
)
"""All tables whose rows have no order, the slips too: neither side has to know of the other for that."""
