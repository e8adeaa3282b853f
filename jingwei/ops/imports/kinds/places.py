"""Columns that rosters of places share: the community, degrees, their datum, a shape."""

from typing import Final

from jingwei.ops.imports.cells.numbers import choice
from jingwei.ops.imports.cells.places import DATUM, latitude, longitude, point
from jingwei.ops.imports.cells.texts import reference
from jingwei.ops.imports.fields import Field, words

COMMUNITY: Final = Field(
    "community", "社区", reference, "P",
    words(
        "社区名称 所在社区 所属社区 村社区 村(社区) 社区(村) 村居 所在村社区 所属村(社区) "
        "所在村(社区) 村(社区)名称 社区单位 community 社区居委会"
    ),
    required=True, help="写全称，或写社区单位的统一社会信用代码。",
)  # fmt: skip
LON: Final = Field(
    "lon", "经度", longitude, "P", words("东经 X坐标 经度坐标 lon lng longitude x 经度(东经)"),
    help="写成120.864512；度分秒也可以。",
)  # fmt: skip
LAT: Final = Field(
    "lat", "纬度", latitude, "P", words("北纬 Y坐标 纬度坐标 lat latitude y 纬度(北纬)")
)
DATUM_: Final = Field(
    "datum", "坐标系", choice(DATUM), "P",
    words("坐标系统 坐标类型 坐标来源 坐标 datum crs coordinate_system 地图坐标系"), table=DATUM,
    help="CGCS2000、WGS84写CGCS2000；高德、腾讯地图的写GCJ-02，会换算。",
)  # fmt: skip
POINT: Final = Field(
    "point", "位置", point, "P",
    words("geometry 几何 坐标点 经纬度 定位 WKT geom the_geom wkb_geometry 空间位置"),
    help="经纬度写在一格里的，写成120.86,32.01；也收GeoJSON、WKT。",
)  # fmt: skip
