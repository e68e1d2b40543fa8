"""What stands on the poster of a forum: a question to everybody who passes by."""

from collections.abc import Sequence

from app.forums.models import Forum
from app.kernel import posters
from app.kernel.i18n import gettext as _
from app.kernel.i18n import speaking
from app.kernel.languages import Language
from app.kernel.pages import address_of
from app.kernel.posters import Poster, Said


def poster(forum: Forum, languages: Sequence[Language]) -> Poster:
    """In these languages; the first one asks in large letters. The short address leads on in the language of the phone."""
    words = posters.in_each(
        languages,
        lambda: {
            "heading": _("Was bewegt Sie hier?"),
            "text": _("Sagen Sie, was in Ihrem Ortsteil gut ist und was fehlt. Ohne Anmeldung, ohne Namen."),
        },
    )
    with speaking(languages[0]):
        facts = [(_("Wann wir uns treffen"), forum.rhythm), (_("Wo"), forum.place)]
    return posters.made(
        title=Said(text=words[0].heading, language=languages[0]),
        about=forum.name,
        words=words,
        facts=facts,
        address=address_of("doors.poster", slug=forum.slug),
    )
