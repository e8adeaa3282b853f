"""What does a page of a batch show? Reads within the scope, sensitive texts masked."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding
from jingwei.kernel.privacy import sealing
from jingwei.ops.imports.all_brought import BROUGHT
from jingwei.ops.imports.annotate import PLACES
from jingwei.ops.imports.issue_codes import CODES
from jingwei.ops.imports.kinds import KINDS
from jingwei.ops.imports.models import Batch, Progress, StagedRow, Verdict
from jingwei.ops.imports.staging.differing import Difference, differences
from jingwei.ops.imports.staging.layout import LAYOUTS as BASE
from jingwei.ops.imports.staging.lines import hidden_of
from jingwei.ops.imports.titles import title_of
from jingwei.ops.imports.writing.standing import said_again

NAMING = {"members": "name", "positions": "name", "organisations": "name", "units": "name",
          "divisions": "name", "dues": "name", "attendance": "topic",
          **{kind: one.named for kind, one in BROUGHT.items()}}  # fmt: skip
LAYOUTS = BASE | {kind: one.layout for kind, one in BROUGHT.items()}
PER_PAGE = 20


@dataclass(frozen=True)
class Group:
    """The same problem in many rows."""

    column: str
    code: str
    sentence: Finding
    title: str
    count: int
    suggested: int
    first_row: int
    is_error: bool


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one cell, as the page lets it be mended."""

    row_no: int
    name: str
    column: str
    title: str
    written: str
    sentence: Finding
    code: str
    suggestion: str
    is_error: bool
    is_sensitive: bool
    choices: tuple[tuple[str, str], ...] = ()
    verdict: int = 0

    @property
    def shown_suggestion(self) -> str:
        """A suggested person is a number that means nothing to a clerk."""
        return "" if self.code == "person.maybe_on_file" else self.suggestion


def batches(scope: Scope) -> Any:
    """Batches of the scope; page them by ``-id``."""
    return Batch.objects.within(scope).select_related("org", "account")


def batch_of(scope: Scope, public_id: object) -> Batch | None:
    found: Batch | None = batches(scope).filter(public_id=public_id).first()
    return found


def problem_rows(batch: Batch, *, errors_only: bool = False, code: str = "") -> Any:
    """Rows with something to say of them; page them by ``row_no``."""
    rows = StagedRow.everything.filter(batch=batch, issues__isnull=False)
    if errors_only:
        rows = rows.filter(verdict=Verdict.REJECTED)
    if code:
        rows = rows.filter(issues__contains=[{"code": code}])
    return rows


def changes(batch: Batch, verdict: int) -> Any:
    return StagedRow.everything.filter(batch=batch, verdict=verdict)


def groups(batch: Batch) -> list[Group]:
    """The same problems together, errors first; one query over the rows that have any."""
    count: Counter[tuple[str, str]] = Counter()
    suggested: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], int] = {}
    params: dict[tuple[str, str], dict[str, Any]] = {}
    left_out = Verdict.SKIPPED
    for row_no, verdict, issues in (
        problem_rows(batch).order_by("row_no").values_list("row_no", "verdict", "issues")
    ):
        for one in issues:
            if verdict == left_out and one["code"] != "row.newer_work":
                continue
            key = (one["column"], one["code"])
            count[key] += 1
            suggested[key] += bool(one["suggestion"])
            first.setdefault(key, row_no)
            params.setdefault(key, one["params"])
    found = [
        Group(
            column, code, _finding(code, params[column, code]), title_of(batch, column), n,
            suggested[column, code] if code != "person.maybe_on_file" else 0,
            first[column, code], CODES[code].severity == "error",
        )
        for (column, code), n in count.items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (not one.is_error, -one.count, one.code))


def problems(batch: Batch, rows: Iterable[StagedRow]) -> list[Problem]:
    """Every problem of these rows, one a line, sensitive texts as stars."""
    kind = KINDS[batch.kind]
    layout = LAYOUTS[batch.kind]
    place = layout.places.get(NAMING[batch.kind], 1) - 1
    found = []
    for row in rows:
        hidden = hidden_of(batch, row).get("texts", {})
        for one in row.issues or []:
            field = kind.by_key.get(one["column"])
            sensitive = field is not None and field.privacy == "S"
            text = (row.originals or {}).get(one["column"], "")
            found.append(
                Problem(
                    row_no=row.row_no, name=row.cells[place] or "", column=one["column"],
                    title=title_of(batch, one["column"]), code=one["code"],
                    written=_stars(hidden.get(one["column"], "")) if sensitive else text,
                    sentence=_finding(one["code"], one["params"]),
                    suggestion=one["suggestion"] or "",
                    is_error=one["severity"] == "error", is_sensitive=sensitive,
                    choices=_choices(field), verdict=row.verdict,
                )
            )  # fmt: skip
    return found


def _choices(field: Any) -> tuple[tuple[str, str], ...]:
    if field is None or field.table is None:
        return ()
    return tuple((str(code), str(field.table.title(code))) for code in field.table.titles)


def _stars(text: str) -> str:
    """The last four characters of a sensitive text that was not even well formed."""
    return sealing.masked(text[-4:], len(text)) if len(text) > 4 else "*" * len(text)


def _finding(code: str, params: dict[str, Any]) -> Finding:
    return Finding(code, CODES[code].sentence, "", params)


def notices(batch: Batch) -> list[Finding]:
    """What the reader says of the sheet as a whole."""
    return [_finding(one["code"], one["params"]) for one in batch.notes if one["code"] in CODES]


def of_places(batch: Batch) -> list[Finding]:
    """What was made of the coordinates: shown above everything, for they are changed."""
    return [one for one in notices(batch) if one.code in PLACES]


def problem_of(batch: Batch) -> Finding | None:
    """The one reason why a file was not read or a batch not written."""
    if not batch.problem:
        return None
    code = batch.problem["code"]
    if code in CODES:
        return _finding(code, batch.problem["params"])
    if "words" in batch.problem["params"]:
        return said_again(code, batch.problem["params"])
    from jingwei.ops.imports.words import FAULTS

    return Finding(code, FAULTS.get(code, FAULTS[""]), "", batch.problem["params"])


def progress(batch: Batch) -> tuple[str, str, int, int]:
    """Step, its title, rows done and rows in all; of a batch at which no worker is, the end."""
    if not batch.is_moving:
        return "", "", batch.done, batch.total
    said = Progress.objects.filter(batch_id=batch.pk).first()
    if said is None:
        return "", str(_("等待处理")), 0, 0
    return said.step, str(said.get_step_display()), said.done, said.total


@dataclass(frozen=True)
class Change:
    """A row that will be made or changed: who it is, which fields, and what they say."""

    row_no: int
    name: str
    place: str
    fields: tuple[Difference, ...]


def shown_changes(batch: Batch, rows: Iterable[StagedRow]) -> list[Change]:
    rows = list(rows)
    layout = LAYOUTS[batch.kind].places
    name = layout.get(NAMING[batch.kind], 1) - 1
    where = layout.get("branch") or layout.get("superior") or layout.get("org")
    where = where or layout.get("community") or layout.get("centre")
    differ = differences(batch, LAYOUTS[batch.kind], rows)
    return [
        Change(
            row.row_no, row.cells[name] or "", (row.cells[where - 1] or "") if where else "",
            differ.get(row.row_no, ()),
        )
        for row in rows
    ]  # fmt: skip
