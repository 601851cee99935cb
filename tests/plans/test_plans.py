"""Plans: what an outline asks for and a paper takes up, its targets, and what a report says became of them."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from docscore.extract import extract
from docscore.ingest import read
from docscore.model import Assessment, Extraction, Goal, Lexicon, Status
from docscore.normalize import normalize
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.pipeline.journey import assess
from docscore.plans import goals, targets

_GOLD = YAML(typ="safe").load((Path(__file__).parent / "contents.yaml").read_text(encoding="utf-8"))
_SEEDS = Path(__file__).parents[3] / "shared/seeds"
_WRITTEN = {Status.MET: "yes", Status.JUDGEMENT: "partly", Status.NO_EVIDENCE: "no"}


@cache
def _lexicon() -> Lexicon:
    return load_lexicon()


def _assessed(path: Path) -> Assessment:
    return assess(path, load_rubric("plan-outline-city", _lexicon()), _lexicon(), read)


def _extraction(tmp_path: Path, text: str) -> Extraction:
    path = tmp_path / f"{abs(hash(text))}.txt"
    path.write_text(text, encoding="utf-8")
    return extract(normalize(read(path)), _lexicon())


@pytest.fixture(scope="module", params=sorted(_GOLD["papers"]))
def article(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, object], Assessment]:
    """One of the three city plans of the seeds, cut out of the file that holds them."""
    if not _SEEDS.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{_SEEDS} is missing")
        pytest.skip("the seeds lie outside the project")
    gold = _GOLD["papers"][request.param]
    whole = next(_SEEDS.glob("003*")).read_text(encoding="utf-8")
    part = next(p for p in re.split(r"(?m)^(?=第[一二三四五]篇:)", whole) if p.startswith(gold["part"]))
    path = tmp_path_factory.mktemp("plan") / f"{request.param}.txt"
    path.write_text(part.split("\n", 1)[1], encoding="utf-8")
    return gold, _assessed(path)


def test_contents_of_each_city_plan_as_read_by_hand(article: tuple[dict[str, object], Assessment]) -> None:
    gold, assessment = article
    found = {line.id: _WRITTEN.get(line.outcome.status, "?") for line in assessment.sheet.criteria()}
    assert found == gold["contents"]


def test_targets_of_each_city_plan_as_counted_by_hand(article: tuple[dict[str, object], Assessment]) -> None:
    gold, assessment = article
    found = targets(assessment.extraction)
    assert [figure.printed for figure in found] == gold["targets"]
    deadlines = {figure.printed: figure.period for figure in found}
    assert {key: deadlines[key] for key in gold["deadline"]} == gold["deadline"]  # type: ignore[attr-defined, index]


def test_no_finding_about_results_is_raised_on_a_plan(article: tuple[dict[str, object], Assessment]) -> None:
    _, assessment = article
    assert not [f.code for f in assessment.review.findings if f.code[0] in "SGPF"]


def _summary(tmp_path: Path, characters: int) -> Assessment:
    path = tmp_path / f"{characters}.txt"
    text = f"某市创建国家电子商务示范城市工作方案\n一、摘要\n{'字' * (characters - 1)}。\n二、主要任务\n建设物流配送体系。\n"
    path.write_text(text, encoding="utf-8")
    return _assessed(path)


@pytest.mark.parametrize(("characters", "status"), [(3500, Status.MET), (3501, Status.NOT_MET)])
def test_summary_is_counted_and_3500_is_the_last_that_fits(
    tmp_path: Path, characters: int, status: Status
) -> None:
    line = next(one for one in _summary(tmp_path, characters).sheet.criteria() if one.id == "S1.1.5")
    assert line.outcome.status is status
    assert f"共 {characters}字" in line.outcome.trace.reason


def test_a_wish_in_the_chapter_on_the_present_is_no_task(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        "一、发展现状\n本市物流配送体系比较健全。\n二、保障措施\n成立领导小组。\n", encoding="utf-8"
    )
    status = {line.id: line.outcome.status for line in _assessed(path).sheet.criteria()}
    assert status["S5.1.3"] is Status.NO_EVIDENCE
    assert status["S6.1.1"] is Status.MET


def _paired(tmp_path: Path, plan: str, report: str) -> tuple[Goal, ...]:
    return goals(_extraction(tmp_path, plan), _extraction(tmp_path, report), "实施方案")


_PLAN = "一、工作目标\n到2021年底，建成村级服务站点120个，培训电商人才3000人次，培育电商企业5家，网络零售额增长20%。\n"


def test_each_target_finds_its_result_and_how_far_it_was_reached(tmp_path: Path) -> None:
    report = "一、完成情况\n建成村级服务站点120个。培训电商人才2700人次。网络零售额同比增长26.3%。\n"
    found = {goal.target.printed: goal for goal in _paired(tmp_path, _PLAN, report)}
    stations, trained, firms, growth = (found[key] for key in ("120个", "3000人次", "5家", "20%"))
    assert (stations.met, stations.repeats) == (True, True)
    assert trained.met is False
    assert trained.completion is not None
    assert trained.completion.low == 90
    assert firms.result is None
    assert (growth.met, growth.completion) == (True, None)


def test_growth_is_not_answered_by_a_share(tmp_path: Path) -> None:
    report = "一、完成情况\n网络零售额占社会消费品零售总额的26.3%。\n"
    growth = next(goal for goal in _paired(tmp_path, _PLAN, report) if goal.target.printed == "20%")
    assert growth.result is None


def test_a_ceiling_is_reached_from_below(tmp_path: Path) -> None:
    plan = "一、工作目标\n农产品损耗率控制在8%以内。\n"
    report = "一、完成情况\n农产品损耗率为6.5%。\n"
    (goal,) = _paired(tmp_path, plan, report)
    assert (goal.met, goal.completion) == (True, None)


def test_a_target_told_twice_stands_once(tmp_path: Path) -> None:
    twice = _PLAN + "二、主要任务\n到2021年底，建成村级服务站点120个。\n"
    printed = [figure.printed for figure in targets(_extraction(tmp_path, twice))]
    assert printed.count("120个") == 1
