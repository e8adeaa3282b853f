"""What does each figure mean? The chapter of the users' manual, drawn from the declarations.

Numbers of the rulebook change by date and stand in the table of the database; here they are named,
the page /figures/definitions/ shows them as they stand.
"""

from collections.abc import Iterator
from pathlib import Path

from django.utils import translation

from jingwei.kernel.figures.declare import MARK, Indicator
from jingwei.kernel.figures.meaning import meaning_of
from jingwei.kernel.figures.registered import registered

WHOLE = Path("docs/for-users/figures.md")
HEAD = """# 指标口径

由程序按指标的声明生成（`./jw docs`），和页面“指标口径”（/figures/definitions/）、接口
`/api/v1/figures/definitions` 是同一份。每个数都由工作记录算出，没有单独填报；
每个数都能点开看记录，条数和数相等。

- 没有数据不等于零：没有名册的组织写“没有数据”，不写 0。
- 分母少于 5 的，不算占比，只列名单；对外公开的页面也不例外。
- 上级的数是各下级的数相加，按那一天的组织树算；在本组织内部调动的，不算进出。
- 后来补记、更正的，几秒钟内算进来；当时知道的数仍能按日期查到（页面“按哪天夜里知道的看”，
  `./jw figures --known-on 日期`，接口参数 `known_on`）。
- ‹›里是制度库里数的名称，数值以页面为准。
"""


def written() -> str:
    """The whole chapter as it should stand in the file."""
    with translation.override("zh-hans"):
        return "\n".join([HEAD, *_groups()]) + "\n"


def _groups() -> Iterator[str]:
    found = registered()
    for group in found.groups:
        yield f"## {group.title}\n"
        yield "| 指标 | 单位 | 分子 | 分母 | 算在哪个组织 | 哪一天 | 来源 | 期限和标准 |"
        yield "|---|---|---|---|---|---|---|---|"
        for one in found.of_group(group):
            yield _row(one)
        yield ""


def _row(one: Indicator) -> str:
    title = _named(str(one.title))
    said = meaning_of(one, lambda name: f"‹{name}›")
    missing = "（缺资料的另列）" if said.has_missing else ""
    condition = f"：`{said.condition}`" if said.condition else ""
    cells = [
        f"{title} `{one.code}`", str(one.unit), said.counted + condition,
        (said.out_of or "-") + missing,
        said.where, said.when, one.source, "、".join(f"`{name}`" for name in one.rules) or "-",
    ]  # fmt: skip
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _named(text: str) -> str:
    return MARK.sub(lambda found: f"‹{found[2]}›", text)
