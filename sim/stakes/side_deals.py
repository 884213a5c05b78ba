"""Side deals: some parties settle some issues between them, and the war goes on.

The issues named take the levels of the side deal, all others what going on is expected to bring, and its cost is paid
as before. To a party it is therefore worth ``s_p = sum_i (w_i v_i(l_i) - w_i E_p[v_i | outlook])`` over these issues
beyond going on without it. It moves what no deal is worth to everybody: by ``s_q``, and by what else is stated (aid
that stops, sanctions that lapse). Those who make it must each gain by both together, and cross no firm line on these
issues; lines across others as well are left aside, for those are not settled. Of what they can agree on they are taken
to make the deal with the largest product of what they gain (Nash).

Source for coalitions that leave something to those outside: F. Bloch, "Sequential formation of coalitions in games with
externalities and fixed payoff division", Games and Economic Behavior 14 (1996), 90-123; and D. Ray, R. Vohra, "A theory
of endogenous coalition structures", Games and Economic Behavior 26 (1999), 286-336.
"""

from sim.beliefs import Shift
from sim.written import Label, Name, Reasoned, Several, SomeIssues


class SideDeal(Reasoned):
    """Who could settle what over the heads of the others, and what that would do to no deal."""

    label: Label = ""
    """A few words; the name when silent."""
    between: Several
    """The parties that would make it."""
    on: SomeIssues
    """The issues that they can settle between them."""
    no_deal: dict[Name, Shift] = {}
    """By party, how much more (below 0: less) no deal would be worth besides, on its own scale from 0 to 1."""
