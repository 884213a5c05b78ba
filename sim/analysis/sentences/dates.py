"""The zone by the date of decision, in words."""

import pandas as pd

from sim.analysis.sentences.wording import percent


def dates_finding(table: pd.DataFrame) -> str:
    """Say how often there is a zone in the first and in the last round, and whether the difference is clear."""
    first, last = table.iloc[0], table.iloc[-1]
    shares = (
        f"{percent(first['zone'])} of worlds in round {table.index[0]}, {percent(last['zone'])} in {table.index[-1]}"
    )
    low, high = last["change_low"], last["change_high"]
    clear = low > 0 or high < 0
    return f"A zone exists in {shares}" + ("." if clear else ": no clear difference.")
