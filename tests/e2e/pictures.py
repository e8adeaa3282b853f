"""Which pictures stand in the manuals? Taken of the demo city, by the clicks that the manuals name.

./jw up --data NEW --port 8100          a city of its own: the clicks below write into it
./jw demo --write-rosters ROSTERS
.venv/bin/python -m tests.e2e.pictures http://127.0.0.1:8100 NEW ROSTERS
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
WIDE, HIGH, SCALE = 1440, 900, 2 / 3


class Visit:
    """Somebody signed in, and the pictures of what that person sees."""

    def __init__(self, browser: Browser, address: str, password: str, rosters: Path) -> None:
        context = browser.new_context(
            viewport={"width": WIDE, "height": HIGH}, device_scale_factor=SCALE, locale="zh-CN"
        )
        self.page: Page = context.new_page()
        self.address, self.password, self.rosters = address, password, rosters

    def enter(self, login: str) -> None:
        self.go("/sign-in/")
        self.page.fill("input[name=login]", login)
        self.page.fill("input[name=password]", self.password)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def click(self, *words: str) -> None:
        """Menu, links, tabs and buttons by their words, one after the other."""
        for word in words:
            self.page.locator(f"a:has-text('{word}'):visible, button:has-text('{word}'):visible"
                              ).first.click()  # fmt: skip
            self.page.wait_for_load_state("networkidle")

    def take(self, name: str) -> None:
        self.page.wait_for_load_state("networkidle")
        self.page.mouse.move(0, 0)
        self.page.screenshot(path=IMAGES / f"{name}.png")


def officer(visit: Visit) -> None:
    visit.take("today")
    visit.click("八大体系")
    visit.take("overview")
    visit.click("正式党员不足3名的支部")
    visit.take("figure-evidence")
    visit.click("制度数字")
    visit.take("rulebook")
    visit.click("工作日历")
    visit.take("calendar")


def clerk(visit: Visit) -> None:
    visit.click("数据", "导入", "导入一张表")
    page = visit.page
    page.locator("select[name=kind]").select_option("members")
    page.set_input_files("input[type=file]", visit.rosters / "messy" / "4-members-2.xlsx")
    visit.click("上传并读表")
    page.get_by_text("看清没问题的").wait_for()
    visit.take("import-check")
    visit.click("看清没问题的")
    visit.take("import-changes")
    visit.click("党员")
    page.locator("main table tbody a").first.click()
    visit.take("member")


def member(visit: Visit) -> None:
    visit.go("/me/")
    visit.take("me")
    visit.click("申请更正")
    visit.page.locator("select[name=field]").select_option(label="手机")
    visit.page.fill("input[name=value]", "13800000000")
    visit.page.fill("textarea[name=words]", "手机号换了，请把名册里的也换掉。")
    visit.take("me-ask")
    visit.click("送到支部")


def secretary(visit: Visit) -> None:
    page = visit.page
    visit.click("组织", "组织生活")
    visit.take("meetings")
    visit.click("记会议")
    page.locator("input[name=kinds][value=theme_day]").check()
    page.fill("[name=topic]", "学习《中国共产党支部工作条例（试行）》")
    page.fill("[name=starts]", "15:00")
    page.fill("[name=ends]", "16:30")
    page.fill("[name=venue]", "社区党员活动室")
    for name, number in (("chair", 1), ("recorder", 2)):
        page.locator(f"select[name={name}]").select_option(index=number)
    visit.click("没勾的都到了")
    page.evaluate("scrollTo(0, 0)")
    visit.take("meeting-new")
    page.locator("textarea[name=said_theme_day]").fill("一起读条例，议了下个月的志愿服务。")
    page.locator("main form button.btn--primary").last.click()
    page.locator("a:has-text('Word')").first.wait_for()
    visit.take("meeting")
    visit.go("/members/corrections/")
    page.locator("main table tbody a, main .panel a").first.click()
    visit.take("correction")


def auditor(visit: Visit) -> None:
    visit.click("数据", "台账")
    visit.take("ledger")
    visit.click("封存与核验", "现在核验")
    visit.page.wait_for_timeout(5000)  # it is done by the worker; the page is read again
    visit.click("封存与核验")
    visit.take("seals")


def system_administrator(visit: Visit) -> None:
    visit.click("账号与身份")
    visit.take("accounts")
    visit.go("/accounts/?state=never")
    visit.page.locator("main table tbody a").first.click()
    visit.click("打印新的小条")
    visit.page.locator("dialog button[type=submit]:visible").click()
    visit.page.wait_for_url("**/slip*/**")
    visit.take("slip")


def security_administrator(visit: Visit) -> None:
    visit.click("账号与身份", "身份", "给身份")
    visit.take("give")


PEOPLE = {
    "demo-officer": officer, "demo-clerk": clerk, "demo-member": member,
    "demo-secretary": secretary, "demo-auditor": auditor,
    "demo-sysadmin": system_administrator, "demo-secadmin": security_administrator,
}  # fmt: skip


def main(address: str, data: str, rosters: str) -> None:
    password = (Path(data) / "secrets" / "demo").read_text().strip()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for login, tour in PEOPLE.items():
            visit = Visit(browser, address, password, Path(rosters))
            visit.enter(login)
            tour(visit)
        stranger = Visit(browser, address, password, Path(rosters))
        stranger.go("/sign-in/slip/")
        stranger.take("sign-in-slip")


if __name__ == "__main__":
    main(*sys.argv[1:])
