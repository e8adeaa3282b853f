"""Is GCJ-02 turned back, everywhere on the mainland, and as exactly as is said?"""

import pytest

from jingwei.systems.community.grids import datum


@pytest.mark.parametrize(
    ("plain", "bent"),
    [
        ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
        ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
        ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
    ],
)
def test_known_points_of_gcj02_are_turned_back(
    plain: tuple[float, float], bent: tuple[float, float]
):
    assert datum.to_gcj02(*plain) == pytest.approx(bent, abs=1e-8)
    assert datum.from_gcj02(*bent) == pytest.approx(plain, abs=1e-8)


def test_there_and_back_is_within_what_is_said_all_over_the_mainland():
    """Also along 105 degrees east, where the formula has a corner."""
    worst = 0.0
    for east in (*range(73, 136), 104.9999, 105.0, 105.0001):
        for north in range(18, 54):
            point = (float(east), float(north))
            worst = max(worst, datum.metres(datum.from_gcj02(*datum.to_gcj02(*point)), point))
    assert worst <= datum.BACK_WITHIN


def test_the_two_lie_some_hundred_metres_apart_and_more_than_what_is_said_to_be_exact():
    nantong = (120.8943, 31.9802)
    assert 300 < datum.metres(nantong, datum.to_gcj02(*nantong)) < 700
    assert datum.BACK_WITHIN < datum.TRUE_WITHIN < 10


@pytest.mark.parametrize("place", [(2.3522, 48.8566), (-74.0, 40.7), (120.0, -10.0)])
def test_a_point_abroad_is_not_bent(place: tuple[float, float]):
    assert datum.from_gcj02(*place) == place
    assert datum.to_gcj02(*place) == place


def test_metres_are_metres():
    assert datum.metres((120.0, 60.0), (120.01, 60.0)) == pytest.approx(556.6, abs=0.1)
    assert datum.metres((120.0, 30.0), (120.0, 30.01)) == pytest.approx(1113.2, abs=0.1)
