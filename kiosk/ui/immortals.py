"""None, True and False outlive the meeting.

The PySide6 6.12 wheels are built for Pythons whose `None` is immortal (3.12, PEP 683). On 3.11
each call of a Qt method without a result takes one reference of `None` that it never gave, each
`emit()` one of `True`; after some thousand of them the interpreter aborts ("deallocating None").
So on such a Python they get what 3.12 gives them: more references than any meeting can use up.
A test calls Qt more often than the stock would have lasted.
"""

import ctypes
import sys

IMMORTAL_SINCE = (3, 12)
PLENTY = 1 << 60
CONSTANTS = (None, True, False, NotImplemented, Ellipsis)


def outlive() -> None:
    """Give the constants references to spare, once; nothing to do from Python 3.12 on."""
    if sys.version_info >= IMMORTAL_SINCE or sys.implementation.name != "cpython":
        return
    for constant in CONSTANTS:
        if sys.getrefcount(constant) < PLENTY // 2:
            ctypes.c_ssize_t.from_address(id(constant)).value += PLENTY
