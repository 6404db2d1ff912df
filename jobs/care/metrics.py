"""Figures for Prometheus, on loopback only, taken from the store at each scrape: nothing is counted twice."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from prometheus_client import CollectorRegistry, Histogram, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from jobs.errors import UnreachableError
from jobs.runtime import logs
from store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from prometheus_client.metrics_core import Metric

    from jobs.care.status.status import Status
    from store.database.work_queue import QueueFigures

log = logs.get()
LOOPBACK = "127.0.0.1"
READING_BUCKETS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60, 120, 300)
"""Seconds: a letter in the mail's text to a long scan that runs into its limit."""


class StatusCollector(Collector):
    """A status as metrics."""

    def __init__(self, take: Callable[[], Status]) -> None:
        self._take = take

    def collect(self) -> Iterator[Metric]:
        """The figures now; `candidatures_store_up` alone when the store can't be read."""
        try:
            status = self._take()
        except StoreError:
            yield gauge("store_up", "Whether the store can be read.", 0)
            return
        yield gauge("store_up", "Whether the store can be read.", 1)
        yield from _totals(status)
        yield from _mailboxes(status)
        yield from _notices(status)
        if status.queue is not None:
            yield from _queue(status.queue)


def _totals(status: Status) -> Iterator[Metric]:
    yield gauge("well", "Whether nothing needs a person.", int(status.well))
    yield gauge("messages_waiting", "Messages that wait to be read.", status.waiting)
    yield gauge("messages_failed", "Messages that could not be read.", status.failed)
    yield gauge("near_misses_undecided", "Near misses nobody has decided yet.", status.near_misses)
    yield gauge("disk_free_bytes", "Free space for store and archive, the smaller.", status.disk_free)
    yield gauge("audit_differences", "Differences that the last audit found.", status.note.differences)
    age = (status.at - status.oldest_waiting_at).total_seconds() if status.oldest_waiting_at else 0
    yield gauge("queue_age_seconds", "Since when the message arrived that waits longest to be read.", age)
    yield gauge("later_mails_waiting", "Later mails waiting for a person to accept them.", status.later_mails)
    told = ((condition.key, 1) for condition in status.conditions)
    yield gauges("condition", "Something that needs a person.", "key", told)
    yield gauges("messages", "Messages by disposition.", "disposition", sorted(status.dispositions.items()))
    yield CounterMetricFamily("candidatures_polls", "Passes since the daemon began.", value=status.note.polls)


def _mailboxes(status: Status) -> Iterator[Metric]:
    all_ = status.mailboxes
    polled = ((one.name, one.last_success_at.timestamp()) for one in all_ if one.last_success_at)
    yield gauges("last_success_timestamp_seconds", "When the mailbox was last polled well.", "mailbox", polled)
    failures = ((one.name, one.failures) for one in all_)
    yield gauges("mailbox_failures", "Attempts that failed since the last good one.", "mailbox", failures)
    withheld = ((one.name, one.withheld) for one in all_)
    yield gauges("mailbox_withheld", "Mails that the mailbox lists and does not give.", "mailbox", withheld)


def _notices(status: Status) -> Iterator[Metric]:
    all_ = status.notices
    yield gauges(
        "applications", "Applications to the notice.", "notice", ((one.slug, one.applications) for one in all_)
    )
    cutoffs = ((one.slug, one.closes_at.timestamp()) for one in all_)
    yield gauges("cutoff_timestamp_seconds", "When the notice closes.", "notice", cutoffs)
    undelivered = ((one.slug, int(one.slug in status.undelivered)) for one in all_)
    why = "Whether the notice's closing report could not be delivered."
    yield gauges("report_undelivered", why, "notice", undelivered)


def _queue(queue: QueueFigures) -> Iterator[Metric]:
    yield gauge("workers", "Workers that share the store, on all machines.", len(queue.workers))
    yield gauge("jobs_under_way", "Jobs of the queue that some worker has begun.", queue.doing)
    yield gauge("jobs_failed", "Jobs of the queue that ended in a fault nobody expected.", queue.failed)
    yield gauges("jobs_waiting", "Jobs of the queue nobody has begun.", "queue", sorted(queue.waiting.items()))


def gauges(name: str, help_text: str, label: str, figures: Iterable[tuple[str, float]]) -> GaugeMetricFamily:
    """A figure for each value of a label."""
    family = GaugeMetricFamily(f"candidatures_{name}", help_text, labels=[label])
    for value, figure in figures:
        family.add_metric([value], figure)
    return family


def gauge(name: str, help_text: str, value: float) -> GaugeMetricFamily:
    """One figure."""
    return GaugeMetricFamily(f"candidatures_{name}", help_text, value=value)


def reading_seconds() -> Histogram:
    """How long messages took to be read, one by one, since the daemon took up its configuration."""
    return Histogram(
        "candidatures_reading_seconds",
        "Seconds from the beginning of a message's reading to its end.",
        buckets=READING_BUCKETS,
        registry=None,
    )


@contextmanager
def served(port: int, take: Callable[[], Status], reading: Histogram) -> Iterator[None]:
    """Answer scrapes on this port of loopback; 0 is none. Raises UnreachableError: the port is taken."""
    if not port:
        yield
        return
    registry = CollectorRegistry()
    registry.register(StatusCollector(take))
    registry.register(reading)
    try:
        server, thread = start_http_server(port, addr=LOOPBACK, registry=registry)
    except OSError as exc:
        raise UnreachableError(f"metrics.port: {LOOPBACK}:{port} can't be used: {exc.strerror}") from exc
    try:
        yield
    finally:
        _stop(server, thread)


def _stop(server: Any, thread: Any) -> None:  # noqa: ANN401 - the library's own classes
    server.shutdown()
    server.server_close()
    thread.join()
