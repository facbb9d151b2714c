#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""What the program says of engines, on computers of every kind: the module on the fake runtime plays them."""

import os
import sys

MODULE = os.path.abspath(sys.argv.pop(3))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from support import Case, DONE, FAILED, main  # noqa: E402

# What each computer is, and what has to be said about it.
COMPUTERS = {
    "no module": (None, "CUDA engine"),
    "no driver": ("driver=0", "no NVIDIA driver is installed"),
    "old driver": ("driver=11080", "the NVIDIA driver is too old: it supports CUDA 11.8, this build needs CUDA 12.8 "
                                   "(driver 525 or newer)"),
    "no card": ("cards=0", "the NVIDIA driver finds no graphics card"),
    "old card": ("compute=6.1", "Fake GPU 0 is too old: it has compute capability 6.1, at least 7.5 is needed"),
    "small card": ("memory=128 used=100", "Fake GPU 0 has too little memory: 28 MiB of 128 are free, at least 64 "
                                          "are needed"),
    "wrong": ("wrong=mtn_gather:1", "Fake GPU 0 failed the self-test: the result of “gather” was not the one that is "
                                    "known to be right"),
    "hangs": ("hang=3", "Fake GPU 0 failed the self-test: the card has not answered for 0.05 seconds"),
    "slow": ("load=3000", "Fake GPU 0 does not work: the driver has not compiled the kernels in 1 seconds"),
    "broken": ("fail=12:719", "Fake GPU 0 does not work: "),
}


class Engines(Case):
    def on(self, computer, *words, status=DONE):
        result = self.run_matinee(*words, MATINEE_CUDA_MODULE=MODULE if computer is not None else "/nonexistent",
                                  MTN_FAKE_CUDA=computer or "", MATINEE_CUDA_PATIENCE="50", XDG_STATE_HOME=self.state,
                                  XDG_CACHE_HOME=self.cache, CUDA_CACHE_PATH=None)
        self.assertEqual(result.status, status, result.err)
        return result

    def setUp(self):
        super().setUp()
        self.state = os.path.join(self.folder, "state")
        self.cache = os.path.join(self.folder, "cache")

    def answer(self, computer, *words, status=DONE):
        return self.on(computer, "recommend", "-f", "1", "9", "--format", "json", *words, status=status)

    def test_reasons(self):
        wanted = self.answer(None, "--engine", "cpu").json["items"]
        for name, (computer, reason) in COMPUTERS.items():
            with self.subTest(name):
                self.state = os.path.join(self.folder, "state " + name)
                refused = self.answer(computer, "--engine", "cuda", status=FAILED)
                self.assertIn(reason, refused.err)
                self.assertEqual(refused.out, "")

                # A verdict is kept: the second time the card is not tried.
                automatic = self.answer(computer)
                remembered = name in ("wrong", "hangs")
                said = "has failed the self-test before" if remembered else reason
                self.assertIn("no GPU: ", automatic.json["engine_description"])
                self.assertIn(said, automatic.json["engine_description"])
                self.assertIn(said, automatic.err)
                self.assertEqual(automatic.json["engine"], "cpu")
                self.assertEqual(automatic.json["items"], wanted)

                listed = self.on(computer, "inspect", "--engines", "--format", "json",
                                 status=FAILED if remembered else DONE).json["engines"]
                self.assertEqual([engine["available"] for engine in listed], [True, False])
                problems = [listed[1]["description"]] + [card["problem"] for card in listed[1].get("cards", [])]
                self.assertTrue(any(reason in problem for problem in problems), problems)

    def test_card(self):
        wanted = self.answer(None, "--engine", "cpu").json["items"]
        for order in ("", "order=lazy", "order=random"):
            for words in ((), ("--engine", "cuda"), ("--engine", "cuda", "--device", "0")):
                result = self.answer(order, *words)
                self.assertEqual(result.json["engine"], "cuda")
                self.assertIn("Fake GPU 0, CUDA 12.8, 512 MiB", result.json["engine_description"])
                self.assertEqual(result.json["items"], wanted)

    def test_cache(self):
        """The driver's cache is the program's, and is made only where there is a card that may be used."""
        folder = os.path.join(self.cache, "matinee", "cuda")
        for computer in (None, "driver=0", "cards=0", "compute=6.1"):
            self.answer(computer)
            self.assertFalse(os.path.exists(self.cache), computer)
        self.answer("")
        self.assertTrue(os.path.isdir(folder))

    def test_inspect(self):
        engines = self.on("cards=2", "inspect", "--engines", "--format", "json").json["engines"]
        cuda = engines[1]
        self.assertEqual((cuda["driver"], cuda["runtime"], cuda["self_test"]), ("13.0", "12.8", "passed"))
        self.assertEqual([card["self_test"] for card in cuda["cards"]], ["passed", "passed"])
        self.assertEqual(cuda["cards"][1]["bus"], "0000:02:00.0")
        self.assertEqual(cuda["cards"][0]["memory_bytes"], 512 << 20)
        text = self.on("cards=2", "inspect", "--engines").out
        self.assertIn("runtime: CUDA 12.8; driver: CUDA 13.0", text)
        self.assertIn("card 1: Fake GPU 1 at 0000:02:00.0, compute capability 8.6", text)

    def test_several_cards(self):
        self.assertIn("Fake GPU 1,", self.answer("cards=2 used=100").json["engine_description"])
        self.assertIn("Fake GPU 0,", self.answer("cards=2 used=100", "--device", "0").json["engine_description"])
        self.assertIn("there is no card 2: 2 cards, numbered from 0",
                      self.answer("cards=2", "--engine", "cuda", "--device", "2", status=FAILED).err)

    def test_in_mid_flight(self):
        wanted = self.answer(None, "--engine", "cpu").json["items"]
        self.answer("")
        # Behind the calls that open the card.
        for nth in (60, 70, 80):
            result = self.answer(f"fail={nth}:719")
            self.assertEqual(result.json["items"], wanted)
            self.assertEqual(result.json["engine"], "cpu")
            self.assertEqual(result.err.count("The CPU goes on."), 1)
            self.assertIn("Fake GPU 0 failed: ", result.err)

    def train(self, computer, name, *words, model="mlp", status=DONE):
        out = os.path.join(self.folder, name + ".safetensors")
        options = ("--hidden", "12", "--epochs", "2", "--batch-size", "256", "--split", "users") if model == "mlp" else ()
        self.on(computer, "train", "--model", model, "--data", self.data, "--out", out, "--threads", "1", *options,
                *words, status=status)
        if status != DONE:
            self.assertFalse(os.path.exists(out))
            return None
        with open(out, "rb") as file:
            return file.read()

    def test_training(self):
        self.data = os.environ["MTN_SYNTHETIC_DATA"]
        self.assertIsNone(self.train("driver=0", "none", "--engine", "cuda", status=FAILED))
        wanted = self.train("", "card", "--engine", "cuda")
        self.assertEqual(self.train("order=lazy", "again"), wanted)
        # The processor has a path of its own; without a card it is that.
        cpu = self.train("", "cpu", "--engine", "cpu")
        self.assertNotEqual(cpu, wanted)
        self.assertEqual(self.train("cards=0", "automatic"), cpu)

        # A card that fails in the middle: the bytes are those of the card.
        for nth in (100, 600, 1000):
            result = self.on(f"fail={nth}:700", "train", "--model", "mlp", "--data", self.data, "--hidden", "12",
                             "--epochs", "2", "--batch-size", "256", "--split", "users", "--threads", "1", "--format",
                             "json", "--out", os.path.join(self.folder, f"failed-{nth}.safetensors"))
            self.assertEqual(result.err.count("The CPU goes on."), 1, result.err)
            self.assertEqual(result.json["engine"], "cpu")
            with open(os.path.join(self.folder, f"failed-{nth}.safetensors"), "rb") as file:
                self.assertEqual(file.read(), wanted)

    def test_training_on_a_small_card(self):
        """Nothing is begun that does not fit: asked for, it is refused; else the CPU does it, as if there were no card."""
        self.data = os.environ["MTN_SYNTHETIC_DATA"]
        words = ("train", "--model", "mlp", "--data", self.data, "--threads", "1", "--hidden", "50", "--epochs", "1",
                 "--batch-size", "40000", "--split", "users", "--out", os.path.join(self.folder, "wide.safetensors"))
        refused = self.on("memory=66", *words, "--engine", "cuda", status=FAILED)
        self.assertRegex(refused.err, r"Fake GPU 0: to train this network takes \d+ MiB of its memory, and \d+ are free; "
                                      "make the layers or the batches smaller, or use the CPU")
        self.assertEqual([name for name in os.listdir(self.folder) if "wide" in name], [])

        done = self.on("memory=66", *words, "--format", "json")
        self.assertRegex(done.err, r"Fake GPU 0 is not used: to train this network takes \d+ MiB of its memory, and \d+ are "
                                   r"free. The CPU does the work.")
        self.assertEqual(done.err.count("The CPU does the work."), 1)
        self.assertEqual(done.json["engine"], "cpu")
        with open(words[-1], "rb") as file:
            got = file.read()
        self.on("cards=0", *words)
        with open(words[-1], "rb") as file:
            self.assertEqual(file.read(), got)

    def test_evaluation(self):
        self.data = os.environ["MTN_SYNTHETIC_DATA"]
        self.on("", "recommend", "-f", "1", "--engine", "cuda")
        result = self.on("fail=500:700", "evaluate", "-m", "popularity", "--data-load-path", self.data, "--engine", "cuda",
                         "--save-path", self.folder, "--protocol", "new-users")
        self.assertEqual(result.err.count("The CPU goes on."), 1, result.err)

        # Of several threads one has the card, whose memory is enough for one.
        alone = self.on("memory=66", "evaluate", "-m", "popularity", "--data-load-path", self.data, "--threads", "8",
                        "--save-path", self.folder, "--protocol", "new-users")
        self.assertNotIn("The CPU goes on.", alone.err)


if __name__ == "__main__":
    main()
