"""Timed work of community organizing: what is kept of people by name is gone on its day."""

from app.kernel.jobs import Job
from app.organizing.service import listening, people

JOBS = (
    Job(name="Notizen zu Einzelgesprächen und Besuchslisten löschen, deren Tag gekommen ist", run=people.erase_due),
    Job(name="Zuhörende löschen, ein Jahr nach dem Zuhören", run=listening.forget_listeners),
)
