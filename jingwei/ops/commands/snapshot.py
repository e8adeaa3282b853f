"""Write the records that figures read as Parquet, for analysis on DuckDB or Spark."""

import argparse
from pathlib import Path

from jingwei.ops import telling
from jingwei.ops.analysis import wanting
from jingwei.ops.answering import answer
from jingwei.ops.running import use_database
from jingwei.ops.words import Stopped, _

HELP = _("把指标所读的记录导出为 Parquet，供 DuckDB 或 Spark 分析；不含敏感值")
YEAR = 13  # the months of a year and the one before, as the facts are kept


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", help=_("写到哪个文件夹（空的，或上次的快照）"))
    parser.add_argument(
        "--months", type=int, default=YEAR, metavar="N", help=_("最近几个月（默认 13）")
    )


def run(options: argparse.Namespace) -> int:
    if options.months < 1:
        raise Stopped(_("月数要是 1 或更多。"), "usage")
    wanting.duckdb()
    place = Path(options.folder)
    with use_database("worker"):
        from django.utils import timezone

        from jingwei.kernel.figures.periods import months_back
        from jingwei.ops.analysis.snapshot import write_snapshot

        at = timezone.now()
        written = write_snapshot(
            place=place, months=months_back(timezone.localdate(at), options.months), at=at,
            said=_tell,
        )  # fmt: skip
    answer(
        options,
        {"folder": str(place), "rows": written.rows, "bytes": written.bytes},
        _("快照写好了：{files} 个文件，{rows} 行，{size} MB，在 {folder}。").format(
            files=len(written.rows), rows=f"{sum(written.rows.values()):,}",
            size=f"{written.bytes / 1048576:.1f}", folder=place,
        ),
        _("里面是按人、按组织的记录，请按内部资料保管。"),
    )  # fmt: skip
    return 0


def _tell(table: str) -> None:
    telling.say(_("正在导出：{what}").format(what=table))
