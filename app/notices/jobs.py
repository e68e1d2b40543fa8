"""Timed work of the notices."""

from app.kernel.jobs import Job
from app.notices.service import forgetting

JOBS = (
    Job(name="Namen und Adressen zu Meldungen löschen, deren Tag gekommen ist", run=forgetting.forget_contacts),
    Job(name="Worte von Meldungen löschen, die vor einem Jahr beantwortet sind", run=forgetting.forget_words),
)
