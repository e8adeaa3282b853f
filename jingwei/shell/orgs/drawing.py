"""How is an organisation drawn among its superior, its second managers and those below it?

Positions only; colours and type come from the stylesheet. The page shows the same as a table.
"""

from dataclasses import dataclass

WIDTH, TOP, MIDDLE, BOTTOM = 584, 4, 80, 184
WIDE, NARROW, GAP = 200, 108, 10
MOST_BELOW, MOST_MANAGERS = 5, 2
LETTERS = {WIDE: 14, NARROW: 7}  # characters of 13 px that fit a box


@dataclass(frozen=True)
class Box:
    """One organisation: a name and a line under it, in a box at a place."""

    x: float
    y: float
    width: int
    height: int
    name: str
    note: str
    kind: str = ""  # me, dash

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def name_y(self) -> float:
        return self.y + (20 if self.width == NARROW else 22)

    @property
    def note_y(self) -> float:
        return self.y + (38 if self.width == NARROW else 41)


@dataclass(frozen=True)
class Line:
    d: str
    dashed: bool = False


@dataclass(frozen=True)
class Drawing:
    boxes: list[Box]
    lines: list[Line]
    height: int


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
    boxes, lines = [], []
    mine = Box((WIDTH - 220) / 2, MIDDLE, 220, 54, _cut(me[0], 16), me[1], "me")
    side = 30.0
    if superior:
        upper = _box(side if managers else (WIDTH - WIDE) / 2, TOP, WIDE, superior)
        boxes.append(upper)
        lines.append(
            Line(f"M{upper.middle:g} 56V107H{mine.x:g}")
            if managers
            else Line(f"M{upper.middle:g} 56V{MIDDLE}")
        )
    shown = managers[:MOST_MANAGERS]
    for place, manager in enumerate(shown):
        width = WIDE if len(shown) == 1 else NARROW + 40
        x = WIDTH - 30 - (len(shown) - place) * (width + GAP) + GAP
        box = _box(x, TOP, width, manager, "dash")
        boxes.append(box)
        lines.append(Line(f"M{box.middle:g} 56V{107 - 8 * place}H{mine.x + 220:g}", dashed=True))
    boxes.append(mine)
    lower = list(below[:MOST_BELOW])
    if more_below:
        lower = [*below[: MOST_BELOW - 1], (more_below, "")]
    boxes += _lower(lower, lines)
    return Drawing(boxes, lines, 232 if lower else 140)


def _lower(below: list[tuple[str, str]], lines: list[Line]) -> list[Box]:
    if not below:
        return []
    whole = len(below) * NARROW + (len(below) - 1) * GAP
    start = (WIDTH - whole) / 2
    boxes = [_box(start + at * (NARROW + GAP), BOTTOM, NARROW, one) for at, one in enumerate(below)]
    first, last, centre = boxes[0].middle, boxes[-1].middle, WIDTH / 2
    lines.append(Line(f"M{centre:g} 134V{BOTTOM if len(boxes) == 1 else 164}"))
    if len(boxes) > 1:
        lines.append(Line(f"M{first:g} {BOTTOM}V164H{last:g}V{BOTTOM}"))
    lines.extend(Line(f"M{box.middle:g} 164V{BOTTOM}") for box in boxes[1:-1])
    return boxes


def _box(x: float, y: float, width: int, said: tuple[str, str], kind: str = "") -> Box:
    height = 52 if y == TOP else 46
    return Box(x, y, width, height, _cut(said[0], LETTERS.get(width, 9)), said[1], kind)


def _cut(name: str, letters: int) -> str:
    """Chinese characters are counted whole, Latin letters half."""
    room = float(letters)
    for at, letter in enumerate(name):
        room -= 0.55 if letter.isascii() else 1
        if room < 0:
            return name[: max(at - 1, 1)] + "…"
    return name
