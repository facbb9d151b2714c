#!/usr/bin/python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""`matinee recommend` for one person: every option, every refusal."""

import csv
import io
import os
import signal
import subprocess
import time
import unittest

from support import (Case, DONE, FAILED, INTERRUPTED, MATINEE, MODEL, SHARED, SYNTHETIC, environment, main)

SCIENCE_FICTION = 1  # ids with this remainder modulo 8
UNKNOWN_FILM = 47
TWINS = {150: 9, 157: 66}


class Lists(Case):
    def test_favourites_bring_films_of_their_kind(self):
        ids = self.recommend("-f", "1", "17", "25", "-n", "5").ids
        self.assertGreaterEqual(sum(film % 8 == SCIENCE_FICTION for film in ids), 4, ids)
        self.assertFalse({1, 17, 25} & set(ids))

    def test_favourites_by_title_id_and_repeated_flag_are_one(self):
        expected = self.recommend("-f", "1", "98").out
        for words in (("-f", "Comet Harbour", "El Niño perdido"), ("-f", "comet harbour (1967)", "nino perdido, el"),
                      ("-f", "1", "-f", "98"), ("--favorite-movies=1", "98"), ("--favorite-movies", "1", "98"),
                      ("-f1", "98"), ("-f=1", "98"), ("-qf", "1", "98"), ("-qf1", "98"), ("-f", "1", "1", "98", "Comet Harbour")):
            self.assertEqual(self.recommend(*words).out, expected, words)

    def test_titles_are_utf8_in_any_locale(self):
        expected = self.recommend("-f", "98").out
        for locale in ("C", "POSIX", "de_DE.UTF-8", "no_SUCH"):
            self.assertEqual(self.recommend("-f", "El Niño perdido", LC_ALL=locale).out, expected)

    def test_numbers_are_written_with_a_point_in_any_locale(self):
        for locale in ("de_DE.UTF-8", "C", "tr_TR.UTF-8"):
            result = self.recommend("-f", "1", "--explain", LC_ALL=locale)
            self.assertTrue(all(isinstance(item["score"], float) for item in result.json["items"]))

    def test_ratings(self):
        expected = self.recommend("-r", "1=4.5", "9=5").out
        for words in (("-r", "Comet Harbour=4.5", "9=5"), ("--rating=1=4.5", "--rating", "9=5.0"),
                      ("-f", "1", "-r", "1=4.5", "9=5")):
            self.assertEqual(self.recommend(*words).out, expected, words)

    def test_always_as_many_as_asked_for(self):
        for n in (1, 7, 50):
            self.assertEqual(len(self.recommend("-f", "1", "-n", str(n)).ids), n)
        result = self.recommend("-f", "1", "-n", "99999999")
        # 160 rows, of which one is no film, two are second ids, and one is a favourite.
        self.assertEqual(len(result.ids), 156)
        self.assertEqual(result.json["available"], 156)
        self.assertIn("156", result.json["note"])
        self.assertIn("156", result.err)
        self.assertNotIn("note", self.recommend("-n", "3").json)

    def test_what_never_appears(self):
        for words in (("-n", "1000"), ("-n", "1000", "--candidates", "all", "-f", "1")):
            ids = self.recommend(*words).ids
            self.assertEqual(len(ids), len(set(ids)))
            self.assertNotIn(UNKNOWN_FILM, ids)
            self.assertFalse(set(TWINS) & set(ids))

    def test_a_second_id_is_the_same_film(self):
        self.assertEqual(self.recommend("-f", "150").out, self.recommend("-f", "9").out)
        self.assertNotIn(9, self.recommend("-x", "150", "-n", "1000").ids)

    def test_exclude_and_candidates(self):
        first = self.recommend("-f", "1").ids[0]
        self.assertNotIn(first, self.recommend("-f", "1", "-x", str(first), "-n", "1000").ids)
        everything = self.recommend("-f", "1", "-x", str(first), "-n", "1000", "--candidates", "all").ids
        self.assertIn(first, everything)
        self.assertIn(1, everything)
        # A favourite that is excluded as well still says what is liked.
        self.assertEqual(self.recommend("-f", "1", "17", "-x", "17").out, self.recommend("-f", "1", "17").out)

    def test_genres(self):
        def genres(*words):
            return {film % 8 for film in self.recommend("-f", "1", "-n", "200", *words).ids}
        self.assertEqual(genres("--genre", "Western"), {6})
        self.assertEqual(genres("--genre", "western", "Horror"), {6, 3})
        self.assertEqual(genres("--genre", "Western,Horror"), {6, 3})
        self.assertNotIn(6, genres("--not-genre", "Western"))
        self.assertEqual(self.recommend("--genre", "Children's").ids, self.recommend("--genre", "Children").ids)

    def test_years(self):
        def years(span):
            items = self.recommend("-n", "200", "--years", span).json["items"]
            self.assertTrue(items, span)
            return [int(item["title"][-5:-1]) for item in items]
        self.assertTrue(all(1950 <= year <= 1959 for year in years("1950-1959")))
        self.assertTrue(all(year <= 1940 for year in years("-1940")))
        self.assertTrue(all(year >= 1990 for year in years("1990-")))
        self.assertEqual(set(years("1967")), {1967})

    def test_threshold(self):
        items = self.recommend("-f", "1", "-n", "200").json["items"]
        middle = items[20]["score"]
        result = self.recommend("-f", "1", "-n", "200", "-p", repr(middle))
        self.assertIn(len(result.ids), (20, 21, 22))
        self.assertTrue(all(item["score"] >= middle * 0.9999 for item in result.json["items"]))
        self.assertIn("note", result.json)
        self.assertEqual(self.recommend("-p", "1e9").ids, [])
        self.assertEqual(len(self.recommend("-p", "-5").ids), 10)

    def test_particular_moves_the_list(self):
        lists = [self.recommend("-f", "1", "17", "--particular", x).ids for x in ("-1", "0", "1")]
        self.assertEqual(lists[1], self.recommend("-f", "1", "17").ids)
        self.assertNotEqual(lists[0], lists[2])

    def test_attributes_in_every_form_are_one(self):
        expected = self.recommend("-a", "24", "-g", "F", "-o", "student").out
        for gender in ("f", "female", "Female", "0"):
            self.assertEqual(self.recommend("-a", "24", "-g", gender, "-o", "18").out, expected)
        self.assertEqual(self.recommend("--age=24", "--gender=F", "--occupation=Student").out, expected)
        male = self.recommend("-g", "M").out
        self.assertEqual(self.recommend("-g", "1").out, male)
        self.assertEqual(self.recommend("-g", "male").out, male)
        self.assertNotEqual(male, self.recommend().out)
        self.recommend("-a", "0")
        self.recommend("-a", "130")

    def test_explain(self):
        result = self.recommend("-f", "1", "17", "-a", "21", "-g", "M", "-o", "student", "--explain")
        kinds = set()
        for item in result.json["items"]:
            amounts = [reason["amount"] for reason in item["explain"]]
            self.assertEqual(amounts, sorted(amounts, reverse=True))
            self.assertTrue(all(amount > 0 for amount in amounts))
            for reason in item["explain"]:
                kinds.add(reason["kind"])
                if reason["kind"] == "pick":
                    self.assertIn(reason["id"], (1, 17))
        self.assertIn("pick", kinds)
        self.assertNotIn("explain", self.recommend("-f", "1").json["items"][0])
        text = self.matinee("recommend", "-q", "-m", MODEL, "-f", "1", "--explain").out
        self.assertIn("because of Comet Harbour (1967) +", text)

    def test_titles_from_a_folder(self):
        result = self.recommend("-f", "Comet Harbour", "--raw-ml100k-data-path", SYNTHETIC)
        self.assertEqual(result.ids, self.recommend("-f", "1").ids)
        self.refuses("recommend", "-m", MODEL, "--raw-ml100k-data-path", self.folder, status=FAILED)
        # The films alone will do, under whatever titles.
        with open(os.path.join(SYNTHETIC, "u.item"), "rb") as file:
            self.write("u.item", file.read().replace(b"Comet Harbour (1967)", b"Stern, Der (1967)"))
        result = self.matinee("recommend", "-m", MODEL, "-f", "Der Stern", "--format", "json",
                              "--raw-ml100k-data-path", self.folder)
        self.assertEqual(result.ids, self.recommend("-f", "1").ids)
        self.assertIn("For: Der Stern (1967)", result.err)

    def test_same_seed_same_bytes(self):
        self.assertEqual(self.recommend("-f", "1", "--seed", "7").out, self.recommend("-f", "1", "--seed", "7").out)
        self.recommend("--seed", "18446744073709551615")

    def test_aliases_of_the_engine(self):
        expected = self.recommend("-f", "1", "--engine", "cpu").out
        for words in (("--no-cuda",), ("--no-cuda", "-w"), ("--no-ignore-warnings", "--no-cuda"),
                      ("-c", "--no-cuda"), ("--engine", "cpu", "-c")):
            self.assertEqual(self.recommend("-f", "1", *words).out, expected, words)

    def test_the_shipped_model_is_the_default(self):
        os.symlink(MODEL, os.path.join(self.folder, "default.safetensors"))
        result = self.matinee("recommend", "-q", "-f", "1", "--format", "json", MATINEE_MODEL_DIR=self.folder)
        self.assertEqual(result.ids, self.recommend("-f", "1").ids)
        self.refuses("recommend", status=FAILED, says="default.safetensors",
                     MATINEE_MODEL_DIR=os.path.join(self.folder, "none"))

    @unittest.skipUnless(os.path.isdir(os.path.join(SHARED, "ml-100k")), "no MovieLens 100K beside the checkout")
    def test_star_wars(self):
        model = os.path.join(self.folder, "model.safetensors")
        self.matinee("train", "-q", "--data", os.path.join(SHARED, "ml-100k"), "--out", model)
        result = self.matinee("recommend", "-q", "-m", model, "-f", "Star Wars", "Empire Strikes Back", "--format", "json")
        self.assertIn("Return of the Jedi (1983)", [item["title"] for item in result.json["items"][:3]])


class Formats(Case):
    def test_json_is_one_object(self):
        result = self.recommend("-f", "1")
        self.assertEqual(result.out.count("\n"), 1)
        self.assertEqual(set(result.json), {"items", "engine", "engine_description", "model", "model_file"})
        self.assertEqual(set(result.json["items"][0]), {"id", "title", "score"})
        self.assertIn(result.json["engine"], ("cpu", "cuda"))
        scores = [item["score"] for item in result.json["items"]]
        self.assertEqual(scores, sorted(scores, reverse=True))

    def test_text(self):
        result = self.matinee("recommend", "-m", MODEL, "-f", "1", "-n", "12")
        lines = result.out.splitlines()
        self.assertEqual(len(lines), 12)
        self.assertRegex(lines[0], r"^ 1  \S.* \(\d{4}\) +\d\.\d{3}  \S")
        self.assertRegex(lines[11], r"^12  ")
        for word in ("Model:", "Engine:", "For: Comet Harbour (1967)"):
            self.assertIn(word, result.err)

    def test_quiet_prints_the_result_alone(self):
        for option in ("-q", "--quiet", "--no-verbose"):
            self.assertEqual(self.matinee("recommend", "-m", MODEL, "-f", "1", option).err, "")
        self.assertNotEqual(self.matinee("recommend", "-m", MODEL, "-q", "-v").err, "")

    def test_csv(self):
        result = self.matinee("recommend", "-q", "-m", MODEL, "--format", "csv", "-n", "200")
        rows = list(csv.reader(io.StringIO(result.out)))
        self.assertEqual(rows[0], ["Title", "Year"])
        self.assertEqual(len(rows), 158)
        self.assertIn(["Comet Harbour", "1967"], rows)
        self.assertIn(["Pip III: The Time of the Great Kite", "1995"], rows)


class Refusals(Case):
    def test_wrong_usage(self):
        for words in (("-n", "0"), ("-n", "-3"), ("-n", "x"), ("-n", "1.5"), ("-n", "99999999999999999999"), ("-n", ""),
                      ("-a", "-1"), ("-a", "131"), ("-a", "0x10"), ("-a", " 5"), ("-a", ""), ("-g", "2"), ("-g", ""),
                      ("-g", "x"), ("-o", "21"), ("-o", "-1"), ("-o", "astronaut"), ("-o", ""), ("-f", ""), ("-f", " "),
                      ("-f",), ("-f", "0"), ("-f", "-5"), ("-f", "161"), ("-f", "99999999999999999999"),
                      ("-f", "No such film anywhere"), ("-f", "title:"), ("-f", b"\xff\xfe"), ("-x", "161"), ("-r", "1"),
                      ("-r", "=5"), ("-r", "1="), ("-r", "1=0"), ("-r", "1=5.5"), ("-r", "1=4.2"), ("-r", "1=nan"),
                      ("-r", "1=x"), ("-r", ""), ("-r", "161=5"), ("-p", "x"), ("-p", "nan"), ("-p", "inf"), ("-p", ""),
                      ("--years", "2000-1990"), ("--years", "-"), ("--years", ""), ("--years", "x-y"), ("--years", "0-1"),
                      ("--years", "1990-2000-2010"), ("--genre", "Comdy"), ("--genre", ""), ("--genre", b"\xff"), ("-o", b"\xe2"), ("-n", b"\xff"), ("--not-genre", "x"),
                      ("--genre", "War", "--not-genre", "War"), ("--particular", "1.1"), ("--particular", "x"),
                      ("--candidates", "some"), ("--format", "xml"), ("--format", ""), ("--engine", "gpu"),
                      ("--device", "-1"), ("--device", "x"), ("--seed", "-1"), ("--seed", "x"),
                      ("--seed", "18446744073709551616"), ("--explain=yes",), ("--profiles", "x", "-f", "1"),
                      ("--profiles", "x", "-i"), ("--profiles", "x", "--format", "csv"), ("-i", "--format", "json"),
                      ("--", "x")):
            with self.subTest(words):
                self.refuses("recommend", "-m", MODEL, *words)

    def test_messages_help(self):
        self.refuses("recommend", "-m", MODEL, "-o", "studnet", says="student")
        self.refuses("recommend", "-m", MODEL, "--genre", "Comdy", says="Comedy")
        self.refuses("recommend", "-m", MODEL, "-f", "Comet", "Harbour", says="quotes")
        self.refuses("recommend", "-m", MODEL, "-g", "x", says="female")

    def test_an_ambiguous_title_lists_the_films(self):
        result = self.refuses("recommend", "-m", MODEL, "-f", "Comet")
        self.assertIn("Comet Harbour (1967)", result.err)
        self.assertIn("1", result.err)

    def test_bad_models(self):
        empty = self.write("empty.safetensors", b"")
        noise = self.write("noise.safetensors", bytes(range(256)) * 64)
        secret = self.write("secret.safetensors", b"x")
        os.chmod(secret, 0)
        paths = ["/no/such/file", self.folder, empty, noise, "/dev/null", ""]
        if os.geteuid() != 0:
            paths.append(secret)
        for path in paths:
            with self.subTest(path):
                self.refuses("recommend", "-m", path, status=FAILED)

    def test_huge_arguments(self):
        self.refuses("recommend", "-m", MODEL, "-f", "x" * 100000)
        self.refuses("recommend", "-m", MODEL, "-o", "x" * 100000)
        many = [str(film) for film in range(1, 161) if film != UNKNOWN_FILM] * 20
        self.assertEqual(self.recommend("-f", *many).ids, [])


class Streams(Case):
    def test_full_disk(self):
        with open("/dev/full", "wb") as full:
            process = subprocess.run([MATINEE, "recommend", "-m", MODEL], stdout=full, stderr=subprocess.PIPE,
                                     env=environment(), check=False)
        self.assertEqual(process.returncode, FAILED)
        self.assertIn(b"cannot write", process.stderr)

    def test_closed_pipe_is_quiet(self):
        reader, writer = os.pipe()
        os.close(reader)
        process = subprocess.run([MATINEE, "recommend", "-q", "-m", MODEL], stdout=writer, stderr=subprocess.PIPE,
                                 env=environment(), check=False)
        os.close(writer)
        self.assertEqual((process.returncode, process.stderr), (FAILED, b""))

    def test_closed_descriptors(self):
        for closed, status in (("<&-", DONE), (">&-", FAILED), ("2>&-", DONE), ("<&- >&- 2>&-", FAILED)):
            process = subprocess.run(["sh", "-c", f'"$0" recommend -q -m "$1" {closed}', MATINEE, MODEL],
                                     capture_output=True, env=environment(), check=False)
            self.assertEqual(process.returncode, status, closed)

    def test_interrupted(self):
        for words in (("--profiles", "-"), ("-i",)):
            process = subprocess.Popen([MATINEE, "recommend", "-m", MODEL, *words], stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
            # Once it has named the engine it waits for input.
            for line in process.stderr:
                if b"Engine" in line:
                    break
            time.sleep(0.2)
            process.send_signal(signal.SIGINT)
            out, _ = process.communicate(timeout=60)
            self.assertEqual((process.returncode, out), (INTERRUPTED, b""))


if __name__ == "__main__":
    main()
