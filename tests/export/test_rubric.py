from __future__ import annotations

from tests.export.sample import rubric

from docscore.export.rubric import rubric_text, rubrics_text


def test_show_has_clause_rows_and_what_is_presumed():
    text = rubric_text(rubric())
    assert "S2.1.11 行政村站点覆盖率（5 分）：70%及以上 5 分" in text
    assert "行政村覆盖率 >= 70%：5 分" in text
    assert "其他情况（条款未写，按此推定）：0 分" in text
    assert "注：原表未写最低档以下得几分" in text


def test_list_aligns_ids():
    assert rubrics_text([("a", "甲"), ("long-id", "乙")]) == "a        甲\nlong-id  乙\n"
