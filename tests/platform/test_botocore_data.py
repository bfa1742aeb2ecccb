"""What the packages keep of botocore's data says the same as all of it."""

import json
import shutil
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import botocore.session
import pytest
from botocore.loaders import Loader

from tools.botocore_data import lighten

CALLS = {
    "dynamodb": {"BatchGetItem", "BatchWriteItem", "DeleteItem", "GetItem", "PutItem", "Query", "TransactWriteItems"},
    "kms": {"Decrypt", "GenerateDataKey"},
    "secretsmanager": {"GetSecretValue"},
    "sesv2": {"SendEmail"},
    "ssm": {"GetParameter"},
}
SERVICES = frozenset(CALLS)
REGIONS = ("eu-west-1", "us-east-1", "ap-northeast-1", "us-gov-west-1", "cn-north-1", "eu-nowhere-9")


def _whole() -> Path:
    found = find_spec("botocore")
    assert found is not None and found.origin is not None
    return Path(found.origin).parent / "data"


@pytest.fixture(scope="module")
def light(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("botocore") / "data"
    folder.mkdir()
    for one in _whole().iterdir():
        if one.is_file():
            shutil.copy(one, folder)
        elif one.name in {*SERVICES, "sqs"}:
            shutil.copytree(one, folder / one.name)
    lighten(folder, SERVICES)
    return folder


@cache
def _session(data: Path) -> Any:
    session = botocore.session.Session()
    session.register_component(
        "data_loader", Loader(extra_search_paths=[str(data)], include_default_search_paths=False)
    )
    session.set_credentials("test", "test")
    return session


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_clients_are_the_same(light: Path, service: str) -> None:
    for region in REGIONS:
        ours, theirs = (_session(data).create_client(service, region_name=region) for data in (light, _whole()))
        assert ours.meta.endpoint_url == theirs.meta.endpoint_url, region
        assert ours.meta.partition == theirs.meta.partition
        assert ours.meta.service_model.signing_name == theirs.meta.service_model.signing_name
    assert ours.meta.service_model.operation_names == theirs.meta.service_model.operation_names
    for name in CALLS[service]:
        mine, full = (one.meta.service_model.operation_model(name) for one in (ours, theirs))
        assert _shape(mine.input_shape) == _shape(full.input_shape), name
        assert _shape(mine.output_shape) == _shape(full.output_shape), name
        assert {one.name: one.metadata for one in mine.error_shapes} == {
            one.name: one.metadata for one in full.error_shapes
        }


def _shape(shape: Any, within: tuple[str, ...] = ()) -> Any:
    """A shape with everything below it; what holds itself is told by its name."""
    if shape is None or shape.name in within:
        return shape and shape.name
    inner = (*within, shape.name)
    members = getattr(shape, "members", {})
    parts = [getattr(shape, name, None) for name in ("member", "key", "value")]
    below = {name: _shape(one, inner) for name, one in members.items()}
    return (
        shape.name,
        shape.type_name,
        dict(shape.metadata),
        dict(shape.serialization),
        below,
        [_shape(one, inner) for one in parts],
    )


def test_nothing_else_is_kept(light: Path) -> None:
    assert {one.name for one in light.iterdir() if one.is_dir()} == SERVICES
    endpoints = json.loads((light / "endpoints.json").read_text())
    assert {name for one in endpoints["partitions"] for name in one["services"]} == {
        *("dynamodb", "email", "kms", "secretsmanager", "ssm")
    }
    assert not list(light.rglob("*.gz.json"))
    assert '"documentation":"' not in (light / "dynamodb" / "2012-08-10" / "service-2.json").read_text()
