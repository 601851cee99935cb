"""Drawing a sample: in layers by town and poor villages, by a method that anybody can repeat with pencil and SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from docscore.errors import UsageError
from docscore.model import Sample, SampledUnit, Stratum

METHOD = (
    "总体按文件和行的先后从 1 起编号，同一对象只编一次；按乡镇和是否贫困分层，各层抽取数按占总体的比例分配，"
    "先取整数部分，余下的名额给小数部分大的层（相同时给总体多的层，再相同按层的次序）；总体里有贫困的而没有分到的，"
    "从抽取数最多的层让出 1 个；每层内按 SHA-256（“种子|编号”，UTF-8 编码）的十六进制值由小到大取前若干个。"
)

_Layer = tuple[str, bool | None]


def draw_sample(
    units: Sequence[SampledUnit], size: int, seed: str, *, repeated: int = 0, sources: Sequence[str] = ()
) -> Sample:
    """A sample of *units*; see :data:`METHOD`.

    Args:
        units: the population, numbered.
        size: how many to draw.
        seed: any text; the same seed draws the same units.
        repeated: rows left out as repeated, to be told on the sheet.
        sources: the lists.

    Raises:
        UsageError: more are wanted than there are.
    """
    if size > len(units):
        raise UsageError(f"要抽 {size} 个，名单里只有 {len(units)} 个", "请减少 --size 或补齐名单")
    layers: dict[_Layer, list[SampledUnit]] = {}
    for unit in units:
        layers.setdefault((unit.town, unit.poor), []).append(unit)
    ordered = sorted(layers, key=lambda layer: (layer[0], not layer[1]))
    shares = _shares([(layer, len(layers[layer])) for layer in ordered], size, len(units))
    drawn = [
        unit
        for layer in ordered
        for unit in sorted(layers[layer], key=lambda unit: _rank(seed, unit))[: shares[layer]]
    ]
    return Sample(
        seed=seed,
        population=len(units),
        repeated=repeated,
        strata=tuple(Stratum(*layer, len(layers[layer]), shares[layer]) for layer in ordered),
        units=tuple(sorted(drawn, key=lambda unit: unit.number)),
        sources=tuple(sources),
    )


def _shares(layers: list[tuple[_Layer, int]], size: int, total: int) -> dict[_Layer, int]:
    """How many each layer gives, in proportion, by largest remainders; poor villages are never left out."""
    shares = {layer: size * count // total for layer, count in layers}
    by_remainder = sorted(
        range(len(layers)), key=lambda i: (-(size * layers[i][1] % total), -layers[i][1], i)
    )
    for i in by_remainder[: size - sum(shares.values())]:
        shares[layers[i][0]] += 1
    poor = [layer for layer, _ in layers if layer[1]]
    if poor and size > 1 and not any(shares[layer] for layer in poor):
        giver = max((layer for layer, _ in layers), key=lambda layer: shares[layer])
        largest = max(poor, key=lambda layer: dict(layers)[layer])
        shares[giver] -= 1
        shares[largest] += 1
    return shares


def _rank(seed: str, unit: SampledUnit) -> str:
    return hashlib.sha256(f"{seed}|{unit.number}".encode()).hexdigest()
