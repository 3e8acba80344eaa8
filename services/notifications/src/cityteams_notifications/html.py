"""The same letter as HTML, made from its text: every character is escaped, and only the shape of lines means anything.

Four spaces set a quotation, a star a list, and a line that is nothing but an address of the portal a link. What people
wrote stands within such lines, on one line each, and can neither open nor close anything.
"""

from collections.abc import Iterator
from html import escape
from itertools import groupby

_BODY = "font-family: sans-serif; line-height: 1.5; max-width: 40em; margin: 0; padding: 1em; color: #1b2733"
_MARK = "margin: 1em 0; padding: 0 1em; border-inline-start: 4px solid #1f3a5f"
_PAGE = (
    '<!DOCTYPE html>\n<html lang="{language}" dir="{direction}">\n'
    '<head><meta charset="utf-8"><title>{title}</title></head>\n<body style="{style}">\n{body}\n</body>\n</html>\n'
)
_QUOTE = '<blockquote style="{style}">{inside}</blockquote>'


def as_html(title: str, text: str, language: str, direction: str, portal: str) -> str:
    """A whole page; `portal` is the address that links may lead to."""
    blocks = text.strip().split("\n\n")
    body = "\n".join(part for block in blocks for part in _block(block, portal))
    return _PAGE.format(language=language, direction=direction, title=escape(title), body=body, style=_BODY)


def _block(block: str, portal: str) -> Iterator[str]:
    lines = block.split("\n")
    for shape, found in groupby(lines, key=_shape):
        group = list(found)
        if shape == "list":
            yield f"<ul>{''.join(_items(group))}</ul>"
        elif shape == "quote":
            yield _QUOTE.format(style=_MARK, inside="<br>".join(_words(line, portal) for line in group))
        elif shape == "end":
            yield "<hr>"
        else:
            yield f"<p>{'<br>'.join(_words(line, portal) for line in group if line)}</p>"


def _shape(line: str) -> str:
    if line.startswith("  * ") or (line.startswith("    ") and not line.startswith("     ")):
        return "list" if line.startswith("  * ") else "quote"
    return "end" if line.rstrip() == "--" else "text"


def _items(lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield f"<li>{escape(line.removeprefix('  * ').strip())}</li>"


def _words(line: str, portal: str) -> str:
    shown = escape(line.strip())
    if portal and line.strip().startswith(f"{portal}/") and not any(sign.isspace() for sign in line.strip()):
        return f'<a href="{shown}">{shown}</a>'
    return shown
