"""Public numbers: one series a year, without gaps, exact under parallel posts."""

from app.concerns.models import NumberSeries
from app.concerns.rules import NUMBERS_A_YEAR
from app.kernel.db import db
from app.kernel.upsert import insert


def next_sequences(year: int, *, count: int = 1) -> range:
    """The next free sequences of a year.

    The series stays locked until the transaction ends, so take numbers as late as possible.
    """
    raised = insert(NumberSeries).values(year=year, last=count)
    raised = raised.on_conflict_do_update(index_elements=[NumberSeries.year], set_={"last": NumberSeries.last + count})
    last: int = db.session.execute(raised.returning(NumberSeries.last)).scalar_one()
    end = year * NUMBERS_A_YEAR + last + 1
    return range(end - count, end)
