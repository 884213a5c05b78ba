"""The sentences about results: all are computed in this package, from numbers."""

from sim.analysis.sentences.agreement_times import agreement_caption, pace
from sim.analysis.sentences.blocking import blocking_caption, short_names
from sim.analysis.sentences.captions import Caption, accepted_caption, blockers_caption, map_caption, top_caption
from sim.analysis.sentences.gaps import gap_sentences
from sim.analysis.sentences.headline import Headline, grounds, grounds_text
from sim.analysis.sentences.sweeping import dial_caption, sweep_caption
from sim.analysis.sentences.talks import talks_sentences
from sim.analysis.sentences.wording import count, label_of, listed, percent, points

__all__ = [
    "Caption",
    "Headline",
    "accepted_caption",
    "agreement_caption",
    "blockers_caption",
    "blocking_caption",
    "count",
    "dial_caption",
    "gap_sentences",
    "grounds",
    "grounds_text",
    "label_of",
    "listed",
    "map_caption",
    "pace",
    "percent",
    "points",
    "short_names",
    "sweep_caption",
    "talks_sentences",
    "top_caption",
]
