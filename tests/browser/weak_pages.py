"""Pages with one fault each, so that every look at our own pages is known to see it."""

from playwright.sync_api import Page

STYLE = """<style>
  body { margin: 0; font: 1rem/1.5 sans-serif }
  .wide { inline-size: 500px }
  .cut { inline-size: 9rem; block-size: 2rem; overflow: hidden }
  .tight { inline-size: 20rem; max-inline-size: 100% }
  .small { font-size: 12px }
  .row { overflow-x: auto; white-space: nowrap; inline-size: 200px }
  .stiff { block-size: 1.5rem; line-height: 1.5rem }
  .half { inline-size: 19rem; background: #fde; }
  .stuck { position: fixed; inset: 0 0 auto; block-size: 120px; background: #fff }
  .unseen:focus { outline: 0 }
  .faint:focus { outline: 3px solid #eee }
  .over { position: absolute; inset: 0 auto auto 0; inline-size: 300px; block-size: 300px; background: #fff }
  .turned { display: flex; flex-direction: column-reverse }
  .tiny { block-size: 20px; padding: 0; font-size: 10px }
</style>"""

NARROW = {
    "stick out of the screen": '<p class="wide">Ein Absatz, der breiter ist als der Schirm.</p>',
    "cuts off": '<p class="cut">Nachbarschaftsversammlungsprotokoll</p>',
    "scrolls sideways": '<p class="row">Eine Zeile, die niemand umbricht, weil sie es nicht darf.</p>',
    "wide spacing: «Ein Satz": '<p class="cut tight">Ein Satz, der gerade so in sein Feld passt.</p>',
    "lie on each other": '<div class="stiff">Eine Zeile, die in ein zu niedriges Feld umbricht.</div><b>Danach</b>',
    "letters of 200 %": '<p class="half">Ein Feld, so breit wie ein Schirm.</p>',
    "leaves no room to read": '<div class="stuck">Immer da</div>' + "<p>Text</p>" * 40,
}
"""What is said of a page, and the page."""

ASTRAY = {
    "something lies on": '<a href="#x">Darunter</a><div class="over"></div>',
    "pushes in": '<a href="#x">Erstes</a> <a href="#y" tabindex="2">Zweites</a>',
    "the way ends before": "<input onkeydown=\"event.key === 'Tab' && event.preventDefault()\"> <a href='#x'>Weiter</a>",
    "up to": '<div class="turned"><p><a href="#x">Unten</a></p><p><a href="#y">Oben</a></p></div>',
}
UNSEEN = {
    "nothing": '<a href="#x" class="unseen">Nichts</a>',
    "too faint": '<p><a href="#x" class="faint">Blass</a></p>',
}
SMALL = {
    "not 44": '<button class="tiny">Ja</button>',
    "not 24": '<p class="small"><a href="#x">Allein</a></p>',
}
SUMMARY = '<title>Fehler: Anliegen</title><div class="error_summary" role="alert" tabindex="-1">{}</div>{}'
LINK = '<a href="#a">Es fehlt.</a>'
REFUSED = {
    "does not begin with": "<title>Anliegen</title>",
    "nothing says": "<title>Fehler: Anliegen</title><p>Bitte prüfen.</p>",
    "the focus is not": SUMMARY.format("", ""),
    "no alert": SUMMARY.format("", "").replace("alert", "note"),
    "leads nowhere": SUMMARY.format(LINK, ""),
    "not marked": SUMMARY.format(LINK, '<input id="a">'),
    "does not say": SUMMARY.format(LINK, '<input id="a" aria-invalid="true">'),
}


def show(page: Page, body: str) -> None:
    """Show a page of these words, without a policy and without our styles."""
    page.goto("about:blank")
    page.set_content(f"<!doctype html><html lang=de>{STYLE}<main>{body}</main>")
