"""Small invented areas near Erfurt, for tests."""

WEST, SOUTH = 11.0, 50.9
STEP = 0.01


def square(column=0, row=0, size=1):
    """A closed ring, counter-clockwise, on a grid of hundredths of a degree."""
    west, south = WEST + column * STEP, SOUTH + row * STEP
    east, north = west + size * STEP, south + size * STEP
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings or [square()])}


def feature(key, name="Ort", geometry=None, **properties):
    return {
        "type": "Feature",
        "id": key,
        "properties": {"name": name, **properties},
        "geometry": geometry or polygon(),
    }


def collection(*features, **more):
    return {"type": "FeatureCollection", "features": list(features), **more}
