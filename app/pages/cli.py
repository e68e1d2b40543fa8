"""What an operator says about itself, from the command line."""

import click

from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.pages import queries, rules, service, staff_labels

commands = click.Group("operator", help="Angaben zum Betreiber für Impressum, Datenschutz und Barrierefreiheit.")


@commands.command("describe")
@click.option("--set", "pairs", multiple=True, metavar="ANGABE=WERT", help="Eine Angabe setzen; mehrfach möglich.")
def describe(pairs: tuple[str, ...]) -> None:
    """Angaben setzen und zeigen, was noch fehlt."""
    try:
        service.describe_operator(details=dict(_pair(pair) for pair in pairs))
    except RuleBroken as broken:
        raise click.ClickException(str(broken)) from broken
    db.session.commit()
    details = queries.operator_details()
    for detail in rules.Detail:
        nothing = "–" if detail in rules.OPTIONAL else "– fehlt –"
        click.echo(f"{detail.value} ({staff_labels.DETAILS[detail]}): {details.get(detail) or nothing}")


def _pair(text: str) -> tuple[rules.Detail, str]:
    name, sign, value = text.partition("=")
    if not sign or name not in set(rules.Detail):
        known = ", ".join(detail.value for detail in rules.Detail)
        raise click.BadParameter(f"„{text}“ ist keine Angabe der Form ANGABE=WERT. Möglich sind: {known}.")
    return rules.Detail(name), value
