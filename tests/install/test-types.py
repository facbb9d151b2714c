# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""Files are known by what they are: test-types.py TYPES.xml MODEL

The types are put into a folder of data of its own, and GIO is asked as a file manager would.
"""

import os
import shutil
import subprocess
import sys
import tempfile

TYPES, MODEL = sys.argv[1:]
SYSTEM = "/usr/share/mime/packages/freedesktop.org.xml"


def main():
    if not shutil.which("update-mime-database") or not shutil.which("gio") or not os.path.exists(SYSTEM):
        sys.exit(77)
    folder = tempfile.mkdtemp(prefix="matinee-types-")
    try:
        packages = folder + "/share/mime/packages"
        os.makedirs(packages)
        shutil.copy(SYSTEM, packages)
        shutil.copy(TYPES, packages)
        subprocess.run(["update-mime-database", folder + "/share/mime"], check=True, stderr=subprocess.DEVNULL)

        other = b"\x48\0\0\0\0\0\0\0" + b'{"__metadata__":{"format":"pt"}}'.ljust(72)
        files = {"model.safetensors": (open(MODEL, "rb").read(4096), "application/vnd.matinee.checkpoint"),
                 "other.safetensors": (other, "application/x-safetensors"),
                 "Ann.matinee.json": (b'{"schema": 1, "name": "Ann", "picks": []}', "application/vnd.matinee.profile+json"),
                 "data.json": (b'{"schema": 1}', "application/json")}
        env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": folder, "XDG_DATA_HOME": folder + "/share",
               "XDG_DATA_DIRS": folder + "/none"}
        for name, (content, expected) in files.items():
            path = os.path.join(folder, name)
            with open(path, "wb") as file:
                file.write(content)
            said = subprocess.run(["gio", "info", "-a", "standard::content-type,standard::icon", path], env=env,
                                  capture_output=True, text=True, check=True).stdout
            assert f"standard::content-type: {expected}\n" in said, f"{name}: {said}"
            if "matinee" in expected:
                assert "io.github.matinee_app.Matinee" in said.split("standard::icon:")[1].split(",")[0], said
    finally:
        shutil.rmtree(folder)


main()
