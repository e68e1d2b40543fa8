"""Every page of the house and the addresses that show it. A new GET route fails the tests until it stands here."""

PUBLIC = {
    "pages.start": ("/",),
    "pages.ortsteile": ("/ortsteile",),
    "pages.ortsteil": ("/ortsteile/{key}",),
    "pages.forum": ("/foren/{slug}",),
    "pages.legal": ("/impressum", "/datenschutz", "/barrierefreiheit", "/regeln"),
    "concerns.listing": ("/anliegen", "/anliegen?richtung=strength&q=Spielplatz", "/anliegen?q=gibtesnicht"),
    "concerns.report": ("/anliegen/neu?ort={key}",),
    "concerns.show": ("/anliegen/{number}", "/anliegen/{arabic}"),
    "concerns.follow": ("/nachverfolgen",),
    "needs.table": ("/bedarfe", "/bedarfe?tabelle=topic-direction", "/bedarfe?ortsteil={key}"),
}
"""What residents read, by the name of its view."""

STAFF = {
    "accounts.log_in": ("/arbeit/anmelden",),
    "accounts_work.account": ("/arbeit/konten/{account_id}",),
    "accounts_work.accounts": ("/arbeit/konten",),
    "accounts_work.department": ("/arbeit/fachaemter/{department}",),
    "accounts_work.departments": ("/arbeit/fachaemter",),
    "accounts_work.new": ("/arbeit/konten/neu",),
    "accounts_work.own": ("/arbeit/konto",),
    "concerns_work.concern": ("/arbeit/anliegen/{waiting}",),
    "concerns_work.counter": ("/arbeit/schalter",),
    "concerns_work.enter": ("/arbeit/anliegen/erfassen",),
    "concerns_work.progress": ("/arbeit/anliegen/{number}/verlauf",),
    "concerns_work.queue": ("/arbeit/anliegen", "/arbeit/anliegen?zeigen=veroeffentlicht&sprache=ar"),
    "concerns_work.referrals": ("/arbeit/weiterleitungen",),
    "concerns_work.topic": ("/arbeit/themen/wohnen",),
    "concerns_work.topics": ("/arbeit/themen",),
    "desk.overview": ("/arbeit",),
    "forums_work.forum": ("/arbeit/foren/{forum_id}",),
    "forums_work.forums": ("/arbeit/foren",),
    "forums_work.new": ("/arbeit/foren/neu",),
    "moderation_work.log": ("/arbeit/protokoll",),
    "moderation_work.new_reason": ("/arbeit/gruende/neu",),
    "moderation_work.reason": ("/arbeit/gruende/personal-data",),
    "moderation_work.reasons": ("/arbeit/gruende",),
    "needs_work.releases": ("/arbeit/bedarfe",),
    "pages_work.operator": ("/arbeit/betreiber",),
}
"""What staff see."""

LEADING_ON = {
    "accounts.enrol": "/arbeit/einrichten",
    "accounts.second_step": "/arbeit/zweiter-schritt",
    "doors.door": "",
    "doors.poster": "/q/{slug}",
}
"""Addresses that lead to one of the pages above."""

FOR_MACHINES = {"doors.health"}


def of(pages: dict[str, tuple[str, ...]]) -> list[str]:
    return [path for paths in pages.values() for path in paths]
