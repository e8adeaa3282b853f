"""What does a kind need beside its columns? One declaration a kind, read everywhere.

Rows of past work are new or are on file: what is on file stays as it is, so an older sheet never
writes over newer work, and a batch goes back by taking away the rows of the tables it ``made``.
Kinds that also change rows, or whose rows hang on steps of a flow, say how they go back (``undo``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging.layout import Layout
from jingwei.ops.imports.staging.lookup import Finder
from jingwei.ops.imports.table import Table

type Stage = Callable[[Batch, Table, Scope, Finder, Mapping[tuple[int, str], str]], int]


@dataclass(frozen=True)
class Confirmed:
    """A batch that is being written: its row, the ledger line, who and when.

    Rows count as known ``at`` the end of the roster's day; ``now`` is the moment of writing.
    """

    batch: Batch
    entry: int
    by: Scope
    at: datetime
    now: datetime


type Write = Callable[[Any, Confirmed], tuple[int, int]]
type Undo = Callable[[Any, int], tuple[int, int]]
type Before = Callable[[int, Scope, datetime], None]


@dataclass(frozen=True)
class Made:
    """A table whose rows a batch made. ``in_the_way``: what may hang on a row since then, as code,
    SQL over ``p`` and words; ``belongings``: columns of rows that go with it; ``named``: SQL for
    what a row is called."""

    table: str
    named: str = "p.name"
    in_the_way: tuple[tuple[str, str, str], ...] = ()
    belongings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Brought:
    """A kind: where its cells stand, how it is staged and written, what goes when it is undone.

    ``write`` gives the numbers of new and of changed rows, ``undo`` those of rows that went and
    of rows that stand as before; ``named`` is the cell that names a row on pages.
    ``stale`` is SQL for numbers of rows that would be judged otherwise now; ``before_undo`` looks
    after what was told of rows, while they are still there.
    """

    kind: str
    layout: Layout
    stage: Stage
    write: Write
    named: str
    made: tuple[Made, ...] = ()
    stale: tuple[str, ...] = field(default=())
    undo: Undo | None = None
    before_undo: Before | None = None
