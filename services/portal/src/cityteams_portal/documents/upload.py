"""Looks at an uploaded workbook before anything of it is parsed: size, container, members, declarations."""

import re
import struct
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from defusedxml.ElementTree import fromstring

LARGEST = 5 * 1024 * 1024
"""Bytes of a file that may be sent."""
_MEMBERS, _UNPACKED, _RATIO = 100, 50 * 1024 * 1024, 100
_DIRECTORY = 64 * 1024  # bytes of the table of contents of a hundred members, generously
_SMALL = 64 * 1024  # below this a high ratio is nothing to fear
_END, _END_BYTES, _COMMENT = b"PK\x05\x06", 22, 65_535
_MAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_REFUSED_PARTS = ("vbaproject", "externallinks/", "embeddings/", "activex/", "macrosheets/", "dialogsheets/")
_DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_AGAIN = "Save it once more as an Excel workbook (.xlsx) and send that."


class Unfit(Exception):  # noqa: N818 - what the file is
    """The file is not taken: a code, and in words why and what to do."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(f"{code}: {reason}")
        self.code, self.reason = code, reason


def opened(data: bytes) -> ZipFile:
    """The file as a container that is safe to read to its end; raises Unfit."""
    _require_kind(data)
    _require_short_directory(data)
    try:
        box = ZipFile(BytesIO(data))
        _require_members(box.infolist(), len(data))
        _require_content(box)
    except Unfit:
        raise
    except Exception as broken:  # noqa: BLE001 - a damaged container makes the library raise almost anything
        name = type(broken).__name__
        raise Unfit("the-file-is-damaged", f"The file cannot be unpacked ({name}). {_AGAIN}") from None
    return box


def _require_kind(data: bytes) -> None:
    if len(data) > LARGEST:
        most = LARGEST // 1024 // 1024
        raise Unfit("the-file-is-too-large", f"The file has more than {most} MB; leave out what is not the worksheet.")
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        why = "This is an old or an encrypted Excel file. Save it as an Excel workbook (.xlsx) without a password."
        raise Unfit("the-file-is-of-another-kind", why)
    if data[:4] != b"PK\x03\x04":
        raise Unfit("the-file-is-of-another-kind", f"This is no Excel workbook. {_AGAIN}")


def _require_short_directory(data: bytes) -> None:
    """Reads the end record by itself: a library would first build an object for each of a million members."""
    at = data.rfind(_END, max(0, len(data) - _END_BYTES - _COMMENT))
    if at < 0 or len(data) < at + _END_BYTES:
        raise Unfit("the-file-is-damaged", f"The end of the file is missing. {_AGAIN}")
    count, size = struct.unpack_from("<HI", data, at + 10)
    if count > _MEMBERS or size > _DIRECTORY or b"PK\x06\x07" in data[max(0, at - 20) : at]:
        raise Unfit("the-file-has-too-many-parts", f"The file has more than {_MEMBERS} parts. {_AGAIN}")


def _require_members(members: list[ZipInfo], size: int) -> None:
    if len(members) > _MEMBERS:
        raise Unfit("the-file-has-too-many-parts", f"The file has more than {_MEMBERS} parts. {_AGAIN}")
    names = [each.filename.lower() for each in members]
    if len(set(names)) < len(names) or any(_strange(name) for name in names):
        raise Unfit("the-file-is-damaged", f"The parts of the file are not named as they should be. {_AGAIN}")
    if any(each.flag_bits & 1 for each in members):
        raise Unfit("the-file-is-encrypted", "The file has a password. Save it without one and send that.")
    if any(part in name for name in names for part in _REFUSED_PARTS):
        why = "The file holds macros, embedded files or links to other workbooks. Save it as .xlsx without them."
        raise Unfit("the-file-does-more-than-hold-text", why)
    unpacked = sum(each.file_size for each in members)
    if unpacked > _UNPACKED or (unpacked > _SMALL and any(_bomb(each) for each in members)):
        raise Unfit("the-file-unpacks-too-large", f"The file is far larger than it looks ({size} bytes). {_AGAIN}")


def _strange(name: str) -> bool:
    return "\\" in name or name.startswith("/") or ".." in PurePosixPath(name).parts or "\x00" in name


def _bomb(member: ZipInfo) -> bool:
    return member.file_size > _SMALL and member.file_size > _RATIO * max(1, member.compress_size)


def _require_content(box: ZipFile) -> None:
    names = {name.lower(): name for name in box.namelist()}
    types = names.get("[content_types].xml")
    kind = box.read(types) if types else b""
    if _MAIN not in kind or b"macroenabled" in kind.lower():
        raise Unfit("the-file-is-of-another-kind", f"This is no Excel workbook without macros. {_AGAIN}")
    for low, name in names.items():
        if low.endswith((".xml", ".rels", ".vml")):
            _require_plain(low, box.read(name))


def _require_plain(name: str, text: bytes) -> None:
    if text[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in text[:64] or _DECLARES.search(text):
        raise Unfit("the-file-declares-entities", f"A part of the file ({name[:60]}) holds declarations. {_AGAIN}")
    if name.endswith(".rels"):
        if len(text) > _DIRECTORY:
            raise Unfit("the-file-holds-too-much", f"The file holds far more than a worksheet. {_AGAIN}")
        outside = [link for link in fromstring(text) if link.get("TargetMode", "").lower() == "external"]
        if not all(link.get("Type", "").endswith("/hyperlink") for link in outside):  # a mail address becomes one
            raise Unfit("the-file-points-outside", f"The file loads something from elsewhere. {_AGAIN}")
