"""What the locks in deploy/lock hold."""

from __future__ import annotations

import re
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LINUX = {"sys_platform": "linux", "implementation_name": "cpython", "platform_python_implementation": "CPython"}


def text(lock):
    return (ROOT / "deploy" / "lock" / lock).read_text("utf-8")


def entries(lock):
    """A lock's entries as pip reads them: a requirement and its hashes."""
    lines = re.sub(r"(?m)^\s*#.*\n", "", text(lock)).replace("\\\n", " ").splitlines()
    return [(Requirement(line.split("--hash=")[0].strip()), line.split("--hash=")[1:]) for line in lines if line]


def versions(lock, python):
    """The version of each package that a lock gives to a Python ("3.13") on Linux."""
    here = {**default_environment(), **LINUX, "python_version": python, "python_full_version": f"{python}.0"}
    found = {}
    for requirement, _ in entries(lock):
        if requirement.marker is None or requirement.marker.evaluate(here):
            (pin,) = requirement.specifier
            if pin.operator != "==" or canonicalize_name(requirement.name) in found:
                raise ValueError(f"{lock} does not give one version: {requirement}")
            found[canonicalize_name(requirement.name)] = pin.version
    return found
