"""What a line says of itself, so that a person can sign it without opening the report."""

from __future__ import annotations

from pathlib import Path

import pytest

from docscore.extract import extract
from docscore.ingest import read
from docscore.link import link
from docscore.model import CriterionLine
from docscore.normalize import normalize
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.score import score

_LEXICON = load_lexicon()
_RUBRIC = load_rubric("guangdong-2019", _LEXICON)


def _line(text: str, criterion: str, tmp_path: Path) -> CriterionLine:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    document = read(path)
    sheet = score(_RUBRIC, link(document, extract(normalize(document), _LEXICON), _RUBRIC))
    return next(line for line in sheet.criteria() if line.id == criterion)


@pytest.mark.parametrize(
    ("text", "criterion", "reason"),
    [
        (
            "县级电商公共服务中心于2020年3月投入使用。",
            "S2.1.2",
            "2020年3月起，至2021年8月31日止，满 17 个月，符合“公共服务中心正常运行月数 >= 6”",
        ),
        (
            "县级电商公共服务中心已建成。",
            "S2.1.2",
            "没有写公共服务中心正常运行月数，也没有写明公共服务中心投入运行的日期",
        ),
        (
            "有劳动能力的建档立卡贫困人口10549人。累计培训4385人次。",
            "S2.3.2",
            "至多 4385 ÷ 10549 = 41.57%，到不了“>= 50%”；基数要由 10549 降到 8770 及以下（至少减少 1779）才有可能",
        ),
        (
            "全县共190个行政村。建成137个村级电商服务站点。目前村级电商服务站点达到128个。",
            "S2.1.11",
            "行政村站点覆盖率前后不一：137 ÷ 190 = 72.11%、128 ÷ 190 = 67.37%，落在不同档次",
        ),
        (
            "常住人口420000人。累计培训近4200人次。",
            "S2.3.1",
            "约4200人次 ÷ 420000 = 0.95%（0.90%–1.00%），符合“培训人次占常住人口 >= 0.8%”",
        ),
        ("全县风景秀丽。", "S6.2.1", "没有提到国家级电视媒体播报、省级电视媒体播报"),
    ],
)
def test_reason(text: str, criterion: str, reason: str, tmp_path: Path) -> None:
    assert reason in _line(text, criterion, tmp_path).outcome.trace.reason


def test_the_sentence_with_the_date_is_evidence(tmp_path: Path) -> None:
    line = _line("县级电商公共服务中心于2020年3月投入使用。", "S2.1.2", tmp_path)
    assert [statement.dated for statement in line.outcome.trace.statements] == ["2020年3月"]
