# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""Matinee in its sandbox, for build-aux/check-flatpak: flatpak-drive.py APPLICATION-ID FOLDER

Looks at what the sandbox can reach, recommends in it from the command line, and drives the window in it: three
films picked, a list read, every view opened. FLATPAK_USER_DIR names the installation; HOME is a home of its own.
"""

import json
import os
import re
import subprocess
import sys

from session import Session

APPLICATION, FOLDER = sys.argv[1:]
HOME = os.environ["HOME"]
DRIVER = os.environ.get("MATINEE_FLATPAK_DRIVER") or None
KEPT = ("FLATPAK_USER_DIR", "FLATPAK_SYSTEM_DIR")


class SandboxSession(Session):
    """The sandbox has process numbers of its own, which GTK does not tell the display, and its calls to the bus come
    from a proxy: whatever calls itself like the program on this display is it."""

    def is_own(self, pid):
        return pid not in [process.pid for process in self.processes]

    def is_own_window(self, window):
        return any("matinee" in name.lower() for name in window.get_wm_class() or ())

    def start(self, *arguments):
        try:
            super().start(*arguments)
        except BaseException:
            print(self.log()[-4000:], file=sys.stderr)
            raise

    def complaints(self):
        # This desktop has no portals.
        return [line for line in super().complaints() if "Unable to retrieve the Flatpak portal version" not in line]


def said(what):
    print(f"  ok: {what}", flush=True)


def inside(s, *command, check=True):
    """Runs a command in the sandbox; its output."""
    result = subprocess.run(["flatpak", "run", "--user", *command], env=s.env, stdin=subprocess.DEVNULL,
                            capture_output=True, text=True, timeout=120)
    if check and result.returncode != 0:
        raise AssertionError(f"{command}: {result.returncode}\n{result.stderr}")
    return result


def look_at_sandbox(s):
    secret = os.path.join(HOME, "secret.txt")
    with open(secret, "w") as file:
        file.write("nobody's business")

    def shell(script):
        return inside(s, "--command=sh", APPLICATION, "-c", script, check=False).stdout.strip()

    # Before anything is refused: the shell runs, and finds what it may.
    assert shell("test -x /app/bin/matinee && echo yes") == "yes", "no shell in the sandbox"
    assert shell(f"cat '{secret}' 2>/dev/null || echo none") == "none", "the sandbox reads the home"
    assert shell(f"ls -A '{HOME}' | grep -v '^\\.var$\\|^\\.local$' | wc -l") == "0", "the sandbox lists the home"
    shell(f"echo written >'{HOME}/left.txt'")
    assert not os.path.exists(HOME + "/left.txt"), "the sandbox writes to the home"
    said("no home: a file there is neither seen nor made")

    devices = shell("tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' ' | sort | tr '\\n' ' '").split()
    assert devices == ["lo"], f"the sandbox has a network: {devices}"
    assert shell("tail -n +2 /proc/net/route | wc -l") == "0", "the sandbox has routes"
    said("no network: a loopback device alone, no routes")

    permissions = inside(s, "--command=cat", APPLICATION, "/.flatpak-info").stdout
    shared = re.search(r"^shared=(.*)$", permissions, re.M)
    assert shared is not None and shared[1] == "ipc;", shared
    assert not re.search(r"^filesystems=", permissions, re.M), permissions
    said("shares IPC only, no folders")


def look_at_engines(s):
    """The module for NVIDIA's cards opens; the driver is found where the desktop's extension puts it."""
    def cuda(driver):
        env = dict(s.env, FLATPAK_GL_DRIVERS=driver or "none")
        answer = subprocess.run(["flatpak", "run", "--user", APPLICATION, "inspect", "--engines", "--format", "json"],
                                env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
        engines = json.loads(answer.stdout)["engines"]
        assert engines[0]["available"], engines
        return engines[1]

    without = cuda(None)
    if DRIVER is None:
        said(f"CPU; CUDA: {without['description']}")
        return
    assert "no NVIDIA driver is installed" in without["description"], without
    said(f"without a driver: {without['description']}")
    driven = cuda(DRIVER)
    assert driven["driver"] == "12.9" and "finds no graphics card" in driven["description"], driven
    said(f"with a driver and no card: {driven['description']}")


def recommend(s):
    answer = json.loads(inside(s, APPLICATION, "recommend", "-q", "--format", "json", "-n", "5", "-f", "Star Wars",
                               "Empire Strikes Back").stdout)
    titles = json.dumps(answer)
    assert "Return of the Jedi" in titles, titles
    said("matinee recommend -f “Star Wars” “Empire Strikes Back”: Return of the Jedi is among the first five")
    version = inside(s, APPLICATION, "--version").stdout.strip()
    said(version.splitlines()[0])


def drive_window(s):
    def chips():
        return s.find_all("push button", re.compile("^Remove "), seen=True)

    cells = s.wait_for(lambda: s.find_all("table cell", seen=True), 60, "films to pick")
    for number, position in enumerate((0, 3, 5), 1):
        cells[position].click()
        s.wait_for(lambda: len(chips()) == number, what=f"{number} chips")
    s.wait_for(lambda: s.exists("label", re.compile("^Because you picked "), seen=True), what="reasons")
    rows = s.find("list", "Suggestions").children
    assert len(rows) == 20, len(rows)
    s.settle()
    s.screenshot(os.path.join(FOLDER, "movies.png"))
    said(f"three films picked, a list of {len(rows)} with reasons; first: {rows[0].name[:60]}")

    for number, view in ((2, "Charts"), (3, "Data"), (4, "Models"), (1, "Movies")):
        s.key(f"ctrl+{number}")
        s.wait_for(lambda: [tab.name for tab in s.find_all("page tab", seen=True) if "selected" in tab.states] == [view],
                   what=view)
        s.settle()
        s.screenshot(os.path.join(FOLDER, view.lower() + ".png"))
        said(f"the view {view} opens")

    s.key("ctrl+q")
    assert s.wait() == 0, s.log()
    profile = os.path.join(HOME, ".var/app", APPLICATION, "data/matinee/profiles/my-picks.matinee.json")
    with open(profile) as file:
        assert len(json.load(file)["picks"]) == 3
    said("closed; the profile lies in the folder of the app")
    assert s.complaints() == [], s.complaints()
    said("no warning in its log")


def main():
    env = {name: os.environ[name] for name in KEPT if name in os.environ}
    with SandboxSession(["flatpak", "run", "--user", APPLICATION], home=HOME, env=env) as s:
        try:
            drive_window(s)
            look_at_sandbox(s)
            look_at_engines(s)
            recommend(s)
        except BaseException:
            s.screenshot(os.path.join(FOLDER, "failed.png"))
            print(s.log()[-4000:], file=sys.stderr)
            raise


main()
