# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""Full disks and disks that cannot be written: a message, and what was there is there as it was.

tests/support/mtn-no-space.c is preloaded and makes the folder of the test such a disk.
"""

import os
import subprocess
import sys

from support import DONE, FAILED, MATINEE, MODEL, SYNTHETIC, Case, environment, main

SHIM = os.path.abspath(sys.argv[3])
WORDS = {"full": "No space left on device", "read-only": "Read-only file system"}
DATA = ("--data", SYNTHETIC)
NETWORK = ("--model", "mlp", "--hidden", "4", "--masks", "1", "--mask-fractions", "0.5")


class NoSpace(Case):
    def setUp(self):
        super().setUp()
        self.disk = os.path.join(self.folder, "disk")
        self.switch = os.path.join(self.folder, "switch")
        os.mkdir(self.disk)
        self.turn("off")

    def turn(self, state):
        with open(self.switch, "w", encoding="ascii") as switch:
            switch.write(state)

    def variables(self):
        return {"LD_PRELOAD": SHIM, "MTN_FAULT_FOLDER": self.disk, "MTN_FAULT_SWITCH": self.switch,
                "XDG_STATE_HOME": self.disk,
                # The sanitizers' library comes second then.
                "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"}

    def contents(self):
        found = {}
        for folder, _folders, files in os.walk(self.disk):
            for name in files:
                with open(os.path.join(folder, name), "rb") as file:
                    found[os.path.relpath(os.path.join(folder, name), self.disk)] = file.read()
        return found

    def path(self, name):
        return os.path.join(self.disk, name)

    def check(self, *words, out):
        """The command fails on both kinds of disk, with nothing there and with what it made before."""
        for before in (False, True):
            if before:
                self.matinee(*words, "--out", out, **self.variables())
            there = self.contents()
            self.assertEqual(bool(there), before)
            for state, message in WORDS.items():
                with self.subTest(before=before, state=state):
                    self.turn(state)
                    result = self.run_matinee(*words, "--out", out, **self.variables())
                    self.turn("off")
                    self.assertEqual(result.status, FAILED, result.err)
                    self.assertIn(message, result.err)
                    self.assertEqual(self.contents(), there)
                    self.assertEqual([name for name in os.listdir(self.disk) if name.startswith(".matinee-")], [])

    def test_prepare(self):
        self.check("prepare", *DATA, "--masks", "1", out=self.path("prepared"))

    def test_prepare_csv(self):
        self.check("prepare", *DATA, "--masks", "2", "--mask-fractions", "0.5,0.9", "--format", "csv", out=self.path("csv"))

    def test_explore(self):
        self.check("explore", *DATA, out=self.path("explored"))

    def test_train(self):
        self.check("train", *DATA, "--model", "popularity", out=self.path("model.safetensors"))

    def test_train_network(self):
        self.check("train", *DATA, *NETWORK, "--epochs", "1", out=self.path("net.safetensors"))

    def test_evaluate(self):
        for state, message in WORDS.items():
            self.turn(state)
            result = self.run_matinee("evaluate", "-m", MODEL, "-d", SYNTHETIC, "--protocol", "new-users", "--folds", "2",
                                      "-s", self.path("results"), **self.variables())
            self.turn("off")
            self.assertEqual(result.status, FAILED, result.err)
            self.assertIn(message, result.err)
            self.assertEqual(self.contents(), {})

    def test_the_disk_fills_while_a_network_is_trained(self):
        out = self.path("net.safetensors")
        words = [MATINEE, "train", *DATA, *NETWORK, "--epochs", "400", "--out", out]
        process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=environment(**self.variables()))
        while b"epoch 2" not in process.stderr.readline().lower():
            self.assertIsNone(process.poll())
        self.turn("full")
        errors = process.communicate(timeout=120)[1].decode()
        self.turn("off")
        self.assertEqual(process.returncode, FAILED, errors)
        self.assertIn(WORDS["full"], errors)
        self.assertNotIn("CRITICAL", errors)
        self.assertEqual([name for name in os.listdir(self.disk) if "matinee" in name or name.startswith(".")], [])
        # What was written before is whole, and the training goes on from there.
        for name in ("net.safetensors", "net_latest.safetensors"):
            self.matinee("inspect", "-q", self.path(name))
        result = self.run_matinee("train", *DATA, *NETWORK, "--epochs", "400", "--patience", "1", "--resume",
                                  self.path("net_latest.safetensors"), "--out", out)
        self.assertIn(result.status, (DONE, FAILED, 2), result.err)


if __name__ == "__main__":
    main()
