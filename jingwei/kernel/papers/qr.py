"""How does an address become a sign that a telephone's camera reads? A QR code, model 2.

ISO/IEC 18004: bytes only, error correction M, versions 1 to 9 (180 bytes), which is enough for any
address of ours. The result is the path of an SVG drawing, one unit a module.
"""

from itertools import product
from typing import Final

# By version: codewords of error correction a block, and the data codewords of each block, level M.
BLOCKS: Final = {
    1: (10, (16,)), 2: (16, (28,)), 3: (26, (44,)), 4: (18, (32, 32)), 5: (24, (43, 43)),
    6: (16, (27,) * 4), 7: (18, (31,) * 4), 8: (22, (38, 38, 39, 39)),
    9: (22, (36, 36, 36, 37, 37)),
}  # fmt: skip
ALIGNED: Final = {
    1: (), 2: (6, 18), 3: (6, 22), 4: (6, 26), 5: (6, 30), 6: (6, 34), 7: (6, 22, 38),
    8: (6, 24, 42), 9: (6, 26, 46),
}  # fmt: skip
QUIET: Final = 4
FIRST_MARKED: Final = 7  # from this version on the code says its version
MASKS: Final = (
    lambda y, x: (y + x) % 2, lambda y, x: y % 2, lambda y, x: x % 3, lambda y, x: (y + x) % 3,
    lambda y, x: (y // 2 + x // 3) % 2, lambda y, x: y * x % 2 + y * x % 3,
    lambda y, x: (y * x % 2 + y * x % 3) % 2, lambda y, x: ((y + x) % 2 + y * x % 3) % 2,
)  # fmt: skip
LIKE_A_FINDER: Final = ("10111010000", "00001011101")

type Modules = list[list[bool]]


def qr_path(text: str) -> dict[str, object]:
    """``size`` (with the quiet zone) and ``d``, the path of the dark modules."""
    rows = modules(text)
    drawn = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )  # fmt: skip
    return {"size": len(rows) + 2 * QUIET, "d": drawn}


def modules(text: str) -> Modules:
    """The code as rows of dark (True) and light modules.

    Raises: ValueError for more than 180 bytes.
    """
    data = text.encode()
    version = next((v for v in BLOCKS if len(data) + 2 <= sum(BLOCKS[v][1])), 0)
    if not version:
        raise ValueError("too long for a sign")
    bits = _interleaved(_codewords(data, sum(BLOCKS[version][1])), version)
    return min((_drawn(version, bits, mask) for mask in range(8)), key=_penalty)


def _codewords(data: bytes, room: int) -> list[int]:
    """Mode, length, bytes, end, and filling."""
    bits = f"0100{len(data):08b}" + "".join(f"{byte:08b}" for byte in data) + "0000"
    bits += "0" * (-len(bits) % 8)
    words = [int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)]
    return (words + [0xEC, 0x11] * room)[:room]


def _interleaved(words: list[int], version: int) -> str:
    correction, sizes = BLOCKS[version]
    blocks, at = [], 0
    for size in sizes:
        blocks.append(words[at : at + size])
        at += size
    checks = [_check(block, correction) for block in blocks]
    found = [
        part[place]
        for group in (blocks, checks)
        for place in range(max(map(len, group)))
        for part in group
        if place < len(part)
    ]
    return "".join(f"{word:08b}" for word in found)


EXP = [1]
for _ in range(254):
    EXP.append(EXP[-1] << 1 ^ (0x11D if EXP[-1] & 128 else 0))
LOG = {value: power for power, value in enumerate(EXP)}


def _times(a: int, b: int) -> int:
    return EXP[(LOG[a] + LOG[b]) % 255] if a and b else 0


def _check(block: list[int], count: int) -> list[int]:
    """The remainder of the block by the generator of ``count`` roots (Reed-Solomon, GF(256))."""
    generator = [1]
    for power in range(count):
        generator = [
            _times(a, EXP[power]) ^ b for a, b in zip([0, *generator], [*generator, 0], strict=True)
        ]
    rest = [*block, *[0] * count]
    for at in range(len(block)):
        factor = rest[at]
        for place, value in enumerate(generator):
            rest[at + place] ^= _times(value, factor)
    return rest[-count:]


def _drawn(version: int, bits: str, mask: int) -> Modules:
    size = 17 + 4 * version
    found: list[list[bool | None]] = [[None] * size for _ in range(size)]
    _fixed(found, version, mask)
    stream = iter(bits)
    up = True
    for right in range(size - 1, 0, -2):
        column = right if right > 6 else right - 1  # the timing column is passed over
        for y in range(size - 1, -1, -1) if up else range(size):
            for x in (column, column - 1):
                if found[y][x] is None:
                    found[y][x] = (next(stream, "0") == "1") != (MASKS[mask](y, x) == 0)
        up = not up
    return [[bool(one) for one in row] for row in found]


def _fixed(found: list[list[bool | None]], version: int, mask: int) -> None:
    """Finders, timing, alignment, format and version; what they cover holds no data."""
    size = len(found)
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        _square(found, top + 3, left + 3, 4, light=(2, 4))
    for at in range(8, size - 8):
        found[6][at] = found[at][6] = at % 2 == 0
    corners = ((6, 6), (6, size - 7), (size - 7, 6))  # finders stand there
    for cy, cx in product(ALIGNED[version], repeat=2):
        if (cy, cx) not in corners:
            _square(found, cy, cx, 2, light=(1,))
    _format(found, mask)
    if version >= FIRST_MARKED:
        marked = version << 12 | _remainder(version << 12, 0x1F25)
        for at in range(18):
            far, near = size - 11 + at % 3, at // 3
            found[far][near] = found[near][far] = bool(marked >> at & 1)


def _square(
    found: list[list[bool | None]], cy: int, cx: int, reach: int, light: tuple[int, ...]
) -> None:
    """Rings around a middle, dark but for those that are ``light``, as far as they lie inside."""
    inside = range(len(found))
    for y, x in product(range(cy - reach, cy + reach + 1), range(cx - reach, cx + reach + 1)):
        if y in inside and x in inside:
            found[y][x] = max(abs(y - cy), abs(x - cx)) not in light


def _format(found: list[list[bool | None]], mask: int) -> None:
    """Level M is 00; fifteen bits, twice, and one module that is always dark."""
    size = len(found)
    said = (mask << 10 | _remainder(mask << 10, 0x537)) ^ 0x5412
    around = [(8, x) for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [(y, 8) for y in (7, 5, 4, 3, 2, 1, 0)]
    apart = [(y, 8) for y in range(size - 1, size - 8, -1)]
    apart += [(8, x) for x in range(size - 8, size)]
    for at in range(15):
        dark = bool(said >> 14 - at & 1)
        for y, x in (around[at], apart[at]):
            found[y][x] = dark
    found[size - 8][8] = True


def _remainder(value: int, divisor: int) -> int:
    while value.bit_length() >= divisor.bit_length():
        value ^= divisor << value.bit_length() - divisor.bit_length()
    return value


def _penalty(rows: Modules) -> int:
    """How hard it is to read: runs, squares, what looks like a finder, too dark or too light."""
    size, total = len(rows), 0
    lines = ["".join("01"[one] for one in row) for row in rows]
    for line in lines + ["".join(column) for column in zip(*lines, strict=True)]:
        run = 1
        for before, now in zip(line, line[1:] + " ", strict=True):
            if before == now:
                run += 1
                continue
            total += run - 2 if run >= 5 else 0
            run = 1
        total += 40 * sum(
            line[at : at + 11] == like for at in range(size - 10) for like in LIKE_A_FINDER
        )
    total += 3 * sum(
        rows[y][x] == rows[y][x + 1] == rows[y + 1][x] == rows[y + 1][x + 1]
        for y in range(size - 1) for x in range(size - 1)
    )  # fmt: skip
    dark = sum(map(sum, rows)) * 100 / size**2
    return total + 10 * int(abs(dark - 50) / 5)
