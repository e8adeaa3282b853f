"""Which sentences does the product say, and which of them have their English?

The source language is Chinese. Sentences are found in Python by reading its syntax tree (``_()``
and its kin, ``Finding(code, sentence)``), in templates by Django's own lexer, and in the tables
that the parts declare. No gettext program is needed: Babel writes the catalogues and compiles
them. Each part (``kernel/orgs``, ``shell/members``) keeps the English of what it says in a
``locale`` folder of its own; a sentence that several say stands once.
"""

import ast
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import template as template_source

from jingwei.ops.folders import REPOSITORY
from jingwei.ops.message_numbers import delivered
from jingwei.ops.words import locales

SOURCES = REPOSITORY / "jingwei"
LANGUAGE = "en"
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
PLACES = re.compile(r"\{(\w*)[^{}]*\}|%\((\w+)\)[a-z]")
# Which argument of a call is a sentence; two for a singular and its plural.
CALLS = {
    "_": (0,), "gettext": (0,), "gettext_lazy": (0,), "gettext_noop": (0,),
    "ngettext": (0, 1), "ngettext_lazy": (0, 1), "Finding": (1,), "how_many": (1, 2), "Look": (0,),
    "one_open": (2,), "_refuse_none": (2,),
}  # fmt: skip
# Sentences given by keyword: what a constraint says when it is broken.
KEYWORDS = {"says", "violation_error_message"}
# What has no other business than to say sentences: there each of them is one, however it is said,
# in a table or through a helper. Rules know no Django, so they cannot mark them.
SAYING = re.compile(r"(^|_)rules\.py$")
# Tables of codes and sentences that stand as data; each module offers ``sentences()``.
TABLES = ("jingwei.ops.imports.issue_codes", "jingwei.kernel.rulebook.delivered")
EPOCH = datetime(2026, 11, 23, tzinfo=UTC)  # a fixed date keeps the file from changing by itself

type Said = str | tuple[str, str]


@dataclass(frozen=True)
class Fault:
    """What keeps the English from being complete."""

    sentence: str
    reason: str
    place: str


def extract() -> dict[Said, set[str]]:
    """Every Chinese sentence with the files that say it."""
    found: dict[Said, set[str]] = {}
    for place, said in _all():
        one = said if isinstance(said, str) else said[0]
        if CHINESE.search(one):
            found.setdefault(said, set()).add(place)
    # A sentence said both with and without a plural is one entry of the catalogue: the plural one.
    for said in [key for key in found if isinstance(key, tuple) and key[0] in found]:
        found[said] |= found.pop(said[0])
    return found


def _all() -> Iterator[tuple[str, Said]]:
    yield from _of_sources()
    for name in TABLES:
        for said in _of_table(name):
            yield f"{name.replace('.', '/')}.py", said
    for path, text in delivered(SOURCES):
        yield _name(path), text


def _of_sources() -> Iterator[tuple[str, Said]]:
    for path in sorted(SOURCES.rglob("*.py")):
        parts = path.relative_to(SOURCES).parts
        if not {"tests", "migrations"} & set(parts):
            source = path.read_text()
            for said in of_python(source):
                yield _name(path), said
            for said in of_rules(source) if SAYING.search(path.name) else ():
                yield _name(path), said
    for path in sorted(SOURCES.rglob("templates/**/*.html")):
        for said in of_template(path.read_text()):
            yield _name(path), said


def _name(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def of_python(source: str) -> Iterator[Said]:
    """The sentences of one module."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        asked = CALLS.get(name, ())
        texts = [_text(node.args[at]) for at in asked if at < len(node.args)]
        if asked and len(texts) == len(asked) and all(texts):
            yield texts[0] if len(texts) == 1 else (texts[0], texts[1])
        for keyword in node.keywords:
            wanted = keyword.arg in KEYWORDS or (name == "Finding" and keyword.arg == "message")
            if wanted and (text := _text(keyword.value)):
                yield text


def of_rules(source: str) -> Iterator[Said]:
    """The sentences of a module of rules: its texts that end like one, docstrings excepted."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in told and _text(node).endswith("。"):
            yield _text(node)


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def of_template(source: str) -> Iterator[Said]:
    """The sentences of one template, as Django itself would hand them to gettext."""
    plain = template_source.templatize(source)
    for match in re.finditer(r"\b(n?gettext|_)\(", plain):
        try:
            call = ast.parse(_call(plain, match.start()), mode="eval").body
        except (SyntaxError, ValueError):
            continue
        texts = [_text(argument) for argument in call.args] if isinstance(call, ast.Call) else []
        if match[1] == "ngettext" and len(texts) > 1:
            yield texts[0], texts[1]
        elif texts and texts[0]:
            yield texts[0]


def _call(text: str, start: int) -> str:
    """From ``name(`` to its closing bracket, heeding strings."""
    depth, quote, at = 0, "", start
    while at < len(text):
        letter = text[at]
        if quote:
            at += letter == "\\"
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter in "()":
            depth += 1 if letter == "(" else -1
            if not depth:
                return text[start : at + 1]
        at += 1
    raise ValueError("no closing bracket")


def _of_table(name: str) -> Iterable[str]:
    module = import_module(name)
    table = getattr(module, "CODES", {})
    return [entry.sentence for entry in table.values()]


def part_of(place: str) -> str:
    """Which folder keeps the English of a file's sentences: ``kernel/orgs``, ``api``, ````.

    An app that stands deeper, as in ``work/membership``, keeps its own.
    """
    folders = place.split("/")[1:-1]
    if SOURCES.joinpath(*folders[:3], "apps.py").exists():
        return "/".join(folders[:3])
    deep = len(folders) > 1 and folders[1] not in {"templates", "templatetags"}
    return "/".join(folders[: 2 if deep else 1])


def catalogues() -> dict[str, Catalog]:
    """What each part keeps in the repository."""
    kept = {}
    for folder in locales(SOURCES):
        path = _path(folder)
        if path.exists():
            with path.open("rb") as source:
                known = read_po(source, locale=LANGUAGE, domain="django")
            kept[folder.parent.relative_to(SOURCES).as_posix().replace(".", "")] = known
    return kept


def _path(folder: Path) -> Path:
    return folder / LANGUAGE / "LC_MESSAGES" / "django.po"


def catalogue() -> Catalog:
    """The English of all parts in one; where two differ the later part's counts."""
    whole = _empty()
    for kept in catalogues().values():
        for message in kept:
            if message.id:
                whole[message.id] = message
    return whole


def _empty() -> Catalog:
    return Catalog(
        locale=LANGUAGE,
        domain="django",
        project="Jingwei",
        version="1",
        last_translator="Jingwei",
        language_team="English",
        msgid_bugs_address="-",
        header_comment="# The English of Jingwei.",
        creation_date=EPOCH,
        revision_date=EPOCH,
        fuzzy=False,
    )


def merged(kept: Catalog, found: dict[Said, set[str]]) -> Catalog:
    """What is said today, with the English that is known; what is said no more is left out."""
    known = {message.id: message.string for message in kept if message.id}
    fresh = _empty()
    for said, places in sorted(found.items(), key=lambda item: (sorted(item[1])[0], str(item[0]))):
        flags = ["python-brace-format"] if isinstance(said, str) and "{" in said else []
        fresh.add(
            said,
            string=known.get(said, known.get(said[0] if isinstance(said, tuple) else "")) or None,
            locations=[(place, 0) for place in sorted(places)],
            flags=flags,
        )
    return fresh


def faults(kept: Catalog, found: dict[Said, set[str]]) -> list[Fault]:
    """Sentences without English, English that lost or gained a place to fill, leftovers."""
    entries = {message.id: message for message in kept if message.id}
    told = []
    for said, places in found.items():
        message, place = entries.pop(said, None), sorted(places)[0]
        sentence = said if isinstance(said, str) else said[0]
        if message is None or not _complete(message):
            told.append(Fault(sentence, "no English", place))
        elif not _same_places(message):
            told.append(Fault(sentence, "other places to fill", place))
    told += [Fault(str(said), "said no more", "") for said in entries]
    return told


def disagreements() -> list[Fault]:
    """Sentences for which two parts keep different English."""
    known: dict[object, Message] = {}
    told = []
    for part, kept in catalogues().items():
        for message in kept:
            if message.id and _texts(known.setdefault(message.id, message)) != _texts(message):
                told.append(Fault(str(message.id), "two Englishes", part))
    return told


def _complete(message: Message) -> bool:
    texts = _texts(message)
    return bool(texts) and all(texts) and not any(CHINESE.search(text) for text in texts)


def _same_places(message: Message) -> bool:
    source = message.id if isinstance(message.id, str) else message.id[0]
    texts = _texts(message)
    wanted = _places(source)
    # "one member" needs no number; the last form, the plural, does.
    return _places(texts[-1]) == wanted and all(_places(text) <= wanted for text in texts)


def _texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or [])


def _places(text: str) -> set[str]:
    return {match[1] or match[2] for match in PLACES.finditer(text)}


def save(fresh: Catalog) -> list[Path]:
    """Write the catalogues for people; the dates in them never change by themselves.

    A sentence that several parts say stays where it stands already, else goes to the first.
    """
    before, shares = catalogues(), dict[str, Catalog]()
    for message in fresh:
        if message.id:
            parts = sorted({part_of(place) for place, _line in message.locations})
            keeper = next((p for p in parts if p in before and message.id in before[p]), parts[0])
            shares.setdefault(keeper, _empty())[message.id] = message
    for part in before.keys() - shares.keys():
        _path(SOURCES / part / "locale").unlink()
    return [_write(part, share) for part, share in shares.items()]


def _write(part: str, share: Catalog) -> Path:
    path = _path(SOURCES / part / "locale")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        write_po(target, share, width=100, no_location=True, sort_output=False)
    return path


def are_compiled() -> bool:
    """Is each compiled catalogue at least as new as the one for people?"""
    return all(
        (made := source.with_suffix(".mo")).exists()
        and made.stat().st_mtime >= source.stat().st_mtime
        for source in _written()
    )


def _written() -> list[Path]:
    return [path for folder in locales(SOURCES) if (path := _path(folder)).exists()]


def compile_all() -> None:
    """Make the .mo files that Django and the command line read."""
    for source in _written():
        with source.open("rb") as text:
            known = read_po(text, locale=LANGUAGE, domain=source.stem)
        half = source.with_suffix(f".{os.getpid()}.half")
        with half.open("wb") as target:
            write_mo(target, known)
        half.replace(source.with_suffix(".mo"))
