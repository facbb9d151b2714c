#!/usr/bin/python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""`matinee explore` as a user meets it."""

import itertools
import json
import os
import resource
import signal
import subprocess
import time
import xml.etree.ElementTree

from support import Case, DONE, FAILED, INTERRUPTED, MATINEE, MODEL, SHARED, SYNTHETIC, environment, main

FIGURES = ["activity.svg", "genres.svg", "people.svg", "sample.svg", "sparsity.svg", "splits.svg", "stars.svg",
           "tail.svg", "together.svg"]


class Explore(Case):
    def setUp(self):
        super().setUp()
        self.out = os.path.join(self.folder, "out")

    def explore(self, data=SYNTHETIC):
        return self.matinee("explore", "--data", data, "--out", self.out, "--format", "json").json

    def read_json(self):
        with open(os.path.join(self.out, "exploration.json"), encoding="utf-8") as file:
            return json.load(file)

    def texts(self, name):
        """What a figure says, in which order soever; also whether it is well-formed."""
        root = xml.etree.ElementTree.parse(os.path.join(self.out, name)).getroot()
        self.assertTrue(root.tag.endswith("svg"), name)
        return " ".join("".join(element.itertext()) for element in root.iter() if element.tag.endswith("text"))

    def write_set(self, movies, ratings):
        self.write("movies.csv", "movieId,title,genres\n" + movies)
        self.write("ratings.csv", "userId,movieId,rating,timestamp\n" + ratings)
        return self.folder

    def test_files_and_numbers(self):
        told = self.explore()
        self.assertEqual(sorted(os.listdir(self.out)), sorted(FIGURES + ["exploration.json"]))
        self.assertEqual(sorted(told["files"]), sorted(os.listdir(self.out)))
        self.assertEqual((told["people"], told["films"], told["ratings"], told["left_out"]), (240, 160, 5878, []))
        found = self.read_json()
        with open(os.path.join(SYNTHETIC, "u.data"), encoding="ascii") as file:
            rows = [line.split("\t") for line in file]
        stars = [int(row[2]) for row in rows]
        self.assertEqual([found["stars"]["counts"][str(value)] for value in range(1, 6)],
                         [stars.count(value) for value in range(1, 6)])
        self.assertAlmostEqual(found["stars"]["mean"], sum(stars) / len(stars), 12)
        self.assertAlmostEqual(found["counts"]["sparsity"], 1 - len(rows) / (240 * 160), 12)
        self.assertEqual(found["heads"][0]["rows"][:5], [[field.strip() for field in row] for row in rows[:5]])
        per_person = sorted([row[0] for row in rows].count(person) for person in {row[0] for row in rows})
        self.assertEqual((found["ratings_per_person"]["min"], found["ratings_per_person"]["max"]),
                         (per_person[0], per_person[-1]))
        self.assertEqual(sum(month["ratings"] for month in found["time"]["months"]), len(rows))
        self.assertEqual(sum(found["people"]["gender"].values()), 240)
        self.assertEqual(found["splits"]["users"]["test"]["people"], 24)

    def test_figures_say_what_they_show(self):
        self.explore()
        for name in FIGURES:
            self.assertIn("240 people", self.texts(name), name)
        for name, words in (("stars.svg", ("Rating", "stars", "Ratings")), ("people.svg", ("years", "student", "Gender")),
                            ("tail.svg", ("median", "most active")), ("splits.svg", ("leaks", "training", "test")),
                            ("sparsity.svg", ("People", "Films")), ("sample.svg", ("visible", "hidden", "truth"))):
            for word in words:
                self.assertIn(word, self.texts(name), name)

    def test_the_same_bytes_again(self):
        contents = []
        for _ in range(2):
            self.explore()
            contents.append({name: open(os.path.join(self.out, name), "rb").read() for name in os.listdir(self.out)})
        self.assertEqual(contents[0], contents[1])

    def test_text(self):
        result = self.matinee("explore", "-q", "--data", SYNTHETIC, "--out", self.out)
        self.assertIn("240", result.out)
        self.assertIn("exploration.json", result.out)
        self.assertEqual(result.err, "")

    def test_what_a_set_has_not_is_left_out(self):
        data = self.write_set('1,Comet Harbour (1967),Action\n2,"<b>Zoë & ""Q"" ]]></b> (1990)",(no genres listed)\n',
                              "1,1,4.5,964982703\n1,2,3,964982703\n7,1,5,964982703\n7,2,0.5,1000000000\n")
        told = self.explore(data)
        self.assertEqual(told["left_out"], ["people"])
        self.assertNotIn("people.svg", os.listdir(self.out))
        self.assertIn("people", [entry["what"] for entry in self.read_json()["left_out"]])
        self.assertIn('<b>Zoë & "Q" ]]></b>', self.texts("together.svg"))
        for name in told["files"]:
            if name.endswith(".svg"):
                self.texts(name)
        result = self.matinee("explore", "--data", data, "--out", self.out)
        self.assertIn("Not drawn", result.out)

    def test_one_rating(self):
        told = self.explore(self.write_set("5,Alone (1970),Drama\n", "3,5,4,964982703\n"))
        self.assertEqual(told["left_out"], ["people", "together"])
        self.assertIsNone(self.read_json()["splits"]["users"])

    def test_prepared_data(self):
        prepared = os.path.join(self.folder, "prepared")
        self.matinee("prepare", "-q", "--data", SYNTHETIC, "--out", prepared, "--split", "users")
        self.explore(prepared)
        found = self.read_json()
        self.explore()
        expected = self.read_json()
        for key in ("counts", "stars", "ratings_per_person", "ratings_per_film", "genres", "people", "time", "splits"):
            self.assertEqual(found[key], expected[key], key)
        self.assertEqual(found["heads"], [])

    def test_two_sets(self):
        later = self.write_later_set()
        told = self.matinee("explore", "--data", SYNTHETIC, "--data", later, "--out", self.out, "--format", "json").json
        found = self.read_json()
        with open(os.path.join(SYNTHETIC, "u.item"), encoding="latin-1") as file:
            # The film that is "unknown" is nobody's.
            shared = {line.split("|")[1] for line in itertools.islice(file, 80)} - {"unknown"}
        self.assertEqual((told["people"], told["films"]), (360, 320 - len(shared)))
        self.assertEqual(found["union"]["films_in_both"], len(shared))
        first, second = found["union"]["sets"]
        self.assertEqual((first["people"], first["films"], first["ratings"]), (240, 160, 5878))
        self.assertEqual((second["people"], second["films"]), (120, 160))
        self.assertEqual(first["ratings"] + second["ratings"], told["ratings"])
        heads = {head["file"]: head["rows"] for head in found["heads"]}
        names = [os.path.basename(os.path.normpath(path)) for path in (SYNTHETIC, later)]
        self.assertEqual(len(heads[f"{names[0]}/u.data"][0]), 4)
        with open(os.path.join(later, "movies.csv"), encoding="utf-8") as file:
            self.assertEqual(heads[f"{names[1]}/movies.csv"][0][0], file.read().splitlines()[1].split(",")[0])
        self.explore()
        self.assertIsNone(self.read_json()["union"])

    def test_taste(self):
        """Three films of the first lines of u.item, by hand: genres are its flags, decades its years."""
        profile = self.write("me.json", json.dumps({"schema": 1, "name": "Me <&> I", "picks": [1, 2, 3],
                                                    "ratings": {"1": 5, "2": 2.5}, "favorites": [3, 99999]}))
        self.matinee("explore", "-q", "--data", SYNTHETIC, "--out", self.out, "--profile", profile, "-m", MODEL)
        with open(os.path.join(self.out, "taste.json"), encoding="utf-8") as file:
            taste = json.load(file)
        self.assertEqual((taste["name"], taste["picks"], taste["picks_unknown"], taste["picks_with_stars"]),
                         ("Me <&> I", 3, 1, 2))
        self.assertAlmostEqual(taste["mean_stars"]["own"], 3.75)
        found = self.read_json()
        self.assertAlmostEqual(taste["mean_stars"]["everyone"], found["stars"]["mean"])
        self.assertEqual({row["from"]: row["own"] for row in taste["decades"] if row["own"]},
                         {1930: 1 / 3, 1960: 1 / 3, 1970: 1 / 3})
        self.assertEqual([row["own"] for row in taste["stars"]], [0, 0, 0, 0, 0.5, 0, 0, 0, 0, 0.5])
        with open(os.path.join(SYNTHETIC, "u.item"), encoding="latin-1") as file:
            flags = [line.rstrip("\n").split("|")[5:] for line in itertools.islice(file, 3)]
        for genre, row in enumerate(taste["genres"]):
            self.assertAlmostEqual(row["own"], sum(film[genre] == "1" for film in flags) / 3, msg=row["name"])
            self.assertAlmostEqual(row["everyone"], found["genres"]["table"][genre]["ratings"] / 5878, msg=row["name"])
        for side in ("own", "everyone"):
            self.assertAlmostEqual(sum(row[side] for row in taste["popularity"]), 1)
        self.assertIn("Me <&> I against everyone", self.texts("taste.svg"))

    def test_other_files_in_the_folder_stay(self):
        os.mkdir(self.out)
        mine = os.path.join(self.out, "mine.txt")
        with open(mine, "w", encoding="ascii") as file:
            file.write("mine")
        self.explore()
        self.assertTrue(os.path.exists(mine))
        self.assertEqual(len(os.listdir(self.out)), len(FIGURES) + 2)

    def test_wrong_usage(self):
        for words in (("--format", "csv"), ("word",), ("--seed", "x")):
            self.refuses("explore", "--data", SYNTHETIC, "--out", self.out, *words)
        self.refuses("explore", "--out", self.out, says="--data")
        self.refuses("explore", "--data", SYNTHETIC, says="--out")
        self.refuses("explore", *("--data", SYNTHETIC) * 3, "--out", self.out, says="more than twice")
        self.refuses("explore", "--data", SYNTHETIC, "--out", self.out, "-m", MODEL, says="--profile")
        self.assertEqual(os.listdir(self.folder), [])

    def test_bad_files(self):
        for data in ("/no/such/folder", self.folder, "/dev/null"):
            self.refuses("explore", "--data", data, "--out", self.out, status=FAILED)
            self.refuses("explore", "--data", SYNTHETIC, "--out", self.out, "--profile", data, status=FAILED)
        self.refuses("explore", "--data", SYNTHETIC, "--data", SYNTHETIC, "--out", self.out, status=FAILED)
        file = self.write("file", "x")
        for out in (file, os.path.join(file, "x"), "/proc/x"):
            self.refuses("explore", "--data", SYNTHETIC, "--out", out, status=FAILED)
        self.assertEqual(os.listdir(self.folder), ["file"])

    def test_file_too_large(self):
        done = subprocess.run([MATINEE, "explore", "--data", SYNTHETIC, "--out", self.out], capture_output=True,
                              env=environment(), timeout=120, check=False,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)))
        self.assertEqual(done.returncode, FAILED)
        self.assertIn("File too large", done.stderr.decode())
        self.assertEqual(os.listdir(self.folder), [])

    def test_interrupted(self):
        for number, wait in itertools.product((signal.SIGINT, signal.SIGTERM), (0.02, 0.1)):
            process = subprocess.Popen([MATINEE, "explore", "--data", SYNTHETIC, "--out", self.out],
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
            process.stderr.readline()
            time.sleep(wait)
            process.send_signal(number)
            process.communicate(timeout=120)
            self.assertIn(process.returncode, (INTERRUPTED, DONE))
            # All is there or nothing.
            if os.path.exists(self.out):
                self.assertEqual(sorted(os.listdir(self.out)), sorted(FIGURES + ["exploration.json"]))
            self.assertIn(os.listdir(self.folder), ([], ["out"]))

    def test_real(self):
        for name, left_out in (("ml-100k", []), ("ml-latest-small", ["people"])):
            data = os.path.join(SHARED, name)
            if not os.path.isdir(data):
                self.skipTest("no real MovieLens data here")
            self.assertEqual(self.explore(data)["left_out"], left_out)


if __name__ == "__main__":
    main()
