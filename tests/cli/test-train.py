#!/usr/bin/python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""`matinee train` as a user meets it."""

import itertools
import json
import os
import resource
import shutil
import signal
import subprocess
import time

from support import Case, DONE, FAILED, INTERRUPTED, MATINEE, MODEL, SYNTHETIC, environment, main

KINDS = ("blend", "edlae", "mult-dae", "ease", "ials", "item-knn", "demographic", "popularity")


class Train(Case):
    def setUp(self):
        super().setUp()
        self.out = os.path.join(self.folder, "model.safetensors")

    def read(self):
        with open(self.out, "rb") as file:
            return file.read()

    def test_every_kind_recommends(self):
        for kind in KINDS:
            result = self.matinee("train", "--data", SYNTHETIC, "--out", self.out, "--model", kind, "--format", "json")
            self.assertEqual(result.json["model"], kind)
            self.assertEqual((result.json["people"], result.json["films"]), (240, 160))
            items = self.matinee("recommend", "-q", "-m", self.out, "-f", "1", "--format", "json").json["items"]
            self.assertEqual(len(items), 10)

    def test_the_same_bytes_again(self):
        contents = set()
        for words in ((), ("--seed", "42"), ("--model", "blend"), ("--rank", "160")):
            self.matinee("train", "-q", "--data", SYNTHETIC, "--out", self.out, *words)
            contents.add(self.read())
        self.assertEqual(len(contents), 1)
        self.matinee("train", "-q", "--data", SYNTHETIC, "--out", self.out, "--rank", "8", "--threads", "1")
        self.assertNotIn(self.read(), contents)

    def test_ids_of_people_may_have_gaps_and_films_may_be_unrated(self):
        folder = os.path.join(self.folder, "subset")
        shutil.copytree(SYNTHETIC, folder)
        path = os.path.join(folder, "u.data")
        with open(path, encoding="ascii") as file:
            rows = [row for row in file if int(row.split()[0]) % 3 and int(row.split()[1]) % 5]
        with open(path, "w", encoding="ascii") as file:
            file.writelines(rows)
        self.matinee("train", "-q", "--data", folder, "--out", self.out)
        items = self.matinee("recommend", "-q", "-m", self.out, "-f", "1", "-n", "500", "--format", "json").json["items"]
        self.assertTrue(items)

    def test_union(self):
        later = self.write_later_set()
        contents = set()
        for first, second in ((SYNTHETIC, later), (later, SYNTHETIC)):
            result = self.matinee("train", "--data", first, "--data", second, "--out", self.out, "--format", "json")
            self.assertEqual(result.json["people"], 240 + 120)
            self.assertEqual(result.json["films"], 160 + 80 + 1)  # “unknown” of one is not that of the other
            contents.add(self.read())
        self.assertEqual(len(contents), 1)

        checkpoint = self.matinee("inspect", self.out, "--format", "json").json
        self.assertIn("MovieLens 100K", checkpoint["provenance"]["dataset"])
        self.assertIn("latest-small", checkpoint["provenance"]["dataset"])
        kinds = {tensor["dtype"] for tensor in checkpoint["tensors"] if not tensor["name"].startswith("catalog.")}
        self.assertEqual(kinds, {"F32", "I8"})
        people = [{"favorites": [1]}, {"favorites": [100581, 100582]}, {"ratings": {"100590": 5, "7": 2}}, {}]
        path = self.write("people.jsonl", "".join(json.dumps(person) + "\n" for person in people))
        answers = self.matinee("recommend", "-q", "-m", self.out, "--profiles", path, "--format", "json").out.splitlines()
        ids = {item["id"] for answer in answers for item in json.loads(answer)["items"]}
        self.assertTrue([number for number in ids if number <= 160])
        self.assertTrue([number for number in ids if number >= 100581])
        self.assertFalse([number for number in ids if 160 < number < 100581])
        # A film that both have goes by either set's title, and by the first set's id.
        self.matinee("recommend", "-q", "-m", self.out, "-f", "Later 90", "Comet Harbour")
        self.refuses("recommend", "-m", self.out, "-f", "100501", says="100501")

    def test_union_of_what_cannot_be(self):
        later = self.write_later_set()
        self.refuses("train", "--data", later, "--data", later, "--out", self.out, status=FAILED, says="same data set")
        self.refuses("train", "--data", later, "--data", SYNTHETIC, "--model", "mlp", "--out", self.out, status=FAILED,
                     says="one data set")
        self.assertFalse(os.path.exists(self.out))

    def test_a_file_that_is_there_is_replaced_or_kept(self):
        with open(self.out, "wb") as file:
            file.write(b"old")
        self.refuses("train", "--data", self.folder, "--out", self.out, status=FAILED)
        self.assertEqual(self.read(), b"old")
        self.matinee("train", "-q", "--data", SYNTHETIC, "--out", self.out)
        self.assertNotEqual(self.read(), b"old")
        self.assertEqual(os.listdir(self.folder), ["model.safetensors"])

    def test_wrong_usage(self):
        for words in ((), ("--data", SYNTHETIC), ("--out", self.out), ("--data", SYNTHETIC, "--out", ""),
                      ("--data", "", "--out", self.out), ("--data", SYNTHETIC, "--out", self.out, "--model", "magic"),
                      ("--data", SYNTHETIC, "--out", self.out, "--rank", "0"),
                      ("--data", SYNTHETIC, "--out", self.out, "--rank", "x"),
                      ("--data", SYNTHETIC, "--out", self.out, "--threads", "0"),
                      ("--data", SYNTHETIC, "--out", self.out, "--seed", "-1"),
                      ("--data", SYNTHETIC, "--out", self.out, "--format", "csv"),
                      ("--data", SYNTHETIC, "--out", self.out, "word")):
            with self.subTest(words):
                self.refuses("train", *words)
        self.refuses("train", *3 * ("--data", SYNTHETIC), "--out", self.out, says="twice")
        self.refuses("train", *2 * ("--data", SYNTHETIC), "--out", self.out, status=FAILED, says="same data set")
        self.refuses("train", "--data", *3 * (SYNTHETIC,), "--out", self.out, says="twice")
        self.assertFalse(os.path.exists(self.out))

    def test_bad_files(self):
        for data in ("/no/such/folder", self.folder, MODEL, "/dev/null"):
            with self.subTest(data):
                self.refuses("train", "--data", data, "--out", self.out, status=FAILED)
        self.refuses("train", "--data", SYNTHETIC, "--out", self.folder, status=FAILED, says="folder")
        self.refuses("train", "--data", SYNTHETIC, "--out", "/no/such/folder/x", status=FAILED)
        self.refuses("train", "--data", SYNTHETIC, "--out", "/dev/full/x", status=FAILED)
        self.assertEqual(os.listdir(self.folder), [])

    def test_file_too_large(self):
        with open(self.out, "wb") as file:
            file.write(b"old")
        done = subprocess.run([MATINEE, "train", "--data", SYNTHETIC, "--out", self.out], capture_output=True,
                              env=environment(), timeout=120,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)))
        self.assertEqual(done.returncode, FAILED)
        self.assertIn("File too large", done.stderr.decode())
        self.assertEqual(self.read(), b"old")
        self.assertEqual(os.listdir(self.folder), ["model.safetensors"])

    def test_interrupted(self):
        # Wherever it strikes, the old file or the new one is there, and nothing beside it.
        for number, wait in itertools.product((signal.SIGINT, signal.SIGTERM), (0.01, 0.05, 0.1)):
            with open(self.out, "wb") as file:
                file.write(b"old")
            process = subprocess.Popen([MATINEE, "train", "--data", SYNTHETIC, "--out", self.out],
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
            process.stderr.readline()
            time.sleep(wait)
            process.send_signal(number)
            process.communicate(timeout=120)
            self.assertIn(process.returncode, (INTERRUPTED, DONE))
            if process.returncode == INTERRUPTED:
                self.assertEqual(self.read(), b"old")
            self.assertEqual(os.listdir(self.folder), ["model.safetensors"])


if __name__ == "__main__":
    main()
