"""Makes the submission of 青禾县 from ``words.py``: a report and the papers beside it, with planted differences.

    python corpus/qinghe/make.py         # the same bytes each time

What was planted, and what agrees, stands in ``truth.yaml``. Names, ID numbers (province code 47, which is not given out) and
telephones are invented.
"""

from __future__ import annotations

import importlib.util
import random
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import xlsxwriter
from docx import Document
from docx.shared import Pt
from words import (
    COMPANIES,
    DATE,
    EARLIER,
    GIVEN,
    LEDGER_TOTAL,
    NOTICE,
    NOTICE_DATE,
    NOTICE_NUMBER,
    NOTICE_TITLE,
    NOTICE_TO,
    PAYMENTS,
    PLAN,
    PLAN_TITLE,
    REPORT,
    REPORTS,
    SCORES,
    SIGNED,
    SURNAMES,
    TITLE,
    TOWNS,
    VILLAGES,
)  # fmt: skip

HERE = Path(__file__).parent
_spec = importlib.util.spec_from_file_location("yunling_make", HERE.parent / "yunling" / "make.py")
sys.path.insert(0, str(HERE.parent / "yunling"))
layout = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(layout)
sys.path.pop(0)

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CLOCK = datetime(2021, 9, 6)
SESSIONS = (
    ("第1期", date(2020, 10, 14), 100),
    ("第2期", date(2021, 3, 9), 100),
    ("第3期", date(2021, 6, 17), 100),
)
#: So many people come to a second session: sign-ins are not persons.
AGAIN = 30
POOR = 96
POOR_VILLAGES = 12
STATIONS = 43


def check(body):
    """The last character of an ID number (GB 11643)."""
    return "10X98765432"[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, body, strict=True)) % 11]


def people(count):
    """Invented people: name, ID number, telephone, village."""
    dice = random.Random(20210906)
    found = []
    for number in range(count):
        name = dice.choice(SURNAMES) + "".join(dice.sample(GIVEN, dice.choice((1, 2, 2))))
        born = date(1958, 1, 1) + timedelta(days=dice.randrange(15_000))
        body = f"4799{number % 6 + 1:02d}{born:%Y%m%d}{number + 100:03d}"
        found.append((name, body + check(body), f"1990000{number + 1200:04d}", dice.randrange(60)))
    return found


def rosters():
    """Rows of each session: name, ID number, telephone, village, 是/否, day; 300 in all, 268 persons."""
    crowd = people(268)
    first, second, third = (
        crowd[:100],
        crowd[:15] + crowd[100:185],
        crowd[15:30] + crowd[185:268] + crowd[200:202],
    )
    poor = {person[1] for person in crowd[40 : 40 + POOR]}
    for (name, day, _), members in zip(SESSIONS, (first, second, third), strict=True):
        rows = [
            [who, own, phone, f"{VILLAGES[village]}村", "是" if own in poor else "否", f"{day:%Y-%m-%d}"]
            for who, own, phone, village in members
        ]
        yield name, rows


def book(path):
    """A workbook whose bytes do not tell when it was made."""
    made = xlsxwriter.Workbook(str(path))
    made.set_properties({"created": CLOCK, "author": SIGNED})
    return made


def sheet(made, name, title, heads, rows):
    """A sheet with a title over all columns, headings and rows."""
    page = made.add_worksheet(name)
    if title:
        page.merge_range(0, 0, 0, len(heads) - 1, title, made.add_format({"bold": True, "align": "center"}))
    page.write_row(1 if title else 0, 0, heads)
    for number, row in enumerate(rows, 2 if title else 1):
        page.write_row(number, 0, row)


def training(path):
    """Three sign-in sheets; in the third two people stand twice."""
    with book(path) as made:
        heads = ["序号", "姓名", "身份证号码", "联系电话", "所在行政村", "是否建档立卡", "培训时间", "签名"]
        for name, rows in rosters():
            if name == "第1期":
                rows[6][1] = rows[6][1][:17] + ("1" if rows[6][1][17] != "1" else "2")  # check digit
                rows[11][2] = rows[11][2][:10]  # a digit short
            if name == "第2期":
                rows[50][1] = rows[50][1][:10] + "13" + rows[50][1][12:]  # month 13
            if name == "第3期":
                rows[98:] = [rows[20].copy(), rows[33].copy()]  # twice
                rows[60][5] = "2021-09-17"  # after the day to which results count
            body = [[number, *row, ""] for number, row in enumerate(rows, 1)]
            sheet(
                made,
                name,
                f"青禾县农村电商培训签到表（{name}）",
                heads,
                [*body, [len(body) + 1], [len(body) + 2]],
            )


def villages():
    """Town, village, poor; ten a town."""
    return [(TOWNS[n // 10], f"{name}村", "是" if n % 5 == 0 else "否") for n, name in enumerate(VILLAGES)]


def stations(path):
    """44 rows: 43 villages of which one is not on the list of villages, and one row twice."""
    poor = [v for v in villages() if v[2] == "是"]
    rest = [v for v in villages() if v[2] == "否"]
    listed = sorted([*poor, *rest[: STATIONS - len(poor)]], key=lambda v: VILLAGES.index(v[1][:-1]))
    dice = random.Random(44)
    crowd = people(60)
    rows = []
    for town, village, is_poor in listed:
        if village == rest[3][1]:
            village = "杉木窝村"
        who = dice.choice(crowd)
        opened = date(2020, 4, 1) + timedelta(days=dice.randrange(400))
        rows.append(
            [
                town,
                village,
                f"{village[:-1]}电商服务站",
                who[0],
                who[2],
                f"{opened:%Y年%-m月%-d日}",
                is_poor,
                "正常",
            ]
        )
    rows.append(rows[9].copy())
    with book(path) as made:
        heads = [
            "序号",
            "乡镇",
            "行政村",
            "站点名称",
            "负责人",
            "联系电话",
            "建成时间",
            "是否贫困村",
            "运营状态",
        ]
        sheet(made, "站点", "青禾县村级电商服务站点清单", heads, [[n, *row] for n, row in enumerate(rows, 1)])


def village_list(path):
    """All 60 villages."""
    with book(path) as made:
        rows = [[n, *row] for n, row in enumerate(villages(), 1)]
        sheet(made, "行政村", "青禾县行政村清单", ["序号", "乡镇", "行政村名称", "是否省定贫困村"], rows)


def ledger(path):
    """13 payments; the total at the foot is that of the report, not of the rows."""
    rows, day, number = [], date(2020, 3, 2), 0
    for item, payee, amounts in PAYMENTS:
        for amount in amounts:
            number += 1
            rows.append([number, item, payee, amount, f"{day:%Y-%m-%d}", f"记-{number:03d}"])
            day += timedelta(days=37)
    with book(path) as made:
        heads = ["序号", "支出项目", "收款单位", "支付金额（元）", "支付日期", "凭证号"]
        sheet(
            made,
            "台账",
            "青禾县电子商务进农村专项资金台账",
            heads,
            [*rows, ["合计", "", "", LEDGER_TOTAL, "", ""]],
        )


def companies(path):
    """21 companies, as the report says."""
    with book(path) as made:
        rows = [
            [n, name, f"{date(2020, 10, 8) + timedelta(days=9 * n):%Y-%m-%d}"]
            for n, name in enumerate(COMPANIES, 1)
        ]
        sheet(made, "企业", "青禾县电商产业园入驻企业清单", ["序号", "企业名称", "入驻时间"], rows)


def score_table(path):
    """The self-score table in a file of its own."""
    with book(path) as made:
        rows = [[n, *row] for n, row in enumerate(SCORES, 1)]
        total = sum(int(row[3]) for row in SCORES)
        heads = ["序号", "评价指标", "权重(%)", "评分标准", "自评得分"]
        sheet(
            made,
            "自评",
            "青禾县电子商务进农村综合示范考评自评得分表",
            heads,
            [*rows, ["合计", "", "100", "", str(total)]],
        )


def paper(title, body, closing, *, red=(), before=()):
    """An official paper: number, title, addressee, text, seal line."""
    document = Document()
    for style in document.styles:
        if style.name == "Normal":
            style.font.size = Pt(16)
    layout.margins(document.sections[0])
    for line in red:
        layout.paragraph(document, line, indent=False, align=layout.WD_ALIGN_PARAGRAPH.CENTER)
    layout.paragraph(document, title, layout.SONG, 22, indent=False, align=layout.WD_ALIGN_PARAGRAPH.CENTER)
    for line in before:
        layout.paragraph(document, line, indent=False)
    for kind, text in body:
        layout.paragraph(document, text, layout.HEADINGS.get(kind, layout.FANGSONG))
    for line in closing:
        layout.paragraph(document, line, indent=False, align=layout.WD_ALIGN_PARAGRAPH.RIGHT)
    document.core_properties.created = document.core_properties.modified = CLOCK
    document.core_properties.author = document.core_properties.last_modified_by = SIGNED
    document.core_properties.title = title
    return document


def press(path):
    """A list of press reports in Word."""
    document = paper("青禾县电商进农村宣传报道清单", [], [])
    table = document.add_table(rows=1, cols=5)
    for cell, head in zip(table.rows[0].cells, ("序号", "标题", "媒体", "级别", "日期"), strict=True):
        cell.text = head
    for number, row in enumerate(REPORTS, 1):
        for cell, text in zip(table.add_row().cells, (str(number), *row), strict=True):
            cell.text = text
    layout.save(document, path)


def earlier():
    """The report of July."""
    for kind, text in REPORT:
        for now, then in EARLIER:
            text = text.replace(now, then)
        yield kind, text


def build(folder):
    """Write every paper into *folder*."""
    proofs = folder / "佐证材料"
    proofs.mkdir(parents=True, exist_ok=True)
    layout.save(paper(TITLE, REPORT, (SIGNED, DATE)), folder / "自评报告.docx")
    layout.save(
        paper(f"{TITLE}（征求意见稿）", earlier(), (SIGNED, "2021年7月5日")),
        folder / "自评报告（7月稿）.docx",
    )
    layout.save(paper(PLAN_TITLE, PLAN, (SIGNED, NOTICE_DATE)), folder / "实施方案.docx")
    notice = [("p", text) for text in NOTICE]
    seal = (f"{SIGNED}办公室", NOTICE_DATE)
    layout.save(
        paper(NOTICE_TITLE, notice, seal, red=(f"{SIGNED}办公室文件", NOTICE_NUMBER), before=(NOTICE_TO,)),
        proofs / "工作方案印发通知.docx",
    )
    score_table(folder / "自评得分表.xlsx")
    training(proofs / "培训签到表.xlsx")
    stations(proofs / "村级站点清单.xlsx")
    village_list(proofs / "行政村清单.xlsx")
    ledger(proofs / "资金台账.xlsx")
    companies(proofs / "入驻企业清单.xlsx")
    press(proofs / "宣传报道清单.docx")
    (proofs / "验收报告.pdf").write_bytes(b"%PDF-1.4\n% cut off in the mail\n1 0 obj\n<<")
    (proofs / "系统备份.bak").write_bytes(bytes(range(256)) * 4)


if __name__ == "__main__":
    build(HERE / "submission")
