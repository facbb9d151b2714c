# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""What the tests of the window share. Each is started as `test-x.py MATINEE MODEL SCHEMAS`.

Films of the invented data are known by rank and genre, never by title alone (see
tests/support/synthetic-ml100k/make.py). A test fails for any warning in the program's log.
"""

import json
import os
import re
import shutil
import sys
import tempfile
import unittest

MATINEE, MODEL, SCHEMAS = (os.path.abspath(path) for path in sys.argv[1:4])
SKIP = 77
NEEDED = ("Xvfb", "dbus-daemon", "openbox")

try:
    from session import Session, SessionError
    missing = [tool for tool in NEEDED if shutil.which(tool) is None]
    if not os.path.exists("/usr/share/dbus-1/services/org.a11y.Bus.service"):
        missing.append("at-spi2-core")
except ImportError as error:
    missing = [str(error)]
if missing:
    print("1..0 # SKIP missing:", ", ".join(missing))
    sys.exit(0)


class WindowCase(unittest.TestCase):
    longMessage = True

    def open(self, *arguments, model=MODEL, home=None, env=None, **options):
        """A session with the program in it; the model is the one that comes with the program."""
        environment = {"MATINEE_MODEL_DIR": os.path.dirname(model), "GSETTINGS_SCHEMA_DIR": SCHEMAS}
        environment.update(env or {})
        options.setdefault("fatal", "warnings")
        session = Session([MATINEE, *arguments], env=environment, home=home, **options)
        self.addCleanup(session.close)
        return session

    def folder(self):
        path = tempfile.mkdtemp(prefix="matinee-test-")
        self.addCleanup(shutil.rmtree, path, True)
        return path

    def later_set(self, data, n_people=5, n_own=1):
        """A CSV set with two films of the invented data, and some of its own."""
        folder = self.folder() + "/later"
        os.mkdir(folder)
        with open(data + "/u.item", encoding="latin-1") as items:
            titles = [next(items).split("|")[1] for _ in range(2)] + [f"Elsewhere {i} (2005)" for i in range(n_own)]
        with open(folder + "/movies.csv", "w", encoding="utf-8") as films:
            films.write("movieId,title,genres\n")
            films.writelines(f'{i + 5},"{title}",Drama\n' for i, title in enumerate(titles))
        with open(folder + "/ratings.csv", "w", encoding="utf-8") as ratings:
            ratings.write("userId,movieId,rating,timestamp\n")
            ratings.writelines(f"{person},{i + 5},{i % 5 + 1},96498270{i % 10}\n" for person in range(1, n_people + 1)
                               for i in range(len(titles)))
        return folder

    # What a person sees.

    def cells(self, s):
        return s.wait_for(lambda: s.find_all("table cell", seen=True), what="films to pick")

    def pick(self, s, position):
        """Clicks a film of the first screen; returns its label, "Comet Harbour (1967)"."""
        cell = self.cells(s)[position]
        label = title_of(cell.name)
        cell.click()
        s.wait_for(lambda: self.chips(s) and label in self.chips(s), what="the chip of " + label)
        return label

    def chips(self, s):
        """Labels of the films that have a chip on the page."""
        names = (node.name for node in s.find_all("push button", re.compile("^Remove "), seen=True))
        return [name[len("Remove "):] for name in names]

    def suggestions(self, s):
        """Labels of the films in the list, the first ones."""
        rows = s.find("list", "Suggestions").children
        return [title_of(row.name) for row in rows]

    def profiles(self, s):
        folder = s.home + "/.local/share/matinee/profiles"
        return sorted(os.listdir(folder)) if os.path.isdir(folder) else []

    def saved(self, s, name):
        with open(f"{s.home}/.local/share/matinee/profiles/{name}") as profile:
            return json.load(profile)

    def assert_clean(self, s):
        self.assertEqual(s.complaints(), [])


def title_of(name):
    """The film in an accessible name like "Alien (1979), Horror · Sci-Fi, loved"."""
    return re.match(r"(.*? \(\d{4}\))", name).group(1)


class TapResult(unittest.TextTestResult):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.number = 0

    def _line(self, test, ok, remark=""):
        self.number += 1
        print(f"{'ok' if ok else 'not ok'} {self.number} {test.id()}{remark}", flush=True)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._line(test, True)

    def addError(self, test, error):
        super().addError(test, error)
        self._line(test, False)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self._line(test, False)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._line(test, True, f" # SKIP {reason}")


def main():
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    only = os.environ.get("TEST")
    if only:
        suite = unittest.TestSuite(test for cases in suite for test in cases if re.search(only, test.id()))
    print(f"1..{suite.countTestCases()}", flush=True)
    runner = unittest.TextTestRunner(sys.stderr, resultclass=TapResult, verbosity=0)
    sys.exit(0 if runner.run(suite).wasSuccessful() else 1)
