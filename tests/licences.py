"""Every library that is shipped, with its licence, by the metadata of what is installed; `make sbom` writes the list.

python -m tests.licences FILE [SBOM]: with a CycloneDX file, licences that its maker found nowhere are added to it, and
the shared libraries that wheels carry.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.utils import canonicalize_name

from tests.locks import entries

FREE = {
    "0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0",
    "PSF-2.0", "Zlib",
}  # fmt: skip
TOLD = {
    "axe-playwright-python": "MIT AND MPL-2.0",  # axe-core is the MPL's
    "imapclient": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pyrage": "MIT",  # the crates in it are MIT, Apache-2.0, BSD-3-Clause: its own SBOM tells
}
"""Where the metadata is silent or speaks of another thing: by the licence file."""
LESSER = {
    "fpdf2": "pure Python, used unchanged and replaceable by whoever has the program",
    "psycopg": "the same",
    "psycopg-pool": "the same",
    "psycopg-binary": "the same; a library of its own that nothing links",
    "tnefparse": "pure Python, used unchanged and replaceable",
}
"""Those under the LGPL, and why that binds nobody who takes our program."""
FREE_PARTS = {
    "libXau", "libaom", "libavif", "libbrotlicommon", "libbrotlidec", "libcom_err", "libcrypto", "libdrm",
    "libfreetype", "libgssapi_krb5", "libharfbuzz", "libjpeg", "libk5crypto", "libkrb5", "libkrb5support",
    "liblber", "liblcms2", "libldap", "liblzma", "libopenblasp-r0", "libopenjp2", "libpng16", "libpq", "libqpdf",
    "libonnxruntime", "libonnxruntime_providers_shared", "libpdfium", "libsasl2", "libscipy_openblas64_",
    "libsharpyuv", "libssl", "libtiff", "libvpx", "libwebp", "libwebpdemux", "libwebpmux", "libxcb", "libzstd",
}  # fmt: skip
"""Shared libraries in wheels under licences as free as ours, or the MPL."""
LESSER_PARTS = {
    "libavcodec": "FFmpeg built without its GPL parts, loaded at run time",
    "libavformat": "the same",
    "libavutil": "the same",
    "libcrypt": "loaded at run time, unchanged",
    "libgeos": "loaded at run time, unchanged",
    "libgeos_c": "the same",
    "libkeyutils": "loaded at run time, unchanged",
    "libquadmath": "loaded at run time, unchanged",
    "libswresample": "as libavcodec",
    "libswscale": "as libavcodec",
}
RUNTIME_EXCEPTION = {
    "libgfortran": "GPL with GCC's runtime library exception: what is built with it may have any licence"
}
NAMES = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""Old ways of writing (trove classifiers, free text) in SPDX's."""


def licence(package):
    """A package's licence as an SPDX expression, as far as its metadata tells."""
    told = package.metadata
    classifiers = [each.rsplit(" :: ", 1)[-1] for each in told.get_all("Classifier", []) if "License ::" in each]
    named = [NAMES[each] for each in classifiers if each in NAMES]
    free_text = (told.get("License") or "").strip().split("\n")[0]
    expression = told.get("License-Expression") or " AND ".join(named) or NAMES.get(free_text, free_text)
    return TOLD.get(canonicalize_name(package.name), expression)


def is_allowed(name, expression):
    """Whether one side of every choice is free, or the LGPL's with a reason."""
    if expression.startswith("LGPL"):
        return name in LESSER
    return all(set(part.strip(" ()").split(" OR ")) & FREE for part in expression.split(" AND "))


@dataclass(frozen=True, kw_only=True)
class Part:
    """A shared library that a wheel carries beside its own modules."""

    name: str
    version: str | None
    """Its own where the library tells it, else the one of its interface, which the file's name has; None: neither."""
    file: str
    cpe: str | None
    """By what lists of vulnerabilities know it, where it tells its version itself."""


TELLS = {
    "libcrypto": (re.compile(rb"OpenSSL (\d+\.\d+\.\d+[a-z]?) "), "openssl:openssl"),
    "libavformat": (re.compile(rb"FFmpeg version (\d+\.\d+(?:\.\d+)?)"), "ffmpeg:ffmpeg"),
}
"""What a library says of itself, and its vendor and product in the Common Platform Enumeration."""


def carried(package):
    """The shared libraries within a package's wheel, by name."""
    files = [file for file in package.files or [] if re.search(r"\.libs/|/lib\w+\.so|\.so\.\d", str(file))]
    return sorted((_part(package, file) for file in files if ".so" in file.name), key=lambda part: part.name)


def _part(package, file):
    name = re.split(r"-[0-9a-f]{8}\b|\.so\b", file.name)[0]
    pattern, product = TELLS.get(name, (None, None))
    told = pattern and pattern.search(Path(package.locate_file(file)).read_bytes())
    numbered = re.search(r"\.so\.(\d[\w.]*)$", file.name)
    version = told[1].decode("ascii") if told else numbered[1] if numbered else None
    cpe = f"cpe:2.3:a:{product}:{version}:*:*:*:*:*:*:*" if told else None
    return Part(name=name, version=version, file=str(file), cpe=cpe)


def parts(package):
    """The names of the shared libraries within its wheel."""
    return {part.name for part in carried(package)}


def installed():
    """Every package of the widest lock that is installed here (markers leave some out)."""
    for name in sorted({canonicalize_name(requirement.name) for requirement, _ in entries("test.txt")}):
        try:
            yield name, distribution(name)
        except PackageNotFoundError:
            continue


def main(target):
    """A line for each library of the container: name, version, licence; below it what its wheel carries."""
    shipped = {canonicalize_name(requirement.name) for requirement, _ in entries("app.txt")}
    lines = []
    for name, package in installed():
        if name in shipped:
            lines.append(f"{name} {package.version}: {licence(package)}")
            lines += [f"  {part.name} {part.version or '?'}: within {name}, {part.file}" for part in carried(package)]
    Path(target).write_text("\n".join(lines) + "\n", "utf-8")


def complete(sbom):
    """Give the components of a CycloneDX file (JSON) licences that its maker did not find, and what wheels carry."""
    packages = dict(installed())
    told = {name: licence(package) for name, package in packages.items()}
    known = json.loads(Path(sbom).read_text("utf-8"))
    for component in known["components"]:
        expression = told.get(canonicalize_name(component["name"]))
        if expression and not component.get("licenses"):
            component["licenses"] = [{"expression": expression, "acknowledgement": "declared"}]
        package = packages.get(canonicalize_name(component["name"]))
        if package and (within := [_component(part) for part in carried(package)]):
            component["components"] = within
    Path(sbom).write_text(json.dumps(known, indent=2) + "\n", "utf-8")


def _component(part):
    """As CycloneDX has it: a component within a component."""
    optional = {"version": part.version, "cpe": part.cpe}
    properties = [{"name": "candidatures:file", "value": part.file}]
    known = {name: value for name, value in optional.items() if value}
    return {"type": "library", "name": part.name, **known, "properties": properties}


if __name__ == "__main__":
    main(sys.argv[1])
    for made in sys.argv[2:]:
        complete(made)
