"""The Gremien of the demo city and the institutions that belong to them: facts from its plan, nothing invented."""

from app.demo import reading
from app.directory import service as directory
from app.directory.rules import Facts, Level, MemberKind

FACTS = ("name", "kind", "since", "rhythm", "coordination", "reach", "place", "description", "source")


def convene() -> None:
    """Put all Gremien and their members into the directory. Nobody has checked them yet."""
    members = reading.rows("gremium_members")
    for row in reading.rows("gremien"):
        gremium = directory.create(
            slug=row["slug"],
            facts=Facts(
                level=Level(row["level"]),
                is_city_wide=row["city_wide"] == "yes",
                **{field: row[field] for field in FACTS},
            ),
            ortsteil_keys=reading.parts(row["ortsteil_keys"]),
        )
        internal, external = (_names(members, gremium.slug, kind) for kind in (MemberKind.INTERNAL, MemberKind.EXTERNAL))
        if internal or external:
            directory.set_members(gremium=gremium, internal=internal, external=external)


def _names(members: list[reading.Row], slug: str, kind: MemberKind) -> list[str]:
    return [row["name"] for row in members if row["gremium"] == slug and row["kind"] == kind]
