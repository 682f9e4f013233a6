"""The matrices of the codes are those of the qrcode library, module for module."""

import random

import pytest

from kiosk.printing.anchor import LETTERS, modules
from kiosk.printing.code_matrix import code_matrix


@pytest.mark.parametrize(
    "letters",
    # one letter; around versions 9/10 and 26/27, where the count field grows; the most
    [1, 2, 38, 61, 90, 200, 261, 262, 311, 366, 1134, 1541, 1542, 1543, 1637, 2113, 3391],
)
def test_a_matrix_is_that_of_the_library(letters: int) -> None:
    dice = random.Random(letters)
    text = "".join(dice.choice(LETTERS) for _ in range(letters))
    assert code_matrix(text) == tuple(bytes(row) for row in modules(text))
