"""Which code causes which: the table behind the chains of findings.

A finding causes another where settling the first settles the second or makes it another question: with the right number
of villages a coverage that hung on one village is computed anew.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Shared(Enum):
    """What a consequence has in common with its root, so that the two speak of the same thing."""

    NUMBER = "同一个数"  # a figure, or a metric that figures of both speak to
    NUMBERS = "同样的数"  # every figure or metric of the consequence
    LINES = "同一评分项"  # every criterion of the consequence
    POINTS = "同一评分项的分"  # the same, and points hang on the root
    PLACE = "同一处"  # words that both point at
    PAPER = "同一份佐证材料"  # a file of evidence that both point into
    DIFFERENCE = "相差的分数相同"  # the difference is as large as the root's
    RUBRIC = "所用的细则"  # whatever concerns a line of the rubric


class Cause(NamedTuple):
    """A row of the table: *code* causes each of *effects* where they share *by*; no effects stand for all codes."""

    code: str
    by: Shared
    effects: tuple[str, ...]


#: From the deepest cause to the nearest: the first row that fits names the root.
CAUSES: tuple[Cause, ...] = (
    # Asked by the rules of another programme, no line says anything.
    Cause("S09", Shared.RUBRIC, ()),
    # What is missing may stand on the pages that were not read, or in the files that cannot be opened.
    Cause("G07", Shared.LINES, ("G01", "S01", "S21")),
    Cause("G22", Shared.LINES, ("G20", "G21")),
    # A sentence taken from another county's paper brings its numbers and dates along.
    Cause("N01", Shared.PLACE, ("A01", "C01", "C02", "E01", "P02", "P06", "R06", "R07")),
    # A unit written wrong, or persons for visits: the number is another one, so nothing made from it can agree.
    Cause(
        "U01", Shared.NUMBER, ("A01", "A03", "C01", "C02", "F01", "F02", "F03", "R06", "R07", "U02", "U05")
    ),
    Cause("U02", Shared.NUMBER, ("A01", "A03", "C01", "C02", "R06", "R07")),
    Cause("U03", Shared.NUMBER, ("C01", "C02", "R01", "R06", "R09", "U04")),
    Cause("U05", Shared.NUMBER, ("A01", "C01", "C02")),
    Cause("U06", Shared.NUMBER, ("R05",)),
    # An amount that is not certain itself can neither add up nor agree with another.
    Cause(
        "A04",
        Shared.NUMBER,
        ("A01", "A02", "A03", "C01", "C02", "C23", "F01", "F02", "F03", "R01", "R05", "R06", "R07"),
    ),
    # A list with a row too many or a wrong one is not as long as the text says; a ledger that does not add up neither.
    Cause("G30", Shared.PAPER, ("C20", "C21")),
    Cause("G31", Shared.PAPER, ("C20", "C21")),
    Cause("C22", Shared.PAPER, ("C21",)),
    Cause("A20", Shared.PAPER, ("C23",)),
    Cause("E02", Shared.PLACE, ("E01",)),
    Cause("E10", Shared.PLACE, ("E01",)),
    # The text's number is not the list's, so what is computed from it is open.
    Cause("C20", Shared.NUMBER, ("R01", "R09", "T01", "T02")),
    Cause("C21", Shared.NUMBER, ("R01", "T01", "T02")),
    # Which of two numbers is right comes before what is computed from it; a self-score is touched where points differ.
    Cause(
        "C01",
        Shared.NUMBER,
        ("A01", "A03", "E01", "F01", "F02", "F03", "R01", "R05", "R06", "R07", "R08", "R09", "T01", "T02"),
    ),
    Cause("C01", Shared.POINTS, ("S01", "S02", "S21")),
    Cause("C02", Shared.NUMBER, ("A01", "E01", "F01", "F02", "F03", "R05", "R06", "R07", "R08", "R09")),
    # A total, part or count that does not hold is the numerator or base of a rate, and moves it over its threshold.
    Cause("A01", Shared.NUMBER, ("A03", "R01", "R06", "R07", "T01", "T02")),
    Cause("A02", Shared.NUMBER, ("A03", "R01", "R06", "R07", "T01", "T02")),
    Cause("A03", Shared.NUMBER, ("R01", "T01", "T02")),
    Cause("E01", Shared.NUMBER, ("R01", "T01", "T02")),
    # More was spent than received: what is left over and the share that was spent are wrong with it.
    Cause("F01", Shared.NUMBER, ("F02", "F03", "R01", "R06")),
    # A rate that its own numbers refute: that it exceeds 100%, or misses again in its sentence, is the same slip.
    Cause("R01", Shared.NUMBER, ("F03", "R03", "R06", "R08", "T01", "T02")),
    Cause("R01", Shared.LINES, ("S01", "S21")),
    Cause("F03", Shared.NUMBER, ("R02", "R03", "R06", "R08")),
    Cause("R06", Shared.NUMBER, ("R08",)),
    # A share above 100% is wrong whatever its base.
    Cause("R03", Shared.NUMBER, ("R02",)),
    # Were the metric reported that the rubric asks for, nobody would need the base of the one beside it.
    Cause("F04", Shared.NUMBER, ("G03", "R02", "T01", "T02")),
    Cause("G03", Shared.NUMBER, ("R02", "T01", "T02")),
    Cause("G03", Shared.LINES, ("S01", "S21")),
    # Without a base a rate cannot be computed again, so its line is left to a person and supports less.
    Cause("R02", Shared.NUMBER, ("T01", "T02")),
    Cause("R02", Shared.LINES, ("S01", "S21")),
    # The self-score lacks what the rate cannot reach, or what its own digits leave open.
    Cause("R04", Shared.LINES, ("G01", "S01", "S21")),
    Cause("T02", Shared.LINES, ("S01", "S21")),
    # A number that was only planned or signed for earns nothing yet, whatever its margin.
    Cause("C10", Shared.NUMBER, ("T01", "T02")),
    # The words of the rules support no self-score.
    Cause("G10", Shared.LINES, ("S01",)),
    Cause("G04", Shared.NUMBER, ("T01", "T02")),
    Cause("G04", Shared.LINES, ("S01", "S21")),
    # A rate of satisfaction that nobody asked for is no less without a base because it is only a target.
    Cause("G08", Shared.NUMBER, ("G09",)),
    # What the text denies, merely plans or copies from the clause cannot support the self-score.
    Cause("C03", Shared.LINES, ("S01", "S05", "S21")),
    Cause("C03", Shared.PLACE, ("C04",)),
    Cause("G10", Shared.LINES, ("S01", "S21")),
    Cause("G05", Shared.LINES, ("S01", "S21")),
    # A day that does not exist is neither before nor after another; what ends before it starts cannot have run for long.
    Cause("P02", Shared.PLACE, ("P03", "P04", "P05", "P06")),
    Cause("P04", Shared.PLACE, ("P05",)),
    # A total is off by what one row has too much, or by what it has in another place, and so is its subtotal.
    Cause("S06", Shared.DIFFERENCE, ("S04",)),
    Cause("S10", Shared.DIFFERENCE, ("S04",)),
    Cause("S04", Shared.DIFFERENCE, ("S04",)),
    # A self-score that stands in two places, or that no combination of steps gives, is itself not certain yet.
    Cause("S10", Shared.LINES, ("S01", "S02", "S03", "S21")),
    Cause("S03", Shared.LINES, ("S01", "S02", "S21")),
    # The points that nobody explains are those that the text would allow.
    Cause("S20", Shared.LINES, ("S02",)),
    # A row left blank claims nothing, so that its lines are mentioned nowhere.
    Cause("S07", Shared.LINES, ("G01",)),
    # Forms. An amount in another unit, an operator that points the wrong way or a blank leave nothing to compute with.
    Cause("Z12", Shared.LINES, ("Z01", "Z07", "Z08", "Z13", "Z17", "Z21", "Z22")),
    Cause("Z02", Shared.LINES, ("Z01", "Z13", "Z22")),
    Cause("Z14", Shared.LINES, ("Z13", "Z22")),
    # Points above their weight, or a weight that is wrong, are what the sums are off by.
    Cause("Z15", Shared.DIFFERENCE, ("Z10",)),
    Cause("Z09", Shared.DIFFERENCE, ("Z10", "Z16")),
    # A total that its own rows refute has no grade, no cap and no text to agree with; nor has such a rate.
    Cause("Z10", Shared.PLACE, ("Z11", "Z18", "Z19")),
    Cause("Z07", Shared.PLACE, ("Z20",)),
    Cause("Z08", Shared.PLACE, ("Z20",)),
    # Numerator and base of one line are of one old date, or of none.
    Cause("P01", Shared.LINES, ("P01",)),
    Cause("P10", Shared.LINES, ("P10",)),
    # One sentence that denies two things, or what earned full marks, is one place to look.
    Cause("C03", Shared.PLACE, ("C03", "G15")),
    Cause("S05", Shared.PLACE, ("G15", "S05")),
    Cause("G05", Shared.PLACE, ("G05", "G15")),
    # The same number decides two lines (one of them a bonus), or stands a third time with another value.
    Cause("T01", Shared.NUMBERS, ("T01",)),
    Cause("T02", Shared.NUMBERS, ("T02",)),
    Cause("C02", Shared.NUMBER, ("C02",)),
)


def causes_of(code: str) -> tuple[str, ...]:
    """Codes that may be the root of *code*, in the order of the table; itself and the cause of all left out."""
    return tuple(dict.fromkeys(row.code for row in CAUSES if code in row.effects and row.code != code))
