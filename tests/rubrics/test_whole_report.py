"""A whole rubric on an own-written report of its kind: every line gets an interval, the numeric ones the right points."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.pipeline.journey import assess

_REPORT = """某县电子商务进农村综合示范自评报告
一、服务体系
全县电商网点村级覆盖率达到56%，各站点开展代购代销、代收代发服务。物流快递乡镇覆盖率达到85%，县级仓储中心与所有村级网点共享。从县到村3天送达。
二、培训
累计培训3245人次，任务完成率62%。
三、成效
2019年电子商务交易额同比增长33.1%。贫困村电商服务覆盖率达到44%。
"""


def test_the_task_table_scores_a_report(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(_REPORT, encoding="utf-8")
    lexicon = load_lexicon()
    rubric = load_rubric("ningqiang-2019", lexicon)
    lines = {line.id: line.outcome for line in assess(report, rubric, lexicon).sheet.criteria()}
    assert set(lines) == {criterion.id for criterion in rubric.criteria()}
    for criterion, points in {
        "S1.2.1": 4,
        "S2.1.1": 3,
        "S2.1.2": 3,
        "S4.1.6": 3,
        "S7.1.1": 3,
        "S10.1.6": 3,
    }.items():
        assert (lines[criterion].low, lines[criterion].high) == (Decimal(points), Decimal(points)), criterion
    assert lines["S9.1.2"].status.value == "pending", "a place in the cohort is known only when all are in"
    assert lines["S8.1.1"].low == 0, "what the report does not say is not guessed"
    assert lines["S8.1.1"].high == 3
