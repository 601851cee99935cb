"""Evidence (佐证材料) counted: what a roster, a station list or a ledger holds, without holding its people.

A tally never keeps an ID number, a telephone or a name: people are told apart by keyed digests, so that a result may be
printed, stored and compared without the personal data that it was counted from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .document import Place


class Column(StrEnum):
    """What a column of an evidence table holds; told by its heading, never by its position."""

    PERSON = "person"  # 姓名
    KEEPER = "keeper"  # 负责人: a person who is not what the list counts
    ID_NUMBER = "id_number"  # 身份证号
    PHONE = "phone"
    ACCOUNT = "account"  # 银行账号
    EMPLOYER = "employer"  # 单位
    TOWN = "town"
    VILLAGE = "village"
    SITE = "site"  # 站点名称
    COMPANY = "company"
    CREDIT_CODE = "credit_code"  # 统一社会信用代码
    ITEM = "item"  # 支出项目
    PAYEE = "payee"
    AMOUNT = "amount"  # 支付金额
    OTHER_AMOUNT = "other_amount"  # 合同金额, 预算: an amount that was not paid
    VOUCHER = "voucher"
    DATE = "date"
    SESSION = "session"  # 期次
    POOR = "poor"  # 是否贫困户, 是否贫困村
    STATUS = "status"  # 运营状态
    HEADLINE = "headline"
    OUTLET = "outlet"  # 媒体
    LEVEL = "level"  # 国家级, 省级, 市级, 县级


#: Columns whose cells are personal data.
PERSONAL_COLUMNS = frozenset({Column.PERSON, Column.KEEPER, Column.ID_NUMBER, Column.PHONE, Column.ACCOUNT})


class EvidenceKind(StrEnum):
    """What a table of evidence is."""

    ROSTER = "roster"  # 培训名单, 签到表
    STATIONS = "stations"  # 站点清单
    VILLAGES = "villages"  # 行政村清单
    LEDGER = "ledger"  # 资金台账
    COMPANIES = "companies"  # 企业清单
    MEDIA = "media"  # 报道清单


class Count(StrEnum):
    """What of a table is counted."""

    ROWS = "rows"  # 人次 of a roster, rows of a list
    PERSONS = "persons"
    POOR_ROWS = "poor_rows"
    POOR_PERSONS = "poor_persons"
    VILLAGES = "villages"
    POOR_VILLAGES = "poor_villages"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class CountedIn:
    """Which evidence shows what a metric claims.

    Attributes:
        kind: the tables that count.
        count: what of them.
    """

    kind: EvidenceKind
    count: Count


@dataclass(frozen=True, slots=True)
class EvidenceShape:
    """How a kind of evidence table is known.

    Attributes:
        name: what people call it, 培训名单.
        needs: alternatives; each is a set of columns that must all be headed so.
        titled: alternatives that count only where one of ``titles`` stands above the table or in the file's name.
        titles: words of a title.
        unless: words of a title that make the table something else (领导小组名单).
    """

    name: str
    needs: tuple[frozenset[Column], ...] = ()
    titled: tuple[frozenset[Column], ...] = ()
    titles: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True)
class EvidenceWords:
    """How evidence tables are headed and titled: what the packs say.

    Attributes:
        columns: words of a heading, by column.
        neutral: headings of columns that are not counted: 序号, 备注.
        shapes: by kind, in the order in which they are tried.
        yes: cell words that say yes (是, √).
        closed: words of a status that say that a station does not run.
        totals: words that begin a row of totals.
        levels: words by which a level is told, by level (省: 省级).
    """

    columns: Mapping[Column, tuple[str, ...]] = field(default_factory=dict)
    neutral: tuple[str, ...] = ()
    shapes: Mapping[EvidenceKind, EvidenceShape] = field(default_factory=dict)
    yes: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Flaw(StrEnum):
    """What is wrong with a row."""

    REPEATED = "repeated"  # the same twice in one session or list
    REPEATED_ELSEWHERE = "repeated_elsewhere"  # the same person on the same day in two lists
    BAD_ID = "bad_id"  # GB 11643: length or check digit
    BAD_BIRTH = "bad_birth"  # a birth date that does not exist
    BAD_PHONE = "bad_phone"
    BAD_DATE = "bad_date"  # a date that does not exist
    LATE_DATE = "late_date"  # after the day to which results count
    BAD_AMOUNT = "bad_amount"  # words where an amount belongs
    CLOSED = "closed"  # a station that does not run
    NAMELESS = "nameless"  # an ID number or telephone without a name


@dataclass(frozen=True, slots=True)
class RowFlaw:
    """Rows with the same flaw in one table.

    Attributes:
        flaw: what is wrong.
        count: how many rows.
        places: the first of them.
    """

    flaw: Flaw
    count: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount with the number of rows that make it up, in the unit of the table's heading.

    Attributes:
        value: the sum, in 元 where the table names its unit, else as printed.
        rows: rows added.
        place: the first of them.
    """

    value: Decimal
    rows: int
    place: Place


@dataclass(frozen=True)
class Tally:
    """One table of evidence, counted.

    Attributes:
        kind: what it is.
        name: what people call it.
        paper: path of the file.
        title: its title, or the name of its sheet.
        place: its heading row.
        rows: rows with content; repeated ones too, without blank, title and total rows.
        blank: rows with a running number only.
        unidentified: rows without ID number and telephone, whose people cannot be told apart.
        poor_rows: rows marked 贫困, ``None`` if the table does not say.
        repeated: rows that repeat another of the same session or list.
        people: keyed digests of its people.
        poor_people: those of the rows marked 贫困.
        sign_ins: keyed digests of person and day, where both are known.
        villages: towns and villages named, by village.
        poor_villages: those marked 贫困; ``None`` if the table does not say.
        items: sums by item of a ledger, in order.
        amount: sum of a ledger.
        unit_known: the table names the unit of its amounts.
        stated: the total that the table prints.
        levels: rows by level.
        flaws: rows that are wrong.
    """

    kind: EvidenceKind
    name: str
    paper: str
    title: str
    place: Place
    rows: int = 0
    blank: int = 0
    unidentified: int = 0
    poor_rows: int | None = None
    repeated: int = 0
    people: frozenset[bytes] = field(default=frozenset(), repr=False)
    poor_people: frozenset[bytes] = field(default=frozenset(), repr=False)
    sign_ins: frozenset[bytes] = field(default=frozenset(), repr=False)
    villages: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)
    poor_villages: frozenset[tuple[str, str]] | None = field(default=None, repr=False)
    items: Mapping[str, Sum] = field(default_factory=dict)
    amount: Sum | None = None
    unit_known: bool = False
    stated: Sum | None = None
    levels: Mapping[str, int] = field(default_factory=dict)
    flaws: tuple[RowFlaw, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A red-head paper (红头文件) as its first lines and its end name it.

    Attributes:
        paper: path of the file.
        number: 发文字号, 云政办〔2020〕12号.
        title: its title.
        addressee: 主送机关; empty if it names none.
        issued: 成文日期, ``None`` if it names none.
        place: the number.
    """

    paper: str
    number: str
    title: str
    addressee: str
    issued: date | None
    place: Place


@dataclass(frozen=True)
class Evidence:
    """Everything counted in the evidence of one submission.

    Attributes:
        tallies: tables, in order of path and reading.
        notices: red-head papers, in order of path.
    """

    tallies: tuple[Tally, ...] = ()
    notices: tuple[Notice, ...] = ()

    def of(self, kind: EvidenceKind) -> tuple[Tally, ...]:
        """Tallies of one kind."""
        return tuple(tally for tally in self.tallies if tally.kind is kind)


def flaws_of(tallies: Iterable[Tally], *wanted: Flaw) -> tuple[RowFlaw, ...]:
    """The flaws of these kinds in *tallies*, in order."""
    return tuple(found for tally in tallies for found in tally.flaws if found.flaw in wanted)
