"""Which words does the product use, and what do they mean? Read from ``docs/glossary.md``."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

COLUMNS = 5  # 中文, English, identifier, what it is, 意思


@dataclass(frozen=True)
class Word:
    chinese: str
    english: str
    identifier: str
    english_meaning: str
    chinese_meaning: str

    @property
    def meaning(self) -> str:
        """In the reader's language."""
        english = get_language() == "en"
        return self.english_meaning if english else self.chinese_meaning


@dataclass(frozen=True)
class Chapter:
    title: str
    words: list[Word] = field(default_factory=list)


def chapters() -> list[Chapter]:
    """The glossary by chapter; empty where the manual was not installed beside the program."""
    path = Path(settings.BASE_DIR) / "docs" / "glossary.md"
    return _read(path, path.stat().st_mtime_ns) if path.exists() else []


@cache
def _read(path: Path, _changed: int) -> list[Chapter]:
    found: list[Chapter] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            found.append(Chapter(line.lstrip("# ").strip()))
        elif line.startswith("|"):
            cells = [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]
            if found and len(cells) >= COLUMNS and not _is_head(cells):
                found[-1].words.append(Word(*cells[:COLUMNS]))
    return [chapter for chapter in found if chapter.words]


def _is_head(cells: list[str]) -> bool:
    return cells[0] in {"中文", ""} or not cells[0].strip("-: ")
