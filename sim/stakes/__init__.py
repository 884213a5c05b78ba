"""What is at stake: lines, consent, no deal, and what changes it while talks go on.

Each is a spec (what a file may say) with its rule.
"""

from sim.stakes.aversion import Aversion
from sim.stakes.consent import Consent, Pattern, Quota
from sim.stakes.correlation import Correlation
from sim.stakes.course import Course, Event, Exerted, Optimism, faded, happening
from sim.stakes.facts import Fact, expected_shift
from sim.stakes.hold import Hold, Incentive, Loss
from sim.stakes.lines import AtLeast, AtMost, Line, NeverTogether, OneIssueLine, Refuses, position
from sim.stakes.links import Link
from sim.stakes.no_deal import AsGoodAs, NoDeal, Outlook, Swing, SwingBetween
from sim.stakes.pressure import Pressure, exerted
from sim.stakes.side_deals import SideDeal
from sim.stakes.war import War, WarPath, war_path
from sim.stakes.words import NoGate, Word, dialed, firm, meant

__all__ = [
    "AsGoodAs",
    "AtLeast",
    "AtMost",
    "Aversion",
    "Consent",
    "Correlation",
    "Course",
    "Event",
    "Exerted",
    "Fact",
    "Hold",
    "Incentive",
    "Line",
    "Link",
    "Loss",
    "NeverTogether",
    "NoDeal",
    "NoGate",
    "OneIssueLine",
    "Optimism",
    "Outlook",
    "Pattern",
    "Pressure",
    "Quota",
    "Refuses",
    "SideDeal",
    "Swing",
    "SwingBetween",
    "War",
    "WarPath",
    "Word",
    "dialed",
    "exerted",
    "expected_shift",
    "faded",
    "firm",
    "happening",
    "meant",
    "position",
    "war_path",
]
