"""What are people called? Invented names as common, as old-fashioned and as rare as real ones.

A character of each of the best-known public names is left out, so that those do not come up.
"""

from typing import Final

import numpy as np

from jingwei.ops.demo.chance import Chance
from jingwei.ops.demo.city import Column
from jingwei.ops.demo.wording import listed

_SURNAMES: Final = "".join(
    listed("""
    王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁
    任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武
    戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒
    阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农
    司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商
    刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮
""")
)
_COMPOUND: Final = listed("""
    欧阳 司马 上官 诸葛 尉迟 令狐 皇甫 公孙 慕容 万俟 澹台 长孙 宇文 东方 夏侯 司徒
""")
_OLD_MEN: Final = "国建华明永金志福贵荣宝才生根林松祥春海洪兴广田顺昌裕汉銮山柏泉满堂银"
_OLD_WOMEN: Final = "秀英兰芳珍玉桂凤美琴莲香霞素淑翠巧梅月娥彩芬爱银妹金花静慧"
_MEN: Final = "伟军勇峰磊斌杰涛超辉刚健亮飞波宁宇浩鑫俊凯翔晨阳旭东林海明志文武成龙宏建晓"
_WOMEN: Final = "丽娟敏艳燕红霞玲萍婷洁颖雪琳莹佳倩蓉慧静悦欣怡晓芸莉薇蕾璐玥瑶珊宁雅"
_YOUNG_MEN: Final = "宇轩浩然子涵博文俊杰昊天睿楷梓铭逸辰皓奕嘉懿诚烨煜晟宸翊霖航"
_YOUNG_WOMEN: Final = "欣怡子萱雨桐梓诗涵若溪语嫣思琪佳颖雅婷可馨一诺紫芊悠舒瑾菲晗妤璇"
_RARE: Final = (
    "犇堃喆淼垚赟翀彧韡甯旸頔昉玙骉㛃䶮㐂㛚"
    "\U0002c029\U0002b5af\U0002bb5f\U0002c62c\U0002ca02\U00020bb7\U0002a7dd"
)
"""Names people really bear and computers lose: rare, in extensions A to E, beyond the BMP."""

_UYGHUR: Final = listed("""
    阿迪力 古丽娜尔 买买提 艾力 热依汗 帕提古丽 吐尔逊 阿依古丽 库尔班 努尔艾力 麦麦提敏
    米热古丽 艾合买提 玉素甫 阿卜杜拉
""")
_KAZAKH: Final = listed("""
    叶尔兰 巴合提 古丽扎 努尔兰 阿依努尔 别克 赛力克 哈那提 加娜尔
""")
_TIBETAN: Final = listed("""
    扎西 卓玛 次仁 德吉 多吉 央金 旺堆 拉姆 平措 曲珍 白玛 边巴 尼玛 达娃 格桑
""")
_MONGOL: Final = listed("""
    巴特尔 那日苏 其其格 乌云 苏日娜 朝鲁 斯琴 阿古拉 娜仁 格日勒 宝音 萨仁 呼日勒
""")
_YI: Final = listed("""
    吉克 阿苏 沙马 曲比 海来 俄木 木果 伍呷 日古 拉布 尔古 阿依
""")

JOINED: Final = {
    "05": (_UYGHUR, "·"), "17": (_KAZAKH, "·"), "04": (_TIBETAN, ""), "02": (_MONGOL, ""),
    "07": (_YI, "·"),
}  # fmt: skip
"""Ethnic groups whose names are put together otherwise: words, and what stands between them."""

GROUPS: Final = (
    ("08", 15), ("03", 12), ("11", 11), ("06", 10), ("05", 9), ("15", 9), ("07", 8), ("02", 7),
    ("04", 6), ("09", 4), ("12", 4), ("13", 4), ("10", 3), ("14", 3), ("16", 2), ("17", 2),
    ("19", 2), ("18", 2), ("22", 2), ("20", 1), ("26", 1), ("33", 1), ("37", 1), ("38", 1),
    ("31", 1),
)  # fmt: skip
"""Codes of GB/T 3304 with their weights."""


def draw_names(draw: Chance, male: Column, birth_year: Column, ethnicity: Column) -> Column:
    """One name for each person, by sex, year of birth and ethnic group."""
    count = len(male)
    names = np.char.add(_surnames(draw, count), _given(draw, male, birth_year))
    rare = np.flatnonzero(draw.random(count) < 0.0025)
    letters = np.array(list(_RARE))[draw.integers(0, len(_RARE), len(rare))]
    names = names.astype("<U12")
    names[rare] = np.char.add(_surnames(draw, len(rare)), letters)
    for code, (words, dot) in JOINED.items():
        where = np.flatnonzero(ethnicity == code)
        options = np.array(words, "<U6")
        first = draw.integers(0, len(options), len(where))
        second = (first + draw.integers(1, len(options), len(where))) % len(options)
        names[where] = np.char.add(np.char.add(options[first], dot), options[second])
    return names


def _surnames(draw: Chance, count: int) -> Column:
    singles = np.array(list(_SURNAMES), "<U2")
    weights = 1 / (np.arange(len(singles)) + 3) ** 0.95
    found = singles[draw.choice(len(singles), count, p=weights / weights.sum())]
    compound = np.flatnonzero(draw.random(count) < 0.0015)
    found[compound] = np.array(_COMPOUND)[draw.integers(0, len(_COMPOUND), len(compound))]
    return found


def _given(draw: Chance, male: Column, birth_year: Column) -> Column:
    found = np.empty(len(male), "<U2")
    for first, last, men, women, single in (
        (0, 1965, _OLD_MEN, _OLD_WOMEN, 0.10), (1965, 1985, _MEN, _WOMEN, 0.38),
        (1985, 1995, _MEN + _YOUNG_MEN, _WOMEN + _YOUNG_WOMEN, 0.30),
        (1995, 3000, _YOUNG_MEN, _YOUNG_WOMEN, 0.14),
    ):  # fmt: skip
        for wanted, letters in ((True, men), (False, women)):
            where = np.flatnonzero((male == wanted) & (birth_year >= first) & (birth_year < last))
            found[where] = _syllables(draw, letters, len(where), single)
    return found


def _syllables(draw: Chance, letters: str, count: int, single: float) -> Column:
    options = np.array(list(dict.fromkeys(letters)))
    weights = 1 / np.sqrt(np.arange(len(options)) + 2)
    weights /= weights.sum()
    first = options[draw.choice(len(options), count, p=weights)]
    second = options[draw.choice(len(options), count, p=weights)].astype("<U1")
    second[draw.random(count) < single] = ""
    found: Column = np.char.add(first, second)
    return found
