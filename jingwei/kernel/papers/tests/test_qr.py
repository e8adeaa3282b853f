"""Does a telephone's camera read the sign? Compared with what an independent encoder draws."""

from hashlib import sha256

import pytest

from jingwei.kernel.papers.qr import QUIET, modules, qr_path

LONG = "0123456789abcd" * 9


@pytest.mark.parametrize(
    ("text", "size", "drawn"),
    [
        (LONG[:14], 21, "28a120473654230b"),
        (LONG[:84], 37, "710d86f38033a078"),
        (LONG[:122], 45, "7150436145cb94c1"),
    ],
)
def test_the_modules_are_those_of_an_independent_encoder(text, size, drawn):
    rows = modules(text)
    assert len(rows) == size
    said = sha256("".join("01"[one] for row in rows for one in row).encode()).hexdigest()
    assert said.startswith(drawn)


def test_each_version_has_its_finders_and_its_dark_module():
    for count in (1, 20, 40, 60, 80, 100, 120, 150, 178):
        rows = modules("a" * count)
        size = len(rows)
        for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
            assert all(rows[top][left : left + 7])
            assert not any(rows[top + 1][left + 1 : left + 6])
            assert rows[top + 3][left + 3]
        assert rows[size - 8][8]


def test_what_is_too_long_is_refused():
    with pytest.raises(ValueError, match="too long"):
        modules("a" * 181)


def test_the_drawing_has_a_quiet_zone_and_one_square_a_dark_module():
    rows, drawn = modules("jingwei"), qr_path("jingwei")
    assert drawn["size"] == len(rows) + 2 * QUIET
    assert str(drawn["d"]).count("M") == sum(map(sum, rows))
