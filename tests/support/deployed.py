"""An AWS account that answers on loopback, and a stack in it that `sam deploy` made of this very template.

The emulator runs functions by this machine's Python, feeds them from table streams and schedules, and seals by KMS.
What it does not do: metric maths of alarms, which is left out of the template; conditions of permissions; IAM at all.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import boto3
import yaml

from tests.support.needs import ROOT, leave_out
from tests.support.servers import aws_service

SERVICES = (
    "apigateway,cloudformation,cloudwatch,dynamodb,dynamodbstreams,events,iam,kms,lambda,logs,s3,secretsmanager,"
    "ses,sns,sqs,ssm,sts"
)
REGION = "eu-west-1"
_TRANSLATOR = ("annotated_types", "pydantic", "pydantic_core", "samtranslator", "typing_inspection")


@dataclass(frozen=True)
class Deployed:
    """A stack: its outputs, and the environment in which AWS and it are asked for."""

    name: str
    endpoint: str
    outputs: Mapping[str, str]
    env: Mapping[str, str]

    def client(self, service: str) -> Any:
        """A client of one of AWS's services, as the account's owner."""
        account: Any = boto3.Session("testing", "testing", region_name=REGION)
        return account.client(service, endpoint_url=self.endpoint)

    def restock(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run a `restock` command on the stack's table, as docs/deploying.md tells."""
        command = [str(Path(sys.executable).with_name("restock")), *arguments]
        env = {**self.env, **{f"RESTOCK_{name.upper()}": value for name, value in settings.items()}}
        return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)

    def mails(self) -> list[dict[str, Any]]:
        """What Amazon SES sent, oldest first."""
        with urlopen(f"{self.endpoint}/_ministack/ses/messages", timeout=10) as answer:
            found: dict[str, list[dict[str, Any]]] = json.load(answer)["messages"]
        return [mail for mails in found.values() for mail in mails]


@contextmanager
def deployed(folder: Path, build: Path, name: str, **parameters: str) -> Iterator[Deployed]:
    """Deploy what was built and keep it until the block ends."""
    libraries = folder / "translator"
    _link_translator(libraries)
    (folder / "aws").mkdir()
    with aws_service(SERVICES, folder / "aws", PYTHONPATH=str(libraries), MINISTACK_REGION=REGION) as endpoint:
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "SAM_CLI_TELEMETRY": "0",
            "__SAM_CLI_APP_DIR": str(folder),
        }
        made = Deployed(name, endpoint, {}, env)
        made.client("s3").create_bucket(Bucket="code", CreateBucketConfiguration={"LocationConstraint": REGION})
        template = _without_maths(build / "template.yaml")
        given = [f"{key}={value}" for key, value in parameters.items()]
        where = ["--template", str(template), "--stack-name", name, "--s3-bucket", "code"]
        _sam(
            env,
            *("deploy", *where, "--capabilities", "CAPABILITY_IAM", "--no-confirm-changeset"),
            *("--parameter-overrides", *given),
        )
        (stack,) = made.client("cloudformation").describe_stacks(StackName=name)["Stacks"]
        outputs = {one["OutputKey"]: one["OutputValue"] for one in stack["Outputs"]}
        told = {
            "RESTOCK_DATA": str(folder / "data"),
            "RESTOCK_STORE": f"dynamodb://{outputs['TableName']}",
            "RESTOCK_SECRET": f"secretsmanager:{outputs['SecretArn']}",
            "RESTOCK_CONTACT_KEY": f"kms:{outputs['ContactKeyArn']}",
        }
        settings = {key: value for key, value in env.items() if not key.startswith("RESTOCK_")}
        yield Deployed(name, endpoint, outputs, settings | told)


def _sam(env: Mapping[str, str], *arguments: str) -> None:
    tool = ROOT / ".venv-sam" / "bin" / "sam"
    if not tool.exists():
        leave_out("aws-sam-cli is not installed: make test installs it")
    done = subprocess.run([tool, *arguments], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


def _without_maths(template: Path) -> Path:
    document = yaml.safe_load(template.read_text())
    resources = document["Resources"]
    for name in [name for name, one in resources.items() if "Metrics" in one.get("Properties", {})]:
        assert resources[name]["Type"] == "AWS::CloudWatch::Alarm"
        del resources[name]
    # Beside what was built, which it names by where it lies.
    less = template.with_name("without-maths.yaml")
    less.write_text(yaml.safe_dump(document, sort_keys=False))
    return less


def _link_translator(folder: Path) -> None:
    """What the emulator needs to understand SAM lies in the environment of aws-sam-cli, beside what must not mix."""
    folder.mkdir()
    for name in _TRANSLATOR:
        found = list((ROOT / ".venv-sam").glob(f"lib/python3*/site-packages/{name}"))
        if not found:
            leave_out("aws-sam-cli is not installed: make test installs it")
        (folder / name).symlink_to(found[0])
