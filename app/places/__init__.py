"""Places: Ortsteile, area schemes and their Planungsräume, boundaries and maps."""

from pathlib import Path

DATA = Path(__file__).parent / "data"
"""The project's own facts about the reference city, in the format of `places import`."""
