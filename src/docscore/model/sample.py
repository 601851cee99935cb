"""A sample (抽样) of stations or trainees for a visit or a call, drawn so that anybody can draw it again."""

from __future__ import annotations

from dataclasses import dataclass

from .document import Place


@dataclass(frozen=True, slots=True)
class SampledUnit:
    """One station or trainee that can be drawn.

    Attributes:
        number: its running number in the population, from 1, in order of file and row.
        name: name of the station or of the person.
        keeper: who is in charge of it; empty for a trainee.
        phone: telephone as the list has it; empty if it has none.
        town: 乡镇; empty if the list has none.
        village: 行政村; empty if the list has none.
        poor: whether it is marked as 贫困; ``None`` if the list does not say.
        place: its row, the file's name in the label.
    """

    number: int
    name: str
    keeper: str
    phone: str
    town: str
    village: str
    poor: bool | None
    place: Place


@dataclass(frozen=True, slots=True)
class Stratum:
    """A layer of the population (分层): a town's poor villages, or its others.

    Attributes:
        town: the town; empty where the lists name none.
        poor: whether its units are marked as 贫困; ``None`` where the lists do not say.
        population: how many units it has.
        drawn: how many were drawn.
    """

    town: str
    poor: bool | None
    population: int
    drawn: int


@dataclass(frozen=True, slots=True)
class Sample:
    """What was drawn, and how.

    Attributes:
        seed: what the drawing began with.
        population: units that could be drawn, each once.
        repeated: rows left out because they name a unit that a row before them names.
        strata: the layers, in order of town.
        units: the units drawn, in order of number.
        sources: the lists, each as file and title.
    """

    seed: str
    population: int
    repeated: int
    strata: tuple[Stratum, ...]
    units: tuple[SampledUnit, ...]
    sources: tuple[str, ...]
