"""The account of presses as every paper gives it: heard = counted + replaced + refused."""

from typing import Protocol

from kiosk.words import Words


class PressAccount(Protocol):
    """The sums of one poll or of a whole meeting."""

    @property
    def heard(self) -> int: ...
    @property
    def counted(self) -> int: ...
    @property
    def replaced(self) -> int: ...
    @property
    def refused(self) -> int: ...


def account_sentence(account: PressAccount, words: Words) -> str:
    """The identity with its figures."""
    return words.say(
        "Presses heard {heard} = counted {counted} + replaced {replaced} + refused {refused}",
        heard=account.heard,
        counted=account.counted,
        replaced=account.replaced,
        refused=account.refused,
    )


def account_boxes(
    account: PressAccount, words: Words, *, heard: str
) -> tuple[tuple[str, int], ...]:
    """Label and figure of each box; `heard` is the label of the first."""
    return (
        (heard, account.heard),
        (words.say("Counted"), account.counted),
        (words.say("Replaced"), account.replaced),
        (words.say("Not counted"), account.refused),
    )
