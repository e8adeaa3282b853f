"""Which titles, units and words came with the product? The English catalogue is drawn from them.

The rows were written by migrations and say Chinese; a page shows them through the catalogue, and
what a city enters itself is shown as it was typed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

_MIGRATIONS = "jingwei.kernel.rulebook.migrations"


@dataclass(frozen=True)
class Said:
    sentence: str


def _sentences() -> Iterator[str]:
    for name, number_title_unit in (("0002_numbers", (1, 3)), ("0003_figures", (1, 3))):
        for row in import_module(f"{_MIGRATIONS}.{name}").NUMBERS:
            yield from (row[at] for at in number_title_unit)
    for name in (
        "0006_numbers_of_membership",
        "0007_numbers_of_services",
        "0010_numbers_of_matters",
    ):
        for part in import_module(f"{_MIGRATIONS}.{name}").PARTS:
            for row in part():
                yield from (row["title"], row["unit"], row["words"])


CODES = {sentence: Said(sentence) for sentence in _sentences() if sentence}
