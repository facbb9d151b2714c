# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""The window from the first click to the last save, as a person meets it."""

import os
import re
import time
import unittest

import support
from support import WindowCase, title_of


class Picking(WindowCase):
    def test_three_picks_change_the_list_and_undo_brings_it_back(self):
        s = self.open()
        first = self.suggestions(s)
        self.assertEqual(len(first), 20)
        picked = [self.pick(s, position) for position in (0, 3, 5)]
        self.assertCountEqual(self.chips(s), picked)

        reason = re.compile("^Because you picked ")
        s.wait_for(lambda: s.exists("label", reason, seen=True), what="reasons")
        changed = self.suggestions(s)
        self.assertNotEqual(changed, first)
        self.assertEqual(set(changed) & set(picked), set())
        self.assertEqual(len(changed), 20)

        for _ in range(3):
            s.key("ctrl+z")
        s.wait_for(lambda: self.suggestions(s) == first, what="the first list")
        self.assertEqual(self.chips(s), [])
        s.key("shift+ctrl+z")
        s.wait_for(lambda: self.chips(s) == picked[:1], what="the redone pick")
        self.assert_clean(s)

    def test_removals_in_a_row_are_one_offer(self):
        s = self.open()
        picked = [self.pick(s, position) for position in range(3)]
        for label in picked:
            s.find("push button", "Remove " + label, seen=True).click()
            s.wait_for(lambda: label not in self.chips(s), what="the chip to go")
        s.find("label", "3 films removed", seen=True)
        s.find("push button", re.compile("Undo$"), seen=True).click()
        s.wait_for(lambda: sorted(self.chips(s)) == sorted(picked), what="all chips")
        self.assert_clean(s)

    def test_many_picks_fold(self):
        s = self.open()
        s.find("table", "Films")
        self.pick(s, 0)
        for _ in range(14):
            s.key("Right")
            s.key("Return")
            s.settle()
        more = s.find("push button", re.compile(r"^\d+ more films$"), seen=True)
        s.wait_for(lambda: len(self.chips(s)) + int(more.name.split()[0]) == 15, what="15 picks")
        self.assertLessEqual(len(self.chips(s)), 12)
        more.click()
        s.wait_for(lambda: len(self.chips(s)) == 15, what="the rest in the popover")
        s.key("Escape")
        s.resize(360, 900)
        s.find("push button", "You", seen=True).click()
        s.find("push button", "3 more films", seen=True)
        self.assertEqual(len(self.chips(s)), 12)
        self.assert_clean(s)

    def test_attributes_change_the_list(self):
        s = self.open()
        first = self.suggestions(s)
        for combo in ("Age", "Gender", "Occupation"):
            self.assertEqual(s.find("combo box", combo, seen=True).description, "Not Said")
        s.choose("Age", re.compile("25"))
        s.choose("Gender", "Female")
        s.wait_for(lambda: self.suggestions(s) != first, what="another list")
        self.assertEqual(s.find("combo box", "Gender", seen=True).description, "Female")
        s.key("ctrl+z")
        s.key("ctrl+z")
        s.wait_for(lambda: self.suggestions(s) == first, what="the first list")
        self.assertEqual(s.find("combo box", "Age", seen=True).description, "Not Said")
        self.assert_clean(s)

    def test_start_over(self):
        s = self.open()
        picked = self.pick(s, 2)
        s.choose("Gender", "Male")
        s.find("push button", "Start Over", seen=True).click()
        s.wait_for(lambda: self.chips(s) == [], what="no chips")
        self.assertEqual(s.find("combo box", "Gender", seen=True).description, "Not Said")
        s.find("push button", re.compile("Undo$"), seen=True).click()
        s.wait_for(lambda: self.chips(s) == [picked], what="the pick")
        self.assertEqual(s.find("combo box", "Gender", seen=True).description, "Male")
        self.assert_clean(s)


class Views(WindowCase):
    """Which one is shown is what a person can see of it, and what the switcher says."""

    def shown(self, s):
        return [tab.name for tab in s.find_all("page tab", seen=True) if "selected" in tab.states]

    def test_keys_switch_and_the_last_one_is_remembered(self):
        s = self.open()
        names = [tab.name for tab in s.find_all("page tab", seen=True)]
        self.assertEqual(names[0], "Movies")
        self.assertEqual(names[-1], "Models")
        for keys in ("ctrl", "alt"):
            for number, name in ((4, "Models"), (1, "Movies")):
                s.key(f"{keys}+{number}")
                s.wait_for(lambda: self.shown(s) == [name], what=name)
        s.key("ctrl+4")
        s.wait_for(lambda: self.shown(s) == ["Models"], what="Models")
        self.assertEqual(s.stop(), 0, s.log()[-4000:])
        s.start()
        s.wait_for(lambda: self.shown(s) == ["Models"], what="Models again")
        s.key("ctrl+f")
        s.wait_for(lambda: self.shown(s) == ["Movies"], what="the search of films")
        self.assert_clean(s)

    def test_narrow_windows_have_them_at_the_bottom(self):
        s = self.open()
        for width, at_bottom in ((1280, False), (549, True), (360, True), (1000, False)):
            _width, height = s.resize(width, 700)
            s.wait_for(lambda: {tab.extents[1] > height / 2 for tab in s.find_all("page tab", seen=True)}
                       == {at_bottom}, what=f"the switcher at {width} pixels")
        self.assert_clean(s)


class Profiles(WindowCase):
    def test_survives_a_crash(self):
        s = self.open()
        picked = [self.pick(s, position) for position in (1, 2)]
        s.wait_for(lambda: len(self.saved(s, "my-picks.matinee.json")["picks"]) == 2, what="the profile to be saved")
        s.crash()
        s.start()
        s.wait_for(lambda: sorted(self.chips(s)) == sorted(picked), what="the picks")
        self.assertEqual(s.stop(), 0, s.log()[-4000:])
        self.assert_clean(s)

    def test_closing_saves_at_once(self):
        s = self.open()
        self.pick(s, 1)
        self.assertEqual(s.stop(), 0, s.log()[-4000:])
        self.assertEqual(len(self.saved(s, "my-picks.matinee.json")["picks"]), 1)

    def test_the_end_of_the_session_saves(self):
        s = self.open()
        self.pick(s, 1)
        s.program.terminate()
        self.assertEqual(s.wait(), 0, s.log()[-4000:])
        self.assertEqual(len(self.saved(s, "my-picks.matinee.json")["picks"]), 1)

    def test_a_broken_file_is_set_aside(self):
        home = self.folder()
        folder = home + "/.local/share/matinee/profiles"
        os.makedirs(folder)
        with open(folder + "/my-picks.matinee.json", "w") as profile:
            profile.write('{"schema": 1, "name": "My Picks", "picks": [1,')
        s = self.open(home=home)
        s.find("label", re.compile("my-picks.matinee.json.*set aside"), seen=True)
        s.find("push button", "Close the message", seen=True).click()
        self.pick(s, 0)
        s.wait_for(lambda: "my-picks.matinee.json" in self.profiles(s), what="a new file")
        aside = [name for name in self.profiles(s) if name.startswith("my-picks.matinee.json.broken-")]
        self.assertEqual(len(aside), 1)
        with open(f"{folder}/{aside[0]}") as profile:
            self.assertTrue(profile.read().endswith("[1,"))
        self.assert_clean(s)

    def test_works_on_when_nothing_can_be_saved(self):
        home = self.folder()
        os.makedirs(home + "/.local/share")
        with open(home + "/.local/share/matinee", "w") as obstacle:
            obstacle.write("in the way")
        s = self.open(home=home)
        picked = self.pick(s, 0)
        s.find("label", re.compile("^Your profile cannot be saved"), seen=True)
        self.assertEqual(self.chips(s), [picked])
        self.assertEqual(s.stop(), 0, s.log()[-4000:])
        self.assert_clean(s)

    def test_new_rename_delete(self):
        s = self.open()
        picked = self.pick(s, 0)
        self.menu(s, "Profile: My Picks", "New Profile…")
        s.type("Movie Night")
        s.key("Return")
        s.find("push button", "Profile: Movie Night", seen=True)
        s.wait_for(lambda: self.chips(s) == [], what="an empty profile")

        self.menu(s, "Profile: Movie Night", "Rename…")
        s.key("ctrl+a")
        s.type("Solo")
        s.key("Return")
        s.find("push button", "Profile: Solo", seen=True)

        self.menu(s, "Profile: Solo", "Delete")
        s.find("push button", "Profile: My Picks", seen=True)
        s.wait_for(lambda: self.chips(s) == [picked], what="the first profile")
        s.find("push button", re.compile("Undo$"), seen=True).click()
        s.find("push button", "Profile: Solo", seen=True)

        self.menu(s, "Profile: Solo", "My Picks")
        s.wait_for(lambda: self.chips(s) == [picked], what="the first profile")
        self.assertEqual(s.stop(), 0, s.log()[-4000:])
        self.assertEqual(self.profiles(s), ["my-picks.matinee.json", "solo.matinee.json"])
        self.assert_clean(s)

    def menu(self, s, button, item):
        s.find("push button", button, seen=True).click()
        s.find(None, item, seen=True).click()
        s.settle()


class Models(WindowCase):
    def test_a_foreign_file_is_told_and_the_shipped_model_offered(self):
        path = self.folder() + "/other.safetensors"
        with open(path, "wb") as model:
            model.write(b"\x02\0\0\0\0\0\0\0{}")
        s = self.open(path)
        s.find("label", "This Model Cannot Be Used", seen=True)
        s.find("label", re.compile("other.safetensors"), seen=True)
        s.find("push button", "Use the Shipped Model", seen=True).click()
        self.assertEqual(len(self.suggestions(s)), 20)
        self.assert_clean(s)

    def test_a_missing_model_is_told(self):
        s = self.open(model=self.folder() + "/default.safetensors")
        s.find("label", "The Shipped Model Cannot Be Used", seen=True)
        s.find("push button", "Open Another Model…", seen=True)
        self.assertFalse(s.exists("push button", "Use the Shipped Model", seen=True))
        self.assert_clean(s)

    def test_a_profile_is_opened(self):
        path = self.folder() + "/Friend.json"
        with open(path, "w") as profile:
            profile.write('{"favorites": [1, 9], "gender": "F"}')
        s = self.open(path)
        s.find("push button", "Profile: Friend", seen=True)
        s.wait_for(lambda: len(self.chips(s)) == 2, what="the picks")
        self.assert_clean(s)


class Layout(WindowCase):
    def test_narrow_reaches_everything(self):
        s = self.open()
        picked = self.pick(s, 0)
        self.assertEqual(s.resize(360, 640), (360, 640))
        s.find("push button", "Pick (1)", seen=True)
        self.cells(s)
        self.assertFalse(s.exists("list", "Suggestions", seen=True))

        s.find("push button", "You", seen=True).click()
        s.wait_for(lambda: self.chips(s) == [picked], what="the chip")
        for combo in ("Age", "Gender", "Occupation"):
            s.find("label", combo, seen=True)
        s.find("push button", "Start Over", seen=True)

        s.find("push button", "For You", seen=True).click()
        s.find("list", "Suggestions", seen=True)
        s.find("slider", seen=True)
        s.type("a")
        s.wait_for(lambda: (s.focused() or (0, 0, 0))[1] in ("entry", "text"), what="the search")
        self.assertEqual(s.find("entry", "Search titles", seen=True).text, "a")

        s.resize(1280, 800)
        s.find("list", "Suggestions", seen=True)
        self.assertFalse(s.exists("push button", "For You", seen=True))
        self.assert_clean(s)

    def test_large_text_fits(self):
        s = self.open(text_scale=1.5)
        self.pick(s, 0)
        self.assertEqual(s.resize(360, 640), (360, 640))
        for page in ("You", "For You"):
            s.find("push button", page, seen=True).click()
            s.settle()
        self.assertEqual(s.main_window()[3:5], (360, 640))
        self.assert_clean(s)

    def test_other_looks(self):
        for looks in ({"dark": True}, {"contrast": True}, {"rtl": True}):
            with self.subTest(**looks):
                s = self.open(**looks)
                self.pick(s, 0)
                s.resize(360, 640)
                s.resize(1000, 700)
                self.assert_clean(s)
                s.close()

    def test_size_is_remembered(self):
        s = self.open()
        size = s.resize(900, 700)
        self.assertEqual(s.stop(), 0, s.log()[-4000:])
        s.start()
        self.assertEqual(s.main_window()[3:5], size)


class Access(WindowCase):
    def test_every_control_has_a_name(self):
        s = self.open()
        self.pick(s, 0)
        self.assertEqual(s.unlabelled(), [])
        s.key("ctrl+comma")
        s.wait_for(lambda: len(s.windows()) == 2, what="the preferences")
        # libadwaita keeps parts that it does not show.
        self.assertEqual([found for found in s.unlabelled() if found[0].on_screen()], [])
        s.key("Escape")
        s.wait_for(lambda: len(s.windows()) == 1, what="the preferences to close")
        s.resize(360, 640)
        self.assertEqual(s.unlabelled(), [])
        self.assert_clean(s)

    def test_a_changed_list_is_told(self):
        s = self.open()
        told = s.find("list", "Suggestions").description
        self.assertRegex(told, r"^First in the list now: .+ \(\d{4}\), ")
        self.pick(s, 0)
        s.wait_for(lambda: s.find("list", "Suggestions").description != told, what="the change to be told")
        first = "First in the list now: " + self.suggestions(s)[0]
        s.wait_for(lambda: s.find("list", "Suggestions").description.startswith(first), what="the new first film")
        self.assert_clean(s)

    def test_keyboard_alone(self):
        s = self.open()
        label = title_of(self.cells(s)[4].name)
        s.type(label[:-len(" (1967)")].lower())
        s.wait_for(lambda: self.cells(s) and title_of(self.cells(s)[0].name) == label, what="the film found")
        s.key("Return")
        s.settle()
        s.key("space")
        s.wait_for(lambda: self.chips(s) == [label], what="the pick")
        s.key("4")
        chip = s.find("push button", "Remove " + label, seen=True)
        s.wait_for(lambda: chip.description == "Rated 4 stars", what="the stars")
        s.key("Escape")

        stops = s.tab_order()
        names = [stop[1] for stop in stops if stop is not None]
        for wanted in ("Search titles", "Genre", "Decade", "Remove " + label, "Age", "Gender", "Occupation",
                       "Start Over", "Filters", "Main Menu", "Profile: My Picks", "Engine: CPU"):
            self.assertIn(wanted, names)
        # Lists are one stop, not one for each film.
        self.assertLess(len(stops), 30)

        for _ in range(len(stops)):
            s.key("Tab")
            s.settle()
            if s.focused()[2] == "Remove " + label:
                break
        s.key("Delete")
        s.wait_for(lambda: self.chips(s) == [], what="the chip to go")
        self.assertIsNotNone(s.focused())
        self.assert_clean(s)

    def test_keys_of_the_desktop(self):
        s = self.open()
        s.key("F10")
        s.find(None, "About Matinee", seen=True)
        s.key("Escape")
        s.settle()
        s.key("F1")
        s.wait_for(lambda: len(s.windows()) == 2, what="help")
        s.find("label", "Pick Films You Love", seen=True)
        s.find("image", "Posters of films, two of them with a heart", seen=True)
        self.assertEqual([found for found in s.unlabelled() if found[0].on_screen()], [])
        s.key("Escape")
        s.wait_for(lambda: len(s.windows()) == 1, what="help to close")
        s.key("ctrl+question")
        s.wait_for(lambda: len(s.windows()) == 2, what="the keys")
        s.key("Escape")
        s.wait_for(lambda: len(s.windows()) == 1, what="help to close")
        s.key("ctrl+f")
        s.wait_for(lambda: "Search titles" in str(s.focused()) or s.focused()[1] == "text", what="the search")
        s.key("ctrl+q")
        self.assertEqual(s.wait(), 0)
        self.assert_clean(s)


class Quiet(WindowCase):
    def test_does_nothing_when_idle(self):
        """Not a measurement: a loop that never sleeps would use a whole core."""
        s = self.open()
        self.pick(s, 0)
        time.sleep(2)
        before = self.cpu(s)
        time.sleep(2)
        self.assertLess(self.cpu(s) - before, 1.0)

    @staticmethod
    def cpu(s):
        with open(f"/proc/{s.program.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    unittest.defaultTestLoader.sortTestMethodsUsing = None
    support.main()
