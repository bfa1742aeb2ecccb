"""What the calculation of scale takes for granted: prices, limits and habits. Each can be set by an argument.

Prices are list prices in US dollars of us-east-1 (N. Virginia), without free tiers, discounts and taxes. ``seen`` says
where and when; what could not be read anywhere while this was written says so: look it up before you believe a sum.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

REGION = "us-east-1"
_PAGE = "not verified: AWS's price page as remembered, 2026-11-22"


class Given(NamedTuple):
    """A number that the calculation starts from."""

    name: str
    value: float
    what: str
    seen: str


PRICES = (
    Given(
        "write_units", 0.625, "a million write request units, on demand", "airbyte.com, DynamoDB pricing, 2025-07-21"
    ),
    Given("read_units", 0.125, "a million read request units, on demand", "airbyte.com, DynamoDB pricing, 2025-07-21"),
    Given("storage", 0.25, "a GB of the table and a month", _PAGE),
    Given("backup", 0.20, "a GB of point-in-time recovery and a month", _PAGE),
    Given("lambda_requests", 0.20, "a million invocations", "AWS's price page, as transcribed 2026-09-20"),
    Given("lambda_gb_s", 0.0000133334, "a GB-second on arm64", "artillery 2.0.28, table of Lambda prices"),
    Given(
        "snapstart_cache",
        0.0000015046,
        "a GB of the memory a function is given, a second that its snapshot is kept",
        _PAGE,
    ),
    Given("snapstart_restore", 0.0001397998, "the same GB, each time it is restored", _PAGE),
    Given("logs", 0.50, "a GB taken into CloudWatch Logs", _PAGE),
    Given("log_storage", 0.03, "a GB of compressed logs and a month", _PAGE),
    Given("metric", 0.30, "a custom metric and a month", _PAGE),
    Given("alarm", 0.10, "an alarm and a month", _PAGE),
    Given("mail", 0.10, "a thousand e-mails by SES", _PAGE),
    Given("kms_key", 1.00, "a KMS key and a month", "cited 2019; unchanged as far as remembered"),
    Given("kms_calls", 0.03, "ten thousand KMS requests", "cited 2019; unchanged as far as remembered"),
    Given("secret", 0.40, "a secret and a month", "AWS's price page, as transcribed 2026-09-20"),
    Given("secret_calls", 0.05, "ten thousand reads of secrets", "AWS's price page, as transcribed 2026-09-20"),
)

LIMITS = (
    Given("partition_writes", 1000, "write units a second of one partition", "DynamoDB Developer Guide"),
    Given("partition_reads", 3000, "read units a second of one partition", "DynamoDB Developer Guide"),
    Given("new_table_writes", 4000, "write units a second of a new on-demand table", "DynamoDB Developer Guide"),
    Given("new_table_reads", 12000, "read units a second of a new on-demand table", "DynamoDB Developer Guide"),
    Given(
        "table_units", 40000, "read and, apart, write units a second of a table by quota", "DynamoDB Developer Guide"
    ),
    Given("concurrency", 1000, "Lambda instances of an account and region by quota", "Lambda Developer Guide"),
    Given("new_instances", 1000, "instances that a function gains in ten seconds", "Lambda Developer Guide"),
    Given("requests_an_instance", 10, "requests a second for each instance of the quota", "Lambda Developer Guide"),
    Given(
        "mails_per_second", 14, "e-mails a second of a new SES account out of its sandbox", "not verified, 2026-11-22"
    ),
    Given("mails_a_day", 50000, "e-mails a day of the same", "not verified, 2026-11-22"),
)

HABITS = (
    Given("memory_mb", 1024, "memory of the skill's function", "template.yaml"),
    Given("worker_mb", 512, "memory of the workers", "template.yaml"),
    Given("cpu_factor", 1.0, "a Lambda's processor to this machine's: time there for a millisecond here", "assumed"),
    Given("get_ms", 4, "a GetItem from a Lambda, milliseconds", "assumed; DynamoDB promises single digits"),
    Given("batch_ms", 5, "a BatchGetItem", "assumed"),
    Given("transact_ms", 12, "a TransactWriteItems", "assumed: it is two rounds of writes"),
    Given("other_ms", 5, "any other call", "assumed"),
    Given("mail_ms", 60, "handing an e-mail to SES", "assumed"),
    Given("cold_share", 0.01, "turns that meet a cold start", "assumed; more where few talk"),
    Given("platform_log_bytes", 330, "what Lambda itself logs for an invocation (START, END, REPORT)", "assumed"),
    Given("turns_a_month", 20, "turns of a customer in a month", "assumed: a conversation of four or five a week"),
    Given("stream_shards", 4, "shards of the stream of a new table: one for each partition", "assumed"),
    Given("parallel", 4, "workers for each shard (ParallelizationFactor)", "template.yaml"),
    Given("alarms", 11, "alarms of the stack", "template.yaml"),
)


class Inputs:
    """All numbers by name. Raises KeyError for one that does not exist."""

    def __init__(self, changed: Iterable[tuple[str, float]] = ()) -> None:
        self._values = {one.name: float(one.value) for one in (*PRICES, *LIMITS, *HABITS)}
        for name, value in changed:
            if name not in self._values:
                raise KeyError(name)
            self._values[name] = value

    def __getitem__(self, name: str) -> float:
        return self._values[name]
