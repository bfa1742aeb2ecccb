"""The parts of a stack beside the skill's function: table, keys, workers, alarms, e-mail."""

from __future__ import annotations

from collections.abc import Iterator

from skill.doctor.finding import Finding, look, well, wrong
from skill.doctor.stack import Stack, environment
from skill.settings.shop import ShopConfig


def table(stack: Stack) -> Iterator[Finding]:
    """Whether the table is as template.yaml makes it, and what is lost if something happens to it."""
    client, name = stack.aws.client("dynamodb"), stack.one("Table")
    described = client.describe_table(TableName=name)["Table"]
    keys = [(key["AttributeName"], key["KeyType"]) for key in described["KeySchema"]]
    indexes = {
        one["IndexName"]: one.get("IndexStatus", "ACTIVE") for one in described.get("GlobalSecondaryIndexes", ())
    }
    expiry = client.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    recovery = client.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
    points = recovery["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"]
    encryption = described.get("SSEDescription", {}).get("Status", "DISABLED")
    expected = {
        "is active": described["TableStatus"] == "ACTIVE",
        "has the keys PK and SK": keys == [("PK", "HASH"), ("SK", "RANGE")],
        "has the index due": indexes.get("due") == "ACTIVE",
        "tells what is written (stream)": described.get("StreamSpecification", {}).get("StreamEnabled", False),
        "forgets by ttl": (expiry["TimeToLiveStatus"], expiry.get("AttributeName")) == ("ENABLED", "ttl"),
    }
    safety = {
        "can be put back to any moment (point-in-time recovery)": points == "ENABLED",
        "is encrypted by a key of the account": encryption in {"ENABLED", "UPDATING"},
        "cannot be deleted by mistake": described.get("DeletionProtectionEnabled", False),
    }
    missing = [what for what, there in expected.items() if not there]
    unsafe = [what for what, there in safety.items() if not there]
    for what in missing:
        yield wrong(f"not so: the table {what}", "sam deploy this version's template.yaml")
    for what in unsafe:
        yield look(f"not so: the table {what}", "sam deploy this version's template.yaml")
    if not missing and not unsafe:
        yield well(f"the table {name} is as the template makes it")


def keys(stack: Stack) -> Iterator[Finding]:
    """Whether the keys can be used: a key that waits for its deletion takes the data with it."""
    client = stack.aws.client("kms")
    for logical_id, key in stack.of_type("AWS::KMS::Key").items():
        state = client.describe_key(KeyId=key)["KeyMetadata"]["KeyState"]
        if state == "Enabled":
            yield well(f"{logical_id} is enabled")
        else:
            yield wrong(f"{logical_id} is {state}", "enable it, cancel its deletion: without it nothing can be read")


def workers(stack: Stack) -> Iterator[Finding]:
    """Whether what is to be done after a turn is being done."""
    functions, events, queues = (stack.aws.client(name) for name in ("lambda", "events", "sqs"))
    found = []
    for mapping in stack.of_type("AWS::Lambda::EventSourceMapping").values():
        state = functions.get_event_source_mapping(UUID=mapping)["State"]
        if state not in {"Enabled", "Creating", "Enabling", "Updating"}:
            found.append(wrong(f"the outbox does not listen to the table ({state})", "enable its event source mapping"))
    for rule in stack.of_type("AWS::Events::Rule").values():
        if events.describe_rule(Name=rule.rpartition("/")[2])["State"] != "ENABLED":
            found.append(wrong("the sweep is not started every minute", "enable its rule in EventBridge"))
    for queue in stack.of_type("AWS::SQS::Queue").values():
        attributes = queues.get_queue_attributes(QueueUrl=queue, AttributeNames=["ApproximateNumberOfMessages"])
        count = int(attributes["Attributes"]["ApproximateNumberOfMessages"])
        if count:
            found.append(
                look(f"{count} batches of errands were given up ({queue})", "read the log of the outbox, then purge it")
            )
    yield from found or [well("the outbox listens, the sweep is started, and no batch was given up")]


def alarms(stack: Stack) -> Iterator[Finding]:
    """What rings now, and whether anybody hears it."""
    names = [*stack.of_type("AWS::CloudWatch::Alarm").values()]
    if not names:
        return
    found = stack.aws.client("cloudwatch").describe_alarms(AlarmNames=names)["MetricAlarms"]
    ringing = [one["AlarmName"] for one in found if one["StateValue"] == "ALARM"]
    for name in ringing:
        yield wrong(f"the alarm {name} rings", "look at the dashboard and the logs")
    if not any(one.get("AlarmActions") for one in found):
        yield look("alarms ring and nobody is told", "sam deploy with AlarmEmail=…")
    elif not ringing:
        yield well(f"{len(found)} alarms are quiet")


def mail(stack: Stack, config: ShopConfig) -> Iterator[Finding]:
    """Whether Amazon SES sends for the shop's address, to everybody."""
    if config.mail is None or environment(stack, "OutboxFunction").get("RESTOCK_MAIL") != "ses:":
        return
    client, sender = stack.aws.client("sesv2"), config.mail.sender
    for identity in (sender, sender.partition("@")[2]):
        try:
            verified = client.get_email_identity(EmailIdentity=identity).get("VerifiedForSendingStatus", False)
        except client.exceptions.NotFoundException:
            continue
        if verified:
            yield well(f"Amazon SES sends for {identity}")
            break
    else:
        yield wrong(f"Amazon SES does not send for {sender}", "verify the address or its domain in SES, in this region")
    account = client.get_account()
    if not account.get("ProductionAccessEnabled", False):
        yield look("Amazon SES is in its sandbox: only verified addresses get e-mails", "ask for production access")
