"""Is there what analysis needs beyond the product itself? It is an extra, asked for by name."""

import os
import shutil
from importlib.util import find_spec
from typing import Any

from jingwei.ops.words import Stopped, _


def duckdb() -> Any:
    """A DuckDB of our own in memory. Raises: Stopped where it is not installed."""
    if find_spec("duckdb") is None or find_spec("sqlglot") is None:
        raise Stopped(_("分析需要 DuckDB 和 sqlglot，请安装 jingwei[analytics]。"))
    import duckdb as installed

    return installed.connect()


def spark_is_wanting() -> str:
    """What is missing for Spark, in one sentence; empty where nothing is."""
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        return _("Spark 需要 Java 17，请安装 openjdk-17-jre-headless。")
    if find_spec("pyspark") is None:
        return _("没有 pyspark，请安装 jingwei[spark]。")
    return ""
