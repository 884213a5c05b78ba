"""Checks that several beliefs share."""


def rising(points: tuple[float, float]) -> tuple[float, float]:
    """Return the points, or refuse an interval that does not rise."""
    low, high = points
    if not low < high:
        raise ValueError(f"must be [low, high] with low below high, here {low:g} and {high:g}")
    return points


def peaked(points: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return the points, or refuse a most likely value outside its bounds."""
    low, mode, high = points
    if not (low <= mode <= high and low < high):
        raise ValueError(f"must be [low, most likely, high] in rising order, here {low:g}, {mode:g}, {high:g}")
    return points
