"""What must hold for any number and any text."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from docscore.extract import extract
from docscore.extract.plain import clean_text
from docscore.model import Figure
from docscore.packs.lexicon import load_lexicon
from docscore.quantity import scan

LEXICON = load_lexicon()
_DIGITS, _CAPITALS = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_PLACES, _CAPITAL_PLACES = ("", "十", "百", "千"), ("", "拾", "佰", "仟")


def spelled(number: int, digits: str = _DIGITS, places: tuple[str, ...] = _PLACES) -> str:
    """A number from 1 to 9999 9999 9999 in Chinese numerals, without leaving out 一 before 十."""
    groups = []
    for magnitude in ("", "万", "亿"):
        number, group = divmod(number, 10_000)
        groups.append((group, magnitude))
    written = ""
    for group, magnitude in reversed(groups):
        if not group:
            continue
        text, gap = "", bool(written) and group < 1000
        for position in (3, 2, 1, 0):
            digit = group // 10**position % 10
            if digit:
                text += ("零" if gap else "") + digits[digit] + places[position]
                gap = False
            elif text:
                gap = True
        written += ("零" if written and group < 1000 and not text.startswith("零") else "") + text + magnitude
    return written


def one(text: str) -> tuple[Decimal, str]:
    (found,) = scan(text, LEXICON)
    return found.quantity.value, found.quantity.unit


@given(st.integers(min_value=2, max_value=999_999_999_999))
def test_a_number_has_one_value_in_each_of_its_written_forms(number: int) -> None:
    expected = (Decimal(number), "元")
    assert one(f"拨付{number}元") == expected
    assert one(f"拨付{number:,}元") == expected
    assert one(f"拨付{spelled(number, _CAPITALS, _CAPITAL_PLACES)}元整") == expected
    if number >= 10:
        assert one(f"拨付{spelled(number)}元") == expected
    assert one(f"拨付{Decimal(number) / 10_000:f}万元") == expected
    assert one(f"拨付{Decimal(number) / 10**8:f}亿元") == expected


@given(st.integers(min_value=1, max_value=99), st.integers(min_value=0, max_value=9))
def test_a_percentage_has_one_value_in_each_of_its_written_forms(whole: int, tenth: int) -> None:
    decimal = f"点{_DIGITS[tenth]}" if tenth else ""
    expected = (Decimal(f"{whole}.{tenth}"), "%")
    assert one(f"占比{whole}.{tenth}%") == expected
    assert one(f"占比百分之{spelled(whole)}{decimal}") == expected
    assert one(f"占比百分之{whole}.{tenth}") == expected


_WORDS = [
    "建成", "镇服务站", "，", "。", "培训", "全县", "不少于", "同比增长", "以上", "（", "）", "力争", "其中", "的", "和", "、", "满意率", "\n",
]  # fmt: skip
_FIGURES = [
    "17个",
    "4200人次",
    "86.3%",
    "九成",
    "500万元",
    "20至30亿元",
    "2021年",
    "第三方",
    "〔2021〕101号",
    "三级",
]


@given(st.lists(st.sampled_from(_WORDS), max_size=20))
def test_text_without_a_numeral_has_no_figure(words: list[str]) -> None:
    assert scan("".join(words), LEXICON, bare=True) == ()


@settings(deadline=None)
@given(st.lists(st.sampled_from(_WORDS + _FIGURES), max_size=25))
def test_offsets_always_cut_out_the_surface(parts: list[str]) -> None:
    text = "".join(parts)
    clean = clean_text(text)
    for figure in extract(clean, LEXICON).figures:
        origin = clean.document.blocks[figure.place.block].origin or 0
        assert text[origin + figure.place.start : origin + figure.place.end] == figure.surface
        assert figure.surface.strip() == figure.surface


#: Sentences that set nothing for those behind them: no period that leads, no heading, no points of a rule paper.
_SENTENCES = [
    "建成17个镇服务站", "培训4200人次，其中贫困户1200人次", "资金支出率为86.3%", "网销额由3亿元增长到4亿元",
    "力争培训3000人次以上", "坚持千方百计促增收", "接待游客9万人次，收入3亿元，分别增长26.7%和18.9%", "满意率超九成",
]  # fmt: skip


def told(figure: Figure) -> tuple[object, ...]:
    return figure.surface, figure.quantity, figure.role, figure.subject, figure.period


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=4),
    st.sampled_from(_SENTENCES),
    st.integers(min_value=0, max_value=4),
)
def test_inserting_a_sentence_changes_no_other_sentence(sentences: list[str], new: str, at: int) -> None:
    def figures(written: list[str]) -> list[tuple[object, ...]]:
        return [told(one) for one in extract(clean_text("。".join(written) + "。"), LEXICON).figures]

    longer = [*sentences[:at], new, *sentences[at:]]
    alone = [
        [told(one) for one in extract(clean_text(f"{sentence}。"), LEXICON).figures] for sentence in longer
    ]
    assert figures(longer) == [one for found in alone for one in found]


def test_a_period_that_leads_is_inherited_by_declaration() -> None:
    (figure,) = extract(clean_text("2021年，全县发力。建成17个站点。"), LEXICON).figures
    assert figure.period == "2021年"
    (figure,) = extract(clean_text("全县发力。建成17个站点。"), LEXICON).figures
    assert figure.period is None
