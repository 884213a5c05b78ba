"""PRIM as its authors tell it, draw by draw and value by value, with exact fractions."""

from fractions import Fraction


def trajectory(columns, unordered, target, weights, alpha=0.05, mass_min=0.05):
    """Return the draws in each box, first as peeled, then as pasted."""
    return [_inside(columns, box) for box in _boxes(columns, unordered, target, weights, alpha, mass_min)]


def _boxes(columns, unordered, target, weights, alpha, mass_min):
    full = {name: frozenset(column) for name, column in columns.items()}
    found = [full]
    while better := _peeled(columns, unordered, target, weights, found[-1], full, alpha, mass_min):
        found.append(better)
    while better := _pasted(columns, unordered, target, weights, found[-1], full, alpha):
        found.append(better)
    return found


def _peeled(columns, unordered, target, weights, box, full, alpha, mass_min):
    rows = _inside(columns, box)
    every, mean = sum(weights), _mean(rows, target, weights)
    best = None
    for name, gone in _slices(columns, unordered, weights, rows, box, alpha):
        kept = [k for k in rows if columns[name][k] not in gone]
        count, taken = (sum(weights[k] for k in part) for part in (kept, set(rows) - set(kept)))
        if count == 0 or taken == 0 or count < mass_min * every:
            continue
        gain = (_mean(kept, target, weights) - mean) / Fraction(taken)
        again = box[name] != full[name]
        if gain > 0 and (best is None or (gain, again) > best[:2]):
            best = (gain, again, {**box, name: box[name] - gone})
    return best and best[2]


def _slices(columns, unordered, weights, rows, box, alpha):
    """Categories first, then all low ends, then all high ones: of equal slices the first is taken."""
    for name in sorted(unordered):
        yield from ((name, {value}) for value in sorted(box[name]))
    for backward in (False, True):
        for name in sorted(set(columns) - set(unordered)):
            values = sorted({columns[name][k] for k in rows}, reverse=backward)
            gone = _end(values, columns[name], rows, weights, alpha * sum(weights[k] for k in rows))
            kept = [value for value in values if value not in gone]
            beyond = {v for v in columns[name] if kept and (v > max(kept) if backward else v < min(kept))}
            yield name, gone | beyond


def _end(values, column, rows, weights, most):
    """Return as many values as weigh at most so much, one at least."""
    gone = set()
    for value in values:
        more = gone | {value}
        if gone and sum(weights[k] for k in rows if column[k] in more) > most:
            break
        gone = more
    return gone


def _pasted(columns, unordered, target, weights, box, full, alpha):
    rows = _inside(columns, box)
    mean, most = _mean(rows, target, weights), alpha * sum(weights[k] for k in rows)
    best = None
    for name in sorted(columns):
        near = [k for k in _inside(columns, {**box, name: full[name]}) if k not in rows]
        there = {columns[name][k] for k in near}
        if name in unordered:
            strips = [{value} for value in sorted(there)]
        else:
            below = sorted((v for v in there if v < min(box[name])), reverse=True)
            above = sorted(v for v in there if v > max(box[name]))
            strips = [_end(side, columns[name], near, weights, most) for side in (below, above) if side]
        for strip in strips:
            taken = [k for k in near if columns[name][k] in strip]
            gain = (_mean([*rows, *taken], target, weights) - mean) / Fraction(sum(weights[k] for k in taken))
            if gain > 0 and (best is None or gain > best[0]):
                best = (
                    gain,
                    {**box, name: box[name] | strip | _between(box[name], strip, full[name], name in unordered)},
                )
    return best and best[1]


def _between(kept, strip, full, unordered):
    """Return the values between an interval and what it is widened by, which no draw near it has."""
    low, high = min(kept | strip), max(kept | strip)
    return set() if unordered else {value for value in full if low <= value <= high}


def _inside(columns, box):
    draws = range(len(next(iter(columns.values()))))
    return [k for k in draws if all(columns[name][k] in box[name] for name in columns)]


def _mean(rows, target, weights):
    return Fraction(sum(weights[k] * int(target[k]) for k in rows), sum(weights[k] for k in rows))
