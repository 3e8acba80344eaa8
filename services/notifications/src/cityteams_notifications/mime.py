"""The body of a mail (RFC 2045): its texts, an invitation for calendars and files, in ASCII lines of 76 characters.

Written by hand because the standard library reads each header back into a tree, which takes longer than everything else
that a letter needs. The encodings are the standard library's. A boundary cannot occur in a part: an encoded line never
holds `=_`, as RFC 2045 advises.
"""

import re
from base64 import encodebytes
from binascii import b2a_qp
from collections.abc import Sequence

from cityteams_notifications.parts import Attachment, Calendar, Parts

_NEWLINE = re.compile(rb"\r\n|\r|\n")
_ASCII = bytes(range(128))
_WRITTEN_BY_US = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+/-]{0,99}")


def body_of_mail(parts: Parts) -> bytes:
    """The headers of the body, an empty line, and the body. Raises ValueError for what cannot be told in ASCII."""
    texts = [_text("plain", parts.text)]
    if parts.html is not None:
        texts.append(_text("html", parts.html))
    if parts.calendar is not None:
        texts.append(_invitation(parts.calendar))
    whole = texts[0] if len(texts) == 1 else _together("alternative", texts)
    return _together("mixed", [whole, *map(_file, parts.attachments)]) if parts.attachments else whole


def _text(subtype: str, text: str, more: str = "") -> bytes:
    data = _NEWLINE.sub(b"\r\n", text.encode("utf-8"))
    data += b"" if data.endswith(b"\n") else b"\r\n"
    foreign = len(data.translate(None, _ASCII))
    way, encoded = ("base64", _base64(data)) if foreign > len(data) // 6 else ("quoted-printable", _quoted(data))
    return _part(f'text/{subtype}; charset="utf-8"{more}', way, encoded)


def _invitation(calendar: Calendar) -> bytes:
    return _text("calendar", calendar.text, f'; method="{calendar.method}"')


def _file(file: Attachment) -> bytes:
    for word in (file.name, file.media_type):
        if not _WRITTEN_BY_US.fullmatch(word):
            raise ValueError("the name or type of an attachment is not one of ours")
    return _part(
        f'{file.media_type}\r\nContent-Disposition: attachment; filename="{file.name}"', "base64", _base64(file.data)
    )


def _part(kind: str, way: str, encoded: bytes) -> bytes:
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {way}\r\n\r\n".encode("ascii") + encoded


def _together(subtype: str, parts: Sequence[bytes]) -> bytes:
    boundary = f"=_{subtype}"
    head = f'Content-Type: multipart/{subtype}; boundary="{boundary}"\r\n\r\n'
    between = f"--{boundary}\r\n".encode("ascii")
    return head.encode("ascii") + b"".join(between + part for part in parts) + f"--{boundary}--\r\n".encode("ascii")


def _quoted(data: bytes) -> bytes:
    return b2a_qp(data, quotetabs=False, istext=True)


def _base64(data: bytes) -> bytes:
    return encodebytes(data).replace(b"\n", b"\r\n")
