"""What is this file really? Its kind by content, photographs without position, a safe name."""

import io
import re
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from jingwei.kernel.findings import Finding

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_PIXELS: Final = 40_000_000
NAME_LENGTH: Final = 120
PNG: Final = b"\x89PNG\r\n\x1a\n"
# Chunks that draw the picture; all others may hold words or a position.
PNG_KEPT: Final = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD",
    b"pHYs",
}  # fmt: skip
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIXES: Final = {
    PDF: ".pdf", "image/jpeg": ".jpg", "image/png": ".png", DOCX: ".docx",
    XLSX: ".xlsx",
}  # fmt: skip
ORIENTATION: Final = 0x0112


class Unreadable(Exception):
    """Not a picture after all, or cut off."""


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: what it is, under which name, and its content as it is kept."""

    media: str
    name: str
    content: bytes


def check(name: str, content: bytes, *, what: object) -> tuple[Checked | None, list[Finding]]:
    """The file as it may be kept, or why not. ``what`` is the label of its place."""
    named = {"what": what}
    if not content:
        return None, [Finding("flow.paper.empty", "“{what}”是空文件，请重新选择。", "", named)]
    if len(content) > MOST_BYTES:
        return None, [too_large(what)]
    media = kind_of(content)
    if media is None:
        return None, [
            Finding("flow.paper.kind", "“{what}”请传PDF、JPG、PNG、Word或Excel。", "", named)
        ]
    try:
        if media == "image/jpeg":
            content = plain_jpeg(content)
        elif media == "image/png":
            content = plain_png(content)
    except (Unreadable, struct.error):
        return None, [Finding("flow.paper.picture", "“{what}”的图片打不开，请换一张。", "", named)]
    return Checked(media, safe_name(name, media), content), []


def too_large(what: object) -> Finding:
    return Finding("flow.paper.large", "“{what}”超过20MB，请压缩后再传。", "", {"what": what})


def disposition(name: str) -> str:
    """The header that makes a browser keep a file instead of showing it."""
    kept = (one if one.isascii() and (one.isalnum() or one == ".") else "_" for one in name[-40:])
    plain = "".join(kept)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"


def kind_of(content: bytes) -> str | None:
    """The kind by what the file holds, whatever its name says; None for what is not taken."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(PNG):
        return "image/png"
    return _office(content) if content.startswith(b"PK\x03\x04") else None


def _office(content: bytes) -> str | None:
    """A workbook or a text without macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError):
        return None
    if "[Content_Types].xml" not in names or len(names) > 2000:
        return None
    if any("vbaProject" in name or "activeX" in name for name in names):
        return None
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else None


def safe_name(name: str, media: str) -> str:
    """A name for people: no folder, no control or direction marks, the suffix of what it is."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    kept = "".join(one for one in plain if unicodedata.category(one)[0] not in "CZ" or one == " ")
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", kept).strip(" .")[:NAME_LENGTH]
    return (stem or "paper") + SUFFIXES[media]


def plain_png(content: bytes) -> bytes:
    """The same picture without texts, times and position, and without what follows its end."""
    at, kept, ended = len(PNG), [PNG], False
    while at + 12 <= len(content) and not ended:
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        end = at + 12 + length
        if end > len(content):
            raise Unreadable
        body = content[at + 8 : end - 4]
        if struct.unpack(">I", content[end - 4 : end])[0] != zlib.crc32(kind + body):
            raise Unreadable
        if kind == b"IHDR":
            _few_pixels(*struct.unpack(">II", body[:8]))
        if kind in PNG_KEPT:
            kept.append(content[at:end])
        at, ended = end, kind == b"IEND"
    if not ended or kept[1][4:8] != b"IHDR":
        raise Unreadable
    return b"".join(kept)


def plain_jpeg(content: bytes) -> bytes:
    """The same picture without remarks and position; which side is up is kept."""
    at, kept, seen = 2, [b"\xff\xd8"], False
    while True:
        marker, end = _segment(content, at)
        body = content[at + 4 : end]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            _few_pixels(*struct.unpack(">HH", body[1:5])[::-1])
            seen = True
        if marker == 0xE1 and (turned := _turned(body)):
            kept.append(turned)
        elif not (0xE1 <= marker <= 0xED or marker in (0xEF, 0xFE)):
            kept.append(content[at:end])
        at = end
        if marker == 0xDA:
            break
    finish = content.find(b"\xff\xd9", at)
    # A progressive picture has several scans; the last end counts, but nothing behind it.
    last = _end_of_picture(content, at) if finish >= 0 else -1
    if not seen or last < 0:
        raise Unreadable
    return b"".join(kept) + _without_remarks(content[at:last])


def _segment(content: bytes, at: int) -> tuple[int, int]:
    """Marker and end of the segment that begins here."""
    if at + 4 > len(content) or content[at] != 0xFF:
        raise Unreadable
    length = int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    if length < 2 or at + 2 + length > len(content):
        raise Unreadable
    return content[at + 1], at + 2 + length


def _end_of_picture(content: bytes, at: int) -> int:
    """Just behind the end mark of the scans that begin at ``at``; -1 where there is none."""
    while at + 1 < len(content):
        if content[at] != 0xFF or content[at + 1] in (0x00, 0xFF, *range(0xD0, 0xD8)):
            at += 1
        elif content[at + 1] == 0xD9:
            return at + 2
        else:
            _marker, at = _segment(content, at)
    return -1


def _without_remarks(scans: bytes) -> bytes:
    """Between the scans of a progressive picture only tables and scans stand."""
    at, start, kept = 0, 0, []
    while at + 1 < len(scans):
        if scans[at] != 0xFF or scans[at + 1] in (0x00, 0xFF, 0xD9, *range(0xD0, 0xD8)):
            at += 1
            continue
        marker, end = _segment(scans, at)
        if 0xE0 <= marker <= 0xEF or marker == 0xFE:
            kept.append(scans[start:at])
            start = end
        at = end
    return b"".join([*kept, scans[start:]])


def _turned(body: bytes) -> bytes | None:
    """A remark that says only how the picture is turned; None where it does not say."""
    if not body.startswith(b"Exif\0\0"):
        return None
    tiff = body[6:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 10:
        return None
    (first,) = struct.unpack(order + "I", tiff[4:8])
    (count,) = struct.unpack(order + "H", tiff[first : first + 2].ljust(2, b"\0"))
    for number in range(min(count, 200)):
        entry = tiff[first + 2 + number * 12 : first + 14 + number * 12]
        if len(entry) == 12 and struct.unpack(order + "H", entry[:2])[0] == ORIENTATION:
            (turn,) = struct.unpack(order + "H", entry[8:10])
            if 1 < turn <= 8:
                said = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, ORIENTATION, 3, 1, turn, 0, 0)
                told = b"Exif\0\0" + said
                return b"\xff\xe1" + struct.pack(">H", len(told) + 2) + told
    return None


def _few_pixels(width: int, height: int) -> None:
    if not 0 < width * height <= MOST_PIXELS:
        raise Unreadable
