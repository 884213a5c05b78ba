"""Arrays lent to the steps of a kernel, which then need not count who holds them.

Numba counts the holders of an array whenever a part of it is taken or handed on, which would cost more than a step over
a few hundred numbers. An array that names no owner is not counted. Its memory stays for as long as the caller of the
kernel holds the array it was lent from: only arguments that came from outside are lent, never arrays made inside, which
end with the last use of their own name; and no kernel returns an array.
"""

from typing import Any

from llvmlite import ir
from numba.core import types

from sim.kernels.jit import intrinsic


def _without_owner(context: Any, builder: Any, kind: Any, value: Any) -> Any:
    """Return an array, or a tuple with arrays in it, that names no owner."""
    if isinstance(kind, types.Array):
        array = context.make_array(kind)(context, builder, value)
        array.meminfo = ir.Constant(array.meminfo.type, None)
        array.parent = ir.Constant(array.parent.type, None)
        return array._getvalue()
    if isinstance(kind, types.BaseTuple):
        parts: Any = kind
        for place, part in enumerate(parts):
            own = _without_owner(context, builder, part, builder.extract_value(value, place))
            value = builder.insert_value(value, own, place)
    return value


@intrinsic
def lent(_: Any, thing: Any) -> Any:
    """Return the same array, or tuple of arrays and other things, for use within this call."""

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        return _without_owner(context, builder, signature.args[0], given[0])

    return thing(thing), generate
