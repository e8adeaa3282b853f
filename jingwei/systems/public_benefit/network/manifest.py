"""What does the network offer to the register? The words of its lines."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.register import concern, verbs
from jingwei.systems.public_benefit.network import asked, concerns
from jingwei.systems.public_benefit.network.points import stations as on_the_map
from jingwei.work.catalogue.points import Sort, points
from jingwei.work.matters.stations import Stations, stations

verbs(
    {
        "network.station.open": _("开站点"),
        "network.station.change": _("改站点"),
        "network.station.close": _("停站点"),
        "network.station.shut": _("写服务站哪几天关门"),
        "network.station.unshut": _("去掉服务站关门"),
        "network.staff.name": _("定在岗的人"),
        "network.staff.change": _("改在岗的日子"),
        "network.staff.end": _("不再在岗"),
        "network.provider.agree": _("记一家来帮的"),
        "network.provider.renew": _("续签协议"),
        "network.provider.end": _("提前结束协议"),
        "network.service.offer": _("添服务"),
        "network.service.place": _("服务归到目录"),
        "network.service.count": _("记服务次数"),
    }
)
concern(concerns.providers_ending)
points(Sort("station", _("服务站点"), on_the_map))
stations(Stations(asked.within, asked.shown, "network:station"))
