"""Which tables were rescaled to worst 0 and best 1 when they were read."""

from sim.beliefs import Fixed
from sim.scenario import Case
from sim.values import Table


def rescaled_tables(case: Case) -> dict[str, tuple[float, float]]:
    """Return the lowest and highest number of every certain table that does not run from 0 to 1, by path."""
    found = {}
    for party, spec in case.parties.items():
        for issue, value in spec.values.items():
            if isinstance(value, Table):
                numbers = [entry.fixed for entry in value.table.values() if isinstance(entry, Fixed)]
                if len(numbers) == len(value.table) and (min(numbers), max(numbers)) != (0, 1):
                    found[f"parties.{party}.values.{issue}.table"] = (min(numbers), max(numbers))
    return found
