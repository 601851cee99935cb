"""Preloaded into workers of a test: one that begins the submission $GRID_POISON ends at once, as by a crash of the machine."""

from __future__ import annotations

import os

from distributed import Worker, WorkerPlugin


class Poison(WorkerPlugin):
    def transition(self, key: object, _start: str, finish: str, **_more: object) -> None:
        if finish == "executing" and os.environ["GRID_POISON"] in str(key):
            os._exit(1)


async def dask_setup(worker: Worker) -> None:
    await worker.plugin_add(Poison(), name="poison")
