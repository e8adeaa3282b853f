"""On what is counted? DuckDB on one machine, Spark on a cluster; both read the same Parquet."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from jingwei.ops.analysis.wanting import duckdb, spark_is_wanting
from jingwei.ops.words import Stopped

LOCAL_CLUSTER = "local-cluster[2,1,1024]"  # two executors, each a process of its own
HERE = "127.0.0.1"


class Engine(Protocol):
    """``dialect`` is the name of its SQL."""

    dialect: str

    def read(self, name: str, file: Path) -> None:
        """Make a file known as a table."""

    def make(self, name: str, select: str) -> None:
        """Keep what a SELECT gives under a name, in place of what had it before."""

    def rows(self, select: str) -> list[tuple[Any, ...]]: ...


class DuckDB:
    """One process, all cores; ``memory`` as DuckDB says it, such as 3GB."""

    dialect = "duckdb"

    def __init__(self, memory: str = "") -> None:
        self.connection = duckdb()
        if memory:
            self.connection.execute(f"SET memory_limit = '{memory}'")

    def read(self, name: str, file: Path) -> None:
        self.connection.execute(
            f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet('{_quoted(file)}')"
        )

    def make(self, name: str, select: str) -> None:
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {select}")

    def rows(self, select: str) -> list[tuple[Any, ...]]:
        return list(self.connection.execute(select).fetchall())


class Spark:
    """A session of the users' own cluster, or of one made for the occasion."""

    dialect = "spark"

    def __init__(self, session: Any) -> None:
        self.session = session
        self.kept: dict[str, Any] = {}

    def read(self, name: str, file: Path) -> None:
        self.session.read.parquet(str(file.absolute())).createOrReplaceTempView(name)

    def make(self, name: str, select: str) -> None:
        if name in self.kept:
            self.kept[name].unpersist()
        self.kept[name] = self.session.sql(select).cache()
        self.kept[name].createOrReplaceTempView(name)

    def rows(self, select: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.session.sql(select).collect()]


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
