"""`python -m benchmarks.answers SLUG FORMAT`: write the answers of a campaign to nowhere, as a download would.

Prints as JSON the seconds to the first byte and to the last, and the megabytes that the process held before, and at most.
"""

import json
import os
import sys
import time
from pathlib import Path

import sqlalchemy as sa

from app.coding.exports import Export
from app.kernel import clock
from app.kernel.db import db, only_reading
from app.surveys.models import Campaign
from wsgi import app


def held(word: str) -> float:
    """Resident megabytes of this program: `VmRSS` now, `VmHWM` at most. Whoever started it does not count."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith(f"{word}:"))


with app.test_request_context("/de/"), only_reading(), open(os.devnull, "wb") as nowhere:
    campaign = db.session.scalars(sa.select(Campaign).where(Campaign.slug == sys.argv[1])).one()
    seen = {"before": held("VmRSS")}
    begun = time.perf_counter()
    for piece in Export(campaign, clock.now()).file(sys.argv[2]).pieces:
        seen.setdefault("first", time.perf_counter() - begun)
        nowhere.write(piece)
    print(json.dumps({**seen, "last": time.perf_counter() - begun, "most": held("VmHWM")}))
