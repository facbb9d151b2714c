# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""Training in the window: asked for, watched, stopped, killed, gone on with. On the invented data set."""

import glob
import importlib.util
import json
import os
import re
import subprocess
import time
import unittest

import support
from support import WindowCase

DATA = os.environ["MTN_SYNTHETIC_DATA"]


def named(name):
    """A row or button, whatever else a screen reader says of it."""
    return re.compile("(^|[ _])" + re.escape(name) + "( |$)")


def few_people(folder, n):
    """The first people of the invented data set: the seed's networks are large."""
    os.makedirs(folder)
    for name in os.listdir(DATA):
        if not os.path.isfile(f"{DATA}/{name}"):
            continue
        with open(f"{DATA}/{name}", "rb") as source, open(f"{folder}/{name}", "wb") as target:
            lines = source.read().splitlines(True)
            if name == "u.data":
                lines = [line for line in lines if int(line.split(b"\t")[0]) <= n]
            elif name == "u.user":
                lines = [line for line in lines if int(line.split(b"|")[0]) <= n]
            target.writelines(lines)


class Training(WindowCase):
    def open_models(self, home=None, data=DATA, **options):
        home = home or self.folder()
        settings = home + "/.config/glib-2.0/settings"
        if not os.path.exists(settings):
            os.makedirs(settings)
            with open(settings + "/keyfile", "w") as file:
                file.write("[io/github/matinee_app/Matinee]\nview='models'\ndata-location='%s'\n" % data)
        return self.open(home=home, **options)

    def home_of(self, s):
        return s.home + "/.local/share/matinee"

    def press(self, s, name):
        s.find("push button", name, seen=True).click()

    def window(self, s):
        return s.wait_for(lambda: [w for w in s.windows() if w.name == "Train a Model"], what="the question")[0]

    def set_text(self, s, label, text, role="text"):
        entry = s.find(role, named(label), root=self.window(s))

        # A popover that is still closing takes the first click.
        for attempt in range(4):
            entry.click()
            s.settle()
            s.key("ctrl+a")
            s.type(text)
            s.settle()
            if entry.text == text:
                return
        self.fail(f"{label} is {entry.text!r}, not {text!r}")

    def train(self, s, name, epochs, hidden="16"):
        """Asks for a small network, by mouse and keys."""
        self.press(s, "Train…")
        window = self.window(s)
        s.settle()
        s.choose(s.find("combo box", named("Kind of Model"), root=window, seen=True), "Network")
        self.set_text(s, "Hidden Layers", hidden)
        self.set_text(s, "Epochs", str(epochs), role="spin button")
        self.set_text(s, "Name", name)
        s.find("push button", named("Train"), root=window, seen=True).click()
        s.wait_for(lambda: len(s.windows()) == 1, what="the question to be answered")

    def rows(self, s):
        found = s.find_all("list", "Trainings", seen=True)
        return found[0].find_all("list item") if found else []

    def status(self, s, row=0):
        return self.rows(s)[row].description

    def epochs(self, s):
        """That the log of the first run has."""
        logs = sorted(glob.glob(self.home_of(s) + "/runs/*/*_log.jsonl"))
        if not logs:
            return []
        with open(logs[0]) as log:
            return [json.loads(line) for line in log.read().splitlines(True) if line.endswith("\n")]

    def models(self, s):
        return sorted(os.path.basename(path) for path in glob.glob(self.home_of(s) + "/models/*.safetensors"))

    def test_train_and_use(self):
        s = self.open_models()
        self.train(s, "Tiny", 5)
        s.wait_for(lambda: self.rows(s), what="the row of the training")
        self.assertTrue(self.rows(s)[0].name.startswith("Tiny"))
        s.find("label", "“Tiny” is trained", timeout=60, seen=True)
        self.assertEqual(self.models(s), ["tiny.safetensors"])
        self.assertEqual(len(self.epochs(s)), 5)
        self.assertRegex(self.status(s), r"^Finished.*best epoch \d of 5.*validation loss 0\.\d+")
        models = s.find("list", "Models", seen=True)
        s.wait_for(lambda: len(models.find_all("list item")) == 2, what="the model in the list")

        self.press(s, "Take Off the List")
        s.wait_for(lambda: not self.rows(s), what="the row to go")
        self.assertEqual(self.models(s), ["tiny.safetensors"])
        self.assert_clean(s)

    def test_two_sets_seen_as_one_are_trained_on_as_one(self):
        later = self.later_set(DATA, 40, 30)
        s = self.open_models(data=f"{DATA}\\n{later}")
        self.press(s, "Train…")
        s.settle()
        window = self.window(s)
        second = s.find("combo box", named("And a Later Set"), root=window, seen=True)
        self.assertTrue(second.find_all(None, "later"), second.dump())
        self.set_text(s, "Name", "Both")
        s.find("push button", named("Train"), root=window, seen=True).click()
        s.find("label", "“Both” is trained", timeout=60, seen=True)
        [run] = glob.glob(self.home_of(s) + "/runs/*/run.json")
        with open(run) as file:
            data = json.load(file)["data"]
        self.assertEqual([path.removeprefix("file://") for path in data], [os.path.abspath(DATA), later])
        self.assert_clean(s)

    def test_pause_cancel_undo(self):
        s = self.open_models()
        self.train(s, "Long", 5000)
        s.wait_for(lambda: len(self.epochs(s)) >= 2, timeout=120, what="two epochs")
        s.find("label", re.compile(r"Epoch \d+ of 5,?000.*loss 0\.\d{4}.*samples/s.*left"), seen=True)

        # Its curve is a click away, and grows while it is looked at.
        def drawn():
            label = s.find("label", re.compile(r"^\d+ epochs"), seen=True)
            return int(label.name.split()[0])

        self.rows(s)[0].click()
        first = drawn()
        s.wait_for(lambda: drawn() > first, what="the curve to grow")
        s.key("ctrl+4")
        s.wait_for(lambda: self.rows(s), what="the trainings")

        self.press(s, "Pause")
        s.wait_for(lambda: self.status(s).startswith("Paused"), what="the pause")
        time.sleep(0.5)
        before = len(self.epochs(s))
        time.sleep(0.5)
        self.assertEqual(len(self.epochs(s)), before)
        self.press(s, "Resume")
        s.wait_for(lambda: len(self.epochs(s)) > before, timeout=120, what="it to go on")

        self.press(s, "Cancel the Training")
        s.wait_for(lambda: not self.rows(s), what="the row to go")
        s.find("push button", named("Undo"), seen=True).click()
        s.wait_for(lambda: self.rows(s) and self.status(s).startswith("Paused"), what="the row to be back")
        self.press(s, "Cancel the Training")
        s.wait_for(lambda: not glob.glob(self.home_of(s) + "/runs/*"), timeout=30, what="its files to go")
        self.assertEqual(self.models(s), [])
        self.assert_clean(s)

    def test_killed_and_resumed(self):
        home = self.folder()
        s = self.open_models(home=home)
        self.train(s, "Sturdy", 60)
        s.wait_for(lambda: len(self.epochs(s)) >= 3, timeout=120, what="three epochs")
        s.crash()
        done = len(self.epochs(s))
        self.assertLess(done, 60)
        s.start()
        s.find("label", "A training was interrupted", seen=True)
        self.assertRegex(self.status(s), r"Interrupted.*%d of 60 epochs done" % done)
        s.find("list", "Trainings", seen=True).find("push button", "Resume", seen=True).click()
        s.wait_for(lambda: self.models(s) == ["sturdy.safetensors"], timeout=60, what="the model")
        self.assertEqual([epoch["epoch"] for epoch in self.epochs(s)], list(range(1, 61)))
        s.wait_for(lambda: self.status(s).startswith("Finished"), what="it to be finished")
        self.assert_clean(s)

    def test_closing_asks_and_loses_nothing(self):
        s = self.open_models(home=self.folder())
        self.train(s, "Kept", 3000)
        s.wait_for(lambda: len(self.epochs(s)) >= 2, timeout=120, what="two epochs")
        s.key("ctrl+q")
        s.find("label", "A Training Is Under Way", seen=True)
        s.key("Escape")
        s.wait_for(lambda: not s.exists("label", "A Training Is Under Way", seen=True), what="the question to go")
        self.assertIsNone(s.program.poll())
        s.key("ctrl+q")
        s.find("push button", named("Pause and Close"), seen=True).click()
        self.assertEqual(s.wait(), 0, s.log()[-4000:])
        done = len(self.epochs(s))
        s.start()
        s.find("label", "A training was interrupted", seen=True)
        s.find("list", "Trainings", seen=True).find("push button", "Resume", seen=True).click()
        s.wait_for(lambda: len(self.epochs(s)) > done, timeout=120, what="it to go on")
        self.assert_clean(s)

    def go_on_in_background(self, s):
        s.key("ctrl+q")
        s.find("push button", named("Go On in the Background"), seen=True).click()
        s.wait_for(lambda: not s.x_windows(), what="the window to go")

    def test_background_without_anybody_to_tell(self):
        s = self.open_models()
        self.train(s, "Alone", 200)
        s.wait_for(lambda: self.epochs(s), timeout=120, what="an epoch")
        self.go_on_in_background(s)
        self.assertEqual(s.wait(120), 0, s.log()[-4000:])
        self.assertEqual(self.models(s), ["alone.safetensors"])
        self.assert_clean(s)

    @unittest.skipUnless(importlib.util.find_spec("gi"), "python3-gi is missing")
    def test_background_is_notified(self):
        s = self.open_models()
        service = subprocess.Popen(["/usr/bin/python3", os.path.dirname(os.path.abspath(__file__)) +
                                    "/notification-service.py"], stdout=subprocess.PIPE, text=True,
                                   env={name: value for name, value in s.env.items() if name != "G_DEBUG"})
        self.addCleanup(service.stdout.close)
        self.addCleanup(service.wait)
        self.addCleanup(service.kill)
        self.assertEqual(service.stdout.readline(), "ready\n")
        self.train(s, "Told", 200)
        s.wait_for(lambda: self.epochs(s), timeout=120, what="an epoch")
        self.go_on_in_background(s)
        self.assertEqual(s.wait(120), 0, s.log()[-4000:])
        self.assertEqual(service.stdout.readline(), "Training Finished: Told\n")
        self.assert_clean(s)

    def test_several_wait_for_their_turn(self):
        s = self.open_models()
        self.train(s, "First", 5000)
        s.wait_for(lambda: len(self.rows(s)) == 1, what="the first row")
        for name in "Second", "Third":
            self.train(s, name, 2)
        s.wait_for(lambda: len(self.rows(s)) == 3, what="three rows")
        self.assertRegex(self.status(s, 0), "^Epoch")
        for row in 1, 2:
            self.assertEqual(self.status(s, row), "Waiting for its turn")
        self.press(s, "Pause")
        s.wait_for(lambda: self.status(s).startswith("Paused"), what="the pause")
        for row in 1, 2:
            s.wait_for(lambda: self.status(s, row).startswith("Finished"), 120, f"row {row} to be finished")
        self.assertEqual(self.models(s), ["second.safetensors", "third.safetensors"])

        # What is trained gives way to everything else: on a busy computer its first epoch may take a while.
        self.press(s, "Resume")
        s.wait_for(lambda: re.match("Starting|Reading|Epoch", self.status(s)), what="the first to be begun")
        s.wait_for(lambda: self.status(s).startswith("Epoch"), 120, "the first to go on")
        self.assert_clean(s)

    def test_what_is_trained_in_one_go_says_so(self):
        s = self.open_models()
        self.press(s, "Train…")
        s.settle()
        window = self.window(s)
        s.choose(s.find("combo box", named("Kind of Model"), root=window, seen=True), "Blend")
        self.set_text(s, "Name", "Mix")
        s.find("push button", named("Train"), root=window, seen=True).click()
        s.wait_for(lambda: self.rows(s), what="the row")
        # It may be done before it can be stopped.
        stop = s.find_all("push button", "Stop; It Begins Anew", seen=True)
        if stop:
            stop[0].click()
            s.wait_for(lambda: self.status(s).startswith(("Stopped", "Finished")), 60, "the stop or the end")
        if self.status(s).startswith("Stopped"):
            self.assertIn("begins anew", self.status(s))
            self.press(s, "Begin Anew")
        s.wait_for(lambda: self.models(s) == ["mix.safetensors"], 120, "the model")
        self.assert_clean(s)

    @unittest.skipUnless(os.environ.get("MTN_LONG_TESTS"), "takes five minutes: set MTN_LONG_TESTS=1")
    def test_grid_and_tuning_at_a_click(self):
        folder = self.folder() + "/few"
        few_people(folder, 20)
        s = self.open_models(data=folder)
        self.press(s, "More to Train")
        s.find("menu item", re.compile("Eight Networks"), seen=True).click()
        s.wait_for(lambda: self.rows(s), what="the row of the grid")
        s.wait_for(lambda: self.status(s).startswith("Finished · 8 models".replace(" ", "\u00a0", 1)), 400, "the grid")
        self.assertEqual(len(self.models(s)), 8)
        self.press(s, "Tune Its Networks")
        s.wait_for(lambda: len(self.rows(s)) == 2 and self.status(s, 1).startswith("Finished"), 300, "the tuning")
        self.assertEqual(len(self.models(s)), 10)
        infos = [os.path.basename(path) for path in glob.glob(self.home_of(s) + "/evaluations/*.json")]
        self.assertEqual(sorted(infos), ["grid-models_info.json", "grid-tuned-tuned_models_info.json"])
        self.assert_clean(s)

    def test_what_is_wrong_is_said(self):
        s = self.open_models()
        self.press(s, "Train…")
        s.settle()
        window = self.window(s)
        s.choose(s.find("combo box", named("Kind of Model"), root=window, seen=True), "Network")
        self.set_text(s, "Hidden Layers", "16,none")
        s.find("push button", named("Train"), root=window, seen=True).click()
        s.find("label", re.compile("--hidden takes numbers from 1 to"), seen=True)
        self.assertFalse(self.rows(s))
        s.key("Escape")
        s.wait_for(lambda: len(s.windows()) == 1, what="the window to close")
        self.assert_clean(s)


if __name__ == "__main__":
    support.main()
