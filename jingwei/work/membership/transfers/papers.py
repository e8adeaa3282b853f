"""How do the letter and its receipt look on paper? Three parts: stub, letter, receipt."""

from datetime import date

from jingwei.kernel.flows.look import Look
from jingwei.kernel.papers.paper import Block, Field, Paper, Signature, Text, day_in_words
from jingwei.kernel.people import files
from jingwei.kernel.people.kinds import Category
from jingwei.kernel.people.models import Person
from jingwei.work.membership.transfers.kinds import Direction
from jingwei.work.membership.transfers.models import Transfer

TITLE = "中国共产党党员组织关系介绍信"
SEXES = {"1": "男", "2": "女"}


def letter(look: Look) -> Paper:
    """存根 with 介绍信 and 回执 as its annexes, as the form of three parts prescribes."""
    row = look.subject
    person = Person.everything.get(pk=row.person_id)
    days = (row.letter_until - row.letter_on).days
    number = f"第{row.letter_no}号"
    stub = Paper(
        f"{TITLE}（存根）",
        (
            Field("姓名", row.name), Field("党员类别", _category(row)),
            Field("从哪里转出", row.from_name), Field("转到哪里", row.to_name),
            Field("有效期", f"{days}天，到{day_in_words(row.letter_until)}为止"),
            Field("存根保存到", day_in_words(row.stub_until)),
            Field("经办人", look.by.account_name), Field("领取人签名"),
            Signature((row.from_name,), row.letter_on),
        ),
        number=number,
    )  # fmt: skip
    return Paper(
        stub.title, stub.blocks, number=number, annexes=(_body(row, person, days), _slip(row)),
        receipt=_record(row),
    )  # fmt: skip


def _body(row: Transfer, person: Person, days: int) -> Paper:
    told = [SEXES.get(person.sex, "")]
    if person.birth_on:
        told.append(f"{_age(person.birth_on, row.letter_on or person.birth_on)}岁")
    who = "，".join(part for part in told if part)
    blocks: list[Block] = [
        Text(
            f"{row.name}同志（{who}）系中共{_category(row)}，组织关系由{row.from_name}"
            f"转到{row.to_name}，请予接收。"
        ),
        Field("党费交到"), Field("联系电话"),
        Text(f"有效期{days}天，到{day_in_words(row.letter_until)}为止，过期要重开。"),
        Signature((row.from_name,), row.letter_on),
    ]  # fmt: skip
    if row.direction == Direction.OUT:
        number = files.unsealed(person, "id_number")
        blocks.insert(1, Field("身份证号码", number))
    return Paper(TITLE, tuple(blocks), number=f"第{row.letter_no}号", addressee=row.to_name)


def _slip(row: Transfer, *, on: date | None = None, by: str = "") -> Paper:
    return Paper(
        f"{TITLE}（回执）",
        (
            Text(
                f"{row.name}同志的组织关系（介绍信第{row.letter_no}号）已于{day_in_words(on)}"
                f"收到，已接收到{row.to_name}。"
            ),
            Field("经办人", by), Field("联系电话"),
            Text("回执由接收方直接寄回或交回转出方，不经本人。"),
            Signature((row.to_name,), on),
        ),
        addressee=row.from_name, receipt=_record(row),
    )  # fmt: skip


def receipt(look: Look) -> Paper:
    """The receiving side's answer."""
    return _slip(look.subject, on=look.on, by=look.by.account_name)


def _category(row: Transfer) -> str:
    return str(Category(row.category).label)


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _record(row: Transfer) -> str:
    return f"记录编号 {str(row.public_id)[:8].upper()}"
