"""What does a command write for people, what for programs, and where?

A program that says ``--json`` reads one JSON object on one line of standard output and nothing
else there: what is said meanwhile, by a child or a library too, goes to standard error. Whoever is
refused or stopped gets ``{"errors": [{"code": ..., "message": ...}]}`` in its place.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final, TextIO

from jingwei.ops import telling

_reader: list[TextIO] = []
"""The way to the program that reads; empty while a person does."""
OUT: Final = 1
ERR: Final = 2


@contextmanager
def for_programs() -> Iterator[None]:
    """Within it only what this module writes reaches standard output."""
    usual = sys.stdout
    usual.flush()
    apart = _is_the_process_own(usual)
    if apart:  # children inherit the number 1, whatever Python calls it
        kept = os.dup(OUT)
        os.dup2(ERR, OUT)
    _reader.append(os.fdopen(os.dup(kept), "w", encoding="utf-8") if apart else usual)
    sys.stdout = sys.stderr
    try:
        yield
    finally:
        sys.stdout = usual
        reader = _reader.pop()
        if apart:
            os.dup2(kept, OUT)
            os.close(kept)
            with suppress(BrokenPipeError):  # whoever read has left
                reader.close()


def _is_the_process_own(out: TextIO) -> bool:
    try:
        return out.fileno() == OUT
    except (OSError, ValueError):  # a test listens
        return False


def reads_a_program() -> bool:
    """Is standard output read by a program, which shall not find a sentence there?"""
    return bool(_reader)


def answer(options: Any, told: Mapping[str, Any], *sentences: str) -> None:
    """The result: one object for a program, the sentences for a person."""
    telling.clear()
    if options.json:
        write(told)
    elif sentences:
        print(*sentences, sep="\n", flush=True)  # noqa: T201  (what a command came to)


def write(told: Mapping[str, Any]) -> None:
    """One object, whole, on one line, at once."""
    out = _reader[-1] if _reader else sys.stdout
    out.write(json.dumps(told, ensure_ascii=False) + "\n")
    out.flush()


def refuse(errors: Sequence[tuple[str, str]], *, is_told: bool = False) -> None:
    """Why not, as (code, sentence): for a person on standard error, for a program also as JSON.

    ``is_told``: the person has read it already.
    """
    if _reader:
        write({"errors": [{"code": code, "message": message} for code, message in errors]})
    if not is_told:
        say_why(message for _code, message in errors)


def say_why(sentences: Iterable[str]) -> None:
    """The reasons, for a person."""
    telling.clear()
    for sentence in sentences:
        sys.stderr.write(sentence + "\n")
    sys.stderr.flush()
