from app.kernel.db import db, READING
from tests.concerns import acts
import gc
def test_a(reader, rieth, world):
    def st(n):
        print(n, db.engine.pool.status(), db.engines[READING].pool.status())
    st("start")
    f=acts.filled(reader); st("after get")
    reader.post("/anliegen/neu", f); st("after post")
    db.session.commit(); st("committed")
