"""What was not read: it widens, it never lowers, and it is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docscore.ingest import read
from docscore.model import Document, Finding, Unread
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.pipeline.journey import assess

_LEXICON = load_lexicon()
_RUBRIC = load_rubric("guangdong-2019", _LEXICON)


def _without_page_three(path: Path) -> Document:
    return replace(read(path), pages=4, unread=(Unread("第3页", "为扫描件，未识别", (3,)),))


def _raised(path: Path, *, whole: bool) -> tuple[Finding, ...]:
    assessment = assess(path, _RUBRIC, _LEXICON, reader=read if whole else _without_page_three)
    assert assessment.sheet.low <= assessment.sheet.supported <= assessment.sheet.high
    return tuple(finding for finding in assessment.review.findings if finding.code == "G07")


def test_an_unread_page_is_told_with_the_points_that_may_hang_on_it(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("每月向市商务局报送统计数据。", encoding="utf-8")
    assert not _raised(path, whole=True)
    [finding] = _raised(path, whole=False)
    assert "第3页为扫描件，未识别" in finding.message
    # All but the three points of what the text does say are open.
    assert finding.points_at_stake == 97
