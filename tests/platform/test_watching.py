"""What watches the stack: alarms that lead somewhere, and a dashboard of metrics that somebody counts."""

import json
import re
from collections.abc import Iterator
from typing import Any

from skill.outbox.worker import COUNTED
from tests.support.needs import ROOT
from tests.support.template import load_template, resources

RESOURCES = load_template()["Resources"]
ALARMS = {name: one["Properties"] for name, one in resources("AWS::CloudWatch::Alarm").items()}
SOURCES = "\n".join(file.read_text() for file in (ROOT / "skill").rglob("*.py"))
COUNTED_HERE = set(re.findall(r'count\(\s*"([A-Z]\w+)"', SOURCES)) | set(COUNTED.values())


def metrics_of(alarm: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(namespace, metric, whose) of an alarm."""
    parts = [one["MetricStat"]["Metric"] for one in alarm.get("Metrics", ()) if "MetricStat" in one] or [alarm]
    return [(one["Namespace"], one["MetricName"], _whose(one["Dimensions"])) for one in parts]


def _whose(dimensions: list[dict[str, Any]]) -> str:
    (dimension,) = dimensions
    (name,) = dimension["Value"].values()
    return str(name)


def test_every_alarm_and_what_it_looks_at() -> None:
    assert {name: metrics_of(alarm) for name, alarm in ALARMS.items()} == {
        "SkillErrors": [("AWS/Lambda", "Errors", "SkillFunction")],
        "SkillFailures": [("Restock", "Failures", "${AWS::StackName}-skill")],
        "SkillSlow": [("AWS/Lambda", "Duration", "SkillFunction")],
        "WorkerErrors": [("AWS/Lambda", "Errors", name) for name in ("OutboxFunction", "ScheduledFunction")],
        "Throttles": [
            ("AWS/Lambda", "Throttles", name) for name in ("SkillFunction", "OutboxFunction", "ScheduledFunction")
        ],
        "DeadLettersWaiting": [("AWS/SQS", "ApproximateNumberOfMessagesVisible", "DeadLetters.QueueName")],
        "StreamLags": [("AWS/Lambda", "IteratorAge", "OutboxFunction")],
        "OutboxStuck": [("Restock", "ErrandsStuck", "${AWS::StackName}-scheduled")],
        "OutboxLate": [("Restock", "OldestErrandSeconds", "${AWS::StackName}-scheduled")],
        "ProfileErrors": [("AWS/Lambda", "Errors", "ProfileFunction")],
        "ProfileThrottles": [("AWS/Lambda", "Throttles", "ProfileFunction")],
    }


def test_when_they_go_off() -> None:
    limits = {
        name: (one["ComparisonOperator"], one["Threshold"], one["EvaluationPeriods"], one["TreatMissingData"])
        for name, one in ALARMS.items()
    }
    at_least_one = ("GreaterThanOrEqualToThreshold", 1, 1, "notBreaching")
    assert limits == {
        **dict.fromkeys(
            ("SkillErrors", "WorkerErrors", "Throttles", "DeadLettersWaiting", "OutboxStuck"), at_least_one
        ),
        **dict.fromkeys(("ProfileErrors", "ProfileThrottles"), at_least_one),
        "SkillFailures": ("GreaterThanOrEqualToThreshold", 5, 1, "notBreaching"),
        "SkillSlow": ("GreaterThanThreshold", 3000, 3, "notBreaching"),
        "StreamLags": ("GreaterThanOrEqualToThreshold", 300_000, 1, "notBreaching"),
        # Nobody who measures is as bad as what is measured.
        "OutboxLate": ("GreaterThanThreshold", 7200, 2, "breaching"),
    }
    assert ALARMS["SkillSlow"]["ExtendedStatistic"] == "p99"


def test_they_are_told_to_whoever_is_named() -> None:
    (topic,) = resources("AWS::SNS::Topic").values()
    told = {"If": ["HasAlarmEmail", [{"Ref": "AlarmTopic"}], {"Ref": "AWS::NoValue"}]}

    assert topic["Condition"] == "HasAlarmEmail"
    assert topic["Properties"] == {"Subscription": [{"Protocol": "email", "Endpoint": {"Ref": "AlarmEmail"}}]}
    assert [(one["AlarmActions"], one["OKActions"]) for one in ALARMS.values()] == [(told, told)] * len(ALARMS)


def test_the_dashboard_shows_what_somebody_counts() -> None:
    body = RESOURCES["Dashboard"]["Properties"]["DashboardBody"]["Sub"]
    widgets = json.loads(body)["widgets"]
    shown = {
        metric for widget in widgets for space, metric in _shown(widget["properties"]["metrics"]) if space == "Restock"
    }

    assert shown == {
        *("Turns", "Fallbacks", "Refusals", "Failures", "Orders", "Revenue", "TurnMs", "Trips"),
        *("ReadUnits", "WriteUnits", "ErrandsDone", "ErrandsFailed", "ErrandsGivenUp", "ErrandsStuck"),
        "OldestErrandSeconds",
    }
    alarmed = {metric for alarm in ALARMS.values() for space, metric, _ in metrics_of(alarm) if space == "Restock"}
    assert (shown | alarmed) - COUNTED_HERE == set()


def _shown(rows: list[list[Any]]) -> Iterator[tuple[str, str]]:
    """(namespace, metric) of each row; a dot repeats what stands above it."""
    above = ["", ""]
    for row in rows:
        if isinstance(row[0], dict):
            found = re.fullmatch(r"SEARCH\('\{(\w+),.*\} MetricName=\"(\w+)\" .*", row[0]["expression"])
            assert found
            yield found[1], found[2]
        elif row[0] != "...":
            above = [old if new == "." else new for old, new in zip(above, row, strict=False)]
            yield above[0], above[1]


def test_its_widgets_do_not_cover_each_other() -> None:
    widgets = json.loads(RESOURCES["Dashboard"]["Properties"]["DashboardBody"]["Sub"])["widgets"]
    places = [(widget["x"], widget["y"], widget["width"], widget["height"]) for widget in widgets]
    assert len(set(places)) == len(places)
    assert all(x % 8 == 0 and y % 6 == 0 and (width, height) == (8, 6) and x < 24 for x, y, width, height in places)
