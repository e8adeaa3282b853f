"""On what is counted? DuckDB on one machine, Spark on a cluster; both read the same Parquet."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any, Protocol
from weakref import finalize

from jingwei.ops.analysis.wanting import duckdb, spark_is_wanting
from jingwei.ops.words import Stopped

LOCAL_CLUSTER = "local-cluster[2,1,1024]"  # two executors, each a process of its own
HERE = "127.0.0.1"


@dataclass(frozen=True)
class Own:
    """Columns that mean something in one city only: its keys, and paths of its tree."""

    keys: tuple[str, ...]
    paths: tuple[str, ...]


class Engine(Protocol):
    """``dialect`` is the name of its SQL; ``is_lateral``: may a SELECT stand beside the months and
    name their days, whatever stands in it?"""

    dialect: str
    is_lateral: bool

    def read(self, name: str, files: Sequence[Path], own: Own, shift: int) -> None:
        """Make files known as one table; ``own`` is moved up by ``shift`` with each further one."""

    def make(self, name: str, select: str) -> None:
        """Keep what a SELECT gives under a name, in place of what had it before."""

    def forget(self, name: str) -> None:
        """Give the room of what was kept back."""

    def rows(self, select: str) -> Iterator[tuple[Any, ...]]: ...


class DuckDB:
    """One process, all cores; ``memory`` as DuckDB says it, such as 3GB."""

    dialect = "duckdb"
    is_lateral = True

    def __init__(self, memory: str = "") -> None:
        self.connection = duckdb()
        if memory:
            self.connection.execute(f"SET memory_limit = '{memory}'")
        # What does not fit into it goes to a folder of the machine, for its owner's eyes only.
        spills = mkdtemp(prefix="jingwei-")
        finalize(self, rmtree, spills, ignore_errors=True)
        self.connection.execute(f"SET temp_directory = '{_quoted(Path(spills))}'")

    def read(self, name: str, files: Sequence[Path], own: Own, shift: int) -> None:
        listed = ", ".join(f"'{_quoted(file)}'" for file in files)
        source = f"SELECT * FROM read_parquet([{listed}])"
        moved = [f'"{one}" + file_index * {shift} AS "{one}"' for one in own.keys]
        moved += [f"printf('%06d', file_index) || {one} AS {one}" for one in own.paths]
        if len(files) > 1 and moved:
            source = f"SELECT * REPLACE ({', '.join(moved)}) FROM read_parquet([{listed}])"
        self.connection.execute(f"CREATE OR REPLACE VIEW {name} AS {source}")

    def make(self, name: str, select: str) -> None:
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {select}")

    def forget(self, name: str) -> None:
        self.connection.execute(f"DROP TABLE IF EXISTS {name}")

    def rows(self, select: str) -> Iterator[tuple[Any, ...]]:
        found = self.connection.execute(select)
        while many := found.fetchmany(10_000):
            yield from many


class Spark:
    """A session of the users' own cluster, or of one made for the occasion."""

    dialect = "spark"
    is_lateral = False  # what is gathered in a part may not be chosen by comparing with a month

    def __init__(self, session: Any) -> None:
        self.session = session
        self.kept: dict[str, Any] = {}

    def read(self, name: str, files: Sequence[Path], own: Own, shift: int) -> None:
        whole = None
        for place, file in enumerate(files):
            one = self.session.read.parquet(str(file.absolute()))
            for column in own.keys if place else ():
                one = one.withColumn(column, one[column] + place * shift)
            for column in own.paths if len(files) > 1 else ():
                one = one.selectExpr(
                    *(f"`{other}`" for other in one.columns if other != column),
                    f"concat('{place:06}', `{column}`) AS `{column}`",
                )
            whole = one if whole is None else whole.unionByName(one)
        if whole is not None:
            whole.createOrReplaceTempView(name)

    def make(self, name: str, select: str) -> None:
        self.forget(name)
        self.kept[name] = self.session.sql(select).cache()
        self.kept[name].createOrReplaceTempView(name)

    def forget(self, name: str) -> None:
        if name in self.kept:
            self.kept.pop(name).unpersist()

    def rows(self, select: str) -> Iterator[tuple[Any, ...]]:
        return (tuple(row) for row in self.session.sql(select).collect())


@contextmanager
def spark(master: str = LOCAL_CLUSTER) -> Iterator[Spark]:
    """A session on ``master``, stopped after the block. Raises: Stopped where a part is missing."""
    if wanting := spark_is_wanting():
        raise Stopped(wanting)
    from pyspark.sql import SparkSession

    wanted = {
        "spark.driver.host": HERE, "spark.driver.bindAddress": HERE, "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "4", "spark.executor.memory": "768m",
        "spark.sql.session.timeZone": "Asia/Shanghai", "spark.ui.showConsoleProgress": "false",
    }  # fmt: skip
    if not master.startswith("local"):
        for name in ("spark.driver.host", "spark.driver.bindAddress", "spark.executor.memory"):
            wanted.pop(name)
    builder = SparkSession.builder.master(master).appName("jingwei figures")
    for name, value in wanted.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield Spark(session)
    finally:
        session.stop()


def _quoted(file: Path) -> str:
    return str(file.absolute()).replace("'", "''")
