"""How are many buildings said in few words? 1号楼 to 6号楼 of one estate are one stretch."""

import re
from collections.abc import Iterable

NUMBERED = re.compile(r"(.*?)(\d+)(\D*)", re.ASCII | re.DOTALL)
FEW = 3  # fewer than these are said one by one


def spans(names: Iterable[str]) -> list[str]:
    """Names that differ in their last number, as stretches; all others as they are."""
    groups: dict[tuple[str, str], list[int]] = {}
    plain: dict[tuple[str, str], str] = {}
    for name in names:
        found = NUMBERED.fullmatch(name)
        if found is None or found[2] != str(int(found[2])):  # 01 is a name of its own
            plain.setdefault((name, ""), name)
            groups.setdefault((name, ""), [])
        else:
            groups.setdefault((found[1], found[3]), []).append(int(found[2]))
    said = []
    for (before, after), numbers in groups.items():
        if not numbers:
            said.append(plain[before, after])
        said += [f"{before}{stretch}{after}" for stretch in _stretches(sorted(set(numbers)))]
    return said


def _stretches(numbers: list[int]) -> list[str]:
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    said = []
    for one in found:
        said += [f"{one[0]}–{one[-1]}"] if len(one) >= FEW else [str(number) for number in one]
    return said
