"""The page reads itself aloud, but only with a voice that lives on the device.

Debian's Chromium brings no voices, so these tests put a stand-in for `speechSynthesis` into the page: what is tested is
what we hand over to it, and to which voice. Nobody has listened.
"""

import json

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
STAND_IN = """
Object.defineProperty(window, "speechSynthesis", { value: Object.assign(new EventTarget(), {
  said: [],
  getVoices: () => %s,
  speak(one) { this.said.push([one.text, one.lang]); },
  cancel() { this.said.push("end"); },
}) });
Object.defineProperty(window, "SpeechSynthesisUtterance", { value: class extends EventTarget {
  constructor(text) { super(); this.text = text; }
} });
"""


def _open(tab, *voices: dict[str, object], path: str = "/leicht/impressum"):
    tab.add_init_script(STAND_IN % json.dumps(voices))
    tab.goto(path)
    return tab.locator("[data-behaviour~=read-aloud]")


def test_a_voice_of_the_device_reads_line_by_line_and_stops(tab, live):
    button = _open(tab, {"lang": "de-DE", "localService": True, "name": "Anna"})

    button.click()
    said = tab.evaluate("speechSynthesis.said")
    expect(button).to_have_text("Anhalten")
    button.click()

    assert said[0] == [tab.locator("h1").inner_text(), "de-DE"]
    assert tab.evaluate("speechSynthesis.said").pop() == "end"
    expect(button).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize(
    "voices",
    [(), ({"lang": "de-DE", "localService": False},), ({"lang": "pl-PL", "localService": True},)],
    ids=["none", "from-elsewhere", "other-language"],
)
def test_without_such_a_voice_there_is_no_button(tab, live, voices):
    """A voice from elsewhere would tell its maker what somebody reads."""
    expect(_open(tab, *voices)).to_be_hidden()
