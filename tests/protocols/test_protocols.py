"""What a file may say of protocols."""

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError

from sim.protocols import (
    PROTOCOLS,
    BilateralFirst,
    FinalOffer,
    MonotonicConcession,
    Protocol,
    SealedBids,
    SingleText,
)
from sim.streams import Uniforms

WRITTEN = TypeAdapter(Protocol)
EXAMPLES = {
    BilateralFirst: {"bilateral_first": ["a", "b"]},
    FinalOffer: {"final_offer": "a"},
    MonotonicConcession: {"monotonic_concession": ["a", "b"]},
    SealedBids: {"sealed_bids": {"buyer": "a", "seller": "b", "issue": "price"}},
    SingleText: {"single_text": {"mediator": "m", "stops": [["m", "a"], ["a", "b"], ["m", "b"]]}},
}


@pytest.mark.parametrize("kind", EXAMPLES)
def test_the_naming_key_tells_protocols_apart(kind):
    spec = WRITTEN.validate_python(EXAMPLES[kind])
    assert type(spec) is kind
    assert WRITTEN.validate_json(WRITTEN.dump_json(spec, exclude_unset=True)) == spec
    assert next(iter(EXAMPLES[kind])) in PROTOCOLS


@pytest.mark.parametrize("kind", [BilateralFirst, FinalOffer, MonotonicConcession, SealedBids])
def test_most_protocols_are_the_same_in_every_world(kind):
    assert WRITTEN.validate_python(EXAMPLES[kind]).drawn(Uniforms({}, 3)) is None


def test_what_a_mediator_gives_weight_to_differs_from_world_to_world():
    text = {**EXAMPLES[SingleText]["single_text"], "bias": {"a": {"uniform": [1, 2]}}, "own_aims": {"uniform": [0, 1]}}
    columns = {"single_text.bias.a": np.array([0.25, 0.75]), "single_text.own_aims": np.array([0.5, 0.1])}
    drawn = WRITTEN.validate_python({"single_text": text}).drawn(Uniforms(columns, 2))
    assert drawn.weight("a").tolist() == [1.25, 1.75]
    assert drawn.weight("b").tolist() == [1, 1]
    assert drawn.own_aims.tolist() == [0.5, 0.1]


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"final_offer": "a", "bilateral_first": ["a", "b"]},
        {"single_text": {"mediator": "m", "stops": [["a", "b"]]}},
        {"single_text": {"mediator": "m", "stops": [[]]}},
        {"sealed_bids": {"buyer": "a", "seller": "b"}},
    ],
)
def test_what_makes_no_sense_is_refused(written):
    with pytest.raises(ValidationError):
        WRITTEN.validate_python(written)
