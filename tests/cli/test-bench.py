#!/usr/bin/python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""`matinee bench` as a user meets it. Nothing is said about how long anything may take."""

import os

from support import FAILED, MODEL, Case, main

DATA = os.environ["MTN_SYNTHETIC_DATA"]


class Bench(Case):
    def check(self, result):
        self.assertEqual(list(result), ["model", "file", "engine", "threads", "people", "machine", "one_person",
                                        "batches", "training"])
        self.assertEqual(list(result["machine"]), ["gemm_flops", "memory_bytes"])
        self.assertEqual(list(result["one_person"]), ["calls", "p50_ms", "p95_ms", "p99_ms", "weight_bytes",
                                                      "bytes_per_second"])
        self.assertEqual(list(result["batches"]), ["people_per_call", "calls", "people_per_second", "operations",
                                                   "flops"])
        self.assertEqual(list(result["training"]), ["layers", "batch_size", "steps", "samples_per_second", "flops",
                                                    "bytes_per_second", "share_of_roof", "bound_by"])
        for part in ("machine", "one_person", "batches", "training"):
            for key, value in result[part].items():
                if isinstance(value, (int, float)):
                    self.assertGreater(value, 0, key)
        times = result["one_person"]
        self.assertLessEqual(times["p50_ms"], times["p95_ms"])
        self.assertLessEqual(times["p95_ms"], times["p99_ms"])
        self.assertIn(result["training"]["bound_by"], ("matrices", "memory"))
        self.assertEqual(result["training"]["layers"][1:4], [1024, 1024, 1024])

    def test_json(self):
        result = self.matinee("bench", "-q", "-m", MODEL, "--seconds", "0.02", "--format", "json").json
        self.check(result)
        self.assertEqual(result["people"], "invented")
        self.assertEqual(result["training"]["layers"][4], 160)

    def test_data(self):
        result = self.matinee("bench", "-q", "--data", DATA, "--seconds", "0.02", "--format", "json").json
        self.check(result)
        self.assertNotEqual(result["people"], "invented")

    def test_text(self):
        result = self.matinee("bench", "-q", "--seconds", "0")
        for text in ("machine ", "one person ", "1024 people ", "training ", "samples/s"):
            self.assertIn(text, result.out)
        self.assertEqual(result.err, "")

    def test_wrong_usage(self):
        for words in (("--seconds", "-1"), ("--seconds", "soon"), ("--format", "csv"), ("film",)):
            with self.subTest(words):
                self.refuses("bench", *words)

    def test_bad_files(self):
        self.refuses("bench", "-q", "-m", "/nowhere", status=FAILED, says="/nowhere")
        self.refuses("bench", "-q", "--data", "/nowhere", status=FAILED, says="/nowhere")


main()
