"""Labels for keypads: a code and the number, 65 stickers of 38.1 × 21.2 mm on an A4 sheet."""

from collections.abc import Sequence

from kiosk.printing.anchor import modules
from kiosk.printing.fonts import Face
from kiosk.printing.pen import MM, PAGE_HEIGHT, PAGE_WIDTH, Pen, Style

WIDE, HIGH = 38.1 * MM, 21.2 * MM
COLUMNS, ROWS = 5, 13
LEFT = (PAGE_WIDTH - COLUMNS * WIDE) / 2
TOP = (PAGE_HEIGHT - ROWS * HIGH) / 2
MODULE = 0.66 * MM
PAD = 2.5 * MM
NUMBER = Style(Face.BOLD, 20, 24)


def print_labels(labels: Sequence[tuple[int, str]]) -> bytes:
    """The PDF of the labels: (number, text of its code). Raises `FontFault`."""
    pen = Pen()
    each = COLUMNS * ROWS
    for start in range(0, len(labels), each):
        for at, (number, text) in enumerate(labels[start : start + each]):
            row, column = divmod(at, COLUMNS)
            _draw(pen, LEFT + column * WIDE, TOP + row * HIGH, number=number, text=text)
        pen.turn()
    return pen.done()


def _draw(pen: Pen, x: float, top: float, *, number: int, text: str) -> None:
    code = modules(text, worn=True)
    side = len(code) * MODULE
    pen.code(f"keypad-{number}", code, x + PAD, top + (HIGH - side) / 2, module=MODULE)
    middle = x + PAD + side + (WIDE - PAD - side) / 2
    pen.centre(middle, top + HIGH / 2 + 2.5 * MM, str(number), NUMBER)
