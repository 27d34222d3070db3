"""Where the checking happens: worker processes of this machine, or batches on an existing ray or dask cluster.

All of them run the same :class:`~.supervised.Supervised`, so that limits and rows are the same everywhere.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Literal, Protocol

from ...narrative.errors import GouJiError, one_line
from .model import Limits, Outcome, Task
from .supervised import Supervised

EngineName = Literal["local", "ray", "dask"]
BATCH = 16
"""How many reports a cluster is given at once."""

AHEAD = 4
"""How many tasks, or batches, wait for each worker: enough to keep it busy, few enough to hold in memory."""


class Engine(Protocol):
    """Checks tasks, in any order."""

    def __call__(self, tasks: Iterator[Task], limits: Limits) -> Generator[Outcome, None, None]:
        """The outcome of every task. A generator: closing it ends all workers."""
        ...


def engine(name: EngineName, *, workers: int | None = None, address: str | None = None) -> Engine:
    """The engine of that name; ``address`` is the cluster's. Raises GouJiError if what it needs is not installed."""
    if name == "local":
        count = workers or os.cpu_count() or 1
        return lambda tasks, limits: local(tasks, limits, workers=count)
    cluster = _ray if name == "ray" else _dask
    return lambda tasks, limits: _clustered(tasks, limits, cluster(address), ahead=workers or 64)


def local(tasks: Iterator[Task], limits: Limits, *, workers: int) -> Generator[Outcome, None, None]:
    """Check on this machine with so many worker processes."""
    waiting: queue.Queue[Task | None] = queue.Queue()
    ready: queue.Queue[Outcome | BaseException] = queue.Queue()
    attended = [Supervised(limits) for _ in range(workers)]
    threads = [
        threading.Thread(target=_attend, args=(waiting, ready, worker), daemon=True) for worker in attended
    ]
    for thread in threads:
        thread.start()
    pending = 0
    try:
        for task in tasks:
            waiting.put(task)
            pending += 1
            while pending >= workers * AHEAD or not ready.empty():
                yield _said(ready)
                pending -= 1
        while pending:
            yield _said(ready)
            pending -= 1
    finally:
        _discard(waiting)
        for _ in threads:
            waiting.put(None)
        if pending:  # interrupted: nobody waits for what is being checked
            for worker in attended:
                worker.kill()
        for thread in threads:
            thread.join()


def _attend(
    waiting: queue.Queue[Task | None], ready: queue.Queue[Outcome | BaseException], worker: Supervised
) -> None:
    """One thread: give its worker process task after task."""
    with worker:
        while (task := waiting.get()) is not None:
            try:
                ready.put(worker.check(task))
            except BaseException as problem:  # handed to the thread that waits
                ready.put(problem)


def _said(ready: queue.Queue[Outcome | BaseException]) -> Outcome:
    found = ready.get()
    if isinstance(found, BaseException):
        raise found
    return found


def _discard(waiting: queue.Queue[Task | None]) -> None:
    while True:
        try:
            waiting.get_nowait()
        except queue.Empty:
            return


def check_batch(tasks: list[Task], limits: Limits) -> list[Outcome]:
    """What a cluster's worker does with a batch."""
    with Supervised(limits) as worker:
        return [worker.check(task) for task in tasks]


Submit = Callable[[list[Task], Limits], object]
Finished = Callable[[list[object]], tuple[list[list[Outcome]], list[object]]]
"""Waits until some of the futures are done: their outcomes, and the futures that are left."""


def _clustered(
    tasks: Iterator[Task], limits: Limits, cluster: tuple[Submit, Finished], *, ahead: int
) -> Generator[Outcome, None, None]:
    submit, finished = cluster
    running: list[object] = []
    while batch := list(islice(tasks, BATCH)):
        running.append(submit(batch, limits))
        while len(running) >= ahead:
            done, running = finished(running)
            for outcomes in done:
                yield from outcomes
    while running:
        done, running = finished(running)
        for outcomes in done:
            yield from outcomes


def _ray(address: str | None) -> tuple[Submit, Finished]:
    with _installed("ray"):
        import ray
    if not ray.is_initialized():
        with _reached("ray", address):
            ray.init(address=address, log_to_driver=False)
    remote = ray.remote(check_batch)

    def finished(running: list[object]) -> tuple[list[list[Outcome]], list[object]]:
        done, left = ray.wait(running, num_returns=1)
        return ray.get(done), left

    return remote.remote, finished


def _dask(address: str | None) -> tuple[Submit, Finished]:
    with _installed("dask"):
        from distributed import Client, default_client, wait
    if address is None:
        try:
            client = default_client()
        except ValueError:
            raise GouJiError("--engine dask 需要 --address 给出集群地址，如 tcp://调度机:8786") from None
    else:
        with _reached("dask", address):
            client = Client(address)

    def submit(batch: list[Task], limits: Limits) -> object:
        return client.submit(check_batch, batch, limits, pure=False)

    def finished(running: list[object]) -> tuple[list[list[Outcome]], list[object]]:
        found = wait(running, return_when="FIRST_COMPLETED")
        done = [future for future in running if future in found.done]
        return client.gather(done), [future for future in running if future not in found.done]

    return submit, finished


@contextmanager
def _reached(name: str, address: str | None) -> Iterator[None]:
    """Says in one line that there is no cluster at an address."""
    try:
        yield
    except Exception as problem:  # each has errors of its own
        what = one_line(problem)
        raise GouJiError(f"{address}：连不上 {name} 集群（{what}）；请检查 --address 和集群") from None


@contextmanager
def _installed(extra: str) -> Iterator[None]:
    try:
        yield
    except ImportError:
        raise GouJiError(f"--engine {extra} 需要另装：pip install 'gouji[{extra}]'") from None
