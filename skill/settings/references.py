"""Settings that are kept elsewhere: a value may name a secret or a parameter of AWS instead of holding it.

``secretsmanager:<arn or name>`` is read from AWS Secrets Manager, ``ssm:/name`` from the Parameter Store of AWS
Systems Manager (decrypted), once, when the process starts: a new value counts from the next start on.
"""

from __future__ import annotations

from collections.abc import Mapping

from skill.errors import SettingsError

SECRET = "secretsmanager:"  # noqa: S105 - where it is kept
PARAMETER = "ssm:"

_ALLOWED = {SECRET: "secretsmanager:GetSecretValue", PARAMETER: "ssm:GetParameter"}


def is_reference(value: str) -> bool:
    """Whether a value says where it is kept."""
    return value.strip().startswith((SECRET, PARAMETER))


def resolved(environ: Mapping[str, str]) -> dict[str, str]:
    """The ``RESTOCK_`` variables, with what the references among them lead to.

    Raises:
        SettingsError: when one leads nowhere: which one, why, and what to set.

    """
    return {
        name: _read(name, value.strip()) if is_reference(value) else value
        for name, value in environ.items()
        if name.startswith("RESTOCK_")
    }


def _read(name: str, reference: str) -> str:
    scheme = SECRET if reference.startswith(SECRET) else PARAMETER
    place = reference.removeprefix(scheme)
    if not place:
        raise SettingsError(f"{name}={reference} names nothing; set it to {scheme}<name>")
    try:
        value = _fetched(scheme, place)
    # Whatever botocore says when there is no region, no credential, no permission, no answer and no such thing.
    except Exception as why:
        raise SettingsError(
            f"{name}: {reference} cannot be read ({why}): put it there, in the region of AWS_DEFAULT_REGION, "
            f"and allow {_ALLOWED[scheme]} on it"
        ) from why
    if not isinstance(value, str) or not value.strip():
        raise SettingsError(f"{name}: {reference} holds no text; put the value there")
    return value


def _fetched(scheme: str, place: str) -> object:
    # It loads boto3, for which no process should wait that keeps its settings in the environment.
    from aws_lambda_powertools.utilities.parameters import get_parameter, get_secret  # noqa: PLC0415

    return get_secret(place) if scheme == SECRET else get_parameter(place, decrypt=True)
