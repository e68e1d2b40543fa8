"""Somebody with a browser who opens pages of a town and sends forms, sensible ones and senseless ones."""

from playwright.sync_api import Page, Response

from tests.browser.towns import Town

SEND = """([action, pairs]) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = action;
  for (const [name, value] of pairs) {
    const field = document.createElement("textarea");
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}"""


class Visitor:
    """A tab in one town and one language."""

    def __init__(self, page: Page, town: Town, language: str) -> None:
        self.page = page
        self.town = town
        self.language = language

    def open(self, path: str, *, status: int = 200) -> None:
        self._expect(self.page.goto(self.town.url(path, self.language)), status)

    def send(self, path: str, answers: dict[str, str | list[str]], *, status: int, start: str = "/nachverfolgen") -> None:
        """Send these answers to an address, from a page of ours, whatever a real form would have allowed."""
        self.open(start)
        self._expect(self.post(path, answers), status)

    def post(self, path: str, answers: dict[str, str | list[str]]) -> Response:
        """Send answers from the page that is open, with the token of its forms if it has one."""
        pairs = [(name, value) for name, values in answers.items() for value in _listed(values)]
        tokens = self.page.locator("[name=form_token]")
        if tokens.count():
            pairs.append(("form_token", tokens.first.input_value()))
        with self.page.expect_navigation() as arrived:
            self.page.evaluate(SEND, [self.town.url(path, self.language), pairs])
        return arrived.value

    def _expect(self, response: Response | None, status: int) -> None:
        found = response.status if response else None
        assert found == status, (
            f"{self.page.url}: {found} instead of {status}: {self.page.locator('main').inner_text()[:300]}"
        )


def _listed(values: str | list[str]) -> list[str]:
    return values if isinstance(values, list) else [values]
