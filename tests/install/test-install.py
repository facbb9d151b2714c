# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""Installs into a DESTDIR, looks whether all is there and runs, uninstalls, and looks whether nothing is left.

test-install.py BUILD PREFIX APPLICATION-ID
"""

import configparser
import os
import shutil
import subprocess
import sys
import tempfile

BUILD, PREFIX, APPLICATION = sys.argv[1:]
EVERYWHERE = ["bin/matinee", "share/man/man1/matinee.1", "share/man/man1/matinee-recommend.1",
              "share/bash-completion/completions/matinee", "share/zsh/site-functions/_matinee",
              "share/fish/vendor_completions.d/matinee.fish", "share/matinee/models/default.safetensors"]
DESKTOP = [f"share/applications/{APPLICATION}.desktop", f"share/metainfo/{APPLICATION}.metainfo.xml",
           f"share/dbus-1/services/{APPLICATION}.service",
           f"share/gnome-shell/search-providers/{APPLICATION}.search-provider.ini",
           f"share/icons/hicolor/scalable/apps/{APPLICATION}.svg",
           f"share/icons/hicolor/symbolic/apps/{APPLICATION}-symbolic.svg", f"share/mime/packages/{APPLICATION}.xml",
           f"share/icons/hicolor/scalable/mimetypes/{APPLICATION}-checkpoint.svg",
           f"share/icons/hicolor/scalable/mimetypes/{APPLICATION}-profile.svg",
           f"share/icons/hicolor/16x16/apps/{APPLICATION}.svg",
           f"share/icons/hicolor/16x16/mimetypes/{APPLICATION}-checkpoint.svg",
           f"share/icons/hicolor/16x16/mimetypes/{APPLICATION}-profile.svg",
           "share/glib-2.0/schemas/io.github.matinee_app.Matinee.gschema.xml"]


def meson(*arguments):
    subprocess.run(["meson", *arguments], cwd=BUILD, check=True, stdout=subprocess.DEVNULL)


def files_below(folder):
    return sorted(os.path.relpath(os.path.join(where, name), folder) for where, _folders, names in os.walk(folder) for name in names)


def read_ini(path):
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(path)
    return parser


def main():
    folder = tempfile.mkdtemp(prefix="matinee-install-")
    log = os.path.join(BUILD, "meson-logs", "install-log.txt")
    kept = None
    if os.path.exists(log):
        with open(log, "rb") as file:
            kept = file.read()
    try:
        meson("install", "--no-rebuild", "--quiet", "--destdir", folder)
        root = folder + PREFIX
        for name in EVERYWHERE + (DESKTOP if os.environ.get("MTN_HAVE_APP") else []):
            assert os.path.isfile(os.path.join(root, name)), f"{name} was not installed; there are {files_below(folder)}"
        strays = [name for name in files_below(folder) if not os.path.join("/", name).startswith(PREFIX)]
        assert not strays, f"outside the prefix: {strays}"

        # It finds what was installed next to it, wherever that is.
        said = subprocess.run([root + "/bin/matinee", "recommend", "-q", "-n", "3"], capture_output=True, text=True, check=True,
                              env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": folder}).stdout
        assert len(said.splitlines()) == 3, said

        if os.environ.get("MTN_HAVE_APP"):
            service = read_ini(f"{root}/share/dbus-1/services/{APPLICATION}.service")["D-BUS Service"]
            assert service["Name"] == APPLICATION and service["Exec"].split()[0] == PREFIX + "/bin/matinee", dict(service)
            provider = read_ini(f"{root}/share/gnome-shell/search-providers/{APPLICATION}.search-provider.ini")["Shell Search Provider"]
            assert provider["DesktopId"] == APPLICATION + ".desktop" and provider["BusName"] == APPLICATION
            assert provider["ObjectPath"] == "/" + APPLICATION.replace(".", "/") + "/SearchProvider", dict(provider)
            desktop = read_ini(f"{root}/share/applications/{APPLICATION}.desktop")["Desktop Entry"]
            assert desktop["Icon"] == APPLICATION and desktop["DBusActivatable"] == "true", dict(desktop)

        subprocess.run(["ninja", "uninstall"], cwd=BUILD, check=True, stdout=subprocess.DEVNULL)
        assert files_below(folder) == [], f"left behind: {files_below(folder)}"
    finally:
        shutil.rmtree(folder)
        # A person's own installation can still be taken back.
        if kept is not None:
            with open(log, "wb") as file:
                file.write(kept)


main()
