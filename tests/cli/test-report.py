#!/usr/bin/python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""`matinee report`: figures come from the files, what is missing is named, what is damaged is an error."""

import glob
import json
import os
import re
import shutil

from support import FAILED, MODEL, SYNTHETIC, Case, main

PUBLISHED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "models", "results", "seed-2023.json")
SECTIONS = ["1. Introduction", "2. Data analysis", "3. Model implementation", "4. Advantages and disadvantages",
            "5. Training process", "6. Evaluation", "7. Results", "8. To make it again"]


class Report(Case):
    maxDiff = None

    def setUp(self):
        super().setUp()
        self.results = os.path.join(self.folder, "results")
        os.mkdir(self.results)
        self.out = os.path.join(self.folder, "REPORT.md")

    def report(self):
        self.matinee("report", "-q", "--results", self.results, "--out", self.out)
        with open(self.out, encoding="utf-8") as file:
            return file.read()

    def evaluate(self, name, *words):
        folder = os.path.join(self.results, name)
        self.matinee("evaluate", "-q", "-d", SYNTHETIC, "--no-rows", "-s", folder, *words)
        found = {}
        for path in glob.glob(os.path.join(folder, "*.json")):
            with open(path, encoding="utf-8") as file:
                result = json.load(file)
                found[result["provenance"]["model"]["name"]] = result
        return found

    def save(self, name, value):
        os.makedirs(os.path.dirname(os.path.join(self.results, name)), exist_ok=True)
        with open(os.path.join(self.results, name), "w", encoding="utf-8") as file:
            json.dump(value, file)

    def test_nothing_measured(self):
        text = self.report()
        self.assertEqual(re.findall(r"^## (.*)$", text, re.MULTILINE), SECTIONS)
        for command in ("explore", "train --grid", "evaluate", "recommend"):
            self.assertIn(f"*Not measured yet: `matinee {command}", text)
        self.assertNotIn("nan", text.lower().split())
        self.assertNotIn("(null)", text)

    def test_figures_are_those_of_the_files(self):
        shutil.copy(PUBLISHED, self.results)
        users = self.evaluate("seed-users", "-m", "blend", "popularity", "--protocol", "seed")
        self.evaluate("seed-masks", "-m", "blend", "--protocol", "seed", "--split", "masks")
        new = self.evaluate("new-users", "-m", "blend", "edlae", "--protocol", "new-users", "--folds", "2")
        favorites = self.evaluate("favorites", "-m", "blend", "edlae", "--protocol", "favorites", "--folds", "2")
        text = self.report()
        self.assertEqual(re.findall(r"^## (.*)$", text, re.MULTILINE), SECTIONS)

        best = users["blend"]["10"]
        self.assertIn(f"MAP@10 {best['map']:.4f} [{best['intervals']['mean_average_precision'][0]:.4f}, ", text)
        self.assertIn("0.4147 (`mse_usplit_best`)", text)
        self.assertIn("gain of" if best["map"] > 0.4147 else "loss of", text)
        self.assertIn("**By masks. Leaks: same people in training and test.**", text)
        self.assertIn("(leaks: same people in training and test)", text)
        for result in (*new.values(), *favorites.values()):
            self.assertIn(f"{result['10']['ndcg']:.4f} | [{result['10']['intervals']['ndcg'][0]:.4f}", text)
        one = next(entry for entry in new["blend"]["comparisons"]
                   if (entry["with"], entry["metric"], entry["k"]) == ("edlae", "ndcg", 10))
        self.assertIn(f"edlae ({one['difference']:+.4f} [{one['low']:.4f}, {one['high']:.4f}])", text)
        self.assertIn({"better": "better than", "worse": "worse than"}.get(one["verdict"], one["verdict"]), text)
        for part in favorites["blend"]["by_picks"]:
            self.assertIn(f" {part['10']['ndcg']:.4f} |", text)
        for group in new["blend"]["by_gender"]:
            self.assertIn(f"| {group['people']} | {group['10']['ndcg']:.4f} |", text)

        links = re.findall(r"!\[.*\]\(<(.*)>\)", text)
        self.assertTrue(links)
        for link in links:
            self.assertTrue(os.path.exists(os.path.join(self.folder, link)), link)
            self.assertFalse(os.path.isabs(link))
        self.assertNotIn("(null)", text)
        self.assertEqual(self.report(), text)

    def test_newest_wins(self):
        first = self.evaluate("new-users", "-m", "popularity", "--protocol", "new-users", "--folds", "2")["popularity"]
        old = first["10"]["ndcg"]
        first["10"]["ndcg"] = 0.1234
        self.save("new-users/popularity_9999999999999.json", first)
        text = self.report()
        self.assertIn("| popularity | 0.1234 |", text)
        self.assertNotIn(f"| popularity | {old:.4f} | [", text)

    def test_training(self):
        shutil.copy(PUBLISHED, self.results)
        metrics = {"10": {"map": 0.4321, "mean_retrieval_precision": 0.5432}}
        self.save("training/models_info.json", {
            "bce_usplit_best": {"metrics": metrics, "train_losses": [2e-5, 1e-5], "val_losses": [3e-5, 2.5e-5], "epoch": 2},
            "bce_msplit_best": {"metrics": metrics, "train_losses": [], "val_losses": [None], "epoch": 1,
                                "provenance": {"leaks": "leaks: same people in training and test"}}})
        text = self.report()
        self.assertIn("| `bce_usplit_best` | 2 | 1.000 | 2.500 | 21.400 | 0.4321 | 0.3851 | 0.5432 | 0.4846 |", text)
        self.assertIn("| `bce_msplit_best` (leaks) | 1 | – | – |", text)

    def test_exploration_and_answers(self):
        shutil.copy(PUBLISHED, self.results)
        self.save("explore/exploration.json", {
            "exploration": 1, "dataset": {"name": "Invented"}, "counts": {"people": 3, "films": 5, "ratings": 7, "sparsity": 0.5},
            "stars": {"counts": {"1": 2, "5": 5}, "mean": 3.5}, "genres": {"table": [{"name": "Drama", "films": 4}, 7]},
            "people": {"gender": {"F": 1, "M": 2}, "age": {"min": 7, "median": 31, "max": 73}},
            "splits": {"users": {"train": {"samples": 40}, "test": {"samples": 20}}, "masks": None}})
        self.matinee("recommend", "-q", "-m", MODEL, "-f", "1", "--format", "json")
        answer = self.matinee("recommend", "-q", "-m", MODEL, "-f", "1", "-n", "3", "--format", "json").json
        self.save("demo/sci-fi.json", answer)
        text = self.report()
        self.assertIn("Invented: 7 ratings of 5 films by 3 people; 50.000 % of all pairs have no rating.", text)
        self.assertIn("F 1, M 2; they are 7 to 73 years old", text)
        self.assertIn("| Drama | 4 | – | – |", text)
        row = next(line for line in text.splitlines() if line.startswith("| **SCI-FI**"))
        self.assertIn(answer["items"][0]["title"], row)
        self.assertIn("Secrets & Lies", row)

    def test_damaged(self):
        good = self.evaluate("new-users", "-m", "popularity", "--protocol", "new-users", "--folds", "2")["popularity"]
        path = os.path.join(self.results, "bad.json")
        broken = dict(good, provenance={key: value for key, value in good["provenance"].items() if key != "protocol"})
        for content in ("", "{", "[1, 2]", "nothing", "{}x", "[" * 100000, json.dumps(broken), '{"evaluation": 1}'):
            with open(path, "w", encoding="utf-8") as file:
                file.write(content)
            with self.subTest(content[:20]):
                self.refuses("report", "--results", self.results, "--out", self.out, status=FAILED, says="bad.json")
        self.assertFalse(os.path.exists(self.out))
        # What is no result is none of the report's business.
        with open(path, "w", encoding="utf-8") as file:
            file.write('{"something": "else"}')
        self.report()

    def test_wrong_usage(self):
        self.refuses("report")
        self.refuses("report", "--out", "")
        self.refuses("report", "--out", self.out, "word")
        self.refuses("report", "--out", self.out, "--format", "csv")
        self.refuses("report", "--out", self.out, "--results", "/no/such/folder", status=FAILED)
        self.refuses("report", "--out", "/no/such/folder/x.md", "--results", self.results, status=FAILED)
        self.refuses("report", "--out", self.folder, "--results", self.results, status=FAILED)


if __name__ == "__main__":
    main()
