#!/usr/bin/python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""Every number in the views Charts and Data is the command line's: what `matinee evaluate`, `matinee train` and `matinee
explore` have written is compared with the tables behind the charts, cell by cell. Started as
`test-chart-numbers.py MATINEE MODEL CHART-TABLES`."""

import csv
import datetime
import glob
import json
import os
import re
import statistics
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests", "cli"))

from support import SYNTHETIC, Case, environment, main  # noqa: E402

TABLES = os.path.abspath(sys.argv[3])
KEYS = {"Precision": "precision", "MAP": "mean_average_precision", "Recall": "recall", "NDCG": "ndcg"}
REFERENCES = {"random order": "random", "number of ratings": "popularity", "perfect ranking": "ceiling",
              "popularity": "popularity", "best possible": "ceiling"}


def read_tables(text):
    """[(kind, comments, header, rows)]: a chart each."""
    tables = []
    for section in re.split(r"^## ", text, flags=re.M)[1:]:
        kind, rest = section.split("\n", 1)
        for block in rest.strip("\n").split("\n\n"):
            lines = block.split("\n")
            comments = [line[2:] for line in lines if line.startswith("# ")]
            rows = list(csv.reader(line for line in lines if not line.startswith("# ")))
            tables.append((kind, comments, rows[0], rows[1:]))
    return tables


def at(object, *path):
    for key in path:
        object = object.get(key) if isinstance(object, dict) else object[key] if object is not None else None
    return object


class Numbers(Case):
    maxDiff = None

    def tables_of(self, *paths):
        done = subprocess.run([TABLES, *paths], capture_output=True, env=environment(), check=False, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        return read_tables(done.stdout.decode("utf-8"))

    def compare(self, tables, expected, kinds):
        """expected (kind, title, row, column): the number that should be there, None for none."""
        n = dict.fromkeys(kinds, 0)
        for kind, comments, header, rows in tables:
            if kind not in kinds:
                continue
            self.assertEqual(len(set(header)), len(header), header)
            for row in rows:
                for column, cell in list(zip(header, row))[1:]:
                    number = expected(kind, comments, row[0], column)
                    where = f"{kind}: {comments}, {column} of {row[0]}"
                    if number is None:
                        self.assertEqual(cell, "", where)
                    else:
                        self.assertNotEqual(cell, "", where)
                        self.assertEqual(float(cell), number, where)
                        n[kind] += 1
        return n

    def evaluate(self, *words):
        out = os.path.join(self.folder, "results")
        self.matinee("evaluate", "-q", "-s", out, "-m", "edlae", "popularity", "-d", SYNTHETIC, "-k", "5", "10", *words)
        paths = sorted(glob.glob(out + "/*.json"))
        results = {}
        for path in paths:
            with open(path, encoding="utf-8") as file:
                result = json.load(file)
            results[result["provenance"]["model"]["name"]] = result
        return paths, results

    def number_of(self, results, kind, comments, row, column):
        """As the file says it, found by other ways than the window's."""
        model, end = re.fullmatch(r"(.*?)(?:, (low|high))?", column).groups()
        first = next(iter(results.values()))
        known = "|".join(KEYS)
        title = next(comment for comment in comments[::-1] if re.match(rf"({known})@|Average precision of|Precision of|"
                                                                      r"How it spreads", comment))
        if kind == "rows":
            place = comments.index(title)
            return self.row_number(results[column], title, comments[:place + 1], row)
        metric, k = re.match(r"(\w+)@(K|\d+)", title).groups()
        key, k = KEYS[metric], row if k == "K" else k
        if kind == "models":
            model = row if column.startswith(title) else model

        def find_mean(object):
            mean = at(object, k, key)
            return mean if mean is not None or kind != "at-k" else at(object, "at_every_k", key, int(k) - 1)

        def find(object):
            if model in REFERENCES and model not in results:
                return find_mean(object[REFERENCES[model]])
            if end is not None:
                return (at(object, k, "intervals", key) or [None, None])[end == "high"]
            return find_mean(object)

        result = results.get(model, first)
        if kind in ("at-k", "models"):
            return find(result)
        if kind == "picks":
            name, part = ("picks", "by_picks") if "by_picks" in result else ("fraction", "by_fraction")
            return find(next(part for part in result[part] if part[name] == float(row)))
        name = title.rsplit(" by ", 1)[1]
        group = next(group for group in result["by_" + name] if row.startswith(f"{group[name]} ("))
        self.assertEqual(row, f"{group[name]} ({group['people']})")
        return find(group)

    def row_number(self, result, title, comments, row):
        scores = result["10"]["retrieval_precisions" if self.is_precision(title, comments) else "average_precisions"]
        if title != "How it spreads":
            return scores[int(row)]
        return sum(round(score * 20, 6) <= round(float(row) * 20) for score in scores) / len(scores)

    def is_precision(self, title, comments):
        """The two charts of spreads have one title: the axis tells them apart."""
        return title.startswith("Precision") or self.axis == "Precision"

    def check_evaluations(self, *words):
        paths, results = self.evaluate(*words)
        self.assertEqual(set(results), {"edlae", "popularity"})
        tables = self.tables_of(*paths)
        kinds = ("at-k", "models", "picks", "groups")
        n = self.compare(tables, lambda *where: self.number_of(results, *where), kinds)
        # The comparison itself sees the least difference.
        results["edlae"]["5"]["recall"] += 1e-12
        with self.assertRaises(AssertionError):
            self.compare(tables, lambda *where: self.number_of(results, *where), ("at-k",))
        # Nobody left a chart out: four metrics of two models and three references, at ten lengths and so on.
        self.assertGreaterEqual(n["at-k"], 4 * 10 * 5)
        self.assertGreaterEqual(n["models"], 4 * 2 * 4)
        self.assertGreaterEqual(n["picks"], 4 * 2 * 5)
        self.assertGreaterEqual(n["groups"], 2 * 2 * 3)
        # Rows: each chart for itself.
        counted = 0
        for kind, comments, header, rows in tables:
            if kind == "rows":
                self.axis = header[0]
                counted += self.compare([(kind, comments, header, rows)],
                                        lambda *where: self.number_of(results, *where), ("rows",))["rows"]
        self.assertGreaterEqual(counted, 2 * len(results["edlae"]["10"]["average_precisions"]) * 2)
        # The table of all: as many digits as it shows.
        facts = [table for table in tables if table[0] == "table"]
        header, rows = facts[0][2:]
        self.assertEqual({row[0] for row in rows}, set(results))
        for row in rows:
            cells = dict(zip(header, row))
            for metric, key in KEYS.items():
                self.assertEqual(float(cells[metric + "@10"]), float("%.6g" % results[row[0]]["10"][key]))
            for key, option in results[row[0]]["provenance"]["model"]["options"].items():
                self.assertEqual(cells[key.replace("_", " ")], str(option))

    def test_favorites(self):
        self.check_evaluations("--protocol", "favorites")

    def test_seed(self):
        self.check_evaluations("--protocol", "seed")

    def test_training_log(self):
        out = os.path.join(self.folder, "run.safetensors")
        self.matinee("train", "-q", "--data", SYNTHETIC, "--model", "mlp", "--split", "users", "--hidden", "8", "--epochs", "3",
                     "--out", out)
        path = os.path.join(self.folder, "run_log.jsonl")
        with open(path, encoding="utf-8") as file:
            lines = {str(line["epoch"]): line for line in map(json.loads, file)}
        self.assertEqual(len(lines), 3)

        def expected(kind, comments, row, column):
            if kind == "loss":
                return lines[row]["val_loss" if column == "run, validation" else "train_loss"]
            self.assertEqual(column, "run")
            return lines[row]["metrics"][comments[-1].lower()]

        n = self.compare(self.tables_of(path), expected, ("loss", "metrics"))
        self.assertEqual(n, {"loss": 6, "metrics": 9})

    def test_models_info(self):
        path = os.path.join(ROOT, "models", "results", "training", "models_info.json")
        with open(path, encoding="utf-8") as file:
            info = json.load(file)

        def losses(name, validation):
            model = info.get(name + "_best") or info[name]
            return model["val_losses_mean" if validation else "train_losses_mean"]

        def expected(kind, comments, row, column):
            if kind == "loss":
                name, what = column.rsplit(", ", 1)
                return losses(name, what == "validation")[int(row) - 1]
            title = next(comment for comment in comments[::-1] if re.match("M.P@|Training Loss|Validation Loss", comment))
            if "Loss" in title:
                return losses(column, title.startswith("Validation"))[int(row) - 1]
            key, k = {"MRP": "mean_retrieval_precision", "MAP": "map"}[title[:3]], title[4:]
            if column in REFERENCES:
                return at(info[row], "provenance", REFERENCES[column], k, key)
            return info[row]["metrics"][k][key]

        n = self.compare(self.tables_of(path), expected, ("loss", "networks"))
        n_epochs = sum(len(losses(name, False)) for name in {re.sub("_(best|latest)$", "", name) for name in info})
        self.assertEqual(n["loss"], 2 * n_epochs)
        # Each beside popularity, random order and what is best.
        self.assertEqual(n["networks"], 2 * n_epochs + 4 * 2 * sum(k.isdigit() for model in info.values()
                                                                      for k in model["metrics"]))

    def test_explore(self):
        out = os.path.join(self.folder, "explored")
        self.matinee("explore", "-q", "--data", SYNTHETIC, "--out", out)
        with open(os.path.join(out, "exploration.json"), encoding="utf-8") as file:
            info = json.load(file)
        charts = {}
        for kind, _comments, header, rows in self.tables_of(SYNTHETIC):
            charts.setdefault(kind, []).append((header, rows))
        self.assertEqual(set(charts), {"stars", "tail", "genres", "ages", "gender", "occupation", "activity", "sparsity",
                                       "together", "splits"})
        counts, people = info["counts"], info["people"]

        def column(kind, chart=0, cell=1):
            return {row[0]: float(row[cell]) for row in charts[kind][chart][1]}

        def table(rows, key):
            return {row["name"]: row[key] for row in rows}

        stars = {float(star): n for star, n in info["stars"]["counts"].items()}
        shown = {float(star): n for star, n in column("stars").items()}
        self.assertEqual(shown, {star: stars[star] for star in shown})
        self.assertEqual(sum(shown.values()), counts["ratings"])

        for chart, key, n in ((0, "ratings_per_person", counts["people"]), (1, "ratings_per_film", counts["films"])):
            ratings = list(column("tail", chart).values())
            told = info[key]
            self.assertEqual((max(ratings), sum(ratings)), (told["max"], counts["ratings"]))
            self.assertEqual(ratings, sorted(ratings, reverse=True))
            every = ratings + [0] * (n - len(ratings))
            self.assertEqual((statistics.median(every), min(every)), (told["median"], told["min"]))
            self.assertAlmostEqual(statistics.fmean(every), told["mean"], places=10)
            bars = [(float(low), float(high), float(bar)) for low, high, bar in charts["tail"][chart + 2][1]]
            for low, high, bar in bars:
                self.assertEqual(bar, sum(low <= number < high for number in ratings), (low, high))
            self.assertEqual(sum(bar for _low, _high, bar in bars), len(ratings))
        most = info["ratings_per_film"]["most"]
        self.assertEqual(list(column("tail", 1).values())[:len(most)], [film["ratings"] for film in most])

        # MovieLens 100K has a genre for films that have none.
        genres = [dict(genre, name=genre["name"].replace("unknown", "no genre")) for genre in info["genres"]["table"]]
        for chart, key in enumerate(("films", "ratings", "mean_stars")):
            self.assertEqual(column("genres", chart), table((genre for genre in genres if genre["films"] > 0), key))

        years = {int(year): n for year, n in people["age"]["by_year"].items()}
        for low, high, bar in charts["ages"][0][1]:
            self.assertEqual(float(bar), sum(n for year, n in years.items() if float(low) <= year < float(high)))
        self.assertEqual(sum(float(row[2]) for row in charts["ages"][0][1]), sum(years.values()))
        self.assertEqual(column("gender"), people["gender"])
        self.assertEqual(column("occupation"), {name: n for name, n in table(people["occupation"], "people").items()
                                                if name in column("occupation")})
        self.assertEqual(sum(column("occupation").values()), sum(table(people["occupation"], "people").values()))

        months = {datetime.datetime.fromtimestamp(float(row[0]), datetime.timezone.utc).strftime("%Y-%m"): float(row[2])
                  for row in charts["activity"][0][1]}
        self.assertEqual(months, {row["month"]: row["ratings"] for row in info["time"]["months"]})

        cells = [[float(cell) if cell else None for cell in row[1:]] for row in charts["sparsity"][0][1]]
        self.assertEqual(cells, [[100 * share for share in row] for row in info["density"]])

        header, rows = charts["together"][0]
        titles = {film["id"]: film["title"] for film in most}
        names = [titles[film] for film in info["together"]["films"]]
        self.assertEqual((header[1:], [row[0] for row in rows]), (names, names))
        for i, row in enumerate(rows):
            self.assertEqual([cell and float(cell) for cell in row[1:]],
                             ["" if i == j else float(n) for j, n in enumerate(info["together"]["people"][i])])

        for (header, rows), (key, places) in zip(charts["splits"], (
                ("samples", ("train", "test")), ("people", ("train", "test")),
                ("hidden", ("min", "median", "mean", "max")), ("visible", ("min", "median", "mean", "max")))):
            for i, name in enumerate(header[1:], 1):
                split = info["splits"]["masks" if "masks" in name else "users"]
                expected = [split[place][key] if places[0] == "train" else split[key][place] for place in places]
                self.assertEqual([float(row[i]) for row in rows], expected, (key, name))
        self.assertEqual(len(charts["splits"]), 4)


main()
