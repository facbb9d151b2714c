#!/usr/bin/python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""`matinee train --model mlp` as a user meets it: small networks on the invented data."""

import json
import os
import resource
import shutil
import signal
import subprocess
import time

from support import Case, DONE, FAILED, INTERRUPTED, MATINEE, SYNTHETIC, environment, main

SMALL = ("--hidden", "24,16", "--threads", "1")
DATA = ("--data", SYNTHETIC)
LOG_KEYS = ["epoch", "train_loss", "val_loss", "train_loss_seed", "val_loss_seed", "learning_rate", "best", "metrics",
            "steps", "seconds"]


def read(path):
    with open(path, "rb") as file:
        return file.read()


class Network(Case):
    def path(self, name):
        return os.path.join(self.folder, name)

    def log(self, name):
        return [json.loads(line) for line in read(self.path(name)).decode().splitlines()]

    def train(self, out, *words, **rest):
        return self.matinee("train", *DATA, "--model", "mlp", *SMALL, "--out", self.path(out), *words, **rest)

    def wait_for_epoch(self, process):
        """Until another epoch is in the log, or it has ended."""
        path = self.path("net_log.jsonl")
        before = read(path).count(b"\n") if os.path.exists(path) else 0
        deadline = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < deadline:
            if os.path.exists(path) and read(path).count(b"\n") > before:
                return
            time.sleep(0.002)

    def test_a_model_its_state_and_its_log(self):
        result = self.train("net.safetensors", "--epochs", "3", "--split", "users", "--format", "json").json
        self.assertEqual(sorted(os.listdir(self.folder)), ["net.safetensors", "net_latest.safetensors", "net_log.jsonl", "net_log.svg"])
        self.assertEqual(result["curves"], self.path("net_log.svg"))
        for text in ("Learning Curves of net.safetensors", "MovieLens 100K", "Epoch", "validation"):
            self.assertIn(text, read(self.path("net_log.svg")).decode())
        log = self.log("net_log.jsonl")
        self.assertEqual([line["epoch"] for line in log], [1, 2, 3])
        for line in log:
            self.assertEqual(list(line), LOG_KEYS)
            self.assertEqual(sorted(line["metrics"]), ["map@10", "ndcg@10", "precision@10"])
            self.assertAlmostEqual(line["train_loss_seed"] * 160, line["train_loss"], delta=0.02)
            self.assertAlmostEqual(line["val_loss_seed"] * 160, line["val_loss"], delta=1e-6)
        self.assertLess(log[-1]["train_loss"], log[0]["train_loss"])
        best = min(log, key=lambda line: line["val_loss"])
        self.assertEqual(result["best"]["epoch"], best["epoch"])
        self.assertEqual(result["epochs"], 3)

        inspected = self.matinee("inspect", "-q", "--format", "json", self.path("net.safetensors")).json
        options = inspected["provenance"]["options"]
        self.assertEqual((options["loss"], options["hidden"], options["split"]), ("bce", [24, 16], "users"))
        self.assertEqual(inspected["provenance"]["training"]["epochs"][0]["val_loss"], log[0]["val_loss"])
        items = self.matinee("recommend", "-q", "-m", self.path("net.safetensors"), "-f", "1", "9", "-o", "artist",
                             "--format", "json").json["items"]
        self.assertEqual(len(items), 10)
        self.matinee("recommend", "-q", "-m", self.path("net_latest.safetensors"), "-f", "1")

    def test_what_is_said(self):
        said = self.train("net.safetensors", "--epochs", "1", "--split", "masks", "--loss", "mse").err
        self.assertIn("the best epoch is chosen on the 480 samples of the test, as the seed had it", said)
        self.assertIn("biases of the outputs start at the log-odds", said)
        self.assertIn("epoch 1 of 1: loss ", said)
        said = self.train("net.safetensors", "--epochs", "1", "--split", "masks", "--validation-ratio", "0.2").err
        self.assertIn("others to choose the best epoch on", said)
        self.assertEqual(self.train("net.safetensors", "--epochs", "1", "-q").err, "")

    def test_kinds_of_training(self):
        seen = set()
        for words in ((), ("--loss", "mse"), ("--loss", "multinomial"), ("--masked",), ("--fresh-masks",),
                      ("--schedule", "cosine"), ("--schedule", "step", "--warm-up", "1"), ("--weight-decay", "0.1"),
                      ("--clip-gradients", "0.01"), ("--dropout", "0"), ("--batch-size", "7"), ("--seed", "7"),
                      ("--learning-rate", "3e-4"), ("--features", "seed-2023"), ("--output-bias", "rate"),
                      ("--mask-fractions", "0.5", "--masks", "2"), ("--split", "users", "--train-ratio", "0.5")):
            with self.subTest(words):
                self.train("net.safetensors", "-q", "--epochs", "2", *words)
                seen.add(read(self.path("net.safetensors")))
        self.assertEqual(len(seen), 17)

    def test_interrupted_and_resumed(self):
        words = ("--hidden", "256,256", "--epochs", "4", "--fresh-masks", "--split", "users")
        self.train("whole.safetensors", "-q", *words)
        latest = self.path("net_latest.safetensors")
        n_stops = n_within = 0
        for _ in range(20):
            start = ["--resume", latest] if os.path.exists(latest) else ["--model", "mlp", "--threads", "1", *words,
                                                                         "--out", self.path("net.safetensors")]
            process = subprocess.Popen([MATINEE, "train", *DATA, *start], stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE, env=environment())
            self.wait_for_epoch(process)
            time.sleep(0.03)
            process.send_signal(signal.SIGINT)
            # As timeout(1) does, which tells its child and then the group.
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=120)
            if process.returncode == DONE:
                break
            self.assertEqual(process.returncode, INTERRUPTED, said)
            n_stops += 1
            if os.path.exists(latest):
                self.assertIn("--resume", said.decode())
                n_within += "and 0 batches" not in said.decode() and "Going on" in said.decode()
        else:
            self.fail("it never ended")
        self.assertGreater(n_stops, 0)
        self.assertEqual(read(self.path("net.safetensors")), read(self.path("whole.safetensors")))
        self.assertEqual(read(latest), read(self.path("whole_latest.safetensors")))
        self.assertEqual([line["epoch"] for line in self.log("net_log.jsonl")], [1, 2, 3, 4])

    def test_killed_at_any_moment(self):
        words = ("--model", "mlp", "--hidden", "64", "--epochs", "12", "--threads", "1", "--split", "masks")
        self.matinee("train", "-q", *DATA, *words, "--out", self.path("whole.safetensors"))
        out, latest = self.path("net.safetensors"), self.path("net_latest.safetensors")
        n_kills = 0
        for i in range(40):
            start = ["--resume", latest] if os.path.exists(latest) else [*words, "--out", out]
            process = subprocess.Popen([MATINEE, "train", "-q", *DATA, *start], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.PIPE, env=environment())
            self.wait_for_epoch(process)
            time.sleep(i % 10 * 0.003)
            process.kill()
            said = process.communicate(timeout=120)[1].decode()
            if process.returncode == DONE:
                break
            self.assertEqual(process.returncode, -signal.SIGKILL, said)
            n_kills += 1
            for path in (out, latest):
                if os.path.exists(path):
                    self.matinee("inspect", "-q", path)
        else:
            self.fail("it never ended")
        self.assertGreater(n_kills, 0)
        self.assertEqual(read(out), read(self.path("whole.safetensors")))
        self.assertEqual(read(latest), read(self.path("whole_latest.safetensors")))
        self.assertEqual([line["epoch"] for line in self.log("net_log.jsonl")], list(range(1, 13)))

    def test_resume_refuses_another_training(self):
        self.train("net.safetensors", "-q", "--epochs", "2")
        latest = self.path("net_latest.safetensors")
        before = read(latest)
        self.refuses("train", *DATA, "--resume", latest, "--batch-size", "16", says="--batch-size: 32 there, 16 here")
        self.refuses("train", *DATA, "--resume", latest, "--masked", says="--masked: false there, true here")
        self.refuses("train", *DATA, "--resume", latest, "--seed", "1", says="--seed")
        self.refuses("train", *DATA, "--resume", latest, "--epochs", "1", says="further")
        self.refuses("train", *DATA, "--resume", self.path("net.safetensors"), "--out", self.path("x.safetensors"),
                     says="_latest", status=FAILED)
        self.refuses("train", *DATA, "--resume", self.path("none_latest.safetensors"), status=FAILED)
        self.refuses("train", *DATA, "--resume", self.path("net_log.jsonl"), status=FAILED)
        other = self.path("other")
        shutil.copytree(SYNTHETIC, other)
        with open(os.path.join(other, "u.data"), encoding="ascii") as file:
            rows = file.readlines()
        with open(os.path.join(other, "u.data"), "w", encoding="ascii") as file:
            file.writelines(rows[1:])
        self.refuses("train", "--data", other, "--resume", latest, says="other data")
        self.assertEqual(read(latest), before)
        self.matinee("train", "-q", *DATA, "--resume", latest, "--epochs", "3")
        self.assertEqual(len(self.log("net_log.jsonl")), 3)
        # Whatever the model is called, it is found beside its state.
        for name in ("bare", "which_best.safetensors"):
            self.train(name, "-q", "--epochs", "1")
            before = read(self.path(name))
            latest = self.path(name.replace("_best.safetensors", "") + "_latest.safetensors")
            self.matinee("train", "-q", *DATA, "--resume", latest, "--epochs", "2")
            self.assertNotEqual(read(self.path(name)), before)

    def test_wrong_usage(self):
        out = ("--out", self.path("x"))
        for words in (("--epochs", "0"), ("--epochs", "x"), ("--loss", "l1"), ("--split", "all"), ("--hidden", ""),
                      ("--hidden", "5,"), ("--dropout", "1"), ("--learning-rate", "nan"), ("--features", "zip"),
                      ("--warm-up", "10"), ("--rank", "3"), ("--patience", "-1"), ("--schedule", "up")):
            with self.subTest(words):
                self.refuses("train", *DATA, "--model", "mlp", *out, *words)
        self.refuses("train", *DATA, *out, "--epochs", "3", says="--model mlp")
        self.refuses("train", *DATA, *out, "--model", "edlae", "--fresh-masks", says="--model mlp")
        self.refuses("train", *DATA, *out, "--grid", "--loss", "bce", says="--grid")
        self.refuses("train", *DATA, *out, "--grid", "--resume", "x", says="--grid")
        self.refuses("train", *DATA, *out, "--grid", "--model", "edlae")
        self.refuses("train", *DATA, "--grid", says="--out")
        self.refuses("tune", *DATA, *out, says="--models")
        self.refuses("tune", *DATA, "--models", self.folder, says="--out")
        self.refuses("tune", "--models", self.folder, *out, says="--data")
        self.assertEqual(os.listdir(self.folder), [])

    def test_where_it_cannot_write(self):
        self.refuses("train", *DATA, "--model", "mlp", "--out", "/no/such/folder/x", status=FAILED)
        self.refuses("train", *DATA, "--model", "mlp", "--out", self.folder, status=FAILED, says="folder")
        self.refuses("train", *DATA, "--grid", "--out", "/proc/none", status=FAILED)
        self.refuses("train", *DATA, "--grid", "--out", os.path.join(SYNTHETIC, "u.data"), status=FAILED)
        # Told before the first epoch, not after it.
        done = subprocess.run([MATINEE, "train", *DATA, "--model", "mlp", "--out", self.path("x")], capture_output=True,
                              env=environment(), timeout=120,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20)))
        self.assertEqual(done.returncode, FAILED)
        self.assertIn("ulimit", done.stderr.decode())
        self.assertNotIn("epoch 1", done.stderr.decode())
        self.assertEqual(os.listdir(self.folder), [])

    def test_prepared_data_and_splits(self):
        prepared = self.path("prepared")
        self.matinee("prepare", "-q", *DATA, "--split", "users", "--out", prepared)
        self.train("direct.safetensors", "-q", "--epochs", "2", "--split", "users")
        self.matinee("train", "-q", "--data", prepared, "--model", "mlp", *SMALL, "--epochs", "2", "--out",
                     self.path("net.safetensors"))
        self.assertEqual(read(self.path("net.safetensors")), read(self.path("direct.safetensors")))
        self.refuses("train", "--data", prepared, "--model", "mlp", "--split", "masks", "--out", self.path("x"),
                     says="prepared")
        self.refuses("train", "--data", prepared, "--grid", "--out", self.path("x"), says="prepared")
        # Other models learn from the people of the training part.
        for words in (("--data", prepared), (*DATA, "--split", "users")):
            self.matinee("train", "-q", *words, "--model", "popularity", "--out", self.path("popularity.safetensors"))
            inspected = self.matinee("inspect", "-q", "--format", "json", self.path("popularity.safetensors")).json
            self.assertEqual(inspected["provenance"]["people"], "216")


if __name__ == "__main__":
    main()
