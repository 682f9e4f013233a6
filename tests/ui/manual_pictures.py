"""The pictures of docs/manual/screens.md and its Chinese sister, drawn anew where they stand there.

python tests/ui/manual_pictures.py
"""

import os
import re
from pathlib import Path

from likeness import small
from PySide6.QtCore import QSize

from kiosk.ui.pictures import pictures
from kiosk.ui.studio import Studio

MANUAL = Path(__file__).parents[2] / "docs" / "manual"
PAGES = {"en": (MANUAL / "screens.md", "-en"), "zh_CN": (MANUAL / "screens.zh-CN.md", "")}
SHOWN = re.compile(r"\((\.\./pictures/screens/([a-z]+-\w+?)(-en)?\.webp)\)")
TAKEN, WRITTEN, QUALITY = (1920, 1080), QSize(800, 450), 64


def shown(language: str) -> dict[str, Path]:
    """The pictures of a page: `window-name` and the file."""
    page, suffix = PAGES[language]
    found = SHOWN.findall(page.read_text(encoding="utf-8"))
    assert all(said == suffix for _, _, said in found)
    return {name: (MANUAL / path).resolve() for path, name, _ in found}


def write_pictures() -> None:
    """Draw every picture of both pages; what no page shows is taken away."""
    kept: set[Path] = set()
    for language in PAGES:
        wanted = shown(language)
        studio = Studio(language=language)
        for picture in pictures():
            path = wanted.get(f"{picture.window}-{picture.name}")
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                image = small(studio.take(picture, TAKEN), WRITTEN)
                image.save(str(path), "WEBP", QUALITY)  # type: ignore[call-overload]
                kept.add(path)
        studio.close()
    for path in {path for one in kept for path in one.parent.glob("*.webp")} - kept:
        path.unlink()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    write_pictures()
