"""Scenarios made for tests: any number of issues, levels and parties, with every label as long as wished."""

from sim.engine import Plan, run
from sim.scenario import read_scenario
from sim.worlds import uncertain


def written(levels, *, parties=2, words="", needs=None, no_deal="{uniform: [0.2, 0.6]}", alike=False):
    """Return the text of a scenario; without ``needs`` everybody must agree."""
    names = [f"i{i}" for i in range(len(levels))]
    lines = ["format: 1", "as_of: 2024-01-01", "issues:"]
    for name, count in zip(names, levels, strict=True):
        named = ", ".join(f"l{k}: 'Level {k} {words}'" for k in range(count))
        lines.append(f"  {name}: {{label: 'Issue {name} {words}', must_settle: true, levels: {{{named}}}}}")
    lines.append("parties:")
    for p in range(parties):
        lines += [
            f"  p{p}:",
            f"    label: Party {p} {words}",
            f"    weights: {{{', '.join(f'{name}: 0.5' for name in names)}}}",
            "    values:",
        ]
        for i, (name, count) in enumerate(zip(names, levels, strict=True)):
            table = ", ".join(f"l{k}: {(3 * k + 5 * (0 if alike else p) + i) % 11}" for k in range(count))
            lines.append(f"      {name}: {{table: {{{table}}}}}")
        lines.append(f"    no_deal: {no_deal}")
    everyone = f"[{', '.join(f'p{p}' for p in range(parties))}]"
    asked = everyone if needs is None else needs.replace("everyone", everyone)
    lines += ["consent:", f"  all: {{needs: {asked}, by: definition, judgement: all}}"]
    return "\n".join(lines)


def played(folder, levels, *, draws=16, **how):
    """Write such a scenario and run it."""
    path = folder / "made.yaml"
    path.write_text(written(levels, **how))
    return run_of(path, draws=draws)


def run_of(scenario="moscow-talks", *overrides, draws=64):
    """Run a scenario file or a shipped scenario, with changes."""
    case = read_scenario(scenario, list(overrides)).case
    return run(case, uncertain(case), Plan(draws=draws, seed=1))
