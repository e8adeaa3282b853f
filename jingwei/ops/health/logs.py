"""What may stand in a log? When, where, which request, what broke: never a value of a person.

Messages of the database quote rows (``DETAIL: Key (name)=(...)``) and messages of Python quote
what they stumbled over. So an exception is written as its kind, its code and its places, and
whatever looks like a number of a person is starred out as a second net.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any

NUMBERS = re.compile(r"\d{6,}[\dXx]?")
LONGEST = 2_000
# Ours say what they mean without values; those of others may quote what they were given.
OURS = ("jingwei.",)


def without_numbers(text: str) -> str:
    """The text with every run of seven or more digits, and six of them at least, starred out."""
    return NUMBERS.sub("***", text)[:LONGEST]


def what_broke(error: BaseException) -> dict[str, Any]:
    """Kind, SQLSTATE and places of an exception and of what caused it; no words of its own."""
    told: dict[str, Any] = {"kind": _kind(error)}
    if code := getattr(error, "sqlstate", None) or getattr(error.__cause__, "sqlstate", None):
        told["sqlstate"] = code
    frames = traceback.extract_tb(error.__traceback__)
    told["at"] = [f"{_short(one.filename)}:{one.lineno} {one.name}" for one in frames[-12:]]
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        told["because"] = _kind(before)
    return told


def _kind(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")


def _short(place: str) -> str:
    for mark in ("site-packages/", "jingwei/"):
        if mark in place:
            return (mark if mark == "jingwei/" else "") + place.rpartition(mark)[2]
    return place.rpartition("/")[2]


def request_number() -> str:
    """The request or job on whose behalf this runs; its number is what people read out."""
    from jingwei.kernel.access.scope import ScopeMissing, current

    try:
        return current().request_id
    except ScopeMissing:
        return ""


class JsonLines(logging.Formatter):
    """One JSON object a line, for whatever collects logs."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(self.told(record), ensure_ascii=False)

    def told(self, record: logging.LogRecord) -> dict[str, Any]:
        """The fields of one line."""
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname, "logger": record.name,
            "message": without_numbers(record.getMessage()),
        }  # fmt: skip
        if number := request_number():
            told["request"] = number
        for name in ("status", "method", "route", "seconds"):
            if (value := record.__dict__.get(name)) is not None:
                told[name] = value
        if record.exc_info and record.exc_info[1]:
            told["error"] = what_broke(record.exc_info[1])
        return told


class Lines(JsonLines):
    """The same for people: one line, then where it broke."""

    def format(self, record: logging.LogRecord) -> str:
        told = self.told(record)
        line = f"{told['at']} {told['level']} {told['logger']} {told['message']}"
        if "request" in told:
            line += f" request={told['request']}"
        if broke := told.get("error"):
            line += f"\n  {broke['kind']} {broke.get('sqlstate', '')}".rstrip()
            line += "".join(f"\n    {place}" for place in broke["at"])
        return line
