"""What the operator says about itself."""

from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base
from app.pages.rules import Detail


class OperatorDetail(Base):
    """One line of the legal pages."""

    __tablename__ = "operator_detail"

    detail: Mapped[Detail] = mapped_column(primary_key=True)
    value: Mapped[str]
