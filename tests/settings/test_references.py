"""Settings that name a secret or a parameter of AWS, read from servers of both."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from aws_lambda_powertools.utilities.parameters.constants import DEFAULT_PROVIDERS

from skill.errors import SettingsError
from skill.settings.environment import Settings
from tests.support.servers import aws_service

VALUE = "forty random characters, or nearly so, here"
SMTP = "smtps://shop:a-password@mail.example.org:465"


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of both, with two secrets and three parameters."""
    with aws_service("secretsmanager,ssm", tmp_path_factory.mktemp("aws")) as endpoint:
        account = boto3.Session("test", "test", region_name="eu-west-1")
        secrets = account.client("secretsmanager", endpoint_url=endpoint)
        parameters = account.client("ssm", endpoint_url=endpoint)
        secrets.create_secret(Name="restock/secret", SecretString=VALUE)
        secrets.create_secret(Name="restock/bytes", SecretBinary=b"\x00" * 40)
        parameters.put_parameter(Name="/restock/mail", Value=SMTP, Type="SecureString")
        parameters.put_parameter(Name="/restock/port", Value="eighty", Type="String")
        parameters.put_parameter(Name="/restock/empty", Value=" ", Type="String")
        yield endpoint


@pytest.fixture(autouse=True)
def environment(aws: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Where and as whom AWS is asked; nothing is remembered from another test."""
    for name, value in {
        "AWS_ENDPOINT_URL": aws,
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_EC2_METADATA_DISABLED": "true",
    }.items():
        monkeypatch.setenv(name, value)
    yield
    for provider in DEFAULT_PROVIDERS.values():
        provider.clear_cache()
        provider.client.close()
    DEFAULT_PROVIDERS.clear()


def test_a_secret_and_a_parameter_are_read() -> None:
    found = Settings.from_env({"RESTOCK_SECRET": "secretsmanager:restock/secret", "RESTOCK_MAIL": "ssm:/restock/mail"})
    assert (found.secret, found.mail) == (VALUE, SMTP)


def test_a_secret_is_read_by_its_arn(aws: str) -> None:
    client = boto3.client("secretsmanager")
    arn = client.describe_secret(SecretId="restock/secret")["ARN"]
    client.close()
    assert Settings.from_env({"RESTOCK_SECRET": f" secretsmanager:{arn} "}).secret == VALUE


def test_what_it_leads_to_is_checked_as_if_it_stood_there() -> None:
    with pytest.raises(SettingsError, match="RESTOCK_PORT=eighty is no port"):
        Settings.from_env({"RESTOCK_PORT": "ssm:/restock/port"})


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("secretsmanager:", "RESTOCK_SECRET=secretsmanager: names nothing; set it to secretsmanager:<name>"),
        ("ssm:", "RESTOCK_SECRET=ssm: names nothing; set it to ssm:<name>"),
        ("secretsmanager:restock/bytes", "holds no text; put the value there"),
        ("ssm:/restock/empty", "holds no text; put the value there"),
        (
            "secretsmanager:nobody",
            r"RESTOCK_SECRET: secretsmanager:nobody cannot be read \(.*ResourceNotFoundException.*\): put it there, in "
            r"the region of AWS_DEFAULT_REGION, and allow secretsmanager:GetSecretValue on it",
        ),
        ("ssm:/nobody", r"ssm:/nobody cannot be read \(.*ParameterNotFound.*\).* allow ssm:GetParameter on it"),
    ],
)
def test_what_leads_nowhere_stops_the_start(value: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said) as refused:
        Settings.from_env({"RESTOCK_SECRET": value})
    assert VALUE not in str(refused.value)


def test_without_a_region_it_says_which_setting_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    with pytest.raises(SettingsError, match=r"cannot be read \(You must specify a region.\): .* AWS_DEFAULT_REGION"):
        Settings.from_env({"RESTOCK_SECRET": "secretsmanager:restock/secret"})


def test_an_unknown_name_is_told_before_anything_is_read() -> None:
    with pytest.raises(SettingsError, match="there is no setting RESTOCK_SECRETS"):
        Settings.from_env({"RESTOCK_SECRETS": "ssm:/nobody"})


def test_what_stands_in_the_environment_loads_no_sdk(tmp_path: Path) -> None:
    probe = (
        "import sys; from skill.settings.environment import Settings\n"
        "Settings.from_env({'RESTOCK_SECRET': 's' * 32})\n"
        "assert 'boto3' not in sys.modules and 'aws_lambda_powertools' not in sys.modules"
    )
    ran = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
