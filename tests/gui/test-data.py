# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""The view Data, driven by keys and by what a screen reader is told. Every number is compared with that of
`matinee explore` or `matinee prepare` on the same data."""

import csv
import json
import os
import re
import subprocess
import unittest
import zipfile

import support
from support import MATINEE, MODEL, WindowCase

DATA = os.environ["MTN_SYNTHETIC_DATA"]
HERE = os.path.dirname(os.path.abspath(__file__))
ROWS = ["People", "Films", "First Lines of the Files"]
TREE_TABLE = "role 66"


def thousands(number):
    return f"{number:,}"


class DataCase(WindowCase):
    @classmethod
    def setUpClass(cls):
        out = subprocess.run([MATINEE, "explore", "-q", "--data", DATA, "--out", cls.explored()], check=True,
                             stdout=subprocess.DEVNULL)
        assert out.returncode == 0
        with open(cls.explored() + "/exploration.json") as found:
            cls.found = json.load(found)

    @classmethod
    def explored(cls):
        if not hasattr(DataCase, "_folder"):
            import atexit
            import shutil
            import tempfile
            DataCase._folder = tempfile.mkdtemp(prefix="matinee-explored-")
            atexit.register(shutil.rmtree, DataCase._folder, True)
        return DataCase._folder

    def open_data(self, path=DATA, **options):
        s = self.open(path, **options)
        s.wait_for(lambda: s.find_all("push button", "Stars"), timeout=30, what="the cards")
        return s

    def archive(self):
        """The invented data as the ZIP file that can be downloaded: in a folder of its own."""
        path = self.folder() + "/films.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(os.listdir(DATA)):
                archive.write(os.path.join(DATA, name), "set/" + name)
        return path

    def wait_for_data(self, s):
        s.wait_for(lambda: thousands(self.found["counts"]["ratings"]) in self.texts(s), timeout=30, what="the data")

    def texts(self, s):
        return [node.name for node in s.find_all("label")]

    def wait_for_focus(self, s, name):
        s.wait_for(lambda: s.focused() and s.focused()[2] == name, what="the focus on " + name)

    def show(self, s, name):
        """Opens a card by what it offers to a screen reader, a row below the cards by keys."""
        if name in ROWS:
            self.show(s, "Splits")
            s.key("Escape")
            self.wait_for_focus(s, "Splits")
            for _ in range(1 + ROWS.index(name)):
                s.key("Tab")
            self.wait_for_focus(s, name)
            s.key("Return")
        else:
            # A card says more than its name; other buttons of that name do not.
            cards = s.wait_for(lambda: [node for node in s.find_all("push button", name) if node.description], what=name)
            cards[0].call("Action", "DoAction", "i", 0)
        s.find("heading", name, seen=True)

    def table(self, s, name):
        # Every chart has a table of that name; that of a sample may be below the edge.
        return s.find(TREE_TABLE, name, seen=name == "Values")

    def rows(self, table, most=12):
        """Texts of the cells of the first rows of a table, without its headings. A table has a good many more rows
        than are seen, and each cell is asked for by itself."""
        body = next(node for node in table.children if node.role == "list")
        return [[cell.children[0].name for cell in row.children] for row in body.children[:most]]

    def wait_for_rows(self, s, name, wanted, most=12):
        table = self.table(s, name)

        def look():
            rows = self.rows(table, most)
            return wanted(rows) and rows
        return s.wait_for(look, what="the rows of " + name)

    def click_in_table(self, s, name, text):
        table = self.table(s, name)
        for part in table.children:
            for row in part.children[:12]:
                for node in [row] + row.children:
                    label = next((n for n in node.children if n.name == text), None)
                    if label is not None:
                        return label.click()
        self.fail(f"no {text!r} in {name}")


class Opening(DataCase):
    def test_first_visit_invites(self):
        s = self.open()
        s.key("ctrl+3")
        for name in ("Open Folder…", "Open ZIP Archive…"):
            s.find("push button", name, seen=True)
        s.find("link", "The Data at GroupLens")
        self.assertTrue(any("no commercial use" in text for text in self.texts(s)))
        self.assertTrue(any("University of Minnesota" in text for text in self.texts(s)))
        self.assert_clean(s)

    def test_what_is_no_data_is_explained(self):
        folder = self.folder()
        s = self.open(folder)
        message = s.wait_for(lambda: next((t for t in self.texts(s) if folder in t), None), what="the message")
        self.assertIn("u.data", message)
        s.find("push button", "Open Folder…", seen=True)
        s.find("push button", "Close the message", seen=True).click()
        s.wait_for(lambda: not s.find_all("push button", "Close the message", seen=True), what="the message to go")
        self.assert_clean(s)

    def test_source_counts_and_memory(self):
        s = self.open_data()
        counts, home = self.found["counts"], s.home
        texts = self.texts(s)
        for count in (counts["people"], counts["films"], counts["ratings"]):
            self.assertIn(thousands(count), texts)
        self.assertIn(f"\u200e{100 * counts['sparsity']:.2f} %", texts)
        s.find("heading", self.found["dataset"]["name"], seen=True)
        for text in (self.found["dataset"]["sha256"], self.found["dataset"]["licence"], DATA):
            self.assertIn(text, texts)
        self.assertTrue(any("Harper" in text for text in texts))

        # The next start knows.
        self.assertEqual(s.stop(), 0)
        s.start()
        s.wait_for(lambda: s.find_all("push button", "Stars"), timeout=30, what="the cards again")
        self.assertIn(thousands(counts["ratings"]), self.texts(s))
        self.assert_clean(s)

    def test_cancel_and_failure_keep_what_is_there(self):
        s = self.open_data()
        big = self.folder()
        with open(big + "/movies.csv", "w") as films:
            films.write("movieId,title,genres\n" + "".join(f"{i},Film {i} (1990),Drama\n" for i in range(1, 2001)))
        with open(big + "/ratings.csv", "w") as ratings:
            ratings.write("userId,movieId,rating,timestamp\n")
            for person in range(1, 4001):
                ratings.write("".join(f"{person},{i},{1 + (person * i) % 9 / 2},{900000000 + i}\n"
                                      for i in range(1 + person % 3, 2001, 3)))
        # A second start hands its file to the window that is there.
        subprocess.run([MATINEE, big], env=s.env, timeout=30)
        cancel = s.find("push button", "Cancel")
        cancel.call("Action", "DoAction", "i", 0)
        s.wait_for(lambda: not s.find_all("push button", "Cancel", seen=True), what="the progress to go")
        self.assertIn(thousands(self.found["counts"]["ratings"]), self.texts(s))

        subprocess.run([MATINEE, self.folder()], env=s.env, timeout=30)
        s.find("push button", "Close the message", seen=True)
        self.assertIn(thousands(self.found["counts"]["ratings"]), self.texts(s))
        self.assert_clean(s)


    def choose_file(self, s, path):
        """In GTK's own file chooser a slash begins a path to be typed."""
        s.wait_for(lambda: len([w for w in s.x_windows() if not w[5]]) > 1, what="the file chooser")
        s.settle()
        s.type(path)
        s.settle()
        # Once to take the path, and where that only leads to its folder, once more. Looking up takes its time.
        for _ in range(3):
            s.key("Return")
            try:
                s.wait_for(lambda: len([w for w in s.x_windows() if not w[5]]) == 1, timeout=5, what="the end")
                return
            except support.SessionError:
                pass
        self.fail("the file chooser stays")

    def test_chosen_folder(self):
        s = self.open()
        s.key("ctrl+3")
        s.find("push button", "Open Folder…", seen=True)
        s.key("ctrl+o")
        self.choose_file(s, DATA)
        self.wait_for_data(s)
        s.find("heading", self.found["dataset"]["name"], seen=True)
        self.assert_clean(s)

    def test_chosen_archive(self):
        s = self.open()
        s.key("ctrl+3")
        s.find("push button", "Open ZIP Archive…", seen=True).click()
        self.choose_file(s, self.archive())
        self.wait_for_data(s)
        self.assertTrue(any(text.endswith("films.zip") for text in self.texts(s)))
        self.assert_clean(s)

    def drop(self, s, path):
        source = subprocess.Popen(["/usr/bin/python3", HERE + "/drag-source.py", path],
                                  env={key: value for key, value in s.env.items() if key != "G_DEBUG"})
        try:
            s.resize(900, 900)
            window = s.wait_for(lambda: s.named_window("source"), 30, "the window to drag from")
            _window, x, y, _width, height, _popup = s.main_window()
            s.drag(window, (x + 200, y + height - 100))
            s.wait_for(lambda: path in self.texts(s), timeout=30, what="what was dropped")
        finally:
            source.terminate()
            source.wait(10)

    def test_dropped_folder(self):
        s = self.open()
        s.key("ctrl+3")
        s.find("push button", "Open Folder…", seen=True)
        self.drop(s, DATA)
        self.wait_for_data(s)
        self.assert_clean(s)

    def test_dropped_archive(self):
        s = self.open()
        s.key("ctrl+3")
        s.find("push button", "Open Folder…", seen=True)
        self.drop(s, self.archive())
        self.wait_for_data(s)
        self.assert_clean(s)

    def test_broken_archives_are_explained(self):
        whole = self.archive()
        broken = self.folder() + "/broken.zip"
        with open(whole, "rb") as file, open(broken, "wb") as cut:
            data = file.read()
            cut.write(data[:len(data) // 2])
        s = self.open(broken)
        s.wait_for(lambda: any("broken.zip" in text and len(text) > len(broken) for text in self.texts(s)),
                   what="the message")
        s.find("push button", "Open ZIP Archive…", seen=True)
        s.find("push button", "Close the message", seen=True).click()

        # What is in it may be no data at all.
        other = self.folder() + "/other.zip"
        with zipfile.ZipFile(other, "w") as archive:
            archive.writestr("notes.txt", "nothing")
        subprocess.run([MATINEE, other], env=s.env, timeout=30)
        s.wait_for(lambda: any("other.zip" in text and len(text) > len(other) for text in self.texts(s)),
                   what="the other message")
        self.assert_clean(s)

    def test_switch_and_look_at_two_as_one(self):
        later = self.later_set(DATA)
        out = self.folder() + "/both"
        subprocess.run([MATINEE, "explore", "-q", "--data", DATA, "--data", later, "--out", out], check=True,
                       stdout=subprocess.DEVNULL)
        with open(out + "/exploration.json") as found:
            both = json.load(found)
        self.assertEqual(both["union"]["films_in_both"], 2)

        s = self.open_data(later)
        subprocess.run([MATINEE, DATA], env=s.env, timeout=30)
        self.wait_for_data(s)
        s.find(None, "Open Other Data", seen=True).click()
        s.wait_for(lambda: len(s.find_all("menu item", "later", seen=True)) == 2, what="the menu")
        s.find_all("menu item", "later", seen=True)[0].click()
        s.wait_for(lambda: "15" in self.texts(s), timeout=30, what="the later set")

        s.find(None, "Open Other Data", seen=True).click()
        name = os.path.basename(DATA)
        s.wait_for(lambda: len(s.find_all("menu item", name, seen=True)) == 2, what="the menu")
        s.find_all("menu item", name, seen=True)[1].click()
        s.find("label", "Two Data Sets as One", seen=True, timeout=30)
        texts = self.texts(s)
        for part in both["union"]["sets"]:
            self.assertIn(part["name"], texts)
            self.assertIn(f"{part['people']:,} people, {part['films']:,} films, {part['ratings']:,} ratings", texts)
        self.assertIn("2 films, found by title and year", texts)
        for count in ("people", "films", "ratings"):
            self.assertIn(thousands(both["counts"][count]), texts)
        self.assertIn(both["dataset"]["sha256"], texts)

        # Files of both are shown.
        self.show(s, "First Lines of the Files")
        s.find("heading", "later/movies.csv", timeout=20)
        s.key("Escape")

        # The next start knows.
        self.assertEqual(s.stop(), 0)
        s.command = [MATINEE]
        s.start()
        s.key("ctrl+3")
        s.find("label", "Two Data Sets as One", seen=True, timeout=30)
        self.assert_clean(s)


class Looking(DataCase):
    def test_a_card_by_keys(self):
        s = self.open_data()
        stars = self.found["stars"]
        card = s.find("push button", "Stars")
        self.assertIn(f"{stars['mean']:.2f} stars", card.description)
        self.show(s, "Your Taste")
        s.key("Escape")
        self.wait_for_focus(s, "Your Taste")
        s.key("Tab")
        self.wait_for_focus(s, "Stars")
        s.key("Return")
        s.find("push button", "Back to the Overview", seen=True)
        s.find(None, "Show as Table", seen=True).click()
        wanted = [[name, str(n)] for name, n in stars["counts"].items() if "." not in name]
        rows = self.wait_for_rows(s, "Values", lambda rows: len(rows) == len(wanted))
        self.assertEqual([[name, value.replace(",", "")] for name, value in rows], wanted)

        s.key("Escape")
        self.wait_for_focus(s, "Stars")
        self.assert_clean(s)

    def test_every_card_opens(self):
        s = self.open_data()
        for name in ("Your Taste", "Stars", "Long Tail", "Genres", "Ages", "Gender", "Occupations", "Activity",
                     "Who Rated What", "Co-Ratings", "One Masked Sample", "Splits", "First Lines of the Files"):
            with self.subTest(name):
                self.show(s, name)
                s.key("alt+Left")
                self.wait_for_focus(s, name)
        self.assert_clean(s)

    def test_splits_say_what_leaks(self):
        s = self.open_data()
        self.show(s, "Splits")
        self.assertTrue(any("the answers have leaked" in text for text in self.texts(s)))
        s.find(None, "Show as Table", seen=True).click()
        splits = self.found["splits"]
        rows = self.wait_for_rows(s, "Values", lambda rows: len(rows) == 2)
        numbers = [[int(re.sub(r"\D", "", cell)) for cell in row[1:]] for row in rows]
        self.assertEqual(numbers, [[splits[kind][part]["samples"] for kind in ("masks", "users")]
                                   for part in ("train", "test")])
        self.assert_clean(s)

    def compare(self, s, page, expected, tolerance=0.0):
        """Opens the page of a chart, whose table must begin with these rows: a name, or "", and numbers each."""
        self.show(s, page)
        rows = self.wait_for_rows(s, "Values", lambda rows: rows and rows[0][0] == (expected[0][0] or "1"))
        self.assertGreaterEqual(len(expected), len(rows), page)
        for row, wanted in zip(rows, expected):
            # What is left empty has the name of its type.
            cells = [0.0 if cell == "GtkLabel" else float(cell.replace(",", "")) for cell in row[1:]]
            self.assertEqual((len(cells), row[0] if wanted[0] else ""), (len(wanted) - 1, wanted[0]), page)
            for cell, number in zip(cells, wanted[1:]):
                self.assertAlmostEqual(cell, number, delta=tolerance * abs(number) + 1e-9, msg=f"{page}: {row}")
        s.key("Escape")
        self.wait_for_focus(s, page)

    def test_charts_say_what_explore_says(self):
        s = self.open_data()
        found = self.found
        self.show(s, "Genres")
        s.find(None, "Show as Table", seen=True).click()
        s.key("Escape")

        genres = [(row["name"], row["films"]) for row in found["genres"]["table"] if row["films"]]
        self.compare(s, "Genres", sorted(genres, key=lambda row: -row[1]))
        ages = {}
        for years, people in found["people"]["age"]["by_year"].items():
            ages[int(years) // 5 * 5] = ages.get(int(years) // 5 * 5, 0) + people
        self.compare(s, "Ages", [(str(first), first + 5, ages.get(first, 0))
                                 for first in range(min(ages), max(ages) + 1, 5)])
        self.compare(s, "Gender", sorted(found["people"]["gender"].items()))
        occupations = [(row["name"], row["people"]) for row in found["people"]["occupation"]]
        self.compare(s, "Occupations", sorted(occupations, key=lambda row: -row[1]))
        with open(DATA + "/u.data", encoding="latin-1") as file:
            people = [row.split()[0] for row in file]
        tail = sorted((people.count(person) for person in set(people)), reverse=True)
        self.assertEqual((tail[0], tail[-1]), (found["ratings_per_person"]["max"], found["ratings_per_person"]["min"]))
        self.compare(s, "Long Tail", [(str(i), ratings) for i, ratings in enumerate(tail, 1)])
        self.compare(s, "Who Rated What", [("", *(100 * cell for cell in row)) for row in found["density"]], 0.01)
        together = found["together"]["people"]
        titles = {film["id"]: film["title"] for film in found["ratings_per_film"]["most"]}
        self.compare(s, "Co-Ratings", [(titles[film], *(0 if i == k else n for k, n in enumerate(together[i])))
                                       for i, film in enumerate(found["together"]["films"])])

        self.show(s, "Activity")
        rows = self.wait_for_rows(s, "Values", lambda rows: rows and rows[0][0].startswith("19"))
        self.assertEqual([(row[0][:7], int(row[-1])) for row in rows],
                         [(month["month"], month["ratings"]) for month in found["time"]["months"]][:len(rows)])
        self.assert_clean(s)

    def test_people_sorted_and_searched(self):
        with open(DATA + "/u.user", encoding="latin-1") as file:
            users = {row.split("|")[0]: row.strip().split("|") for row in file}
        stars = {}
        with open(DATA + "/u.data", encoding="latin-1") as file:
            for row in file:
                stars.setdefault(row.split()[0], []).append(int(row.split()[2]))

        def expected(person):
            _id, age, _gender, occupation = users[person][:4]
            mean = f"{sum(stars[person]) / len(stars[person]):.2f}"
            return [person, str(len(stars[person])), mean, age, occupation]

        s = self.open_data()
        self.show(s, "People")
        self.wait_for_rows(s, "People", lambda rows: rows)
        ages = sorted(int(user[1]) for user in users.values())
        for heading, column, first in (("Age", 3, ages[0]), ("Mean Stars", 2, None), ("Person", 0, 1)):
            self.click_in_table(s, "People", heading)
            rows = self.wait_for_rows(s, "People", lambda rows: rows and len(rows) > 10 and [float(row[column]) for row in rows] ==
                                      sorted(float(row[column]) for row in rows))
            if first is not None:
                self.assertEqual(int(rows[0][column]), first)
            for row in rows:
                *numbers, occupation = expected(row[0])
                self.assertEqual(row[:4], numbers)
                # "Health care", "sales": as people say it.
                self.assertTrue(occupation.startswith(row[5].lower().replace(" ", "")), (occupation, row))

        s.key("ctrl+f")
        self.wait_for_focus(s, "Search numbers and occupations")
        s.type("lawyer")
        lawyers = [person for person, user in users.items() if user[3] == "lawyer"]
        s.wait_for(lambda: f"{len(lawyers)} of {len(users)}" in self.texts(s), what="how many lawyers there are")
        rows = self.wait_for_rows(s, "People", lambda rows: rows and all(row[5].lower() == "lawyer" for row in rows))
        self.assertTrue({row[0] for row in rows} <= set(lawyers))
        self.assert_clean(s)

    def test_films_sorted_and_searched(self):
        s = self.open_data()
        most = self.found["ratings_per_film"]["most"]
        self.show(s, "Films")
        rows = self.wait_for_rows(s, "Films", lambda rows: rows and rows[0][0] == most[0]["title"])
        self.assertEqual([int(row[1]) for row in rows[:10]], [film["ratings"] for film in most[:10]])

        # Other way round.
        self.click_in_table(s, "Films", "Ratings")
        self.wait_for_rows(s, "Films", lambda rows: rows and int(rows[0][1]) < most[0]["ratings"])

        s.key("ctrl+f")
        self.wait_for_focus(s, "Search titles and genres")
        title = re.sub(r" \(\d+\)$", "", most[1]["title"])
        s.type(title.lower())
        rows = self.wait_for_rows(s, "Films", lambda rows: 0 < len(rows) < 6)
        self.assertIn([most[1]["title"], str(most[1]["ratings"])], [row[:2] for row in rows])
        self.assert_clean(s)

    def test_what_is_chosen_stays_so(self):
        s = self.open_data()
        most = self.found["ratings_per_film"]["most"]
        self.show(s, "Films")
        self.wait_for_rows(s, "Films", lambda rows: rows and rows[0][0] == most[0]["title"])
        table = self.table(s, "Films")

        def chosen(row):
            body = next(node for node in table.children if node.role == "list")
            return "selected" in body.children[row].states

        self.click_in_table(s, "Films", most[2]["title"])
        s.wait_for(lambda: chosen(2), what="the film to be chosen")
        # It ends up at the bottom, far from the first screen, and comes back.
        for first in (False, True):
            self.click_in_table(s, "Films", "Ratings")
            self.wait_for_rows(s, "Films", lambda rows: rows and (rows[0][0] == most[0]["title"]) == first)
        s.wait_for(lambda: chosen(2), what="the film to be chosen again")
        self.assert_clean(s)

    def test_people_lead_to_their_sample(self):
        s = self.open_data()
        self.show(s, "People")
        rows = self.wait_for_rows(s, "People", lambda rows: rows)
        spread = self.found["ratings_per_person"]
        self.assertEqual(int(rows[0][1]), spread["max"])
        self.click_in_table(s, "People", rows[0][0])
        s.key("Return")
        s.find("heading", "One Masked Sample", seen=True)
        s.find("heading", re.compile(f"person {rows[0][0]}, .* of {spread['max']} films hidden"))
        self.assert_clean(s)

    def set_number(self, s, name, value):
        s.find("spin button", name).click()
        s.key("ctrl+a")
        s.type(str(value))
        s.key("Return")

    def test_samples_are_those_of_prepare(self):
        s = self.open_data()
        self.show(s, "One Masked Sample")
        sample = self.found["sample"]
        s.find("heading", f"One masked sample: person {sample['user_id']}, {sample['hidden']} of "
                          f"{sample['ratings']} films hidden")

        self.set_number(s, "Hidden, in %", 60)
        self.set_number(s, "Seed", 7)
        out = self.folder() + "/prepared"
        subprocess.run([MATINEE, "prepare", "-q", "--data", DATA, "--out", out, "--split", "masks", "--mask-fractions",
                        "0.6", "--masks", "2", "--train-ratio", "0.5", "--seed", "7", "--format", "csv"], check=True,
                       stdout=subprocess.DEVNULL)
        with open(out + "/train/0.csv") as prepared:
            row = next(csv.DictReader(prepared))
        given, wanted = (json.loads(row[side]) for side in ("input", "output"))
        hidden = [w for g, w in zip(given, wanted) if w > 0 and g == 0]
        expected = [("hidden" if g == 0 else f"{g:g}", f"{w:g}") for g, w in zip(given, wanted) if w > 0]
        s.find("heading", re.compile(f"person {float(row['user_id']):g}, {len(hidden)} of {len(expected)} films hidden"))
        rows = self.wait_for_rows(s, "The person’s films", lambda rows: rows and len(rows[0]) == 3)
        self.assertGreater(len(rows), 5)
        self.assertEqual([tuple(row[1:]) for row in rows], expected[:len(rows)])
        self.assert_clean(s)

    def test_taste_follows_the_picks(self):
        s = self.open_data()
        self.show(s, "Your Taste")
        s.find("label", "Nothing Picked Yet", seen=True)
        s.key("ctrl+1")
        film = self.pick(s, 0)
        s.key("ctrl+3")
        s.find("heading", "My Picks against everyone", seen=True)
        s.find("label", re.compile("· 1 pick"))
        s.find(None, "Show as Table", seen=True).click()
        rows = self.wait_for_rows(s, "Values", lambda rows: len(rows) > 5)
        s.wait_for(lambda: self.profiles(s), what="the saved profile")
        out = self.folder() + "/taste"
        subprocess.run([MATINEE, "explore", "-q", "--data", DATA, "--out", out, "--profile",
                        f"{s.home}/.local/share/matinee/profiles/{self.profiles(s)[0]}", "-m", MODEL], check=True,
                       stdout=subprocess.DEVNULL)
        with open(out + "/taste.json") as file:
            taste = json.load(file)
        self.assertEqual((taste["name"], taste["picks"], taste["picks_unknown"]), ("My Picks", 1, 0))
        genres = {genre["name"]: genre for genre in taste["genres"]}
        for name, own, everyone in rows:
            self.assertEqual(float(own), 100 * genres[name]["own"], film)
            wanted = 100 * genres[name]["everyone"]
            self.assertAlmostEqual(float(everyone), wanted, delta=max(0.05, wanted * 0.01))
        self.assertTrue(any(float(row[1]) == 100 for row in rows))
        self.assert_clean(s)


class Forms(DataCase):
    def test_narrow_dark_right_to_left(self):
        for options in ({"size": (360, 640)}, {"dark": True, "contrast": True}, {"rtl": True}, {"text_scale": 1.5}):
            with self.subTest(str(options)):
                s = self.open_data(**options)
                self.show(s, "Long Tail")
                s.key("Escape")
                self.show(s, "Films")
                s.settle()
                self.assert_clean(s)
                s.close()


if __name__ == "__main__":
    support.main()
