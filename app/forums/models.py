"""Tables of the forums."""

from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Base
from app.places.models import Ortsteil


class ForumOrtsteil(Base):
    """One Ortsteil of a forum."""

    __tablename__ = "forum_ortsteil"

    forum_id: Mapped[UUID] = mapped_column(ForeignKey("forum.id", ondelete="CASCADE"), primary_key=True)
    ortsteil_key: Mapped[str] = mapped_column(ForeignKey("ortsteil.key"), primary_key=True, index=True)


class Forum(Base):
    """A Nachbarschaftsforum. Its slug stands on posters: /q/<slug>."""

    __tablename__ = "forum"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    rhythm: Mapped[str] = mapped_column(default="")
    is_active: Mapped[bool] = mapped_column(default=True)

    ortsteile: Mapped[list[Ortsteil]] = relationship(secondary="forum_ortsteil", order_by=Ortsteil.name)


class ForumMember(Base):
    """A member of staff who looks after a forum."""

    __tablename__ = "forum_member"

    forum_id: Mapped[UUID] = mapped_column(ForeignKey("forum.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True)
