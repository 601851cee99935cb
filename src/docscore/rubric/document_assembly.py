"""The lines of a form → one rubric: each clause read, put under its headings, numbered; what was not read, named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from ..model import (
    CleanDocument,
    Criterion,
    Fact,
    Grade,
    GradeBand,
    Indicator,
    Lexicon,
    Metric,
    Phrase,
    Rubric,
    RubricSection,
    Rule,
    Veto,
)
from .awards import Effect, cut
from .clause import read_clause
from .document_criteria import judged, short_name, split_clause
from .document_form import Form, Heading, Line, with_marks
from .document_whole import stated_bonus, stated_grades, stated_scale, stated_total, whom
from .document_wording import widened
from .document_worth import worth_of
from .drafted import Drafted

_ZERO = Decimal(0)
_BONUS = re.compile(r"^(?:附加|额外|奖励)?加分|^奖励|^附加分|^创新加分|加分(?:项|因素|指标|事项)?$")
_DEDUCTION = re.compile(r"^(?:倒?扣|减)分|扣分(?:项|因素|指标|事项)$|减分(?:项|因素|指标)$")
_VETO = re.compile(r"否决")
#: Headings that only say that rules follow.
_GENERIC = re.compile(
    r"^(?:考[核评]|评[分价估]|计分|记分|验收|具体)*(?:内容|计分|标准|指标|办法|细则|方法|评分|体系|及)+(?:和[^，]{0,8})?$"
)
#: The metric that grades compare, by the name that the loader knows.
_GRADED = "total"
_EVIDENCE_BREAK = re.compile(r"[；;\n。]")


@dataclass(frozen=True, slots=True)
class Unread:
    """A clause that a person must write into the rubric.

    Attributes:
        criterion: id of the criterion that stands for it; empty if it has none, since no points are known.
        clause: its words.
        reason: what could not be read, in Chinese.
        place: where it stands in the document.
    """

    criterion: str
    clause: str
    reason: str
    place: str


@dataclass(frozen=True)
class RubricDraft:
    """One form of a rule document as a rubric.

    Attributes:
        rubric: the rubric.
        unread: clauses that were not read, or not whole.
    """

    rubric: Rubric
    unread: tuple[Unread, ...]


@dataclass
class _Group:
    """An indicator, or a section, as its lines come in."""

    heading: Heading
    inside: list[_Group] = field(default_factory=list)
    criteria: list[Criterion] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    choice: bool = False

    def inner(self, heading: Heading) -> _Group:
        """The group of that heading, the last one if it goes on; a new one else."""
        for group in self.inside:
            if group.heading.key == heading.key and group.heading.points == heading.points:
                return group
        self.inside.append(_Group(heading))
        return self.inside[-1]


class Assembly:
    """A form on its way to a rubric.

    Args:
        form: its lines.
        lexicon: for units, and the wordings of what the packs know.
    """

    def __init__(self, form: Form, lexicon: Lexicon) -> None:
        self.form = form
        self.lexicon = lexicon
        self.groups = {kind: _Group(Heading("")) for kind in ("S", "B", "D", "V")}
        self.metrics: dict[str, Metric] = {}
        self.facts: dict[str, Fact] = {}
        self.unread: list[Unread] = []
        self.grades: tuple[GradeBand, ...] = ()

    def draft(self, identifier: str, document: CleanDocument, text: str) -> RubricDraft | None:
        """The rubric; ``None`` if no line of the form earns points."""
        for line in self.form.lines:
            self._add(line)
        base = self.groups["S"].inside
        if not any(section.criteria or section.inside for section in base):
            return None
        sections = tuple(self._section(section, f"S{i}") for i, section in enumerate(base, 1))
        self.grades = self.grades or stated_grades(text, self.lexicon)
        if self.grades:
            self.metrics[_GRADED] = Metric(_GRADED, "总分", "分", (Phrase("[总分|总得分]…{n}"),))
        rubric = Rubric(
            id=identifier,
            title=self.form.title or identifier,
            version="0.1",
            source=f"{document.document.path.replace(chr(92), '/').rsplit('/', 1)[-1]}，{self.form.place or '全文'}",
            unit=whom(self.form.title, text),
            total=self._total(sections, text),
            sections=sections,
            bonus=self._bonus(text),
            deductions=self._special("D"),
            veto=self._special("V"),
            scale=stated_scale(text),
            grades=self.grades,
            metrics=self.metrics,
            facts=self.facts,
            notes=tuple(self._notes()),
        )
        return RubricDraft(rubric, tuple(self.unread))

    def _add(self, line: Line) -> None:
        headings = line.headings
        while len(headings) > 1 and headings[0].points is None and _GENERIC.match(headings[0].name):
            headings = headings[1:]
        headings = headings or (Heading("评分项"),)
        names = [heading.name for heading in headings]
        home = _home(names)
        whole = with_marks(line.clause)
        if line.choice:
            self._choice(line, headings)
            return
        points = line.points
        about = headings[-1].name
        pieces = self._pieces(whole, points, about)
        for clause in pieces:
            own = points if len(pieces) == 1 else None
            self._criterion(clause, own, line, headings, home)

    def _pieces(self, clause: str, points: Decimal | None, about: str) -> tuple[str, ...]:
        awards = cut(clause).awards
        if not awards:
            return (clause,)
        if points is not None and all(award.effect in (Effect.DEDUCT, Effect.ZERO) for award in awards):
            return (clause,)
        return split_clause(clause, self.lexicon, points=points, about=about)

    def _criterion(
        self, clause: str, points: Decimal | None, line: Line, headings: tuple[Heading, ...], home: str
    ) -> None:
        name = short_name(clause)
        if home == "V":
            drafted = self._read(_as_veto(clause), None, headings, name)
        elif not cut(clause).awards and points is not None:
            drafted = self._read(f"{clause.rstrip('。；;， ')}（{points:f}分）", points, headings, name)
        else:
            drafted = self._read(clause, points, headings, name)
        if drafted.rule is None:
            drafted = self._fallback(clause, points, drafted, name)
        if isinstance(drafted.rule, Grade):
            self.grades = drafted.rule.bands
            return None
        rule = drafted.rule
        if rule is None:
            return self.unread.append(Unread("", clause, "没有读到分值", line.place))
        if home == "S" and drafted.kind == "bonus":
            home = "B"
        worth = worth_of(rule, drafted, points)
        if home == "S" and worth <= 0 and not isinstance(rule, Veto):
            home = "D"
        if isinstance(rule, Veto):
            home, worth = "V", _ZERO
        self._place(drafted, rule, worth, clause, name, line, headings, home)
        return None

    def _read(self, clause: str, points: Decimal | None, headings: tuple[Heading, ...], name: str) -> Drafted:
        about = headings[-1].name or name
        drafted = read_clause(clause, self.lexicon, points=points, about=about, prefix=self._prefix())
        return widened(drafted, self.lexicon)

    def _fallback(self, clause: str, points: Decimal | None, drafted: Drafted, name: str) -> Drafted:
        awards = cut(clause).awards
        most = points if points is not None else max((award.high for award in awards), default=_ZERO)
        return judged(clause, most, self._prefix(), name) if most > 0 else drafted

    def _prefix(self) -> str:
        return f"c{len(self.facts) + len(self.metrics) + 1}_"

    def _choice(self, line: Line, headings: tuple[Heading, ...]) -> None:
        """A line for one kind of unit alone: all points of its section, graded by a person."""
        points = line.points
        if points is None:
            return self.unread.append(Unread("", line.clause, "没有读到分值", line.place))
        drafted = judged(line.clause, points, self._prefix(), headings[-1].name)
        assert drafted.rule is not None
        section = self._place(
            drafted, drafted.rule, points, line.clause, headings[-1].name, line, headings, "S"
        )
        section.choice = True
        return None

    def _place(
        self,
        drafted: Drafted,
        rule: Rule,
        worth: Decimal,
        clause: str,
        name: str,
        line: Line,
        headings: tuple[Heading, ...],
        home: str,
    ) -> _Group:
        """Put a criterion under its headings; ids are given in the end, when all are known."""
        if home == "S":
            section = self.groups["S"].inner(headings[0])
            indicator = section.inner(headings[-1] if not line.choice else Heading(headings[-1].name))
        else:
            section = self.groups[home]
            own = _home([headings[-1].name]) == home
            indicator = section.inner(headings[-1] if own else Heading(headings[-1].name))
        notes = [*drafted.ambiguities]
        if drafted.unread:
            whole = drafted.unread == (drafted.clause,)
            told = (
                f"没有读出得分办法，由人在 0～{worth:f} 分内评"
                if whole
                else f"没有读懂“{'；'.join(drafted.unread)}”"
            )
            notes.append(told)
            self.unread.append(Unread("", clause.strip(), told, line.place))
        self.metrics |= drafted.metrics
        self.facts |= drafted.facts
        indicator.evidence += [text for text in _papers(line.evidence) if text not in indicator.evidence]
        indicator.criteria.append(
            Criterion(id="", name=name, points=worth, clause=clause.strip(), rule=rule, note="；".join(notes))
        )
        return section

    def _section(self, group: _Group, identifier: str) -> RubricSection:
        indicators = tuple(
            self._indicator(inner, f"{identifier}.{i}") for i, inner in enumerate(group.inside, 1)
        )
        return RubricSection(
            identifier,
            group.heading.name,
            group.heading.points,
            indicators,
            "one_of" if group.choice else "sum",
        )

    def _special(self, kind: str) -> tuple[Indicator, ...]:
        return tuple(
            self._indicator(group, f"{kind}{i}") for i, group in enumerate(self.groups[kind].inside, 1)
        )

    def _bonus(self, text: str) -> tuple[Indicator, ...]:
        """Bonus indicators; one alone, with the points that the document states for all, where they stand among others."""
        stated = stated_bonus(f"{self.form.title}\n{text}")
        groups = self.groups["B"].inside
        if stated is not None and groups and all(group.heading.points is None for group in groups):
            together = _Group(Heading("加分项", stated))
            for group in groups:
                together.criteria += group.criteria
                together.evidence += group.evidence
            self.groups["B"].inside = [together]
        return self._special("B")

    def _indicator(self, group: _Group, identifier: str) -> Indicator:
        criteria = tuple(
            Criterion(f"{identifier}.{i}", c.name, c.points, c.clause, c.rule, c.matches, c.note)
            for i, c in enumerate(group.criteria, 1)
        )
        self.unread = [
            Unread(found.criterion or _id_of(found, criteria), found.clause, found.reason, found.place)
            for found in self.unread
        ]
        return Indicator(
            identifier, group.heading.name, group.heading.points, criteria, tuple(group.evidence)
        )

    def _total(self, sections: tuple[RubricSection, ...], text: str) -> Decimal:
        """As the document states it; else what the headings of the sections add up to, or their lines."""
        stated = stated_total(f"{self.form.title}\n{text}")
        if stated is not None:
            return stated
        return sum((_marks(section) for section in sections), _ZERO)

    def _notes(self) -> Iterator[str]:
        yield f"由 docscore rubric draft 起草，请逐条核对；{len(self.unread)} 条没有读全，见各项的注"


def _marks(section: RubricSection) -> Decimal:
    if section.points is not None:
        return section.points
    return sum((c.points for indicator in section.indicators for c in indicator.criteria), _ZERO)


def _home(names: list[str]) -> str:
    """Where lines under these headings belong: base, bonus, deductions or veto."""
    for name in names:
        if _VETO.search(name):
            return "V"
        if _BONUS.search(name) and "减分" not in name and "扣分" not in name:
            return "B"
        if _DEDUCTION.search(name):
            return "D"
    return "S"


def _as_veto(clause: str) -> str:
    return clause if _VETO.search(clause) else f"{clause.rstrip('。；;， ')}的，一票否决"


def _id_of(found: Unread, criteria: tuple[Criterion, ...]) -> str:
    return next((one.id for one in criteria if one.clause == found.clause.strip()), "")


def _papers(text: str) -> list[str]:
    return [part.strip() for part in _EVIDENCE_BREAK.split(text) if part.strip()]
