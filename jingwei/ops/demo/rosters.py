"""How does the demo city become spreadsheets? A clean set to begin with, a messy one to practise.

The clean set up to the holders of posts, brought into an empty city in the order of its numbers,
makes the same tree and members again; the lists of past work and of communities after it are news
for the demo city. ``key.json`` beside the messy set names every fault in it.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from jingwei.ops.demo.chance import chance
from jingwei.ops.demo.city import City, Org
from jingwei.ops.demo.load import draw_city
from jingwei.ops.demo.roster_files import write_sheet
from jingwei.ops.demo.roster_places import PLACES
from jingwei.ops.demo.roster_rows import ROWS, Record, inside_of
from jingwei.ops.demo.roster_sheets import Messy, messy, neat
from jingwei.ops.demo.roster_works import WORKS, meeting_titles
from jingwei.ops.demo.tree import give_paths
from jingwei.ops.imports.by_command import BY_SOMEBODY
from jingwei.ops.imports.issue_codes import CODES
from jingwei.ops.imports.kinds import KINDS
from jingwei.ops.imports.rules.meeting_marks import meeting_of
from jingwei.ops.words import Stopped, _

Progress = Callable[[str], None]
ENDINGS: Final = {
    "divisions": (".csv",), "organisations": (".xlsx",), "units": (".xls",),
    "members": (".xls", ".xlsx", ".ods", ".csv"), "positions": (".ods",),
    "dues": (".xlsx",), "attendance": (".csv",), "meeting_marks": (".xlsx",),
    "development": (".xls",), "training": (".ods",), "courses": (".xlsx",),
    "problems": (".csv",), "grades": (".xlsx",), "borders": (".xlsx",),
    "buildings": (".xlsx",), "grids": (".ods",), "contacts": (".csv",),
    "centres": (".xls",), "offerings": (".xlsx",), "centre_shut": (".csv",),
    "stations": (".ods",), "staff": (".xlsx",), "station_shut": (".xlsx",),
    "providers": (".xlsx",), "agents": (".csv",),
    "studios": (".xls",), "delegates": (".ods",),
    "hotline": (".csv",),
}  # fmt: skip
"""In which forms the messy rosters of a kind come; members in one of each. The README speaks of
their second part, which is of a form that every installation can write."""
KEY: Final = "messy/key.json"
EVERY: Final = {**ROWS, **WORKS, **PLACES}
"""All kinds in the order in which they are brought in."""
CITY_OFFICER: Final = "demo-officer"  # takes what somebody has to take


@dataclass
class Written:
    """The files, and how many faults stand in the messy ones."""

    files: list[str] = field(default_factory=list)
    faults: int = 0

    def as_json(self) -> dict[str, Any]:
        return {"files": self.files, "faults": self.faults}


def write_rosters(
    folder: Path, *, size: str = "small", org: str | None = None, today: date,
    progress: Progress | None = None,
) -> Written:  # fmt: skip
    """Write both sets for the whole city, or for the organisation with the code ``org`` and below.

    Needs no database: the city is drawn anew. Raises: Stopped for a code that it does not have, and
    for a folder that holds anything but an earlier set.
    """
    if folder.is_dir() and any(folder.iterdir()) and not (folder / KEY).is_file():
        raise Stopped(_("{folder} 里放着别的文件，请另选一个空文件夹。").format(folder=folder))
    tell = progress or (lambda sentence: None)
    city = draw_city(size=size, today=today)
    give_paths(city)
    top = _top(city, org)
    inside = inside_of(city, top)
    written = Written()
    clean, rough = folder / "clean", folder / "messy"
    for place in (clean, rough):
        place.mkdir(parents=True, exist_ok=True)
    key: list[dict[str, Any]] = []
    steps: dict[str, str] = {}
    for number, (kind, rows) in enumerate(EVERY.items(), 1):
        records = list(rows(city, inside))
        if not records:
            continue
        place = clean / f"{number}-{kind}.xlsx"
        write_sheet(place, neat(kind, records, _titles(kind, today)))
        _note(written, folder, place, tell)
        who = f" --as {CITY_OFFICER}" if kind in BY_SOMEBODY else ""
        steps[kind] = f"  ./jw import {kind} clean/{place.name}{who}"
        for place, made in _messy_ones(rough, number, kind, records, today):
            write_sheet(place, made.sheet)
            _note(written, folder, place, tell)
            key += [_entry(place, kind, made, at, today) for at in range(len(made.planted))]
    written.faults = len(key)
    _write_text(folder / KEY, json.dumps(key, ensure_ascii=False, indent=1) + "\n")
    _write_text(folder / "README.txt", _guide(top, steps))
    return written


def _top(city: City, code: str | None) -> Org:
    if code is None:
        return city.orgs[0]
    for org in city.open_orgs():
        if org.code == code:
            return org
    raise Stopped(_("示范城市里没有代码是 {code} 的组织。").format(code=code), "org.unknown")


def _titles(kind: str, today: date) -> dict[str, str]:
    return meeting_titles(today) if KINDS[kind].slots else {}


def _messy_ones(
    folder: Path, number: int, kind: str, records: list[Record], today: date
) -> Iterator[tuple[Path, Messy]]:
    """The records cut into one file for each form, each with its own faults."""
    endings = [_possible(ending) for ending in ENDINGS[kind]]
    share = -(-len(records) // len(endings))
    for at, ending in enumerate(endings):
        part = records[at * share : (at + 1) * share]
        if not part:
            continue
        title = f"示例市{KINDS[kind].title}" + ("花名册" if kind in ROWS else "一览表")
        draw = chance(f"rosters {kind} {at}")
        made = messy(kind, part, title, _titles(kind, today), ending=ending, today=today, draw=draw)
        name = f"{number}-{kind}" + (f"-{at + 1}" if len(endings) > 1 else "")
        yield folder / (name + ending), made


def _possible(ending: str) -> str:
    """The old form can be written only where the test packages are installed."""
    return ".xlsx" if ending == ".xls" and find_spec("xlwt") is None else ending


def _entry(place: Path, kind: str, made: Messy, at: int, today: date) -> dict[str, Any]:
    planted = made.planted[at]
    title = _titles(kind, today).get(planted.field)
    return {
        "file": place.name, "kind": kind,
        "sheet": made.sheet.name if place.suffix != ".csv" else "",
        "column": (
            meeting_of(title, today) if title else KINDS[kind].by_key[planted.field].title
        ),
        **asdict(planted), "severity": str(CODES[planted.code].severity),
    }  # fmt: skip


def _guide(top: Org, steps: dict[str, str]) -> str:
    """What to do with the files, for whoever opens the folder; ``steps`` by kind."""
    return _(
        "示范城市的练习表格，人名、地名、号码都是编的。\n\n"
        "clean 是干净的一套。在空的数据库里按顺序导入前五种，得到同样的组织和党员：\n"
        "  ./jw init --name {name} --code {code}\n{steps}\n\n"
        "后面的台账写的是新的事，在装了示范城市的库里按顺序导入，一行也不会错：\n{works}\n\n"
        "messy 是有错的一套，每一处错误写在 messy/key.json 里：\n"
        "文件、工作表、行、列、应当报的代码。on_file 为真的，要有在册数据才看得出：\n"
        "先导 clean 里编号在它前面的。一行有错，会让同一社区的网格、同一支部的考勤等它。\n"
    ).format(
        name=top.name, code=top.code,
        steps="\n".join(step for kind, step in steps.items() if kind in ROWS),
        works="\n".join(step for kind, step in steps.items() if kind not in ROWS),
    )  # fmt: skip


def _note(written: Written, folder: Path, place: Path, tell: Progress) -> None:
    name = str(place.relative_to(folder))
    written.files.append(name)
    tell(name)


def _write_text(place: Path, text: str) -> None:
    place.write_text(text, encoding="utf-8")
