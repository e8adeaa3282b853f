"""What will this program never do, who asks that of it, and which test proves it?"""

from dataclasses import dataclass

from django.utils.functional import Promise as Sentence
from django.utils.translation import gettext_lazy as _

APPS_2026 = _("国办函〔2026〕12号")
BURDEN_2024 = _("整治形式主义为基层减负若干规定（2024年）")
PERSONAL = _("个人信息保护法")
OURS = _("本系统自己的规矩")


@dataclass(frozen=True)
class Promise:
    """One prohibition: what is not done, on whose word, how it is kept, by which tests proved."""

    key: str
    said: Sentence
    source: Sentence
    how: Sentence
    tests: tuple[str, ...]

    @property
    def proofs(self) -> list[str]:
        """The names of the tests; the file is named once below the table."""
        return [test.rpartition("::")[2] for test in self.tests]


PROOF = "jingwei/shell/help/tests/test_promises.py::"

PROMISES = (
    Promise(
        "check_in", _("不设打卡、签到"), APPS_2026,
        _("没有签到功能，数据表里也没有可以记签到的地方；谁参加了会，由记录会议的人对着名册勾。"),
        (f"{PROOF}test_no_table_can_hold_check_ins_points_or_rankings",),
    ),
    Promise(
        "points", _("不设积分，不排名次"), APPS_2026,
        _("数据表里没有积分、名次、星级这样的列；各地按行政区划的顺序列出。"),
        (f"{PROOF}test_no_table_can_hold_check_ins_points_or_rankings",),
    ),
    Promise(
        "online", _("不统计在线时长、点赞、转发、学习时长"), APPS_2026,
        _("页面里没有计时的脚本，也不向任何地方回报；数据表里没有这样的列。"),
        (
            f"{PROOF}test_no_table_can_hold_time_spent_online",
            f"{PROOF}test_no_script_watches_the_person",
        ),
    ),
    Promise(
        "place", _("不定位，不记行踪"), APPS_2026,
        _("页面都告诉浏览器：不许要位置、相机、麦克风。只有网格员在“记一笔”里自己点“附上位置”时"
          "取一次，说的是事在哪里，看过再送，可以去掉。人的记录里没有经纬度。"),
        (
            f"{PROOF}test_a_place_is_asked_for_by_one_button_and_never_followed",
            f"{PROOF}test_the_browser_is_told_to_refuse_place_camera_and_microphone",
            f"{PROOF}test_no_person_has_a_position_on_the_map",
        ),
    ),
    Promise(
        "photo", _("不要求上传照片、视频作证"), BURDEN_2024,
        _("没有一张表要求照片；能传文件的地方都写明用处。"),
        (f"{PROOF}test_no_page_asks_for_a_photo",),
    ),
    Promise(
        "app", _("不强制下载安装"), APPS_2026,
        _("只有网页，没有要安装的程序；没有脚本、没有手机也能办。"),
        (f"{PROOF}test_every_form_can_be_sent_without_a_script",),
    ),
    Promise(
        "figures", _("不重复要求填表报数"), BURDEN_2024,
        _("数字都从记录里算出来，没有一个指标可以手填；点开就是记录。"),
        (f"{PROOF}test_no_page_lets_a_figure_be_typed",),
    ),
    Promise(
        "residents", _("不给居民打分，不给人贴标签"), PERSONAL,
        _("数据表里没有人的评分、画像、信用，也没有宗教信仰、信访经历这样的列。"),
        (
            f"{PROOF}test_no_table_can_hold_check_ins_points_or_rankings",
            f"{PROOF}test_nothing_is_kept_about_belief_or_petitions",
        ),
    ),
    Promise(
        "secrets", _("不把证件和电话全号送到浏览器"), PERSONAL,
        _("在服务器上就只留末四位；要看全号得写理由，本人看得到谁看过。"),
        (f"{PROOF}test_sensitive_columns_are_never_kept_in_the_clear",),
    ),
    Promise(
        "outside", _("不把您看什么告诉外面"), OURS,
        _("页面只从本系统取东西，没有外部脚本、字体、统计。"),
        (f"{PROOF}test_no_page_fetches_anything_from_elsewhere",),
    ),
)  # fmt: skip
