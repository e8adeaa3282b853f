"""What is said of degrees where a door has a place on the map?"""

from django.utils.translation import gettext_lazy as _

DATUM_HINT = _("国家大地坐标系（CGCS2000）；写了，居民的服务地图上就有它。可以不写。")
