# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""What the tests of the command line share: running the built program, and TAP.

Each test program is started as `test-x.py MATINEE MODEL`; the model was trained by the program itself on the
invented data in $MTN_SYNTHETIC_DATA, where films 1, 9, 17 … are science fiction, 2, 10, 18 … romances, 3, 11, 19 …
horror (see tests/support/synthetic-ml100k/make.py).
"""

import json
import os
import subprocess
import sys
import tempfile
import unittest

MATINEE = os.path.abspath(sys.argv[1])
MODEL = os.path.abspath(sys.argv[2])
SYNTHETIC = os.environ["MTN_SYNTHETIC_DATA"]
SHARED = os.environ.get("MTN_SHARED_DATA", "")

DONE, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


def environment(**changes):
    result = dict(os.environ, MATINEE_MODEL_DIR=os.path.dirname(MODEL), LC_ALL="C.UTF-8")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "LANGUAGE"):
        result.pop(name, None)
    for name, value in changes.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = value
    return result


class Result:
    def __init__(self, process, status):
        self.status = status
        self.out = process[0].decode("utf-8")
        self.err = process[1].decode("utf-8")

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def ids(self):
        return [item["id"] for item in self.json["items"]]


class Case(unittest.TestCase):
    longMessage = True

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="matinee-test-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def run_matinee(self, *arguments, stdin=b"", **changes):
        """Runs it to the end. `stdin` is text or bytes."""
        if isinstance(stdin, str):
            stdin = stdin.encode("utf-8")
        process = subprocess.run([MATINEE, *arguments], input=stdin, capture_output=True, timeout=120,
                                 env=environment(**changes), check=False)
        result = Result((process.stdout, process.stderr), process.returncode)
        for trouble in ("CRITICAL", "WARNING **", "Sanitizer", "runtime error"):
            self.assertNotIn(trouble, result.err)
        return result

    def matinee(self, *arguments, **rest):
        """Runs it and expects that it does its work."""
        result = self.run_matinee(*arguments, **rest)
        self.assertEqual(result.status, DONE, result.err)
        return result

    def recommend(self, *arguments, **rest):
        """`recommend --format json`, with the result read."""
        return self.matinee("recommend", "-q", "-m", MODEL, "--format", "json", *arguments, **rest)

    def refuses(self, *arguments, says="", status=USAGE, **rest):
        """Expects that it ends with that status, an explanation and nothing on stdout."""
        result = self.run_matinee(*arguments, **rest)
        self.assertEqual(result.status, status, result.err)
        self.assertEqual(result.out, "")
        self.assertIn(says, result.err)
        self.assertNotEqual(result.err, "")
        return result

    def write_later_set(self):
        """A CSV set that shares films 1 to 80 with the synthetic one, and people's tastes for all 160."""
        folder = os.path.join(self.folder, "later")
        os.mkdir(folder)
        with open(os.path.join(SYNTHETIC, "u.item"), encoding="latin-1") as file:
            titles = [row.split("|")[1] for row in file]
        with open(os.path.join(folder, "movies.csv"), "w", encoding="utf-8") as file:
            file.write("movieId,title,genres\n")
            for number, title in enumerate(titles, 1):
                file.write('%d,"%s",Drama|IMAX\n' % (number + 500, title if number <= 80 else "Later %d (2005)" % number))
        with open(os.path.join(SYNTHETIC, "u.data"), encoding="ascii") as file:
            rows = [row.split() for row in file]
        with open(os.path.join(folder, "ratings.csv"), "w", encoding="ascii") as file:
            file.write("userId,movieId,rating,timestamp\n")
            for person, film, stars, when in rows:
                if int(person) % 2:
                    file.write("%d,%d,%s.0,%s\n" % (int(person) + 1000, int(film) + 500, stars, when))
        return folder

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path


class Tap(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.number = 0

    def tell(self, test, outcome, note=""):
        self.number += 1
        name = test.id().replace("__main__.", "")
        print(f"{outcome} {self.number} - {name}{note}", flush=True)

    def explain(self, test, error):
        print("# " + self._exc_info_to_string(error, test).replace("\n", "\n# "), flush=True)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.tell(test, "ok")

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.tell(test, "not ok")
        self.explain(test, error)

    def addError(self, test, error):
        super().addError(test, error)
        self.tell(test, "not ok")
        self.explain(test, error)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.tell(test, "ok", f" # SKIP {reason}")

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self.tell(subtest, "not ok")
            self.explain(test, error)


def main():
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    result = Tap()
    suite.run(result)
    print(f"1..{result.number}")
    sys.exit(0 if result.wasSuccessful() else 1)
