# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""The view Charts: runs that are there, opened and growing, charts read by mouse and keys, tables and files."""

import json
import os
import re
import xml.etree.ElementTree

import support
from support import WindowCase

KINDS = ["Loss", "Metrics", "Networks", "By Length", "Models", "By Picks", "By Group", "Rows"]


def log_line(epoch, loss):
    metrics = {"precision@10": 0.4 + loss, "map@10": 0.3, "ndcg@10": 0.5}
    return json.dumps({"epoch": epoch, "train_loss": loss, "val_loss": loss + 0.05, "steps": 50 * epoch, "seconds": 2,
                       "metrics": metrics}) + "\n"


def evaluation(name, ndcg, rows=False):
    at = {"precision": ndcg - 0.1, "mean_average_precision": ndcg - 0.2, "recall": 0.2, "ndcg": ndcg,
          "intervals": {"ndcg": [ndcg - 0.02, ndcg + 0.02]}}
    if rows:
        at = dict(at, average_precisions=[0, 0.5, 1, 1], retrieval_precisions=[0, 0.5, 0.5, 1])
    provenance = {"dataset": "Tiny", "protocol": "favorites", "seed": 42, "folds": 5, "split": None, "leaks": None,
                  "model": {"name": name}}
    return {"evaluation": 1, "provenance": provenance, "rows": 4, "people": 2, "5": at, "10": at,
            "popularity": {"10": {"ndcg": 0.3}}, "ceiling": {"10": {"ndcg": 1}},
            "by_picks": [{"picks": 1, "10": at}, {"picks": 5, "10": at}],
            "by_gender": [{"gender": "F", "people": 40, "10": at}, {"gender": "M", "people": 20, "10": at}]}


class Charts(WindowCase):
    def home_with(self, logs=None, evaluations=None):
        home = self.folder()
        data = home + "/.local/share/matinee"
        os.makedirs(data + "/evaluations")
        os.makedirs(data + "/runs")
        for name, losses in (logs or {}).items():
            os.makedirs(f"{data}/runs/{name}")
            with open(self.log_of(home, name), "w") as log:
                log.writelines(log_line(epoch + 1, loss) for epoch, loss in enumerate(losses))
        for name, result in (evaluations or {}).items():
            with open(f"{data}/evaluations/{name}.json", "w") as file:
                json.dump(result, file)
        return home

    def log_of(self, home, name):
        return f"{home}/.local/share/matinee/runs/{name}/{name}_log.jsonl"

    def open_charts(self, home=None, **options):
        s = self.open(home=home, **options)
        s.key("ctrl+2")
        s.settle()
        return s

    def checks(self, s):
        return [node.name for node in s.find_all("check box", root=s.find("list", "Runs"))]

    def chart(self, s):
        """The drawing, its name and what it reads out."""
        return s.find("image", re.compile("^(Loss|Metrics|Models|Networks|Quality|Row)"), seen=True)

    def focus_chart(self, s):
        chart = self.chart(s)
        x, y, _width, _height = s.to_screen(chart)
        s.click(x + 120, y + 60)
        s.settle()
        s.key("Escape")
        s.move(5, 5)
        return chart

    def assert_named(self, s):
        """Of what can be seen; other views have tests of their own."""
        self.assertEqual([found for found in s.unlabelled() if found[0].on_screen()], [])

    def kind(self, s, name):
        s.find("push button", name, seen=True).click()
        s.settle()

    def test_an_empty_view_invites(self):
        s = self.open_charts()
        s.find("label", "No Runs Yet", seen=True)
        s.find("push button", "Open…", seen=True)
        self.assert_named(s)
        self.assert_clean(s)

    def test_a_curve_grows_while_it_is_read(self):
        home = self.home_with({"first": [0.5, 0.4, 0.3]})
        s = self.open_charts(home)
        s.wait_for(lambda: self.checks(s) == ["first"], what="the run")
        chart = self.focus_chart(s)
        s.key("End")
        s.wait_for(lambda: chart.description.startswith("Epoch 3: "), what="the last epoch")
        self.assertIn("first, training .3", chart.description)
        self.assertIn("first, validation .35", chart.description)
        s.key("Left")
        s.wait_for(lambda: chart.description.startswith("Epoch 2: "), what="the epoch before")
        with open(self.log_of(home, "first"), "a") as log:
            log.write(log_line(4, 0.1))
        s.find("label", re.compile("^4 epochs"), seen=True)
        self.assertTrue(chart.description.startswith("Epoch 2: "), chart.description)
        s.key("End")
        s.wait_for(lambda: chart.description.startswith("Epoch 4: "), what="the new epoch")
        # Closer, and still so when more comes.
        s.key("plus")
        reset = s.find("push button", "Show All", seen=True)
        with open(self.log_of(home, "first"), "a") as log:
            log.write(log_line(5, 0.05))
        s.find("label", re.compile("^5 epochs"), seen=True)
        reset.click()
        s.wait_for(lambda: not s.exists("push button", "Show All", seen=True), what="everything to be shown")
        self.assert_clean(s)

    def choose_about(self, s, name, label):
        s.find("push button", "More about " + name, seen=True).click()
        s.find("menu item", label, seen=True).click()

    def test_runs_are_pinned_and_renamed_for_good(self):
        home = self.home_with({"one": [0.5, 0.4], "two": [0.6, 0.3]})
        s = self.open_charts(home)
        s.wait_for(lambda: self.checks(s) == ["one", "two"], what="the runs")
        self.choose_about(s, "two", "Pin to the Top")
        s.wait_for(lambda: self.checks(s) == ["two", "one"], what="the pinned run on top")
        s.find("label", re.compile("^Pinned · 2 epochs"), seen=True)
        # The row has the focus again.
        s.wait_for(lambda: s.focused() and s.focused()[2] == "two", what="the focus")
        s.key("F2")
        s.find("push button", re.compile("Rename$"), seen=True)
        s.key("ctrl+a")
        s.type("Best so far")
        s.key("Return")
        s.wait_for(lambda: self.checks(s) == ["Best so far", "one"], what="the new name")
        s.find("push button", "Best so far, validation", seen=True)
        s.stop()
        s.start()
        s.key("ctrl+2")
        s.wait_for(lambda: self.checks(s) == ["Best so far", "one"], what="the name after a new start")
        self.choose_about(s, "Best so far", "Unpin")
        self.choose_about(s, "one", "Take off the List")
        s.wait_for(lambda: self.checks(s) == ["Best so far"], what="the list without it")
        self.kind(s, "Compare")
        s.find("label", "Best so far", seen=True)
        self.assert_clean(s)

    def test_runs_are_chosen_removed_and_brought_back(self):
        s = self.open_charts(self.home_with({"one": [0.5, 0.4], "two": [0.6, 0.3]}))
        s.wait_for(lambda: self.checks(s) == ["one", "two"], what="the runs")
        s.find("push button", "two, training", seen=True)
        s.find("check box", "two", seen=True).click()
        s.wait_for(lambda: not s.exists("push button", "two, training", seen=True), what="the legend without it")
        self.choose_about(s, "one", "Take off the List")
        s.wait_for(lambda: self.checks(s) == ["two"], what="the list without it")
        s.find("label", "Nothing to Draw", seen=True)
        s.find("push button", re.compile("Undo$"), seen=True).click()
        s.wait_for(lambda: self.checks(s) == ["one", "two"], what="the run to be back")
        self.assert_clean(s)

    def test_every_kind_of_chart(self):
        home = self.home_with({"bce_usplit": [0.5, 0.4], "mse_msplit": [0.2, 0.1]},
                              {"a": evaluation("blend", 0.6, rows=True), "b": evaluation("edlae", 0.5)})
        with open(home + "/.local/share/matinee/evaluations/models_info.json", "w") as file:
            model = {"train_losses": [3, 2], "val_losses": [3, 1], "metrics": {"10": {"map": 0.4, "mean_retrieval_precision": 0.5}}}
            json.dump({"seed_usplit_best": model}, file)
        s = self.open_charts(home)
        s.wait_for(lambda: len(self.checks(s)) == 5, what="runs and results")
        # Whose test is none says so, in the list and at the chart.
        s.find("label", re.compile("^Leaks: same people"), seen=True)
        s.find("label", re.compile("This measures memory: mse_msplit"), seen=True)
        for name in KINDS:
            self.kind(s, name)
            chart = self.focus_chart(s)
            s.key("Right")
            s.wait_for(lambda: chart.description, what="a value of " + name)
            self.assert_named(s)
        for name in KINDS[3:]:
            self.kind(s, name)
            s.find("label", re.compile("^Protocol favorites, seed 42, 5 folds · Tiny; 4 rows of 2 people"), seen=True)
        self.kind(s, "Compare")
        for title in ("Name", "Best epoch", "NDCG@10"):
            s.find("label", title, seen=True)
        s.find("check box", "Only Differences", seen=True)
        self.assert_named(s)
        self.kind(s, "Models")
        chart = self.focus_chart(s)
        s.key("Page_Down")
        s.key("Page_Down")
        s.key("Page_Down")
        s.wait_for(lambda: chart.description == "blend: .6 (.58–.62)", what="NDCG of the blend")
        self.assert_clean(s)

    def test_the_table_behind(self):
        s = self.open_charts(self.home_with({"one": [0.5, 0.25]}))
        s.wait_for(lambda: self.checks(s) == ["one"], what="the run")
        s.find("push button", "Show as Table", seen=True).click()
        s.find("label", "0.25", seen=True)
        for title in ("Epoch", "one, training", "one, validation"):
            s.find("label", title, seen=True)
        self.assert_named(s)
        s.find("push button", "Show as Table", seen=True).click()
        self.chart(s)
        self.assert_clean(s)

    def test_axes_and_smoothing_by_keys(self):
        s = self.open_charts(self.home_with({"one": [0.5, 0.25, 0.3]}))
        s.wait_for(lambda: self.checks(s) == ["one"], what="the run")
        s.find_all("push button", "Axes and Smoothing", seen=True)[-1].click()
        s.find("slider", "Smoothing", seen=True)
        for name in ("Horizontal Axis Logarithmic", "Vertical Axis Logarithmic", "Vertical Axis from Zero"):
            s.find("check box", name, seen=True)
        for _ in range(3):
            s.key("Tab")
        s.wait_for(lambda: s.focused() and s.focused()[1] == "slider", what="the focus on the slider")
        for _ in range(4):
            s.key("Right")
        s.key("Escape")
        chart = self.focus_chart(s)
        s.key("End")
        # .2 as weight: what is read is smoothed, below what was measured before it.
        s.wait_for(lambda: chart.description.startswith("Epoch 3: "), what="the last epoch")
        self.assertNotIn("one, training .3", chart.description)
        self.assert_clean(s)

    def test_keys_of_the_chart(self):
        s = self.open_charts(self.home_with({"one": [0.5, 0.25]}))
        s.wait_for(lambda: self.checks(s) == ["one"], what="the run")
        self.focus_chart(s)
        s.key("ctrl+c")
        s.find("label", "The chart is on the clipboard.", seen=True)
        s.key("ctrl+t")
        s.find("label", "one, training", seen=True)
        s.key("ctrl+t")
        self.chart(s)
        s.key("ctrl+question")
        s.wait_for(lambda: len(s.windows()) == 2, what="the list of keys")
        s.settle()
        s.key("Escape")
        s.wait_for(lambda: len(s.windows()) == 1, what="the list of keys to close")
        self.assert_clean(s)

    def test_a_chart_is_saved_and_says_where_it_comes_from(self):
        home = self.home_with(evaluations={"a": evaluation("blend", 0.6), "b": evaluation("edlae", 0.5)})
        s = self.open_charts(home)
        s.wait_for(lambda: self.checks(s) == ["blend", "edlae"], what="the results")
        self.kind(s, "Models")
        self.chart(s)
        for label, ending in (("SVG…", "svg"), ("Values as CSV…", "csv")):
            s.find("push button", "Copy or Save", seen=True).click()
            s.find("menu item", label, seen=True).click()
            path = f"{home}/chart.{ending}"
            s.find("text", re.compile(""), states=("focused",))
            s.key("ctrl+a")
            s.type(path)
            s.key("Return")
            s.wait_for(lambda: os.path.exists(path), what=path)
            s.find("label", f"Written: chart.{ending}", seen=True)
        svg = xml.etree.ElementTree.parse(f"{home}/chart.svg").getroot()
        said = [element.text for element in svg if element.tag.endswith("desc")][0]
        self.assertIn("Protocol favorites, seed 42, 5 folds · Tiny", said)
        with open(f"{home}/chart.csv") as file:
            text = file.read()
        self.assertIn("# Protocol favorites, seed 42", text)
        self.assertIn("blend,0.59999999999999998", text)
        self.assert_clean(s)

    def test_narrow_dark_large_and_right_to_left(self):
        home = self.home_with({"one": [0.5, 0.25]}, {"a": evaluation("blend", 0.6)})
        for options in (dict(dark=True), dict(contrast=True), dict(rtl=True), dict(text_scale=1.5)):
            s = self.open_charts(home, **options)
            s.wait_for(lambda: len(self.checks(s)) == 2, what="runs and results")
            self.chart(s)
            s.resize(360, 640)
            s.settle()
            s.find("image", re.compile("^Loss"), seen=True)
            s.resize(1280, 800)
            s.settle()
            self.assert_clean(s)
            s.close()


support.main()
