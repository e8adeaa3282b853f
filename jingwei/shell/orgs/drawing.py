"""How is an organisation drawn among its superior, its second managers and those below it?

Positions only; colours and type come from the stylesheet. The page shows the same as a table.
"""

from dataclasses import dataclass

WIDTH, TOP, MIDDLE, BOTTOM = 584, 4, 80, 184
WIDE, NARROW, GAP = 200, 108, 10
MOST_BELOW, MOST_MANAGERS = 5, 2
LETTER, STEP, PAD = 13.0, 18, 12  # px of a Chinese character and of a line of text


@dataclass(frozen=True)
class Text:
    y: float
    said: str
    is_note: bool = False


@dataclass(frozen=True)
class Box:
    """One organisation: its name on one or two lines and a note under it, in a box at a place."""

    x: float
    y: float
    width: int
    height: float
    texts: list[Text]
    kind: str = ""  # me, dash

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True)
class Line:
    d: str
    dashed: bool = False


@dataclass(frozen=True)
class Drawing:
    boxes: list[Box]
    lines: list[Line]
    height: float


def drawing(
    *,
    me: tuple[str, str],
    superior: tuple[str, str] | None,
    managers: list[tuple[str, str]],
    below: list[tuple[str, str]],
    more_below: str = "",
) -> Drawing:
    """Each organisation is a name and a note. ``more_below`` is said in the last box where there
    are more below than fit."""
    mine = _box((WIDTH - 220) / 2, MIDDLE, 220, me, "me", height=54)
    boxes, lines = [mine], []
    if superior:
        upper = _box(30.0 if managers else (WIDTH - WIDE) / 2, TOP, WIDE, superior, height=52)
        boxes.append(upper)
        end = f"V107H{mine.x:g}" if managers else f"V{MIDDLE}"
        lines.append(Line(f"M{upper.middle:g} 56{end}"))
    shown = managers[:MOST_MANAGERS]
    for place, manager in enumerate(shown):
        width = WIDE if len(shown) == 1 else NARROW + 40
        x = WIDTH - 30 - (len(shown) - place) * (width + GAP) + GAP
        box = _box(x, TOP, width, manager, "dash", height=52)
        boxes.append(box)
        lines.append(Line(f"M{box.middle:g} 56V{107 - 8 * place}H{mine.x + 220:g}", dashed=True))
    lower = [*below[: MOST_BELOW - 1], (more_below, "")] if more_below else below[:MOST_BELOW]
    if not lower:
        return Drawing(boxes, lines, 140)
    row = _row(lower)
    return Drawing([*boxes, *row], [*lines, *_branches(row)], BOTTOM + row[0].height + 2)


def _row(below: list[tuple[str, str]]) -> list[Box]:
    """Boxes of one height side by side in the middle."""
    whole = len(below) * NARROW + (len(below) - 1) * GAP
    height = max(_height(name, note, NARROW) for name, note in below)
    start = (WIDTH - whole) / 2
    return [
        _box(start + at * (NARROW + GAP), BOTTOM, NARROW, one, height=height)
        for at, one in enumerate(below)
    ]


def _branches(row: list[Box]) -> list[Line]:
    first, last = row[0].middle, row[-1].middle
    if len(row) == 1:
        return [Line(f"M{WIDTH / 2:g} 134V{BOTTOM}")]
    stem = [Line(f"M{WIDTH / 2:g} 134V164"), Line(f"M{first:g} {BOTTOM}V164H{last:g}V{BOTTOM}")]
    return stem + [Line(f"M{box.middle:g} 164V{BOTTOM}") for box in row[1:-1]]


def _box(
    x: float, y: float, width: int, said: tuple[str, str], kind: str = "", *, height: float
) -> Box:
    """Name and note stand in the middle of the box, whatever its height."""
    lines = [*_wrapped(said[0], width), *([said[1]] if said[1] else [])]
    first = y + (height - len(lines) * STEP) / 2 + STEP - 5
    texts = [
        Text(first + at * STEP, line, is_note=bool(said[1]) and at == len(lines) - 1)
        for at, line in enumerate(lines)
    ]
    return Box(x, y, width, height, texts, kind)


def _height(name: str, note: str, width: int) -> float:
    return (len(_wrapped(name, width)) + bool(note)) * STEP + PAD - 2


def _wrapped(name: str, width: int) -> list[str]:
    """A name on one line, or on two in a narrow box; what is still too long ends with dots."""
    room = (width - PAD) / LETTER
    head = _fitting(name, room)
    if head == len(name):
        return [name]
    if width > NARROW + 40:
        return [name[: _fitting(name, room - 1)] + "…"]
    rest = name[head:]
    fits = _fitting(rest, room)
    return [name[:head], rest if fits == len(rest) else rest[: _fitting(rest, room - 1)] + "…"]


def _fitting(name: str, room: float) -> int:
    """How many letters fit; Chinese characters count whole, Latin letters and digits half."""
    for at, letter in enumerate(name):
        room -= 0.58 if letter.isascii() else 1
        if room < 0:
            return max(at, 1)
    return len(name)
