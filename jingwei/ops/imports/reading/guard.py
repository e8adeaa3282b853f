"""May this file be opened? Its type by content, its size from the directory, nothing unpacked."""

import io
import re
import struct
import zipfile
from enum import StrEnum
from typing import Final

from jingwei.ops.imports.reading.limits import MB, Limits
from jingwei.ops.imports.reading.refusals import refused


class FileKind(StrEnum):
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    GEOJSON = "geojson"


_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF: Final = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
_OTHER: Final = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"{\\rtf", b"\x7fELF", b"MZ", b"II*\x00",
)  # fmt: skip
_ARCHIVES: Final = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_FILEPASS: Final = 0x002F
_TEXT_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_JSON: Final = re.compile(rb"\{\s*\"|\[\s*[\[{]")
_END_OF_DIRECTORY: Final = struct.Struct("<4s4H2LH")
_JSON_GROWS: Final = 4  # a pair of numbers takes that many times more as numbers than as text
_DIRECTORY_LINE: Final = 1024  # no member of a workbook needs a longer line in the directory


def kind_of(data: bytes, name: str = "", *, limits: Limits) -> FileKind:
    """The kind of a file by its content; refuses what is no table or cannot be opened."""
    if not data.strip(b"\x00 \t\r\n"):
        raise refused("file.empty")
    if len(data) > limits.packed:
        raise refused("file.too_large", limit=limits.packed // MB)
    if data.startswith(b"PK"):
        return _kind_of_zip(data, limits)
    if data.startswith(_OLE):
        return _kind_of_ole(data, name)
    if data.startswith(_BIFF):
        raise refused("file.old_format")
    if data.startswith(_ARCHIVES):
        raise refused("file.archive")
    if data.startswith(_OTHER):
        raise refused("file.not_a_table")
    return _kind_of_text(data)


def _kind_of_ole(data: bytes, name: str) -> FileKind:
    """An OLE container names its streams in UTF-16; that is enough to tell what it holds."""

    def holds(stream: str) -> bool:
        return (stream + "\0").encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise refused("file.encrypted")
    if holds("Workbook") or holds("Book"):
        if _is_locked(data):
            raise refused("file.encrypted")
        return FileKind.XLS
    if name.lower().endswith(".et") or holds("ETWorkbook"):
        raise refused("file.old_et")
    if holds("WordDocument") or holds("PowerPoint Document"):
        raise refused("file.not_a_table")
    raise refused("file.damaged")


def _is_locked(data: bytes) -> bool:
    """Whether one of the first records of the workbook's stream is FILEPASS."""
    for start in range(512, min(len(data), 4 * MB), 512):
        if data[start : start + 2] != b"\x09\x08":
            continue
        at = start
        for _ in range(6):
            if len(data) < at + 4:
                break
            record, length = struct.unpack_from("<HH", data, at)
            if record == _FILEPASS:
                return True
            at += 4 + length
    return False


def _kind_of_text(data: bytes) -> FileKind:
    head = data[:4096]
    if head.startswith(_TEXT_MARKS):
        mark = 3 if head.startswith(b"\xef") else 2
        head = head[mark:].replace(b"\0", b"")
    elif b"\0" in head:
        raise refused("file.not_a_table")
    start = head.lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<style")):
        raise refused("file.html")
    if start.startswith((b"mime-version:", b"<?xml", b"<workbook")):
        html = start.startswith(b"mime") or b"<html" in start
        raise refused("file.html" if html else "file.old_format")
    if start.startswith((b"id;p", b"<!")):
        raise refused("file.old_format" if start.startswith(b"id;p") else "file.unsafe")
    # A line of values may begin with a brace too, but not with one and a quotation mark.
    return FileKind.GEOJSON if _JSON.match(start) else FileKind.CSV


def directory(data: bytes, *, limits: Limits) -> list[zipfile.ZipInfo]:
    """What a zip says it holds, counted before a single byte is unpacked."""
    at = data.rfind(b"PK\x05\x06", -65_600)
    if at < 0 or len(data) < at + _END_OF_DIRECTORY.size:
        raise refused("file.damaged")
    *_, entries, size, _offset, _comment = _END_OF_DIRECTORY.unpack_from(data, at)
    if entries > limits.members or size > entries * _DIRECTORY_LINE:
        raise refused("file.too_many_parts")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as wrong:
        raise refused("file.damaged") from wrong
    _weigh(members, limits)
    return members


def _weigh(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        raise refused("file.too_many_parts")
    if any(member.flag_bits & 1 for member in members):
        raise refused("file.encrypted")
    if any(member.compress_type not in (0, 8) for member in members):
        raise refused("file.damaged")
    names = [member.filename for member in members]
    if len(set(names)) < len(names):
        raise refused("file.unsafe")
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > limits.unpacked:
        raise refused("file.too_large_inside")
    swollen = any(
        member.file_size > max(limits.harmless, limits.ratio * member.compress_size)
        for member in members
    )
    if swollen or unpacked > max(limits.harmless, limits.ratio * packed):
        raise refused("file.too_large_inside")


def _kind_of_zip(data: bytes, limits: Limits) -> FileKind:
    names = {member.filename for member in directory(data, limits=limits)}
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if "xl/workbook.bin" in names:
        raise refused("file.old_format")
    if "content.xml" in names and "mimetype" in names:
        return FileKind.ODS
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise refused("file.not_a_table")
    if "[Content_Types].xml" in names:
        raise refused("file.damaged")
    raise refused("file.archive")


def unpacked_size(data: bytes, kind: FileKind, *, limits: Limits) -> int:
    """Bytes that reading will have to go through; what the child's allowance is measured by."""
    if kind in (FileKind.XLSX, FileKind.ODS):
        return sum(member.file_size for member in directory(data, limits=limits))
    return (_JSON_GROWS if kind is FileKind.GEOJSON else 2) * len(data)
