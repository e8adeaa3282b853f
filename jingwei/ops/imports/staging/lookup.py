"""Which organisation does a text in a roster mean? Full name, short name or code, in scope only."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from jingwei.kernel import names
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Organisation
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.staging.lines import cell_text
from jingwei.ops.imports.table import Table

MOST_GUESSED = 400  # different unknown texts for which likely ones are looked up
MOST_SHOWN = 3


@dataclass(frozen=True)
class Known:
    """An open organisation that a text may mean."""

    id: int
    code: str
    name: str
    kind: str
    path: str


@dataclass(frozen=True)
class Ended:
    """An organisation that a text means, and the day since when it is no more."""

    name: str
    day: date


@dataclass
class Finder:
    """All open organisations of a scope by every way of naming them, those dissolved by code and
    full name."""

    by_text: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_code: dict[str, Known] = field(default_factory=dict)
    ended: dict[str, Ended] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    guessed: int = 0
    _by_number: dict[str, list[Known]] | None = None

    def add(self, one: Known, short_name: str) -> None:
        self.by_code[one.code.upper()] = one
        for text in {names.normal(one.name), names.normal(short_name)} - {""}:
            self.by_text[text].append(one)

    def add_ended(self, code: str, one: Ended) -> None:
        """Of several with one name the one that was dissolved last counts."""
        for text in {names.normal(code), names.normal(one.name)}:
            if text not in self.ended or self.ended[text].day < one.day:
                self.ended[text] = one

    def find(self, text: str) -> Known | Find:
        """The organisation, or what to say: unknown, dissolved, several, or one that a person must
        confirm."""
        wanted = names.normal(text)
        answer = self.answers.get(wanted, "").upper()
        if known := self.by_code.get(answer):
            return known
        if known := self.by_code.get(wanted):
            return known
        found = self.by_text.get(wanted, [])
        if len(found) == 1:
            return found[0]
        if found:
            return _several(found)
        if ended := self.ended.get(wanted) or self.ended.get(answer):
            return Find("org.ended", None, {"name": ended.name, "day": ended.day.isoformat()})
        return self._numbered(wanted) or self._guess(wanted)

    def _numbered(self, wanted: str) -> Find | None:
        """The name but for a digit in place of a numeral, or the other way round."""
        if not names.has_numeral(wanted):
            return None
        if self._by_number is None:
            self._by_number = defaultdict(list)
            for name, known in self.by_text.items():
                if names.has_numeral(name):
                    self._by_number[names.with_digits(name)] += known
        found = self._by_number.get(names.with_digits(wanted), [])
        return _doubtful(found) if found else None

    def _guess(self, wanted: str) -> Find:
        """Names that hold the text, or its characters in order: never taken without a person."""
        if len(wanted) < 2 or self.guessed >= MOST_GUESSED:
            return Find("org.unknown")
        self.guessed += 1
        likely: dict[int, Known] = {}
        for name, known in self.by_text.items():
            if wanted in name or _in_order(wanted, name):
                for one in known:
                    likely[one.id] = one
        if not likely:
            return Find("org.unknown")
        return _doubtful(list(likely.values()))


def in_order_of_likeness(known: Finder, text: str) -> list[Known]:
    """Organisations that a text may mean, the likeliest first: so named but for how numerals are
    written, then holding it, then holding its characters in order."""
    wanted = names.normal(text)
    digits = names.with_digits(wanted)
    ranks: dict[int, tuple[int, int, str]] = {}
    by_id: dict[int, Known] = {}
    for name, found in known.by_text.items():
        if names.with_digits(name) == digits:
            rank = 0
        else:
            rank = 1 if wanted in name else 2 if _in_order(wanted, name) else 3
        for one in found if rank < 3 else ():
            by_id[one.id] = one
            ranks[one.id] = min(ranks.get(one.id, (9, 0, "")), (rank, len(one.name), one.path))
    return sorted(by_id.values(), key=lambda one: ranks[one.id])


def _doubtful(likely: list[Known]) -> Find:
    """The likely one, or which ones; neither is taken without a person."""
    ranked = sorted({one.id: one for one in likely}.values(), key=_by_length)
    if len(ranked) == 1:
        return Find("org.doubtful", ranked[0].name, {"name": ranked[0].name})
    return _several(ranked)


def _by_length(one: Known) -> tuple[int, str]:
    return len(one.name), one.path


def _several(found: list[Known]) -> Find:
    return Find(
        "org.ambiguous", None,
        {"n": len(found), "names": "、".join(f"{o.name}（{o.code}）" for o in found[:MOST_SHOWN])},
    )  # fmt: skip


def _in_order(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(character in rest for character in part)


def finder(scope: Scope, answers: Mapping[str, str] | None = None) -> Finder:
    """Every organisation of the scope; one query, 0.2 s for a city of 25,000."""
    found = Finder(answers=answers or {})
    rows = Organisation.objects.within(scope).values_list(
        "id", "code", "name", "short_name", "kind", "path", "held__endswith"
    )
    for key, code, name, short_name, kind, path, ended in rows.iterator(chunk_size=5000):
        if ended is None:
            found.add(Known(key, code, name, kind, path), short_name)
        else:
            found.add_ended(code, Ended(name, ended))
    return found


def find_all(finder_: Finder, texts: Iterable[object]) -> list[Known | Find | None]:
    """What each different text means; None for an empty one."""
    return [finder_.find(str(text)) if text else None for text in texts]


def texts(table: Table, key: str, count: int) -> list[str | None]:
    """What each row says in a field, as staged; None where it says nothing."""
    cells = table.cells.get(key)
    if cells is None:
        return [None] * count
    by_code = [cell_text(value) for value in cells.values]
    return [by_code[code] for code in cells.codes.tolist()]


def first_day(text: str | None) -> date | None:
    """``1990``, ``1990-05`` and ``1990-05-01`` as the first day they may mean."""
    return date.fromisoformat(text + "0000-01-01"[len(text) :]) if text else None


def organisations_of(
    table: Table, key: str, finder_: Finder, judge: Callable[[Known], Known | Find] | None = None
) -> list[Known | None]:
    """The organisation that each row names in ``key``; what was not found is an issue of its cell.

    ``judge`` may still refuse one that was found.
    """
    cells = table.cells.get(key)
    if cells is None:
        return [None] * len(table)
    meant = find_all(finder_, cells.values)
    said = [judge(one) if judge and isinstance(one, Known) else one for one in meant]
    say_finds(table, key, said)
    known = [one if isinstance(one, Known) else None for one in said]
    return [known[code] for code in cells.codes.tolist()]


def say_finds(table: Table, key: str, said: Sequence[object]) -> None:
    """Finds among what was made of the different values of a column become issues of its cells."""
    cells = table.cells[key]
    finds = [one for one in said if isinstance(one, Find)]
    if not finds:
        return
    place = np.full(len(said), -1, np.int32)
    place[[at for at, one in enumerate(said) if isinstance(one, Find)]] = np.arange(len(finds))
    which = place[cells.codes]
    rows = np.flatnonzero(which >= 0)
    table.issues.add(key, finds, rows, which[rows])
