"""The workers of a Dask cluster in the place of processes: each task on one of them, wherever it may end.

A task whose worker ended is done on another one. The scheduler gives a task up that lost several workers (Dask's
``allowed-failures``), but also those that happened to be with it on the last one; such tasks are therefore done once more, each
alone, and only one that ends its workers then as well is named. Where the scheduler itself went away it is waited for, and what
was not done is handed out again.
"""

from __future__ import annotations

import logging
import platform
import secrets
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

from distributed import Client, Future, KilledWorker
from distributed.security import Security

from ..errors import UsageError
from ..store import identifier
from .books import Books
from .crews import Cluster, Note
from .station import PROBE, Station, Terms, carry_out, fit, named
from .tasks import Done, Lost, Task

#: Seconds to wait for scheduler and workers at the start, and for such as went away in the middle of a run.
PATIENCE, LONG_PATIENCE = 8.0, 120.0
#: Tasks that the scheduler knows at a time: enough for hundreds of processes.
_AHEAD = 1000
#: Seconds without a result after which it is looked whether there are workers at all.
_LOOK = 5.0
_GOES_ON = "再运行同一条命令就接着做"


class ClusterPool:
    """The cluster of one run.

    Args:
        cluster: where it is.
        books: the workspace.
        root: folder of the submissions.
        seconds: limit of one file.
        note: is told when scheduler or workers went away.

    Raises:
        UsageError: no scheduler or no worker answers, or a worker is not fit.
    """

    def __init__(self, cluster: Cluster, books: Books, root: Path, seconds: float, note: Note) -> None:
        folder = books.workspace.folder.resolve()
        self._cluster, self._note = cluster, note
        self._probe = folder / PROBE
        self._name = f"docscore-{identifier(folder)}"
        self._terms = Terms(
            folder=folder,
            root=root,
            mirror=cluster.mirror,
            seconds=seconds,
            token=secrets.token_hex(16),
            packs=books.packs,
            machine="" if books.workspace.database else platform.node(),
        )
        self._client: Client | None = None
        self._ended: SimpleQueue[Future[Done]] = SimpleQueue()
        self._running: dict[object, tuple[Task, Future[Done]]] = {}
        self._handed_out = 0
        self._registered = False
        # what it tells of lost connections would come between the lines of the run, which says it in words of its own
        for name in ("distributed", "distributed.client"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        try:
            self._probe.write_text(self._terms.token, encoding="utf-8")
            self._connect(PATIENCE)
        except BaseException:
            self.stop()
            raise

    def results(self, tasks: Sequence[Task], lost: Lost) -> Iterator[tuple[Task, Done]]:
        """Each task with what came of it, in the order in which they end.

        Args:
            tasks: what to do; handed out in this order.
            lost: makes the result of a task that was stopped at its limit or whose process died.

        Raises:
            UsageError: scheduler or workers went away and did not come back.
        """
        waiting, suspects = deque(tasks), deque[Task]()
        alone: Task | None = None
        while waiting or self._running or suspects:
            if not waiting and not self._running:
                alone = suspects.popleft()
                waiting.append(alone)
            while waiting and len(self._running) < _AHEAD:
                self._hand_out(waiting.popleft(), lost)
            future = self._next_ended()
            if future.key not in self._running:
                continue  # was given up with an earlier connection
            try:
                done = future.result()
            except KilledWorker as error:
                task, _ = self._running.pop(future.key)
                if task is alone:
                    yield task, lost(task, _ended_its_workers(error))
                else:
                    suspects.append(task)
            except (OSError, CancelledError):  # the scheduler went away, and with it all that it knew
                waiting.extendleft(reversed([task for task, _ in self._running.values()]))
                self._running.clear()
                self._note(f"与调度器断开了，等它回来（最多 {LONG_PATIENCE:.0f} 秒）")
                self._connect(LONG_PATIENCE)
            else:
                task, _ = self._running.pop(future.key)
                yield task, done

    def stop(self) -> None:
        """End what is at work at once."""
        self._probe.unlink(missing_ok=True)
        if self._client is not None:
            with suppress(OSError, ValueError, CancelledError, TimeoutError):  # it may be gone
                self._client.cancel([future for _, future in self._running.values()])
                if self._registered:
                    self._client.unregister_worker_plugin(self._name)
            self._running.clear()
            self._disconnect()

    def _connect(self, patience: float) -> None:
        """Meet the scheduler and its workers, and see that they are fit."""
        self._disconnect()
        address, security = self._cluster.address, _security(self._cluster)
        try:
            client = Client(address, security=security, timeout=patience, set_as_default=False)
        except (OSError, ValueError) as error:
            what = f"连不上调度器 {address}（{_reason(error)}）"
            raise UsageError(what, f"请检查地址、证书和网络，确认 dask scheduler 开着；{_GOES_ON}") from error
        self._client = client
        try:
            client.wait_for_workers(1, timeout=patience)
        except TimeoutError as error:
            raise self._no_workers() from error
        told = client.run(fit, self._terms, on_error="return")
        unfit = [named(address, _told(trouble)) for address, trouble in sorted(told.items()) if trouble]
        if unfit:
            raise UsageError("\n".join(unfit))
        client.register_plugin(Station(self._name, self._terms), name=self._name)
        self._registered = True

    def _disconnect(self) -> None:
        if self._client is not None:
            with suppress(OSError, TimeoutError):
                self._client.close(timeout=2)
            self._client = None

    def _hand_out(self, task: Task, lost: Lost) -> None:
        assert self._client is not None
        self._handed_out += 1
        # keys of one group, which the scheduler keeps back until a worker has room
        key = (f"screen-{self._terms.token}", identifier(task.path), self._handed_out)
        future = self._client.submit(carry_out, self._name, task, lost, key=key, pure=False)
        self._running[future.key] = task, future
        future.add_done_callback(self._ended.put)

    def _next_ended(self) -> Future[Done]:
        assert self._client is not None
        since: float | None = None
        while True:
            try:
                return self._ended.get(timeout=_LOOK)
            except Empty:
                pass
            with suppress(OSError, CancelledError):  # that it is gone will be told by the futures
                if self._client.nthreads():
                    since = None
                elif since is None:
                    since = time.monotonic()
                    self._note(f"没有工作进程了，等它们回来（最多 {LONG_PATIENCE:.0f} 秒）")
                elif time.monotonic() - since > LONG_PATIENCE:
                    raise self._no_workers()

    def _no_workers(self) -> UsageError:
        what = f"调度器 {self._cluster.address} 上没有工作进程"
        return UsageError(what, f"请用 dask worker 启动工作进程；{_GOES_ON}")


def _security(cluster: Cluster) -> Security:
    """That of a folder of certificates; Dask's own settings without one."""
    certificates = cluster.certificates
    if certificates is None:
        security = Security()
        if cluster.address.startswith("tls://") and not security.get_connection_args("client").get(
            "ssl_context"
        ):
            raise UsageError(
                f"连不上调度器 {cluster.address}：没有证书", "请用 --cluster-certs 写明证书文件夹"
            )
        return security
    authority, certificate, key = (certificates / name for name in ("ca.pem", "cert.pem", "key.pem"))
    missing = [file.name for file in (authority, certificate, key) if not file.is_file()]
    if missing:
        raise UsageError(
            f"{certificates}：缺证书文件 {'、'.join(missing)}", "请放入 ca.pem、cert.pem 和 key.pem"
        )
    return Security(
        require_encryption=True,
        tls_ca_file=str(authority),
        tls_client_cert=str(certificate),
        tls_client_key=str(key),
    )


def _told(trouble: str | BaseException) -> str:
    if isinstance(trouble, ModuleNotFoundError):
        return f"上没有 {trouble.name}。请在每台机器上装同一个版本的 docscore[cluster]"
    return trouble if isinstance(trouble, str) else f"没有回答（{_reason(trouble)}）"


def _reason(error: BaseException) -> str:
    """The innermost cause, which is what went wrong."""
    while error.__cause__ is not None:
        error = error.__cause__
    return f"{type(error).__name__}：{error}" if str(error) else type(error).__name__


def _ended_its_workers(error: KilledWorker) -> str:
    tries = 2 * (error.allowed_failures + 1)
    return f"评分时工作进程 {tries} 次终止（最后是 {error.last_worker.address}），不再试"
