"""Do the tables fit each other, and may a year be frozen? Plain values in, findings out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from jingwei.kernel.findings import Finding

ANNUAL = "党内统计年报（中共中央组织部制）"
HOUSE = "本系统规则"
type Cells = Mapping[str, Mapping[str, Mapping[str, int]]]
"""Table to row to column to count."""
WAYS_IN = ("admitted", "transferred_in", "restored", "with_org_in", "corrected_in")
WAYS_OUT = ("transferred_out", "died", "left", "with_org_out", "corrected_out")
WHOLE_BY = {
    "grades": (("to35", "to45", "to55", "to60", "over60", "ageless"),),
    "members": (("to35", "to45", "to55", "to60", "over60", "ageless"),),
    "leaving": (("to35", "to45", "to55", "to60", "over60", "ageless"),),
    "turned": (("to35", "to45", "to55", "to60", "over60", "ageless"),),
    "admitted": (("to35", "to45", "to55", "to60", "over60", "ageless"),),
}
ROWS_SUM = {
    "members": ("full", "probationary"),
    "joined": ("y1949", "y1966", "y1976", "y1978", "y2002", "y2012", "later", "undated"),
    "schooling": ("graduate", "bachelor", "college", "vocational", "high", "lower", "unsaid"),
    "students": ("full", "probationary"),
    "grades": ("excellent", "qualified", "basic", "unqualified", "skipped", "waiting"),
    "turned": ("graduate", "bachelor", "college", "vocational", "high", "lower", "unsaid"),
    "admitted": ("graduate", "bachelor", "college", "vocational", "high", "lower", "unsaid"),
}


@dataclass(frozen=True)
class Check:
    """Two ways to the same number. ``known`` tells whether both are there."""

    code: str
    left: int | None
    right: int | None

    @property
    def difference(self) -> int:
        if self.left is None or self.right is None:
            return 0
        return self.left - self.right

    @property
    def is_met(self) -> bool:
        return self.difference == 0


def checks(cells: Cells, *, frozen_before: int | None, by_figures: int | None) -> list[Check]:
    """Last year + opened + in - out = this year, and every total by its parts.

    ``frozen_before``: last year's end as it was frozen; ``by_figures``: this year's end by the
    figures. None where there is no such number.
    """
    compared = cells["compared"]
    before, opened = compared["before"]["all"], compared["opened"]["all"]
    came = compared["came"]["all"]
    went, this = compared["went"]["all"], compared["now"]["all"]
    found = [
        Check("balance", before + opened + came - went, this),
        Check("came_by_ways", came, sum(compared[key]["all"] for key in WAYS_IN)),
        Check("went_by_ways", went, sum(compared[key]["all"] for key in WAYS_OUT)),
        Check("frozen_before", before if frozen_before is not None else None, frozen_before),
        Check("by_figures", this if by_figures is not None else None, by_figures),
        *(Check(f"{table}_total", cells[table]["all"]["all"], this)
          for table in ("members", "joined", "schooling")),
        Check("admitted_total", cells["admitted"]["all"]["all"], compared["admitted"]["all"]),
        Check("leaving_total", cells["leaving"]["all"]["all"], compared["left"]["all"]),
        Check("appraisal_total", cells["appraisal"]["branches"]["all"], sum(
            cells["appraisal"][key]["all"] for key in ("held", "not_held"))),
    ]  # fmt: skip
    for table, rows in ROWS_SUM.items():
        whole = cells[table]["all"]["all"]
        found.append(Check(f"{table}_rows", whole, sum(cells[table][row]["all"] for row in rows)))
    for table, sums in WHOLE_BY.items():
        for columns in sums:
            row = cells[table]["all"]
            found.append(Check(f"{table}_ages", row["all"], sum(row[key] for key in columns)))
    return found


def unmet(found: Iterable[Check]) -> list[Check]:
    return [one for one in found if not one.is_met]


def freeze_findings(
    *, year: int, today: date, frozen: bool, differences: int, explained: str, founded: date | None
) -> list[Finding]:
    """A year is frozen once, after it is over, and a difference is explained first."""
    found = []
    if frozen:
        found.append(Finding("statistics.frozen", "这一年已经定稿，不能再定一次。", HOUSE))
    if today <= date(year, 12, 31):
        found.append(
            Finding("statistics.early", "{year}年还没有过完，12月31日以后才能定稿。", ANNUAL,
                    {"year": year})
        )  # fmt: skip
    if founded is not None and founded > date(year, 12, 31):
        found.append(
            Finding("statistics.before_founding", "这个组织{day}才成立，这一年没有年报。", HOUSE,
                    {"day": founded})
        )  # fmt: skip
    if differences and len(explained.strip()) < 2:
        found.append(
            Finding("statistics.unexplained", "还有{n}处对不上，请先核对，或写明原因。", ANNUAL,
                    {"n": differences, "field": "explained"})
        )  # fmt: skip
    return found
