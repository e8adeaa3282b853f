"""What is counted, and which part of it does an indicator mean? Said once, read by everybody.

``Records`` names rows of daily work; an ``Indicator`` says which of them are the numerator and
which the denominator. Fill, evidence, definitions page, command line and API read the same words.

The SQL is plain and portable, with marks that :mod:`jingwei.kernel.figures.sql` fills in:

``HOLDS(m.held)``      the range holds on the day the figure is asked for
``HELD_BEFORE(x)``     it held on the day before the period began
``BEGAN(x) ENDED(x)``  it began, or first held no more, on a day of the period
``{on}`` ``{since}`` ``{before}``  last and first day of the period, and the day before it
``{years_ago 36}``     the day 36 years before ``{on}``
``{rule term.due.notice_days}``  a number of the rulebook as it stands on ``{on}``
``{figures people.members}``  what other indicators came to: ``own_x``, ``all_x`` of ``people.x``
``{only p}``           true, or: the row of table ``p`` belongs to the organisations looked at
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.rulebook.names import known

CODE = re.compile(r"[a-z_]+\.[a-z0-9_]+")
MARK = re.compile(r"\{(\w+)(?: ([\w.]+))?\}")
EVERY = "true"
Words = Promise | str
"""Chinese source words, translated when they are shown."""

LASTING = "SELECT * FROM (<rows>) h WHERE HOLDS(h.held)"


class Kind(StrEnum):
    COUNT = "count"  # n
    RATIO = "ratio"  # n of d records
    MEAN = "mean"  # a sum over d records


class Declared(ValueError):
    """A declaration contradicts itself or another; the program does not start with it."""


@dataclass(frozen=True, eq=False)
class Group:
    """A panel of figures that belong together. ``on_overview`` shows it on the first board, too."""

    key: str
    title: Words
    order: int
    on_overview: bool = False


@dataclass(frozen=True, eq=False)
class Records:
    """Rows of work that count for a day or a period.

    ``rows`` is a SELECT giving ``id`` (of ``model``) and ``org_id`` (where the record belongs) and
    what the conditions of indicators name. Where it also gives ``elsewhere``, a row came from (or
    went to) that other organisation and is nothing to whoever stands above both.

    ``lasting`` says that the rows are the same on every day and give a range ``held``; a row counts
    on the days it holds.

    ``base`` is a SELECT that does not know the day, written ``{base}`` in ``rows``: what is costly
    to read and the same for every month, so that many months read it once.

    ``basis`` names other records without which there is no data here: no member, no balance. An
    organisation with a basis but no row has zeros, and those are not stored.

    ``moved`` says that rows are members of organisations that were put elsewhere during the
    period; they have no ``org_id`` of their own (see :mod:`jingwei.kernel.figures.moved`).
    """

    code: str
    title: Words
    unit: Words
    rows: str
    model: str
    duty: Duty
    reads: frozenset[str]
    lasting: bool = False
    base: str = ""
    basis: str = ""
    elsewhere: bool = False
    moved: str = ""  # "in" or "out"
    period: bool = False  # what happened during the month, not what is so on its last day
    belongs: Words = ""  # in words: at which organisation a record counts

    def __post_init__(self) -> None:
        if not CODE.fullmatch(self.code):
            raise Declared(f"{self.code}: a code is system.what_is_counted")
        _check_marks(self.code, self.rows)
        if MARK.search(self.base) or ("{base}" in self.rows) != bool(self.base):
            raise Declared(f"{self.code}: a base is used, and does not know the day")
        if self.lasting and MARK.search(self.rows):
            raise Declared(f"{self.code}: lasting rows do not know the day")

    @property
    def statement(self) -> str:
        """The SELECT of the rows that count."""
        return self.select_from(f"({self.base})")

    def select_from(self, base: str) -> str:
        """The same, with ``base`` read before."""
        rows = self.rows.replace("{base}", base)
        return LASTING.replace("<rows>", rows) if self.lasting else rows

    @property
    def after(self) -> list[str]:
        """Codes of the records whose figures these rows look at."""
        return [said for mark, said in MARK.findall(self.rows) if mark == "figures"]


@dataclass(frozen=True, eq=False)
class Indicator:
    """One figure: what it is called, over which records, and which of them count.

    ``n``, ``d`` and ``missing`` are conditions over the columns of the records. ``missing`` are
    records of the denominator that do not say what is asked, such as a member without birth date.
    ``value`` is an expression that is summed up instead of counted (``scale`` decimals are kept).
    ``reason`` says of one record why it counts, with columns of the records in braces.
    ``title`` and ``note`` may name numbers of the rulebook by the same marks.
    ``survey_of``: the records are answers that people gave; names the ratio whose denominator are
    those who could have. Its share stands with an interval and with how many answered, and of
    fewer than ten nothing is shown.
    ``higher_is_better`` None: neither; a composition is no achievement.
    """

    code: str
    title: Words
    unit: Words
    source: str
    records: Records
    group: Group
    n: str = EVERY
    d: str = ""
    missing: str = ""
    value: str = ""
    scale: int = 0
    kind: Kind = Kind.COUNT
    note: Words = ""
    reason: Words = ""
    d_title: Words = ""
    higher_is_better: bool | None = None
    public: bool = False
    survey_of: str = ""

    def __post_init__(self) -> None:
        if not CODE.fullmatch(self.code):
            raise Declared(f"{self.code}: a code is system.what_is_true")
        if not self.source:
            raise Declared(f"{self.code}: a figure has a source")
        if (self.kind != Kind.COUNT) != bool(self.d):
            raise Declared(f"{self.code}: a ratio or mean has a denominator, a count has none")
        if self.kind == Kind.MEAN and not self.value:
            raise Declared(f"{self.code}: a mean sums a value")
        for said in (self.n, self.d, self.missing, self.value, self.title, self.note):
            _check_marks(self.code, str(said))

    def __str__(self) -> str:
        return str(self.title)

    @property
    def rules(self) -> list[str]:
        """Names of the rulebook's numbers that decide what counts."""
        said = " ".join((self.n, self.d, self.missing, self.value))
        return sorted({name for mark, name in MARK.findall(said) if mark == "rule"})


def _check_marks(code: str, said: str) -> None:
    for mark, name in MARK.findall(said):
        if mark == "rule":
            known(name)
        elif mark not in {"on", "since", "before", "years_ago", "figures", "only", "base"}:
            raise Declared(f"{code}: nothing is called {{{mark}}}")
