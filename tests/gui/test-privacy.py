# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""What is kept where; exporting and erasing all of it."""

import os
import re
import zipfile

import support
from support import WindowCase

PLACES = ("Settings", "Profiles", "Models", "Trainings", "Results", "Graphics Cards", "Cache")


class Privacy(WindowCase):
    def preferences(self, s):
        s.key("ctrl+comma")
        s.find("page tab", "Privacy", seen=True).click()
        s.find("label", "Your Taste Stays Here", seen=True)
        s.settle()

    def reveal(self, s, role, name):
        """Tab goes on until the control is to be seen."""
        for _ in range(30):
            focus = s.focused()
            if focus is not None and focus[1:] == (role, name):
                return focus[0]
            s.key("Tab")
        self.fail(f"no way by Tab to {role} {name}")

    def test_says_what_is_where(self):
        s = self.open()
        self.pick(s, 0)
        s.wait_for(lambda: self.profiles(s), what="the profile")
        self.preferences(s)
        texts = [name for _node, _role, name, _states in s.items(roles=("label", "list item"))]
        for place in PLACES:
            self.assertIn(place, texts)
        for path in (".local/share/matinee/profiles", ".local/share/matinee/models", ".local/share/matinee/runs",
                     ".local/share/matinee/evaluations", ".local/state/matinee", ".cache/matinee",
                     ".config/glib-2.0/settings/keyfile"):
            self.assertTrue(any(text.endswith("\n" + os.path.join(s.home, path)) for text in texts), path)
        size = os.path.getsize(s.home + "/.local/share/matinee/profiles/my-picks.matinee.json")
        s.wait_for(lambda: s.exists("label", f"1 file\n{size} bytes"), what="the size")
        for place in PLACES:
            self.assertTrue(s.exists("push button", f"Open the Folder of “{place}”"))
        self.assertEqual([found for found in s.unlabelled() if found[0].on_screen()], [])
        self.assert_clean(s)

    def test_exports_everything(self):
        s = self.open()
        self.pick(s, 0)
        self.preferences(s)
        self.reveal(s, "push button", "Export…")
        s.key("Return")
        s.settle()
        path = s.home + "/all.zip"
        s.key("ctrl+a")
        s.type(path)
        s.key("Return")
        s.wait_for(lambda: os.path.exists(path), what="the archive")
        s.find("label", "Saved as “all.zip”", seen=True)
        with zipfile.ZipFile(path) as archive:
            self.assertIsNone(archive.testzip())
            self.assertLessEqual({"matinee/README.txt", "matinee/settings.ini", "matinee/profiles/my-picks.matinee.json"},
                                 set(archive.namelist()))
            self.assertIn("[io.github.matinee_app.Matinee]", archive.read("matinee/settings.ini").decode())
        self.assert_clean(s)

    def test_an_export_that_fails_is_told(self):
        s = self.open()
        self.preferences(s)
        self.reveal(s, "push button", "Export…")
        s.key("Return")
        s.settle()
        s.key("ctrl+a")
        s.type("/proc/all.zip")
        s.key("Return")
        s.find("label", re.compile("^Nothing was exported: "), seen=True)
        self.assert_clean(s)

    def test_erases_everything(self):
        home = self.folder()
        outside = home + "/outside"
        folder = home + "/.local/share/matinee"
        os.makedirs(outside)
        os.makedirs(folder + "/models")
        with open(outside + "/diary", "w") as diary:
            diary.write("dear")
        os.symlink(outside, folder + "/models/out")
        s = self.open(home=home)
        self.pick(s, 0)
        s.wait_for(lambda: self.profiles(s), what="the profile")
        self.preferences(s)
        self.reveal(s, "push button", "Erase Everything…")
        s.key("Return")
        s.find("label", "Erase Everything?", seen=True)
        s.find("push button", re.compile("Cancel$"), seen=True).click()
        s.settle()
        self.assertEqual(self.profiles(s), ["my-picks.matinee.json"])
        s.find("push button", "Erase Everything…", seen=True).click()
        s.find("push button", re.compile("Erase$"), seen=True).click()
        s.find("label", "Everything Is Erased", seen=True)
        s.find("label", re.compile(r"^Profiles: 1 file, .*\nModels: 1 file, 0 bytes\nSettings: as they were at first$"))
        self.assertFalse(os.path.exists(folder))
        self.assertEqual(os.listdir(outside), ["diary"])
        # The window below has a button to close it, too.
        s.find("push button", re.compile("^_Close"), seen=True).click()
        s.wait_for(lambda: len(s.find_all("label", "Empty")) == len(PLACES) - 1, what="the new sizes")
        s.key("Escape")
        s.wait_for(lambda: len(s.windows()) == 1, what="the preferences to close")
        self.assertFalse(s.exists("push button", re.compile("^Remove ")))
        self.assert_clean(s)


if __name__ == "__main__":
    support.main()
