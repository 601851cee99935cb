"""An invented county: its numbers from a seed, and what each criterion is worth by those numbers.

Nothing here imports docscore: the truth is computed a second time, from the rule document's steps.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Points = tuple[Decimal, Decimal]

_COUNTIES = (
    "云岭县",
    "东河县",
    "白石县",
    "清源县",
    "松坪县",
    "平湖县",
    "安岭县",
    "龙泽县",
    "长溪县",
    "兴台县",
)
_CITIES = ("南屏市", "远山市", "临川市", "海宁市", "青峰市")
_GOODS = ("红柚", "核桃", "大米", "蜂蜜", "香菇", "白茶", "黄牛", "板栗", "竹笋", "蜜桃")

#: Steps of the rules that ask for a number: (at least, points) from best to worst, as the rule document has them.
STEPS: dict[str, tuple[tuple[str, str], ...]] = {
    "S2.1.2": (("6", "2"), ("0", "0")),
    "S2.1.9": (("20", "2"), ("0", "0")),
    "S2.1.11": (("70", "5"), ("50", "2"), ("0", "0")),
    "S2.1.12": (("100", "5"), ("80", "3"), ("0", "0")),
    "S2.2.4": (("100", "1"), ("0", "0")),
    "S2.2.6": (("30", "2"), ("0", "0")),
    "S2.3.1": (("1", "10"), ("0.8", "8"), ("0.6", "6"), ("0", "0")),
    "S2.3.2": (("50", "10"), ("40", "8"), ("30", "6"), ("0", "0")),
    "S6.1.1": (("70", "2"), ("0", "0")),
}


@dataclass(frozen=True)
class County:
    """One county: numbers and names by name, and the points that its paper earns.

    Attributes:
        n: what the wordings may ask for.
        flags: what the county did in a lesser way: 分管领导, 不定期 and so on.
        truth: least and most points by criterion, on the words of its clean paper.
    """

    n: dict[str, Any]
    flags: frozenset[str]
    truth: dict[str, Points]


def _band(rng: random.Random, *ranges: tuple[int, int]) -> Decimal:
    """A number of tenths of a percent, of the first range mostly."""
    low, high = ranges[0] if rng.random() < 0.6 else rng.choice(ranges)
    return Decimal(rng.randint(low, high)) / 10


def _of(whole: Decimal, rate: Decimal) -> Decimal:
    return (whole * rate / 100).to_integral_value()


def county(seed: int) -> County:
    """A county; the same seed gives the same one.

    Args:
        seed: decides every number and name.
    """
    rng = random.Random(f"county {seed}")
    villages = Decimal(rng.randint(120, 195) if rng.random() < 0.75 else rng.randint(205, 260))
    base = min(villages, Decimal(200))
    stations = _of(base, _band(rng, (740, 920), (530, 670), (330, 460)))
    poor = Decimal(rng.randint(24, 40))
    all_poor = rng.random() < 0.6
    poor_covered = poor if all_poor else _of(poor, Decimal(rng.choice((88, 92, 70))))
    population = Decimal(
        rng.randint(210_000, 480_000) if rng.random() < 0.75 else rng.randint(510_000, 690_000)
    )
    trainees = _of(
        min(population, Decimal(500_000)) / 100, _band(rng, (1080, 1600), (830, 960), (640, 770), (300, 560))
    )
    labour = Decimal(rng.randint(1_400, 2_400))
    poor_trained = min(
        _of(labour, _band(rng, (520, 680), (415, 485), (315, 385), (150, 280), (715, 850))),
        _of(trainees, Decimal(85)),
    )
    allotted = Decimal(rng.choice((3_000_000, 4_000_000, 5_000_000, 6_000_000)))
    each = (14, 18) if rng.random() < 0.75 else (9, 11)
    parts = [_of(allotted, Decimal(rng.randint(each[0] * 100, each[1] * 100)) / 100) for _ in range(5)]
    parts = [part - part % 100 for part in parts]
    paid = sum(parts, Decimal(0))
    trade = Decimal(rng.randint(8_000, 20_000))
    planned = Decimal(rng.randint(21, 39))
    goods = rng.sample(_GOODS, 3)
    name, city = rng.choice(_COUNTIES), rng.choice(_CITIES)
    months = Decimal(rng.randint(7, 14) if rng.random() < 0.8 else rng.randint(2, 4))
    opened = 2021 * 12 + 7 - int(months)
    coops = Decimal(rng.randint(200, 900))
    growth = _band(rng, (315, 600), (50, 270))
    n: dict[str, Any] = {
        "county": name, "city": city, "city_short": city[:-1], "towns": Decimal(rng.randint(9, 16)),
        "townships": Decimal(rng.randint(2, 6)), "villages": villages, "base": base, "stations": stations, "poor": poor,
        "poor_covered": poor_covered, "population": population, "trainees": trainees,
        "advanced": _of(trainees, Decimal(rng.randint(18, 30))), "labour": labour, "poor_trained": poor_trained,
        "with_labour": Decimal(rng.randint(1_500, 3_000)), "without": Decimal(rng.randint(300, 900)),
        "companies": Decimal(rng.randint(24, 48) if rng.random() < 0.8 else rng.randint(9, 17)), "months": months,
        "open_year": opened // 12, "open_month": opened % 12 + 1,
        "delivery": Decimal(100) if rng.random() < 0.8 else Decimal(rng.randint(86, 97)), "growth": growth,
        "trade": trade, "trade_before": (trade * 100 / rng.randint(112, 125)).to_integral_value(),
        "parcels": Decimal(rng.randint(180, 420)), "parcels_up": Decimal(rng.randint(31, 97)),
        "allotted": allotted, "paid": paid, "spent": paid - Decimal(rng.randint(100, 600)) * 100,
        "coops": coops, "model": Decimal(rng.randint(20, 90)), "planned": planned,
        "brought": planned + rng.randint(2, 9), "winners": Decimal(rng.randint(21, 68)), "grant": Decimal(2000),
        "firm_a": Decimal(rng.randint(3, 6)), "firm_b": Decimal(rng.randint(7, 12)), "firm_c": Decimal(rng.randint(13, 22)),
        "rate": Decimal(stations * 100 / base), "in_wan": rng.random() < 0.5,
        **{f"part{i}": part for i, part in enumerate(parts)},
        **{f"good{i}": f"{name[:-1]}{good}" for i, good in enumerate(goods, start=1)},
    }  # fmt: skip
    flags = {flag for flag in ("deputy", "updates_some", "reports_some") if rng.random() < 0.12}
    flags |= {f"no_{level}" for level in ("province", "city", "county") if rng.random() < 0.15}
    flags |= {"poor_all"} if all_poor else set()
    flags |= {"rate"} if rng.random() < 0.5 and villages <= 200 else set()
    flags |= {"split"} if rng.random() < 0.5 else set()
    flags |= {"funds_table"} if rng.random() < 0.4 else set()
    return County(n, frozenset(flags), _truth(n, frozenset(flags)))


def stepped(criterion: str, value: Decimal) -> Points:
    """Points of a criterion that asks for a number."""
    points = next(Decimal(points) for least, points in STEPS[criterion] if value >= Decimal(least))
    return points, points


def _truth(n: dict[str, Any], flags: frozenset[str]) -> dict[str, Points]:
    values = {
        "S2.1.2": n["months"],
        "S2.1.9": n["companies"],
        "S2.1.11": n["stations"] * 100 / n["base"],
        "S2.1.12": n["poor_covered"] * 100 / n["poor"],
        "S2.2.4": n["delivery"],
        "S2.2.6": n["growth"],
        "S2.3.1": n["trainees"] * 100 / min(n["population"], Decimal(500_000)),
        "S2.3.2": n["poor_trained"] * 100 / n["labour"],
        "S6.1.1": n["poor_trained"] * 100 / n["labour"],
    }
    truth = {criterion: stepped(criterion, value) for criterion, value in values.items()}
    full = {"S2.1.1": 2, "S2.1.3": 2, "S2.1.4": 1, "S2.1.5": 1, "S2.1.6": 1, "S2.1.7": 1, "S2.1.8": 2, "S2.1.10": 1,
            "S2.2.3": 1, "S3.1.1": 2, "S3.2.2": 3, "S4.1.1": 2}  # fmt: skip
    truth |= {criterion: (Decimal(points), Decimal(points)) for criterion, points in full.items()}
    graded = {"S1.2.1": 2, "S1.3.1": 2, "S1.4.1": 2, "S1.4.2": 2, "S2.2.1": 2, "S2.2.2": 2, "S2.2.5": 2,
              "S5.1.1": 5, "S5.2.1": 5}  # fmt: skip
    truth |= {criterion: (Decimal(1), Decimal(most)) for criterion, most in graded.items()}
    truth["S5.3.1"] = (
        (Decimal(1), Decimal(5)) if n["spent"] * 100 >= n["allotted"] * 70 else (Decimal(-5), Decimal(-5))
    )
    either = {
        "S1.1.1": (2, 1, "deputy"),
        "S3.1.2": (2, 1, "updates_some"),
        "S3.2.1": (3, 1, "reports_some"),
    }
    for criterion, (best, lesser, flag) in either.items():
        points = Decimal(lesser if flag in flags else best)
        truth[criterion] = (points, points)
    media = {"S4.2.1": (4, "province"), "S4.2.2": (3, "city"), "S4.2.3": (1, "county")}
    for criterion, (most, level) in media.items():
        truth[criterion] = (Decimal(0) if f"no_{level}" in flags else Decimal(most), Decimal(most))
    return truth
