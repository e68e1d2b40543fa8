"""What is new about meetings, as entries of an Atom feed: announced, cancelled, minutes out."""

from collections.abc import Iterable

from app.kernel.atom import Entry
from app.kernel.i18n import gettext as _
from app.kernel.pages import address_of
from app.meetings.queries.exchange import Happening, News


def entries(news: Iterable[News]) -> list[Entry]:
    """One entry each. Its name tells the meeting and what happened, so a meeting may have three in its life."""
    return [
        Entry(
            name=f"treffen/{each.meeting.id}/{each.happening}",
            title=_title(each),
            address=address_of("meetings.show", meeting_id=each.meeting.id),
            updated=each.at,
            summary=_summary(each),
        )
        for each in news
    ]


def _title(news: News) -> str:
    title = news.meeting.title
    match news.happening:
        case Happening.MINUTES:
            return _("Protokoll: %(title)s", title=title)
        case Happening.CANCELLED:
            return _("Abgesagt: %(title)s", title=title)
        case Happening.ANNOUNCED:
            return _("Neues Treffen: %(title)s", title=title)


def _summary(news: News) -> str:
    """Staff's own words, which are German."""
    match news.happening:
        case Happening.MINUTES:
            return news.plain
        case Happening.CANCELLED:
            return news.meeting.cancelled_reason
        case Happening.ANNOUNCED:
            return news.meeting.purpose
