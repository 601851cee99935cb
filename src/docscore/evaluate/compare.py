"""One labelled paper against what was extracted from it."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from ..model import Document, Extraction, Figure, plain
from ..model.gold import Evaluation, Fault, GoldPaper, Label, Wrong
from .spans import Flat, Span, hull, label_spans, trap_spans

#: Two subjects agree from here on: rapidfuzz's partial ratio, 0 to 100, or the share of the label's characters.
SUBJECT_RATIO, SUBJECT_SHARE = 60, 0.6

_NUMBER = re.compile(r"\d+")


def compare(paper: GoldPaper, document: Document, extraction: Extraction, into: Evaluation) -> None:
    """Adds one paper's counts and differences to *into*.

    A label is paired with a figure that overlaps it, the one with the same span first. An optional label counts
    neither for nor against, whether it is met or not.

    Args:
        paper: the labels.
        document: the paper as read.
        extraction: what was extracted.
        into: grows by this paper.

    Raises:
        UsageError: the document does not hold what the labels name.
    """
    flat = Flat.of(document)
    labels, traps = label_spans(paper, flat.text), trap_spans(paper, flat.text)
    region = (0, len(flat.text))
    if paper.part:
        region = hull([span for span, _ in (*labels, *traps)], flat.text)
    figures = [(span, one) for span, one in flat.figures(extraction) if region[0] <= span[0] < region[1]]
    into.papers += 1
    taken: set[int] = set()
    for span, label in labels:
        rest = [i for i, (other, _) in enumerate(figures) if i not in taken and _overlap(span, other)]
        rest.sort(key=lambda i: figures[i][0] != span)
        if label.optional:
            taken.update(rest[:1])
            continue
        into.labelled += 1
        if not rest:
            into.wrong.append(Wrong(paper.name, "", Fault.MISSED, label.surface, _told(label), ""))
            continue
        taken.add(rest[0])
        into.predicted += 1
        into.matched += 1
        _agree(paper.name, label, span, *figures[rest[0]], into)
    for i, (_, figure) in enumerate(figures):
        if i not in taken:
            into.predicted += 1
            into.wrong.append(
                Wrong(paper.name, figure.place.label, Fault.INVENTED, figure.printed, "", _read(figure))
            )
    for span, trap in traps:
        into.traps += 1
        hit = [
            figure
            for other, figure in figures
            if _overlap(span, other) and not any(_overlap(other, labelled) for labelled, _ in labels)
        ]
        if hit:
            into.trapped += 1
            into.wrong.append(
                Wrong(paper.name, hit[0].place.label, Fault.TRAPPED, trap.surface, trap.why, _read(hit[0]))
            )


def _agree(paper: str, label: Label, span: Span, got_span: Span, figure: Figure, into: Evaluation) -> None:
    quantity = figure.quantity

    def judge(fault: Fault, right: bool, expected: str, got: str) -> bool:
        if not right:
            into.wrong.append(Wrong(paper, figure.place.label, fault, label.surface, expected, got))
        return right

    same_value = quantity.value == label.value and quantity.value_max == label.value_max
    same_unit = same_value and quantity.unit in label.units
    into.value += same_value
    into.span += judge(Fault.SPAN, got_span == span, label.surface, figure.surface)
    into.value_unit += judge(Fault.VALUE, same_unit, _told(label), _read(figure))
    into.comparator += judge(
        Fault.COMPARATOR,
        quantity.comparator.value == label.comparator,
        label.comparator,
        quantity.comparator.value,
    )
    into.role += judge(Fault.ROLE, figure.role.value in label.roles, "/".join(label.roles), figure.role.value)
    same_subject = not label.subjects or any(subjects_agree(one, figure.subject) for one in label.subjects)
    into.subject += judge(Fault.SUBJECT, same_subject, "/".join(label.subjects), figure.subject)
    if label.period is not None:
        into.periods += 1
        same_period = _periods_agree(label.period, figure.period)
        into.period += judge(Fault.PERIOD, same_period, label.period, figure.period or "")


def subjects_agree(expected: str, got: str) -> bool:
    """Whether two wordings of a subject mean the same: most characters of the label stand in the other."""
    if not got:
        return False
    shared = sum(1 for character in set(expected) if character in got) / len(set(expected))
    return fuzz.partial_ratio(expected, got) >= SUBJECT_RATIO or shared >= SUBJECT_SHARE


def _periods_agree(expected: str, got: str | None) -> bool:
    """截至2021-08-31 is 截至2021年8月31日; “十二五”期末 and 十二五期末 are one."""
    return got is not None and _plain_period(expected) == _plain_period(got)


def _plain_period(text: str) -> str:
    kept = re.sub(
        r"[“”\"'截至到\s日年月度\-—–~～]",
        lambda match: "-" if match.group() in "年月-—–~～至到" else "",
        text,
    )
    return _NUMBER.sub(lambda match: str(int(match.group())), kept).strip("-")


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _told(label: Label) -> str:
    upper = f"～{plain(label.value_max):f}" if label.value_max is not None else ""
    return f"{plain(label.value):f}{upper}{label.units[0]}"


def _read(figure: Figure) -> str:
    quantity = figure.quantity
    upper = f"～{plain(quantity.value_max):f}" if quantity.value_max is not None else ""
    return f"{plain(quantity.value):f}{upper}{quantity.unit}"
