# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""The view Models: the list of checkpoints, and what is done with them."""

import glob
import importlib.util
import json
import os
import re
import shutil
import subprocess
import time
import unittest

import support
from support import MATINEE, MODEL, WindowCase

DATA = os.environ.get("MTN_SYNTHETIC_DATA", "")


class ModelsCase(WindowCase):
    def open_models(self, *arguments, **options):
        s = self.open(*arguments, **options)
        s.key("ctrl+4")
        s.wait_for(lambda: self.rows(s), what="the list of models")
        return s

    def rows(self, s):
        """What a screen reader says of the models."""
        return [row.name for row in s.find("list", "Models", seen=True).find_all("list item")]

    def home_with(self, *names):
        """A home with copies of the model among the own ones."""
        home = self.folder()
        folder = home + "/.local/share/matinee/models"
        os.makedirs(folder)
        for name in names:
            shutil.copy(MODEL, f"{folder}/{name}.safetensors")
        return home

    def own(self, s):
        folder = s.home + "/.local/share/matinee/models"
        return sorted(name for name in os.listdir(folder) if not name.startswith("."))

    def press(self, s, name):
        s.find("push button", name, seen=True).click()

    def choose_from_menu(self, s, name):
        self.press(s, "More for This Model")
        s.find("menu item", name, seen=True).click()


class Models(ModelsCase):
    def test_choosing_which_recommends_is_remembered(self):
        s = self.open_models(home=self.home_with("mine"))
        s.wait_for(lambda: len(self.rows(s)) == 2, what="two models")
        self.assertIn("recommends your films", self.rows(s)[0])
        s.find("list", "Models").find_all("list item")[1].click()
        self.press(s, "Use for Recommendations")
        s.wait_for(lambda: "recommends your films" in self.rows(s)[1], what="the other one to recommend")
        self.assertNotIn("recommends your films", self.rows(s)[0])
        s.key("ctrl+1")
        s.wait_for(lambda: len(self.suggestions(s)) == 20, what="its list")
        s.key("ctrl+4")
        self.assertEqual(s.stop(), 0, s.log()[-4000:])
        s.start()
        s.wait_for(lambda: "recommends your films" in self.rows(s)[1], what="the choice to be remembered")
        self.assert_clean(s)

    def test_duplicate_rename_delete_undo(self):
        s = self.open_models()
        self.assertEqual(len(self.rows(s)), 1)
        self.choose_from_menu(s, "Duplicate")
        s.wait_for(lambda: len(self.rows(s)) == 2, what="the copy")
        self.assertIn("(copy)", self.rows(s)[1])
        self.assertEqual(len(self.own(s)), 1)

        s.key("F2")
        s.wait_for(lambda: s.exists("label", "Rename Model", seen=True), what="the dialog")
        s.key("ctrl+a")
        s.type("second")
        s.key("Return")
        s.wait_for(lambda: self.rows(s)[1].startswith("second"), what="the new name")
        with open(s.home + "/.local/share/matinee/models/" + self.own(s)[0], "rb") as model:
            self.assertIn(b'"name":"second"', model.read(65536))

        self.choose_from_menu(s, "Delete")
        s.wait_for(lambda: len(self.rows(s)) == 1 and self.own(s) == [], what="the model to go")
        s.find("push button", re.compile("Undo$"), seen=True).click()
        s.wait_for(lambda: len(self.rows(s)) == 2 and len(self.own(s)) == 1, what="the model to be back")
        self.assert_clean(s)

    def test_what_cannot_be_used_says_why(self):
        home = self.home_with()
        with open(home + "/.local/share/matinee/models/torn.safetensors", "wb") as torn:
            torn.write(b"\1\0\0\0")
        s = self.open_models(home=home)
        s.wait_for(lambda: len(self.rows(s)) == 2, what="two models")
        s.find("list", "Models").find_all("list item")[1].click()
        s.find("label", re.compile("torn.safetensors: "), seen=True)
        self.assert_clean(s)

    def test_a_file_that_is_opened_recommends_and_is_listed(self):
        path = self.folder() + "/opened.safetensors"
        shutil.copy(MODEL, path)
        s = self.open_models(path)
        s.wait_for(lambda: len(self.rows(s)) == 2 and "Opened" in self.rows(s)[1]
                   and "recommends your films" in self.rows(s)[1], what="the file in the list")
        self.choose_from_menu(s, "Delete")
        s.wait_for(lambda: len(self.rows(s)) == 1 and "recommends your films" in self.rows(s)[0],
                   what="the shipped one to recommend")
        self.assertTrue(os.path.exists(path))
        self.assert_clean(s)

    @unittest.skipUnless(importlib.util.find_spec("gi") and glob.glob("/usr/lib/*/girepository-1.0/Gtk-4.0.typelib"),
                         "python3-gi or gir1.2-gtk-4.0 is missing")
    def test_a_file_that_is_dropped_is_listed(self):
        path = self.folder() + "/dropped.safetensors"
        shutil.copy(MODEL, path)
        s = self.open_models(size=(1600, 900))
        s.resize(1100, 700)
        env = {name: value for name, value in s.env.items() if name != "G_DEBUG"}
        source = subprocess.Popen(["/usr/bin/python3", os.path.dirname(os.path.abspath(__file__)) + "/drag-source.py",
                                   path], env=env)
        self.addCleanup(source.kill)
        window = s.wait_for(lambda: s.named_window("source"), 30, "the window to drag from")
        _window, x, y, _width, height, _popup = s.main_window()
        s.drag(window, (x + 200, y + height - 100))
        s.wait_for(lambda: len(self.rows(s)) == 2 and "Opened" in self.rows(s)[1], what="the file in the list")
        self.assertIn("recommends your films", self.rows(s)[0])
        self.assert_clean(s)

    def test_a_file_that_is_chosen_is_listed(self):
        path = self.folder() + "/chosen.safetensors"
        shutil.copy(MODEL, path)
        s = self.open_models()
        s.key("ctrl+o")
        s.wait_for(lambda: len(s.windows()) == 2, what="the chooser")
        s.settle()
        s.type(path + "\n")
        s.wait_for(lambda: len(self.rows(s)) == 2 and "Opened" in self.rows(s)[1], what="the file in the list")
        self.assertIn("recommends your films", self.rows(s)[0])
        self.assert_clean(s)

    def test_an_exported_model_is_the_model(self):
        path = self.folder() + "/exported.safetensors"
        s = self.open_models()
        self.choose_from_menu(s, re.compile("^Export"))
        s.wait_for(lambda: len(s.windows()) == 2, what="the chooser")
        s.settle()
        s.key("ctrl+a")
        s.type(path + "\n")
        s.wait_for(lambda: os.path.exists(path), what="the file")
        with open(path, "rb") as exported, open(MODEL, "rb") as model:
            self.assertEqual(exported.read(), model.read())
        self.assert_clean(s)

    def test_layers_are_listed_and_the_checksum_verified(self):
        s = self.open_models()
        s.resize(1280, 900)
        s.find("label", re.compile("Verified: "))
        s.find("list item", re.compile(r"^demographic.age"))
        _window, x, y, width, height, _popup = s.main_window()
        s.move(x + width * 2 // 3, y + height // 2)
        s.wheel(60)
        s.settle()
        s.find("list item", re.compile(r"^demographic.age"), seen=True).click()
        # The chart of its weights.
        s.find("heading", re.compile("^Weights of demographic.age"))
        self.assert_clean(s)

    def test_narrow(self):
        s = self.open_models(home=self.home_with("mine"))
        s.wait_for(lambda: len(self.rows(s)) == 2, what="two models")

        def assert_narrow():
            self.assertEqual(tuple(s.resize(360, 640)), (360, 640))

        assert_narrow()
        s.find("list", "Models", seen=True)
        s.find("list", "Models").find_all("list item")[0].click()
        s.find("push button", "Evaluate…", seen=True)
        assert_narrow()
        self.press(s, "Compare With")
        s.find("menu item", re.compile("."), seen=True).click()
        s.find("push button", "Done", seen=True)
        s.wait_for(lambda: s.exists("label", re.compile("are in both lists$")), what="the lists")
        assert_narrow()
        self.press(s, "Done")
        self.press(s, "Models")
        s.wait_for(lambda: s.exists("list", "Models", seen=True), what="the list")
        self.press(s, "Train…")
        s.wait_for(lambda: len(s.windows()) == 2, what="the question")
        s.settle()
        self.assertLessEqual(max(window[3] for window in s.x_windows()), 360)
        s.key("Escape")
        self.assert_clean(s)


@unittest.skipUnless(os.path.isdir(DATA), "no invented data set")
class Evaluating(ModelsCase):
    def open_with_data(self, *kinds):
        home = self.home_with()
        for kind in kinds:
            subprocess.run([MATINEE, "train", "-q", "--model", kind, "--data", DATA, "--out",
                            f"{home}/.local/share/matinee/models/{kind}.safetensors"],
                           check=True, stdout=subprocess.DEVNULL)
        os.makedirs(home + "/.config/glib-2.0/settings")
        with open(home + "/.config/glib-2.0/settings/keyfile", "w") as settings:
            settings.write(f"[io/github/matinee_app/Matinee]\ndata-location='{DATA}'\n")
        return self.open_models(home=home)

    def results(self, s):
        return glob.glob(s.home + "/.local/share/matinee/evaluations/*.json")

    def test_numbers_are_those_of_the_command_line(self):
        s = self.open_with_data()
        self.press(s, "Evaluate…")
        s.wait_for(lambda: s.exists("label", "Protocol", seen=True), what="the dialog")
        s.find("push button", re.compile("Evaluate$"), seen=True).click()
        [path] = s.wait_for(lambda: self.results(s), 120, "the result")
        with open(path) as file:
            result = json.load(file)
        figure = f"{result['10']['ndcg']:.3f}"[1:]
        s.wait_for(lambda: f"NDCG@10 {figure}" in self.rows(s)[0], what="the figure in the list")
        self.assert_clean(s)

        folder = self.folder()
        subprocess.run([MATINEE, "evaluate", "-m", MODEL, "-d", DATA, "--protocol", "favorites", "-s", folder, "-q"],
                       check=True, stdout=subprocess.DEVNULL)
        [other] = glob.glob(folder + "/*.json")
        with open(other) as file:
            self.assertEqual(result, json.load(file))

    def test_cancelling_leaves_nothing(self):
        s = self.open_with_data()
        self.press(s, "Evaluate…")
        s.wait_for(lambda: s.exists("label", "Protocol", seen=True), what="the dialog")
        s.find("spin button", "Folds").click()
        s.key("ctrl+a")
        s.type("60")
        s.key("Tab")
        s.find("push button", re.compile("Evaluate$"), seen=True).click()
        s.find("heading", "Evaluation", seen=True)
        s.find("push button", "Cancel the Evaluation").click()
        s.wait_for(lambda: not s.exists("heading", "Evaluation", seen=True), 1, "its end")
        time.sleep(2)
        self.assertEqual(self.results(s), [])
        self.assert_clean(s)

    def test_two_side_by_side(self):
        s = self.open_with_data("item-knn")
        s.wait_for(lambda: len(self.rows(s)) == 2, what="two models")
        self.press(s, "Compare With")
        s.find("menu item", re.compile("nearest"), seen=True).click()
        overlap = s.find("label", re.compile(r"^\d+ of 20 films for My Picks are in both lists$"), seen=True).name
        lists = s.wait_for(lambda: found[-2:] if len(found := [node for node in s.find_all("list") if len(
            node.find_all("list item")) == 20]) >= 2 else None, what="both lists")
        places = [[row.name for row in node.find_all("list item")] for node in lists]
        missing = [name for name in places[1] if name.endswith("not in the other list")]
        self.assertEqual(int(overlap.split()[0]), 20 - len(missing))

        self.press(s, "Which Is Better…")
        s.wait_for(lambda: s.exists("label", "Protocol", seen=True), what="the dialog")
        s.find("push button", re.compile("Evaluate$"), seen=True).click()
        s.wait_for(lambda: len(self.results(s)) == 2, 120, "the results")
        words = s.wait_for(lambda: s.find_all("label", re.compile(r"(better|worse|difference).*: NDCG@10 ")),
                           what="the test in words")
        for path in self.results(s):
            with open(path) as file:
                result = json.load(file)
            if result["provenance"]["model"]["name"] != "default":
                continue
            [test] = [c for c in result["comparisons"] if (c["with"], c["metric"], c["k"]) == ("item-knn", "ndcg", 10)
                      and c["run"] in (None, "all")][:1]
            self.assertIn(f"NDCG@10 {test['difference']:+.4f}".replace("-", "−"), words[0].name.replace("-", "−"))
        self.press(s, "Done")
        s.find("push button", "Evaluate…", seen=True)
        self.assert_clean(s)

    def test_closing_asks_and_goes_on(self):
        s = self.open_with_data()
        self.press(s, "Evaluate…")
        s.wait_for(lambda: s.exists("label", "Protocol", seen=True), what="the dialog")
        s.find("spin button", "Folds").click()
        s.key("ctrl+a")
        s.type("40")
        s.key("Tab")
        s.find("push button", re.compile("Evaluate$"), seen=True).click()
        s.find("heading", "Evaluation", seen=True)
        s.key("ctrl+q")
        s.find("label", "An Evaluation Is Under Way", seen=True)
        s.key("Escape")
        s.wait_for(lambda: not s.exists("label", "An Evaluation Is Under Way", seen=True), what="the question to go")
        self.assertIsNone(s.program.poll())
        s.key("ctrl+q")
        s.find("push button", re.compile("Go On in the Background"), seen=True).click()
        self.assertEqual(s.wait(240), 0, s.log()[-4000:])
        self.assertEqual(len(self.results(s)), 1)
        s.start()
        s.wait_for(lambda: self.rows(s) and "Favorites · 40 folds of people · seed 42" in self.rows(s)[0],
                   what="the figure in the list")
        self.assert_clean(s)

    def test_the_list_in_movies_changes_at_once(self):
        s = self.open_with_data("popularity")
        s.wait_for(lambda: len(self.rows(s)) == 2, what="two models")
        s.key("ctrl+1")
        self.pick(s, 2)
        s.wait_for(lambda: s.exists("label", re.compile("^Because you picked "), seen=True), what="reasons")
        before = self.suggestions(s)
        s.key("ctrl+4")
        s.find("list", "Models").find_all("list item")[1].click()
        self.press(s, "Use for Recommendations")
        s.key("ctrl+1")
        s.wait_for(lambda: self.suggestions(s) not in ([], before), 3, "another list")
        self.assert_clean(s)

    def test_by_keyboard_alone(self):
        s = self.open_with_data("popularity")
        s.wait_for(lambda: len(self.rows(s)) == 2, what="two models")
        s.tab_to("list item", "recommends")
        s.key("Down")
        s.wait_for(lambda: s.exists("heading", "Popularity", seen=True), what="the other model")

        s.tab_to("push button|toggle button", "Compare With")
        s.key("Return")
        s.find("menu item", re.compile("."), seen=True)
        s.settle()
        s.key("Return")
        s.find("label", re.compile("are in both lists$"), seen=True)
        s.tab_to("push button", "^Done$")
        s.key("Return")

        s.tab_to("push button", "^Train…$")
        s.key("Return")
        s.wait_for(lambda: len(s.windows()) == 2, what="the question")
        s.settle()
        s.tab_to("push button", "(^|_| )Train$")
        s.key("Return")
        s.wait_for(lambda: len(self.rows(s)) == 3, 120, "the trained model")

        s.tab_to("push button", "^Evaluate…$")
        s.key("Return")
        s.find("label", "Protocol", seen=True)
        s.settle()
        s.tab_to("push button", "Evaluate$")
        s.key("Return")
        s.wait_for(lambda: self.results(s), 120, "the result")
        self.assert_clean(s)

    def test_without_data_the_way_is_shown(self):
        s = self.open_models()
        self.press(s, "Evaluate…")
        s.find("label", re.compile("open a data set first"), seen=True)
        s.key("Escape")
        self.assert_clean(s)


if __name__ == "__main__":
    support.main()
