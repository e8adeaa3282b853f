"""What are fictional places, firms and bodies called? All of them begin with 示例."""

from collections.abc import Iterator
from typing import Final

from jingwei.ops.demo.chance import Chance

MARK: Final = "示例"


def listed(words: str) -> tuple[str, ...]:
    """Words written with blanks between them."""
    return tuple(words.split())


DIGITS: Final = "一二三四五六七八九十"

_FIRST: Final = (
    "云青明玉柳桃梅兰竹松柏枫银白清平安永兴和福新东南西北长高双秀春"
    "晴朗远望悦丰润泽锦碧晨霞芦荷榆槐杏"
)
_SECOND: Final = "溪河湖桥湾岸洲塘泉渡林园庄墩集坡滨亭埂圩"
_FIRM: Final = "恒启卓宏瑞鼎盛昌隆达通利广博诚信嘉科创联合汇源晟铭骏翔腾越凌峰耀辉凯旋御正尚品佳"
_TRADES: Final = listed("""
    纺织 家纺 机械 电子 建材 食品 物流 钢构 电气 环保 服饰 包装 化工 软件 医药 船舶配件
    新能源 光伏 建筑 装饰 商贸 农业 水产 园林 汽车零部件 印染 五金 塑业 仪表 文化传媒
""")
_SOCIAL: Final = listed("""
    养老服务中心 志愿者协会 书画协会 家政服务中心 托育中心 社会工作服务社 体育俱乐部
    律师事务所 会计师事务所 职业培训学校 行业商会 助残服务中心
""")
JOINT: Final = listed("""
    电商园 建材城 轻工园 科创园 批发市场 物流园 商务楼宇 小微园 农机合作社 个体经营者
    渔业合作社 临街商铺
""")
CITY_BODIES: Final = listed("""
    发展改革局 财政局 科技局 民政局 司法局 人社局 住建局 交通局 水务局 农业农村局 商务局
    文旅局 审计局 应急局 市场监管局 体育局 统计局 信访局 城管局 行政审批局 生态环境局
    林业局 粮食局 机关事务局 档案馆 图书馆 博物馆 气象服务台 疾控中心 中心血站 公路中心
    航道中心 广播电视台 文化馆 规划设计院 勘测院 检测中心 人才中心 公积金中心 社保中心
    种子站 水文站 妇联 工会 科协 残联 工商联 侨联 团委 供销社 党校 法院 检察院 公安局
    消防支队 税务局 海事中心 仲裁办 地方志办 外事办
""")
STATE_FIRMS: Final = listed("""
    交通投资集团 城建集团 水务集团 燃气公司 热电公司 公交公司 文旅集团 港口集团 粮食集团
    农发集团 供电公司 通信公司 银行 保险公司 轨道公司 建工集团 盐业公司 物资公司 航运公司
    机床厂 化肥厂 自来水公司 园林公司 人力资源公司 担保公司 会展公司 印刷厂 出版社 商业集团
    环卫公司 停车公司 资产公司 设计集团 实业公司 纺织集团 造船公司 石油公司 烟草公司
    邮政公司 铁塔公司
""")
UNIVERSITIES: Final = listed("""
    示例大学 示例理工学院 示例师范学院 示例医学院 示例职业大学 示例开放大学
""")
FACULTIES: Final = listed("""
    文学院 理学院 机械学院 电子学院 商学院 外语学院 艺术学院 教育学院 马克思主义学院 后勤
""")
STREETS_OF_TOWN: Final = listed("""
    和平路 建设路 人民路 解放路 文化路 育才路 振兴路 友谊路 青年路 幸福路 工农路 健康路
""")


def ordinal(number: int) -> str:
    """1 to 99 in Chinese: 一, 十二, 三十五."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("" if tens == 1 else DIGITS[tens - 1]) + "十"
    return head + (DIGITS[ones - 1] if ones else "")


def places(draw: Chance, count: int, taken: set[str]) -> list[str]:
    """Words for towns and villages, each once, none of ``taken``; they are added to it."""
    pairs = [a + b for a in _FIRST for b in _SECOND]
    words = [pairs[at] for at in draw.permutation(len(pairs)) if pairs[at] not in taken][:count]
    taken.update(words)
    return words


class Firms:
    """Names of firms and social organisations; none comes twice."""

    def __init__(self, draw: Chance) -> None:
        pairs = [a + b for a in _FIRM for b in _FIRM if a != b]
        words = [MARK + pairs[at] for at in draw.permutation(len(pairs))]
        self.firms = _dealt(words, _TRADES)
        self.socials = _dealt(words[::-1], _SOCIAL)

    def firm(self) -> str:
        """``示例恒达纺织``; add 有限公司 for the full name."""
        return next(self.firms)

    def social(self) -> str:
        return next(self.socials)


def _dealt(words: list[str], trades: tuple[str, ...]) -> Iterator[str]:
    for turn in range(len(trades)):
        for at, word in enumerate(words):
            yield word + trades[(at + turn) % len(trades)]
