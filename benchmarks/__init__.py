"""How fast this is next to what its readers would otherwise write: ratios measured in one run, never shipped."""
