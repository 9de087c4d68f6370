"""Several processes on one machine: a function over many parts, its results in order."""

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")
AHEAD = 3  # parts a worker that may be made before their results are asked for, so that memory stays bounded


def ordered(function: Callable[[Part], Result], parts: Iterable[Part], workers: int) -> Iterator[Result]:
    """``map(function, parts)`` on ``workers`` processes; the results in the order of the parts.

    ``function`` and what goes in and out must be picklable. Processes are started afresh, never forked from threads,
    so a script needs the usual ``if __name__ == "__main__":``. Leaving the iteration, by Ctrl-C too, drops what is not
    done and ends the processes at once. Raises ``ValueError`` for less than one worker, and ``RuntimeError`` where a
    process was killed, mostly for want of memory.
    """
    if workers < 1:
        raise ValueError("workers must be at least 1")
    if workers == 1:
        yield from map(function, parts)
        return
    parts = iter(parts)
    pool = ProcessPoolExecutor(workers, mp_context=_context(), initializer=_ignore_interrupts)
    start = threading.Thread(target=lambda: [pool.submit(_nothing) for _ in range(workers)])
    start.start()
    waiting: deque[Future[Result]] = deque()
    try:
        while start.is_alive():  # processes take a second to start, in which the first parts are done here
            for part in islice(parts, 1):
                yield function(part)
            start.join(0.001)
        for part in parts:
            waiting.append(pool.submit(function, part))
            if len(waiting) >= workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        raise RuntimeError("a worker process was killed; give fewer workers, so that memory suffices") from None
    except BaseException:  # what runs now is of no use to anyone, and may take long
        start.join()
        _end(pool)
        raise
    finally:
        start.join()
        pool.shutdown(cancel_futures=True)


def _end(pool: ProcessPoolExecutor) -> None:
    """End the processes of a pool whatever they do."""
    if hasattr(pool, "terminate_workers"):  # Python 3.14
        pool.terminate_workers()
        return
    for process in list((pool._processes or {}).values()):
        process.terminate()


def _nothing() -> None:
    """What a process is given so that it starts."""


def _context() -> Any:
    """A process that forks clean ones where the system has that, with this package imported once."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["seedlib.figures.extract"])
    return context


def _ignore_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal; the first one ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
