"""Every library that is shipped, with its licence, by the metadata of what is installed; `make sbom` writes the list.

python -m tests.licences FILE [SBOM]: with a CycloneDX file, licences that its maker found nowhere are added to it
"""

from __future__ import annotations

import json
import re
import sys
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
    "libonnxruntime", "libsasl2", "libscipy_openblas64_",
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


def parts(package):
    """The shared libraries that a wheel carries beside its own modules, without version and hash."""
    carried = [file.name for file in package.files or [] if re.search(r"\.libs/|\.so\.\d", str(file))]
    return {re.split(r"-[0-9a-f]{8}\b|\.so\b", name)[0] for name in carried if ".so" in name}


def installed():
    """Every package of the widest lock that is installed here (markers leave some out)."""
    for name in sorted({canonicalize_name(requirement.name) for requirement, _ in entries("test.txt")}):
        try:
            yield name, distribution(name)
        except PackageNotFoundError:
            continue


def main(target):
    """A line for each library of the container: name, version, licence."""
    shipped = {canonicalize_name(requirement.name) for requirement, _ in entries("app.txt")}
    lines = [f"{name} {package.version}: {licence(package)}" for name, package in installed() if name in shipped]
    Path(target).write_text("\n".join(lines) + "\n", "utf-8")


def complete(sbom):
    """Give every component of a CycloneDX file (JSON) that tells no licence the one that the list tells."""
    told = {name: licence(package) for name, package in installed()}
    known = json.loads(Path(sbom).read_text("utf-8"))
    for component in known["components"]:
        expression = told.get(canonicalize_name(component["name"]))
        if expression and not component.get("licenses"):
            component["licenses"] = [{"expression": expression, "acknowledgement": "declared"}]
    Path(sbom).write_text(json.dumps(known, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
    for made in sys.argv[2:]:
        complete(made)
