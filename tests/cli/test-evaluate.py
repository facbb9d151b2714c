#!/usr/bin/python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""`matinee evaluate`: protocols, files, tables, and what is refused."""

import glob
import json
import math
import os
import re
import shutil
import signal
import subprocess
import time
from xml.etree import ElementTree

from support import DONE, FAILED, INTERRUPTED, MATINEE, MODEL, SYNTHETIC, USAGE, Case, environment, main

SEED_KEYS = {"map", "mean_retrieval_precision", "mean_top_intersections", "average_precisions",
             "retrieval_precisions", "intersections"}
OWN_KEYS = {"precision", "mean_average_precision", "map_all", "recall", "hit", "mrr", "ndcg", "novelty", "arp", "ild",
            "coverage", "top_intersections", "intervals"}


class Evaluate(Case):
    maxDiff = None

    def setUp(self):
        super().setUp()
        self.out = os.path.join(self.folder, "results")

    def evaluate(self, *words, **rest):
        return self.matinee("evaluate", "-q", "-s", self.out, *words, **rest)

    def results(self):
        """The files written, by the model's name."""
        found = {}
        for path in sorted(glob.glob(os.path.join(self.out, "*.json"))):
            match = re.fullmatch(r"(.*)_(\d{13})\.json", os.path.basename(path))
            self.assertTrue(match, path)
            with open(path, encoding="utf-8") as file:
                found[match[1]] = json.load(file)
        return found

    def prepare(self, *words):
        folder = os.path.join(self.folder, "prepared")
        self.matinee("prepare", "-q", "--data", SYNTHETIC, "--out", folder, *words)
        return folder

    def test_seed(self):
        text = self.evaluate("-m", MODEL, "-d", self.prepare("--split", "users"), "-k", "3", "7").out
        result = self.results()["default"]
        self.assertIn("number of ratings", text)
        self.assertEqual(result["provenance"]["protocol"], "seed")
        self.assertEqual(result["provenance"]["split"], "users")
        self.assertNotIn("/", result["provenance"]["data"])
        self.assertNotIn("/", result["provenance"]["model"]["file"])
        self.assertEqual(result["provenance"]["ks"], [3, 7])
        self.assertEqual((result["rows"], result["people"]), (480, 24))
        self.assertEqual(set(result["global"]), {"mean_precision", "mean_recalls", "threshold_precision",
                                                 "threshold_recall"})
        for k in ("3", "7"):
            at_k = result[k]
            self.assertEqual(set(at_k), SEED_KEYS | OWN_KEYS)
            for key in ("average_precisions", "retrieval_precisions", "intersections"):
                self.assertEqual(len(at_k[key]), 480)
            self.assertAlmostEqual(at_k["map"], sum(at_k["average_precisions"]) / 480, 12)
            self.assertAlmostEqual(at_k["precision"], sum(at_k["retrieval_precisions"]) / 480, 6)
            self.assertAlmostEqual(at_k["mean_top_intersections"], sum(at_k["intersections"]) / 480, 12)
            self.assertAlmostEqual(at_k["mean_average_precision"], at_k["map"], 12)
            for key, (low, high) in at_k["intervals"].items():
                self.assertLessEqual(low, at_k[key])
                self.assertGreaterEqual(high, at_k[key])
            self.assertEqual(result["ceiling"][k]["ndcg"], 1)
            self.assertLess(result["popularity"][k]["ndcg"], at_k["ndcg"])
            self.assertEqual(set(result["random"][k]), set(result["ceiling"][k]))
            self.assertGreater(result["random"][k]["ndcg"], 0)
            self.assertLess(result["random"][k]["ndcg"], result["popularity"][k]["ndcg"])
        # Single precision, as it was in 2023: 2 / 3 is 0.666666686534….
        self.assertTrue({round(value * 3) for value in result["3"]["retrieval_precisions"]} <= {0, 1, 2, 3})
        self.assertFalse(2 / 3 in result["3"]["retrieval_precisions"])
        self.assertEqual([part["fraction"] for part in result["by_fraction"]], [0.2, 0.4, 0.6, 0.8, 0.9])
        self.assertEqual(sum(part["rows"] for part in result["by_fraction"]), 480)
        self.assertEqual(sum(group["people"] for group in result["by_gender"]), 24)
        self.assertEqual(sum(group["people"] for group in result["by_occupation"]), 24)
        self.assertTrue(all(group["greyed"] == (group["people"] < 30) for group in result["by_age"]))
        # The default model has seen everybody.
        self.assertIn("leaks", result["provenance"]["leaks"])
        self.assertIn("leaks", text)

    def test_selected_metrics(self):
        folder = self.prepare("--split", "users")
        text = self.evaluate("-m", MODEL, "-d", folder, "-k", "10", "--metrics", "coverage", "map,ndcg").out
        head = next(line for line in text.splitlines() if line.startswith("  K = 10"))
        self.assertEqual(head.split("[")[0].split(), ["K", "=", "10", "MAP", "NDCG", "Coverage"])
        numbers = {line.split("  ")[1]: len(re.findall(r"\d\.\d{4}", line.split("[")[0]))
                   for line in text.split(head)[1].splitlines()[1:5]}
        self.assertEqual(numbers, {"default": 3, "number of ratings": 3, "random order": 2, "perfect ranking": 2})
        self.assertIn("precision", self.results()["default"]["10"])
        self.refuses("evaluate", "-m", MODEL, "-d", folder, "--metrics", "magic", says="map_all, recall")

    def test_masks_leak(self):
        folder = self.prepare("--split", "masks")
        text = self.evaluate("-m", MODEL, "-d", folder, "--no-rows").out
        self.assertIn("leaks: same people in training and test", text)
        result = self.results()["default"]
        self.assertEqual(result["provenance"]["leaks"], "leaks: same people in training and test")
        self.assertEqual([part["fraction"] for part in result["by_fraction"]], [0.8, 0.9])
        self.assertNotIn("average_precisions", result["10"])

    def test_csv_files_give_the_same(self):
        words = ("-m", MODEL, "-k", "10")
        self.evaluate(*words, "-d", self.prepare("--split", "users"))
        compact = self.results()["default"]
        csv = os.path.join(self.folder, "csv")
        self.matinee("prepare", "-q", "--data", SYNTHETIC, "--out", csv, "--split", "users", "--format", "csv")
        self.out = os.path.join(self.folder, "second")
        self.evaluate(*words, "-d", os.path.join(csv, "test"))
        result = self.results()["default"]
        for key in ("map", "average_precisions", "retrieval_precisions", "intersections", "ndcg", "coverage", "ild"):
            self.assertEqual(result["10"][key], compact["10"][key], key)
        self.assertEqual(result["global"], compact["global"])
        self.assertEqual(result["by_gender"], compact["by_gender"])
        # One file of it: the first person of the test.
        self.out = os.path.join(self.folder, "third")
        self.evaluate(*words, "-d", os.path.join(csv, "test", "0.csv"), "-f")
        one = self.results()["default"]
        self.assertEqual(one["rows"], 20)
        # One person says nothing about others, and whether the model has seen them the files do not say.
        self.assertEqual(set(one["10"]["intervals"].values()), {None})
        self.assertEqual({comparison["verdict"] for comparison in one["comparisons"]}, {"too few people"})
        self.assertIn("leaks, perhaps", one["provenance"]["leaks"])
        self.assertEqual(one["10"]["average_precisions"], compact["10"]["average_precisions"][:20])
        # A model has to be there to say which films the columns are.
        self.refuses("evaluate", "-m", "edlae", "-d", os.path.join(csv, "test"), says="model file")
        self.refuses("evaluate", "-m", MODEL, "-d", os.path.join(csv, "test"), "--protocol", "favorites", says="seed")

    def test_films_by_title(self):
        """Another data set may give a film another number: its title and year tell which it is."""
        other = os.path.join(self.folder, "renumbered")
        os.mkdir(other)
        with open(os.path.join(SYNTHETIC, "u.item"), encoding="latin-1") as file:
            films = [line.split("|") for line in file]
        number = {film[0]: str(len(films) - i) for i, film in enumerate(films)}
        with open(os.path.join(other, "u.item"), "w", encoding="latin-1") as file:
            for film in reversed(films):
                file.write("|".join([number[film[0]]] + film[1:]))
        with open(os.path.join(SYNTHETIC, "u.data"), encoding="ascii") as file, \
             open(os.path.join(other, "u.data"), "w", encoding="ascii") as out:
            for line in file:
                person, film, *rest = line.split("\t")
                out.write("\t".join([person, number[film]] + rest))
        for name in ("u.user", "u.genre", "u.occupation"):
            shutil.copy(os.path.join(SYNTHETIC, name), other)
        scores = []
        for folder in (SYNTHETIC, other):
            self.out = os.path.join(self.folder, "results" + str(len(scores)))
            self.evaluate("-m", MODEL, "-d", folder, "--protocol", "seed", "-k", "10")
            result = self.results()["default"]
            scores.append(result["10"]["ndcg"])
            self.assertGreater(result["10"]["ndcg"], result["popularity"]["10"]["ndcg"])
        self.assertAlmostEqual(*scores, delta=0.1)

    def test_what_is_missing_is_said(self):
        csv = os.path.join(self.folder, "csv")
        self.matinee("prepare", "-q", "--data", SYNTHETIC, "--out", csv, "--split", "users", "--format", "csv")
        self.refuses("evaluate", "-m", MODEL, "-s", self.out, "-d", csv, says="such as " + os.path.join(csv, "test"))
        self.refuses("evaluate", "-m", MODEL, "-s", self.out, "-d", SYNTHETIC, says="choose --protocol")
        self.refuses("evaluate", "-m", MODEL, "-s", self.out, "-d", self.folder, says="user_id,age", status=FAILED)
        self.refuses("evaluate", "-m", MODEL, "-s", self.out, "-d", os.path.join(self.folder, "none"),
                     says="No such file", status=FAILED)

    def test_new_users(self):
        text = self.evaluate("-m", "edlae", "popularity", MODEL, "-d", SYNTHETIC, "--protocol", "new-users",
                             "--folds", "3", "-k", "5,10").out
        results = self.results()
        self.assertEqual(set(results), {"edlae", "popularity", "default"})
        self.assertEqual(len(glob.glob(os.path.join(self.out, "comparison_*.svg"))), 1)
        self.assertIn("edlae is better than popularity: NDCG@10", text)
        for name, result in results.items():
            self.assertEqual(result["provenance"]["folds"], 3)
            self.assertIsNone(result["provenance"]["leaks"])
            self.assertTrue(result["provenance"]["model"]["retrained"])
            self.assertEqual(result["people"], 240)
            self.assertEqual(result["popularity"], results["edlae"]["popularity"])
            self.assertEqual({entry["with"] for entry in result["comparisons"]},
                             set(results) - {name} | {"number of ratings"})
        self.assertEqual(results["default"]["provenance"]["model"]["options"]["model"], "blend")
        mine = {(entry["with"], entry["metric"], entry["k"]): entry for entry in results["edlae"]["comparisons"]}
        theirs = {(entry["with"], entry["metric"], entry["k"]): entry for entry in results["popularity"]["comparisons"]}
        one, other = mine["popularity", "ndcg", 10], theirs["edlae", "ndcg", 10]
        self.assertEqual((one["verdict"], other["verdict"]), ("better", "worse"))
        self.assertAlmostEqual(one["difference"], -other["difference"], 12)
        self.assertAlmostEqual(one["difference"], results["edlae"]["10"]["ndcg"] - results["popularity"]["10"]["ndcg"])

    def test_favorites(self):
        text = self.evaluate("-m", "blend", "-d", SYNTHETIC, "--protocol", "favorites", "--folds", "2", "-k", "10").out
        result = self.results()["blend"]
        picks = {part["picks"]: part for part in result["by_picks"]}
        self.assertEqual(set(picks), {1, 3, 5, 10})
        self.assertAlmostEqual(result["10"]["ndcg"], sum(part["10"]["ndcg"] for part in picks.values()) / 4, 12)
        self.assertGreaterEqual(picks[1]["people"], picks[10]["people"])
        self.assertEqual(set(result["runs"]), {"films", "attributes"})
        self.assertEqual([part["picks"] for part in result["runs"]["attributes"]["by_picks"]], [0])
        self.assertEqual(result["runs"]["films"]["by_picks"][0]["rows"], picks[1]["rows"])
        self.assertEqual({entry["run"] for entry in result["comparisons"]}, {"all", "films", "attributes"})
        self.assertEqual(result["10"]["average_precisions"][0] >= 0, True)
        self.assertEqual(len(result["row_picks"]), result["rows"])
        self.assertIn("NDCG@10 by number of picks", text)

    def test_every_k(self):
        """Curves up to the largest K, which go through what is told at each, also of what models are measured by."""
        keys = {"precision", "mean_average_precision", "recall", "ndcg"}
        for protocol in ("new-users", "favorites"):
            self.evaluate("-m", "blend", "-d", SYNTHETIC, "--protocol", protocol, "--folds", "2", "-k", "3,20")
            result = self.results()["blend"]
            for part in (result, result["popularity"], result["ceiling"], result["random"]):
                self.assertEqual(set(part["at_every_k"]), keys)
                for key in keys:
                    curve = part["at_every_k"][key]
                    self.assertEqual(len(curve), 20)
                    self.assertEqual((curve[2], curve[19]), (part["3"][key], part["20"][key]), (protocol, key))
                recall = part["at_every_k"]["recall"]
                self.assertEqual(recall, sorted(recall))
            # What is told of parts and groups is told at these K alone.
            self.assertNotIn("at_every_k", result["by_gender"][0])
            self.assertNotIn("at_every_k", result["by_picks" if protocol == "favorites" else "by_fraction"][0])
        # No more than is known.
        self.evaluate("-m", "blend", "-d", SYNTHETIC, "--protocol", "new-users", "--folds", "2", "-k", "100")
        self.assertEqual(len(self.results()["blend"]["at_every_k"]["ndcg"]), 64)

    def test_union(self):
        """People of either set by themselves, beside models that know the other set not at all."""
        text = self.evaluate("-m", "edlae", "--alone", "-d", SYNTHETIC, self.write_later_set(), "--protocol", "favorites",
                             "--folds", "2", "-k", "10").out
        results = self.results()
        self.assertEqual(set(results), {"edlae", "edlae-100k-alone", "edlae-later-alone"})
        sets = {name: {entry["set"]: entry for entry in result["by_set"]} for name, result in results.items()}
        for name in results:
            self.assertEqual(set(sets[name]), {"MovieLens 100K", "MovieLens latest-small"})
        # Each alone is good for its own people: the taste of both sets is the same, but for the films of one half.
        for name, own in (("edlae-100k-alone", "MovieLens 100K"), ("edlae-later-alone", "MovieLens latest-small")):
            self.assertGreater(sets[name][own]["10"]["ndcg"], 0.2)
        for title in ("People of MovieLens 100K", "People of MovieLens latest-small"):
            self.assertIn(title, text)
        self.refuses("evaluate", "-m", "edlae", "--alone", "-d", SYNTHETIC, "--protocol", "favorites", says="--alone")

    def test_same_for_any_number_of_threads(self):
        contents = []
        for threads in ("1", "2", "5"):
            self.out = os.path.join(self.folder, threads)
            self.evaluate("-m", "edlae", "-d", SYNTHETIC, "--protocol", "favorites", "--folds", "2", "--threads", threads)
            with open(glob.glob(os.path.join(self.out, "*.json"))[0], "rb") as file:
                contents.append(file.read())
        self.assertEqual(contents[0], contents[1])
        self.assertEqual(contents[0], contents[2])

    def test_cache(self):
        words = ("-m", "edlae", "-d", SYNTHETIC, "--protocol", "new-users", "--folds", "2", "--no-rows", "-k", "10",
                 "--cache", os.path.join(self.folder, "cache"))
        self.evaluate(*words)
        kept = sorted(os.listdir(os.path.join(self.folder, "cache")))
        self.assertEqual(len(kept), 2)
        first = self.results()["edlae"]
        self.out = os.path.join(self.folder, "second")
        self.evaluate(*words)
        self.assertEqual(self.results()["edlae"], first)
        self.assertEqual(sorted(os.listdir(os.path.join(self.folder, "cache"))), kept)
        # Other options are other models; a damaged one is no model.
        self.evaluate(*words, "--seed", "7")
        self.assertEqual(len(os.listdir(os.path.join(self.folder, "cache"))), 4)
        with open(os.path.join(self.folder, "cache", kept[0]), "r+b") as file:
            file.seek(-1, os.SEEK_END)
            last = file.read(1)[0]
            file.seek(-1, os.SEEK_END)
            file.write(bytes([last ^ 1]))
        self.refuses("evaluate", "-s", self.out, *words, status=FAILED)

    def test_threshold(self):
        folder = self.prepare("--split", "users")
        shares = []
        for threshold in ("0", "0.6", "1"):
            self.out = os.path.join(self.folder, threshold)
            result = self.run_matinee("evaluate", "-q", "-s", self.out, "-m", MODEL, "-d", folder, "-p", threshold, "-k", "5")
            self.assertEqual(result.status, DONE, result.err)
            shares.append(self.results()["default"])
        self.assertEqual(shares[1]["provenance"]["relevance"], "hidden films rated above 3 stars")
        self.assertGreater(shares[0]["5"]["precision"], shares[1]["5"]["precision"])
        # Rows without anything to be found count as 0 where the seed's means are, and are left out of the others.
        self.assertEqual(shares[2]["rows"], 0)
        self.assertEqual(shares[2]["5"]["map"], 0)
        self.assertEqual(shares[2]["provenance"]["skipped_rows"], 480)

    def test_json(self):
        found = self.evaluate("-m", MODEL, MODEL, "-d", self.prepare("--split", "users"), "--format", "json").json
        self.assertEqual([model["name"] for model in found["models"]], ["default", "default-2"])
        for model in found["models"]:
            self.assertTrue(os.path.exists(model["json"]))
            self.assertEqual(ElementTree.parse(model["svg"]).getroot().tag, "{http://www.w3.org/2000/svg}svg")
            self.assertTrue(math.isfinite(model["result"]["10"]["ndcg"]))
            self.assertNotIn("average_precisions", model["result"]["10"])
        verdicts = {entry["verdict"] for entry in found["models"][0]["result"]["comparisons"] if entry["with"] == "default-2"}
        self.assertEqual(verdicts, {"no significant difference"})

    def test_wrong_usage(self):
        folder = self.prepare("--split", "users")
        for words in (("-m", MODEL), ("-m", MODEL, "-d", ""), ("-m", MODEL, "-d", SYNTHETIC),
                      ("-m", "magic", "-d", folder), ("-m", MODEL, "-d", folder, "-k", "0"),
                      ("-m", MODEL, "-d", folder, "-k", "5", "x"), ("-m", MODEL, "-d", folder, "-p", "2"),
                      ("-m", MODEL, "-d", folder, "--folds", "1"), ("-m", MODEL, "-d", folder, "--protocol", "x"),
                      ("-m", MODEL, "-d", SYNTHETIC, "--protocol", "favorites", "-p", "0.5"),
                      ("-m", MODEL, "-d", folder, "--threads", "0"), ("-m", MODEL, "-d", folder, "word")):
            with self.subTest(words):
                if words[-1] == "word":
                    words = words[:-2] + (words[-2], "--", "word")
                self.refuses("evaluate", "-s", self.out, *words)

    def test_bad_files(self):
        folder = self.prepare("--split", "users")
        broken = self.write("broken.safetensors", "nothing")
        for words in (("-m", broken, "-d", folder), ("-m", MODEL, "-d", self.folder, "--protocol", "seed"),
                      ("-m", MODEL, "-d", "/no/such/folder", "--protocol", "new-users"),
                      ("-m", MODEL, "-d", broken, "-f"),
                      ("-m", MODEL, "-d", SYNTHETIC, "--protocol", "new-users", "--folds", "999")):
            with self.subTest(words):
                self.refuses("evaluate", "-s", self.out, *words, status=FAILED)
        self.refuses("evaluate", "-m", MODEL, "-d", folder, "-s", broken, status=FAILED)
        self.refuses("evaluate", "-m", MODEL, "-d", folder, "-s", "/proc/x", status=FAILED)
        self.assertEqual(self.results(), {})

    def test_interrupted(self):
        for wait in (0.05, 0.3):
            process = subprocess.Popen([MATINEE, "evaluate", "-m", "edlae", "blend", "-d", SYNTHETIC, "--protocol",
                                        "favorites", "-s", self.out], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                       env=environment(TMPDIR=self.folder))
            process.stderr.readline()
            time.sleep(wait)
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=120)
            self.assertIn(process.returncode, (INTERRUPTED, DONE))
            if process.returncode == INTERRUPTED:
                self.assertEqual(os.listdir(self.out), [])
            self.assertEqual(glob.glob(os.path.join(self.folder, "matinee-evaluate-*")), [])


if __name__ == "__main__":
    main()
