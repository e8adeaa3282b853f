"""Where in the tree? Paths of fixed-width labels, ordered as bytes, so a subtree is one range."""

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WIDTH = 4
STEP = WIDTH + 1  # a label and its dot
CHILDREN = len(ALPHABET) ** WIDTH  # 1,679,616 below one node
BOTTOM, TOP = "", "~"  # the range of the whole tree


def label(number: int) -> str:
    """The label of the ``number``-th child, counted from 0.

    Raises:
        ValueError: a node already has as many children as labels can name.
    """
    if not 0 <= number < CHILDREN:
        raise ValueError(f"no label for child {number}")
    digits = ""
    for _ in range(WIDTH):
        number, rest = divmod(number, len(ALPHABET))
        digits = ALPHABET[rest] + digits
    return digits + "."


def number(last_label: str) -> int:
    """The inverse of :func:`label`."""
    return int(last_label.rstrip("."), len(ALPHABET))


def upper(path: str) -> str:
    """First path behind the subtree of ``path``: '/' is the character after '.'."""
    return path[:-1] + "/" if path else TOP


def parent(path: str) -> str:
    """Path of the node above; empty for a root."""
    return path[:-STEP]


def ancestors(path: str) -> list[str]:
    """Paths above ``path``, from the root down, without itself."""
    return [path[:end] for end in range(STEP, len(path), STEP)]


def depth(path: str) -> int:
    """1 for a root."""
    return len(path) // STEP


def holds(outer: str, inner: str) -> bool:
    """Does the subtree of ``outer`` hold ``inner``? A path holds itself."""
    return bool(outer) and inner.startswith(outer)


def common(paths: list[str]) -> str:
    """The lowest node above or at all of ``paths``; empty if they share none."""
    shared = paths[0]
    for path in paths[1:]:
        while not path.startswith(shared):
            shared = parent(shared)
    return shared
