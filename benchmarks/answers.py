"""`python -m benchmarks.answers SLUG FORMAT`: write the answers of a campaign to nowhere, as a download would."""

import os
import sys

import sqlalchemy as sa

from app.coding.exports import Export
from app.kernel import clock
from app.kernel.db import db, only_reading
from app.surveys.models import Campaign
from wsgi import app

with app.test_request_context("/de/"), only_reading(), open(os.devnull, "wb") as nowhere:
    campaign = db.session.scalars(sa.select(Campaign).where(Campaign.slug == sys.argv[1])).one()
    for piece in Export(campaign, clock.now()).file(sys.argv[2]).pieces:
        nowhere.write(piece)
