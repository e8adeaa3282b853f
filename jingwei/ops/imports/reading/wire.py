"""How do columns travel from the child to the parent? As plain JSON and arrays, never as code.

A pickle from a process that opened a hostile file could run code in the parent; JSON cannot.
"""

import json
import struct
from array import array
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from jingwei.ops.imports.reading.columns import Raw

_LENGTH: Final = struct.Struct("<Q")
_BETWEEN: Final = "\x1f"  # cannot stand in XML; where a text file holds it, JSON is sent


class Writer:
    """Collects blobs; the header says where each begins."""

    def __init__(self) -> None:
        self.blobs: list[bytes] = []
        self.size = 0

    def add(self, blob: bytes) -> list[int]:
        """Where the blob stands: start and length; starts are multiples of 8."""
        place = [self.size, len(blob)]
        padded = blob + bytes(-len(blob) % 8)
        self.blobs.append(padded)
        self.size += len(padded)
        return place

    def add_values(self, values: Sequence[object]) -> list[int]:
        kinds = set(map(type, values))
        if kinds == {str}:
            joined = _BETWEEN.join(values)  # type: ignore[arg-type]
            if joined.count(_BETWEEN) == len(values) - 1:
                return [*self.add(joined.encode("utf-8", "surrogatepass")), len(values)]
        if not kinds <= {str, float}:
            values = [_sent(value) for value in values]
        text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        return self.add(text.encode("utf-8", "surrogatepass"))

    def add_cells(self, cells: Sequence[tuple[int, int]]) -> list[int]:
        return self.add(array("i", [number for cell in cells for number in cell]).tobytes())

    def message(self, header: dict[str, Any]) -> list[bytes]:
        """The whole message in pieces ready to be written."""
        head = json.dumps(header, ensure_ascii=False).encode("utf-8", "surrogatepass")
        head += b" " * (-len(head) % 8)
        return [_LENGTH.pack(len(head)), head, *self.blobs]


def read_header(message: memoryview) -> tuple[dict[str, Any], memoryview]:
    """The header and the bytes the places in it speak of."""
    (length,) = _LENGTH.unpack_from(message)
    header = json.loads(str(message[8 : 8 + length], "utf-8", "surrogatepass"))
    return header, message[8 + length :]


def read_values(body: memoryview, place: Sequence[int]) -> list[Raw]:
    start, length, *joined = place
    text = str(body[start : start + length], "utf-8", "surrogatepass")
    if joined:
        return list[Raw](text.split(_BETWEEN))
    values: list[Any] = json.loads(text)
    return [_received(v) if type(v) is list else v for v in values] if "[" in text[1:] else values


def _sent(value: object) -> object:
    if isinstance(value, datetime):
        return ["t", value.isoformat()]
    return ["d", value.isoformat()] if isinstance(value, date) else value


def _received(value: list[str]) -> date:
    kind, text = value
    return datetime.fromisoformat(text) if kind == "t" else date.fromisoformat(text)
