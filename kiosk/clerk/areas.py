"""Square metres as people write them, to the hundredths in which the law counts them."""

import re

AREA = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,2}))?")


def read_area(text: str) -> int | None:
    """`text` in 0.01 m²; None when it is no area above 0 with at most two decimal places."""
    found = AREA.fullmatch(text.strip())
    if found is None:
        return None
    whole, rest = found.groups(default="")
    return int(whole) * 100 + int(rest.ljust(2, "0")) or None
