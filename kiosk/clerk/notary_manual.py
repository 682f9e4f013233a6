"""The notary's manual as a page that any PC opens: `docs/manual/notary.md` as HTML.

Only what that page is written in: headings, paragraphs, lists, tables, indented commands, bold and
code. The same text gives the same bytes; the seal slip lists the page like every other file.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import groupby

NAME = "notary-manual.html"
HEAD = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<style>
body {{ font: 16px/1.7 "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif;
  max-width: 48em; margin: 2em auto; padding: 0 1em; color: #111; }}
h1, h2 {{ line-height: 1.3; }}
table {{ border-collapse: collapse; }}
th, td {{ border: 1px solid #888; padding: .3em .6em; text-align: left; vertical-align: top; }}
pre {{ background: #f2f2f2; padding: .7em 1em; white-space: pre-wrap; }}
code {{ font-family: Consolas, "DejaVu Sans Mono", monospace; }}
</style></head><body>
"""
FOOT = "</body></html>\n"
ITEM = re.compile(r"(\*|\d+\.) (.*)")
MARKED = ((re.compile(r"\*\*(.+?)\*\*"), "strong"), (re.compile(r"`(.+?)`"), "code"))


def manual_html(text: str) -> bytes:
    """The page of a manual's text."""
    title = text.split("\n", 1)[0].lstrip("# ")
    body = "\n".join(_blocks(text.splitlines()))
    return f"{HEAD.format(title=escape(title))}{body}\n{FOOT}".encode()


def _kind(line: str) -> str:
    """What a line belongs to; a line that goes on with an item belongs to the list."""
    starts = (("#", "heading"), ("|", "table"), ("    ", "command"), ("  ", "list"))
    told = next((kind for start, kind in starts if line.startswith(start)), "")
    return told or ("list" if ITEM.match(line) else "text" if line.strip() else "")


def _blocks(lines: Iterable[str]) -> Iterator[str]:
    for kind, held in groupby(lines, key=_kind):
        if kind:
            yield WRITERS[kind](list(held))


def _heading(lines: list[str]) -> str:
    told = ((len(line) - len(line.lstrip("#")), line.lstrip("# ")) for line in lines)
    return "\n".join(f"<h{level}>{_said(text)}</h{level}>" for level, text in told)


def _table(lines: list[str]) -> str:
    cells = [[one.strip() for one in line.strip("| ").split("|")] for line in lines]
    rows = [cells[0], *cells[2:]]
    told = (_row(row, "td" if at else "th") for at, row in enumerate(rows))
    return f"<table>\n{''.join(told)}</table>"


def _row(cells: list[str], tag: str) -> str:
    held = "".join(f"<{tag}>{_said(cell)}</{tag}>" for cell in cells)
    return f"<tr>{held}</tr>\n"


def _list(lines: list[str]) -> str:
    items: list[str] = []
    for line in lines:
        begun = ITEM.match(line)
        if begun:
            items.append(begun.group(2))
        else:
            items[-1] += line.strip()
    tag = "ul" if lines[0].startswith("*") else "ol"
    held = "".join(f"<li>{_said(item)}</li>\n" for item in items)
    return f"<{tag}>\n{held}</{tag}>"


def _command(lines: list[str]) -> str:
    return (
        f"<pre><code>{escape(chr(10).join(line[4:] for line in lines), quote=False)}</code></pre>"
    )


def _text(lines: list[str]) -> str:
    return f"<p>{_said(''.join(lines))}</p>"


def _said(text: str) -> str:
    said = escape(text, quote=False)
    for mark, tag in MARKED:
        said = mark.sub(rf"<{tag}>\1</{tag}>", said)
    return said


WRITERS: dict[str, Callable[[list[str]], str]] = {
    "heading": _heading,
    "table": _table,
    "list": _list,
    "command": _command,
    "text": _text,
}
