"""The report of a batch as one HTML page, without script; nothing is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.resources import files

from .form_summary import FORM_HEADS, HOW, form_rows
from .screening import Screening, Table, ranking_rows, summary, tables
from .words import PROVISIONAL

_RANKING = ("排名", "单位", "自评", "区间", "有据", "差值", "等次", "备注")
#: A page with more rows is slow to open; the workbook has them all.
_MOST = 2000


def screening_html(screening: Screening) -> str:
    """One self-contained page; the same for the same batch.

    Args:
        screening: what the batch came to.
    """
    style = files(__package__).joinpath("difference.css").read_text(encoding="utf-8")
    body = _forms(screening) if screening.has_forms else _ranking(screening)
    body += "".join(_section(table) for table in tables(screening))
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="renderer" content="webkit">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(screening.title)} · 预审报告</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"<header><h1>{escape(screening.title)}　预审报告</h1><p>{escape(summary(screening))}。</p>"
        f'<p class="faint">细则：{escape(screening.rubric)}。{PROVISIONAL}。</p></header>\n'
        f"<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _ranking(screening: Screening) -> str:
    heads = (_RANKING[0], screening.unit, *_RANKING[2:])
    ranking = _table(heads, ranking_rows(screening))
    return f'<h2>排名</h2>\n<p class="faint">差值＝自评−有据。排名写成范围的，是各单位的得分区间还互相重叠；并列同名次。</p>\n{ranking}'


def _forms(screening: Screening) -> str:
    rows = form_rows(screening)
    more = f"共 {len(rows)} 行，这里列前 {_MOST} 行，全部见 report.xlsx。" if len(rows) > _MOST else ""
    return f'<h2>汇总</h2>\n<p class="faint">{escape(HOW + more)}</p>\n{_table(FORM_HEADS, rows[:_MOST])}'


def _section(table: Table) -> str:
    if not table.rows:
        return f"<h2>{table.name}</h2>\n<p>{table.empty}</p>\n"
    shown = table.rows[:_MOST]
    told = (
        f"共 {len(table.rows)} 行，这里列前 {_MOST} 行，全部见 report.xlsx。"
        if len(table.rows) > _MOST
        else ""
    )
    note = f'<p class="faint">{escape(table.note + told)}</p>\n' if table.note + told else ""
    heads = [name for name, _ in table.columns]
    return f"<h2>{table.name}（{len(table.rows)}）</h2>\n{note}{_table(heads, shown)}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    return f'<div class="table"><table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>\n'
