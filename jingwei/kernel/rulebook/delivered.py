"""Which titles and units came with the product first? The English catalogue is drawn from them.

The rows were written by migrations and say Chinese; a page shows them through the catalogue, and
what a city enters itself is shown as it was typed. Later numbers are read from their migrations
(``ops/message_numbers``).
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


CODES = {sentence: Said(sentence) for sentence in _sentences() if sentence}
