"""The porter tries passphrases, makes keys and waits for an urn, on a thread of its own.

One passphrase takes a tenth of a second and 64 MiB by design, an urn of a large hall more than a
second; no press may wait for that. The clerk
gives an `Errand`, the porter brings it back through the inbox as `Returned`; what it means is the
clerk's to say.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue

from kiosk.clerk.orders import Posted
from kiosk.clerk.orders_officers import Enrolment
from kiosk.clerk.urnkeeping import Unsealed
from kiosk.faults import UnusableInput
from kiosk.ledger.officer_keys import (
    HALL,
    WRONG_PASSPHRASE,
    Cost,
    WrappedKey,
    make_key,
    unlock,
)


@dataclass(frozen=True, slots=True)
class Errand:
    """`key` is to be opened with `passphrase` (None: nothing is), then keys are made for `made`.

    Or an `urn` is to be opened; nothing else then.
    """

    posted: Posted
    key: WrappedKey | None = None
    passphrase: str = field(default="", repr=False)
    made: tuple[Enrolment, ...] = ()
    urn: Callable[[], Unsealed] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Returned:
    """Whether the key opened; `broken` when the keyring's record is no key; the keys made.

    `unsealed` is what came of an urn.
    """

    errand: Errand
    opened: bool
    broken: bool = False
    keys: tuple[WrappedKey, ...] = ()
    unsealed: Unsealed | None = None


class Porter:
    """One worker. `post` takes what it brings back from any thread."""

    def __init__(
        self,
        *,
        post: Callable[[Returned], None],
        crash: Callable[[str, BaseException], None],
        cost: Cost = HALL,
    ) -> None:
        self._post = post
        self._crash = crash
        self._cost = cost
        self._errands: SimpleQueue[Errand | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="porter", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Bring home what is under way and end."""
        self._errands.put(None)
        if self._thread.is_alive():
            self._thread.join()

    def send(self, errand: Errand) -> None:
        self._errands.put(errand)

    def step(self) -> None:
        """Run every errand that waits, on the caller's thread (virtual time)."""
        while not self._errands.empty():
            errand = self._errands.get()
            if errand is not None:
                self._post(run(errand, self._cost))

    def _run(self) -> None:
        try:
            while (errand := self._errands.get()) is not None:
                self._post(run(errand, self._cost))
        except BaseException as bug:  # noqa: BLE001  a thread's head
            self._crash("porter", bug)


def run(errand: Errand, cost: Cost) -> Returned:
    """Do one errand."""
    if errand.urn is not None:
        return Returned(errand, opened=True, unsealed=errand.urn())
    if errand.key is not None:
        try:
            unlock(errand.key, errand.passphrase)
        except UnusableInput as wrong:
            return Returned(errand, opened=False, broken=wrong.what != WRONG_PASSPHRASE.what)
    keys = tuple(make_key(one.passphrase, cost=cost) for one in errand.made)
    return Returned(errand, opened=True, keys=keys)
