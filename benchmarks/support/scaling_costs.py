"""From counted turns to money and seconds. Pure arithmetic: `scaling_tables` says it in words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from benchmarks.support.scaling_prices import Inputs
from benchmarks.support.share import FULL_MB

Numbers = Mapping[str, float]
"""A row of docs/scaling.json: means of a turn (or of an errand)."""

MILLION = 1_000_000
_GB = 1e9
_OVERHEAD = 100  # bytes that DynamoDB adds to every item it stores
_MONTH_S = 30 * 24 * 3600
_ATTEMPTS = 4


def lambda_ms(turn: Numbers, given: Inputs, *, memory_mb: float) -> float:
    """Milliseconds of one invocation: computing at the share that the memory buys, and waiting for DynamoDB."""
    computing = turn["cpu_ms"] * given["cpu_factor"] / min(1.0, memory_mb / FULL_MB)
    waiting = sum(turn[f"{kind}s"] * given[f"{name}_ms"] for kind, name in _CALLS.items())
    return computing + waiting


def errand_ms(errand: Numbers, given: Inputs) -> float:
    """Milliseconds of the worker for one errand, its e-mail with it."""
    return lambda_ms(errand, given, memory_mb=given["worker_mb"]) + given["mail_ms"]


_CALLS = {"get": "get", "batche": "batch", "transaction": "transact", "other": "other"}


def duration_price(ms: float, memory_mb: float, given: Inputs) -> float:
    """Dollars of a million invocations, each rounded up to the millisecond."""
    return MILLION * math.ceil(ms) / 1000 * memory_mb / 1024 * given["lambda_gb_s"]


def restored(memory_mb: float, given: Inputs) -> float:
    """Dollars of a million turns for what SnapStart restores; it counts the memory that the function is given."""
    return MILLION * given["cold_share"] * memory_mb / 1024 * given["snapstart_restore"]


def per_million_turns(turn: Numbers, errand: Numbers, given: Inputs) -> dict[str, float]:
    """Dollars of a million turns, with the errands that they leave; by what they are paid for."""
    errands, mailing = turn["errands"], errand_ms(errand, given)
    log = turn["log_bytes"] + given["platform_log_bytes"]
    errand_log = errand["log_bytes"] + given["platform_log_bytes"]
    writes = turn["write_units"] + turn["index_units"] + errands * (errand["write_units"] + errand["index_units"])
    return {
        "DynamoDB, writes": writes * given["write_units"],
        "DynamoDB, reads": (turn["read_units"] + errands * errand["read_units"]) * given["read_units"],
        "Lambda, the skill's time": duration_price(
            lambda_ms(turn, given, memory_mb=given["memory_mb"]), given["memory_mb"], given
        ),
        "Lambda, the worker's time": errands * duration_price(mailing, given["worker_mb"], given),
        "Lambda, invocations": (1 + errands) * given["lambda_requests"],
        "SnapStart, restored at cold starts": restored(given["memory_mb"], given),
        "CloudWatch, log lines": MILLION * (log + errands * errand_log) / _GB * given["logs"],
        "SES, e-mails": MILLION * errands / 1000 * given["mail"],
        "KMS and Secrets Manager, at cold starts": MILLION
        * given["cold_share"]
        / 10_000
        * (given["kms_calls"] + given["secret_calls"]),
    }


def fixed_a_month(metrics: int, given: Inputs) -> dict[str, float]:
    """Dollars a month of what is there while nobody talks."""
    runs = _MONTH_S / 60
    sweep = runs / MILLION * (given["lambda_requests"] + duration_price(60, given["worker_mb"], given))
    return {
        "CloudWatch, metrics": metrics * given["metric"],
        "CloudWatch, alarms": given["alarms"] * given["alarm"],
        "KMS, keys (table, addresses)": 2 * given["kms_key"],
        "Secrets Manager, a secret": given["secret"],
        "SnapStart, one snapshot kept": given["memory_mb"] / 1024 * _MONTH_S * given["snapstart_cache"],
        # Four shards of the index, half a unit each.
        "the sweep, every minute": sweep + runs * 2 / MILLION * given["read_units"],
    }


def stored(items: Mapping[str, Numbers], households: Numbers, turn: Numbers, given: Inputs) -> dict[str, float]:
    """Bytes of one customer: as imported with a year of orders, and what a year of talking adds."""
    turns = 12 * given["turns_a_month"]
    said = items["C# I#"]["mean_bytes"] + _OVERHEAD
    orders = turn["orders"] * (items["C# O#"]["mean_bytes"] + _OVERHEAD)
    return {
        "imported": households["mean_bytes"] + households["mean_items"] * _OVERHEAD,
        "interactions": turns * said,
        "orders": turns * orders,
    }


def per_million_customers(bytes_each: Numbers, import_units: float, per_million: float, given: Inputs) -> Numbers:
    """Dollars for a million customers: the import once, and then a year; storage grows by the month."""
    start = bytes_each["imported"]
    grown = bytes_each["interactions"] + bytes_each["orders"]
    gb_months = 12 * (start + grown / 2) / _GB * MILLION
    return {
        "the import, once": import_units * given["write_units"],
        "turns": 12 * given["turns_a_month"] * per_million,
        "the table's storage": gb_months * given["storage"],
        "point-in-time recovery": gb_months * given["backup"],
    }


def refused_by_conflict(orders_a_second: float, given: Inputs) -> tuple[float, float]:
    """Of orders for one product whose stock is counted: the share that meets another one in flight, and the share
    that does so in all of a turn's attempts and is asked to say it again.

    Orders come at random (Poisson), a transaction holds the item for as long as it takes.
    """
    meets = 1 - math.exp(-orders_a_second * given["transact_ms"] / 1000)
    return meets, meets**_ATTEMPTS


class Rate(NamedTuple):
    """What so many turns a second need, each second unless it says otherwise."""

    turns: float
    instances: float
    reads: float
    writes: float
    records: float
    errands: float
    workers: float
    index_per_shard: float
    log_mb: float
    dollars_a_month: float


def at_rate(
    turns: float, turn: Numbers, errand: Numbers, given: Inputs, *, shards: int, fixed: float, per_million: float
) -> Rate:
    """By Little's law: instances are turns a second times the seconds of one."""
    errands = turns * turn["errands"]
    index = turn["index_units"] + turn["errands"] * errand["index_units"]
    written = turn["write_units"] + turn["errands"] * errand["write_units"]
    return Rate(
        turns=turns,
        instances=turns * lambda_ms(turn, given, memory_mb=given["memory_mb"]) / 1000,
        reads=turns * turn["read_units"] + errands * errand["read_units"],
        writes=turns * written,
        records=turns * turn["records"] + errands * errand["records"],
        errands=errands,
        workers=errands * errand_ms(errand, given) / 1000,
        index_per_shard=turns * index / shards,
        log_mb=turns * (turn["log_bytes"] + given["platform_log_bytes"]) / 1e6,
        dollars_a_month=fixed + turns * _MONTH_S / MILLION * per_million,
    )
