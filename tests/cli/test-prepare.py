#!/usr/bin/python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""`matinee prepare` as a user meets it."""

import csv
import hashlib
import itertools
import json
import os
import resource
import signal
import subprocess
import time

from support import Case, DONE, FAILED, INTERRUPTED, MATINEE, SHARED, SYNTHETIC, environment, main

COMPACT = ["dataset.bin", "manifest.json", "test.bin", "train.bin"]


def files_below(folder):
    return sorted(os.path.relpath(os.path.join(where, name), folder)
                  for where, _, names in os.walk(folder) for name in names)


def total_size(folder):
    return sum(os.path.getsize(os.path.join(folder, name)) for name in files_below(folder))


class Prepare(Case):
    def setUp(self):
        super().setUp()
        self.out = os.path.join(self.folder, "out")

    def prepare(self, *words, data=SYNTHETIC):
        return self.matinee("prepare", "--data", data, "--out", self.out, "--summary", "json", *words).json

    def test_both_splits(self):
        told = self.prepare()
        self.assertEqual(files_below(self.out),
                         [os.path.join(split, name) for split in ("masks_split", "users_split") for name in COMPACT])
        self.assertEqual(told["splits"]["masks"]["train"], {"samples": 18 * 240, "people": 240})
        self.assertEqual(told["splits"]["masks"]["test"], {"samples": 2 * 240, "people": 240})
        self.assertEqual(told["splits"]["users"]["train"], {"samples": 216 * 20, "people": 216})
        self.assertEqual(told["splits"]["users"]["test"], {"samples": 24 * 20, "people": 24})
        self.assertEqual(sum(split["bytes"] for split in told["splits"].values()), total_size(self.out))
        with open(os.path.join(self.out, "users_split", "manifest.json"), encoding="utf-8") as file:
            manifest = json.load(file)
        self.assertEqual(manifest["features"], "documented")
        self.assertEqual(manifest["split"]["fractions"], [0.2, 0.4, 0.6, 0.8, 0.9])

    def test_checksums_are_what_they_say(self):
        self.prepare("--split", "masks")
        with open(os.path.join(self.out, "manifest.json"), "rb") as file:
            text = file.read()
        seal = text.rindex(b'  "sha256": "')
        self.assertEqual(json.loads(text)["sha256"], hashlib.sha256(text[:seal]).hexdigest())
        for entry in json.loads(text)["files"].values():
            with open(os.path.join(self.out, entry["file"]), "rb") as file:
                content = file.read()
            self.assertEqual((len(content), hashlib.sha256(content).hexdigest()), (entry["bytes"], entry["sha256"]))

    def test_options(self):
        told = self.prepare("--split", "users", "--mask-fractions", "0.5, 0.25", "--masks", "3", "--train-ratio", "0.5",
                            "--validation-ratio", "0.1", "--seed", "7", "--features", "seed-2023")
        self.assertEqual(files_below(self.out), sorted(COMPACT + ["validation.bin"]))
        self.assertEqual(told["splits"]["users"]["train"], {"samples": 108 * 6, "people": 108})
        self.assertEqual(told["splits"]["users"]["validation"], {"samples": 12 * 6, "people": 12})
        self.assertEqual(told["splits"]["users"]["test"], {"samples": 120 * 6, "people": 120})
        with open(os.path.join(self.out, "manifest.json"), encoding="utf-8") as file:
            manifest = json.load(file)
        self.assertEqual(manifest["split"], {"kind": "users", "fractions": [0.5, 0.25], "masks": 3, "train_ratio": 0.5,
                                             "validation_ratio": 0.1, "seed": 7})
        self.assertEqual(manifest["features"], "seed-2023")

    def test_the_same_bytes_again(self):
        contents = []
        for words in ((), ("--seed", "42"), ("--seed", "43")):
            self.prepare(*words)
            contents.append([open(os.path.join(self.out, name), "rb").read() for name in files_below(self.out)])
        self.assertEqual(contents[0], contents[1])
        self.assertNotEqual(contents[0], contents[2])

    def test_prepared_data_can_be_trained_on_and_prepared_again(self):
        self.prepare("--split", "users")
        model = os.path.join(self.folder, "model.safetensors")
        for data, name in ((SYNTHETIC, "a"), (self.out, "b")):
            told = self.matinee("train", "-q", "--data", data, "--model", "popularity", "--out", model, "--format",
                                "json").json
            self.assertEqual((told["people"], told["films"]), (240, 160), name)
        before = {name: open(os.path.join(self.out, name), "rb").read() for name in COMPACT}
        again = os.path.join(self.folder, "again")
        self.matinee("prepare", "--data", self.out, "--out", again, "--split", "users")
        self.assertEqual({name: open(os.path.join(again, name), "rb").read() for name in COMPACT}, before)

    def test_csv(self):
        self.prepare("--format", "csv")
        names = files_below(self.out)
        self.assertEqual(len(names), 20 + 240)
        self.assertIn("masks_split/train/17.csv", names)
        self.assertIn("users_split/test/23.csv", names)
        with open(os.path.join(self.out, "users_split/test/0.csv"), encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), 20)
        for row in rows:
            visible, everything, genres = (json.loads(row[key]) for key in ("input", "output", "genres"))
            self.assertEqual((len(visible), len(everything), len(genres)), (160, 160, 19))
            self.assertTrue(all(a in (0, b) for a, b in zip(visible, everything)))
            self.assertEqual(float(row["user_id"]), float(rows[0]["user_id"]))
        # The shares come in the order that they were given in.
        rated = sum(value > 0 for value in json.loads(rows[0]["output"]))
        shares = [rated - sum(value > 0 for value in json.loads(row["input"])) for row in rows]
        self.assertEqual(shares, [int(share * rated) for share in (.2, .4, .6, .8, .9)] * 4)

    def test_compact_is_a_hundredth(self):
        self.prepare("--format", "csv")
        large = total_size(self.out)
        self.prepare()
        self.assertLess(total_size(self.out) * 30, large)  # so few films make the CSV small

    def test_what_is_there_is_kept_or_replaced(self):
        os.mkdir(self.out)
        self.prepare("--split", "masks")
        self.prepare("--format", "csv", "--split", "users")
        self.assertEqual(sorted(os.listdir(self.out)), ["test", "train"])
        stranger = os.path.join(self.out, "test", "notes.csv")
        with open(stranger, "w", encoding="ascii") as file:
            file.write("mine")
        before = files_below(self.out)
        self.refuses("prepare", "--data", SYNTHETIC, "--out", self.out, says="notes.csv", status=FAILED)
        self.assertEqual(files_below(self.out), before)
        self.refuses("prepare", "--data", SYNTHETIC, "--out", SYNTHETIC, says="is not replaced", status=FAILED)
        self.refuses("prepare", "--data", SYNTHETIC, "--out", stranger, says="no folder", status=FAILED)
        self.assertEqual(os.listdir(self.folder), ["out"])

    def test_wrong_usage(self):
        for words in (("--split", "films"), ("--masks", "0"), ("--masks", "x"), ("--mask-fractions", "0.2,"),
                      ("--mask-fractions", ""), ("--mask-fractions", "1"), ("--mask-fractions", "-0.1"),
                      ("--train-ratio", "2"), ("--train-ratio", "0"), ("--train-ratio", "1"), ("--features", "none"),
                      ("--format", "json"), ("--summary", "csv"), ("--seed", "4294967296"),
                      ("--validation-ratio", "1"), ("--validation-ratio", "0.001"), ("word",)):
            with self.subTest(words):
                self.refuses("prepare", "--data", SYNTHETIC, "--out", self.out, *words)
        self.refuses("prepare", "--out", self.out, says="--data")
        self.refuses("prepare", "--data", SYNTHETIC, says="--out")
        self.refuses("prepare", "--data", SYNTHETIC, "--data", "other", "--out", self.out, says="one data set")
        self.assertEqual(os.listdir(self.folder), [])

    def test_bad_files(self):
        for data in ("/no/such/folder", self.folder, "/dev/null"):
            with self.subTest(data):
                self.refuses("prepare", "--data", data, "--out", self.out, status=FAILED)
        self.refuses("prepare", "--data", SYNTHETIC, "--out", "/dev/full/x", status=FAILED)
        self.refuses("prepare", "--data", SYNTHETIC, "--out", "/proc/x", status=FAILED)
        self.assertEqual(os.listdir(self.folder), [])

    def test_file_too_large(self):
        self.prepare("--split", "masks")
        before = {name: open(os.path.join(self.out, name), "rb").read() for name in COMPACT}
        for words in ((), ("--format", "csv")):
            done = subprocess.run([MATINEE, "prepare", "--data", SYNTHETIC, "--out", self.out, *words],
                                  capture_output=True, env=environment(), timeout=120, check=False,
                                  preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)))
            self.assertEqual(done.returncode, FAILED)
            self.assertIn("File too large", done.stderr.decode())
            self.assertEqual(os.listdir(self.folder), ["out"])
            self.assertEqual({name: open(os.path.join(self.out, name), "rb").read() for name in COMPACT}, before)

    def test_interrupted(self):
        # Wherever it strikes, the old folder or the new one is there, and nothing beside it.
        self.prepare("--split", "masks")
        before = files_below(self.out)
        n_interrupted = 0
        signals = ((signal.SIGINT,), (signal.SIGTERM,), (signal.SIGHUP,), (signal.SIGINT, signal.SIGINT))
        for numbers, wait in itertools.product(signals, (0.02, 0.1)):
            process = subprocess.Popen([MATINEE, "prepare", "--data", SYNTHETIC, "--out", self.out, "--format", "csv",
                                        "--masks", "16"],
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
            process.stderr.readline()
            time.sleep(wait)
            for number in numbers:
                process.send_signal(number)
                time.sleep(0.001)
            process.communicate(timeout=120)
            self.assertIn(process.returncode, (INTERRUPTED, DONE))
            self.assertEqual(os.listdir(self.folder), ["out"])
            if process.returncode == INTERRUPTED:
                n_interrupted += 1
                self.assertEqual(files_below(self.out), before)
            else:
                self.prepare("--split", "masks")
        self.assertGreater(n_interrupted, 0)

    def test_real_sizes(self):
        data = os.path.join(SHARED, "ml-100k")
        if not os.path.isdir(data):
            self.skipTest("no real MovieLens data here")
        told = self.prepare(data=data)
        for split in told["splits"].values():
            self.assertLess(split["bytes"] * 100, 322e6)
        folder = os.path.join(SHARED, "ml-latest-small")
        if os.path.isdir(folder):
            told = self.prepare(data=folder)
            self.assertEqual(told["splits"]["users"]["train"]["people"], 549)


if __name__ == "__main__":
    main()
