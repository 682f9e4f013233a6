"""Logging: one file beside the book and the terminal; nothing personal is ever logged."""

import logging
from pathlib import Path

FORMAT = "%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"


def set_up(file: Path | None, *, verbose: bool = False) -> None:
    """Log warnings to the terminal and everything from INFO on to `file`."""
    terminal = logging.StreamHandler()
    terminal.setLevel(logging.DEBUG if verbose else logging.WARNING)
    handlers: list[logging.Handler] = [terminal]
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        handlers.append(logging.FileHandler(file, encoding="utf-8"))
    logging.basicConfig(level=logging.INFO, format=FORMAT, handlers=handlers, force=True)
