"""Sealed originals die on their day; what is foretold is what happens."""

from app.moderation import service
from app.moderation.queries import subjects_dying_until


def command(app, *words):
    return app.test_cli_runner().invoke(args=["moderation", "destroy-originals", *words], catch_exceptions=False).output


def test_the_dry_run_foretells_the_real_run(app, clock):
    for number in range(3):
        service.seal(subject=f"concern:2026-0000{number}", text="Geheim")
    clock.advance(days=10)
    service.seal(subject="concern:2026-00009", text="Noch jung")
    clock.advance(days=20)

    outputs = [command(app, "--dry-run"), command(app, "--dry-run"), command(app), command(app)]

    assert [output.split()[0] for output in outputs] == ["3", "3", "3", "0"]


def test_what_is_withdrawn_is_destroyed_at_once(app):
    service.seal(subject="concern:2026-00001", text="Geheim")
    service.seal(subject="concern:2026-00002", text="Von jemand anderem")

    assert service.destroy_originals_of(subject="concern:2026-00001") == 1


def test_originals_are_announced_before_they_die(app, clock):
    original = service.seal(subject="concern:2026-00001", text="Geheim")

    assert subjects_dying_until(original.dies_on) == ["concern:2026-00001"]
