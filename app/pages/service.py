"""Fill in what the legal pages say."""

from collections.abc import Mapping

from app.kernel import page_store
from app.kernel.db import db
from app.pages import rules
from app.pages.models import OperatorDetail
from app.pages.rules import Detail


def describe_operator(*, details: Mapping[Detail, str]) -> None:
    """Keep what the operator says about itself; an empty value takes the line away."""
    rules.check(details)
    for detail, value in details.items():
        db.session.merge(OperatorDetail(detail=detail, value=value.strip()))
    page_store.raise_stamp("operator")
    db.session.flush()
