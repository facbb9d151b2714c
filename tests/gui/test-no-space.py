# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""A full home, and one that cannot be written: messages, no loss. Started with one more argument: the library of
tests/support/mtn-no-space.c, which makes such a disk of the home."""

import os
import re
import sys

import support
from support import WindowCase

SHIM = os.path.abspath(sys.argv[4])
WORDS = {"full": "No space left on device", "read-only": "Read-only file system"}


class NoSpace(WindowCase):
    def turn(self, state):
        with open(self.switch, "w", encoding="ascii") as switch:
            switch.write(state)

    def open_on_disk(self, state):
        self.home, self.switch = self.folder(), self.folder() + "/switch"
        self.turn("off")
        # GIO and GTK leak what they could not write.
        env = {"LD_PRELOAD": SHIM, "MTN_FAULT_FOLDER": self.home, "MTN_FAULT_SWITCH": self.switch,
               "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0:detect_leaks=0"}
        os.makedirs(self.home + "/.config/gtk-4.0")
        self.turn(state)
        return self.open(home=self.home, env=env, fatal="criticals")

    def assert_clean(self, s):
        # GIO warns of settings, and GTK of the list of recent files, that they cannot write.
        others = re.compile("GLib-GIO-WARNING|Gtk-WARNING.*recently-used")
        self.assertEqual([line for line in s.complaints() if not others.search(line)], [])

    def temporary(self):
        """What should not stay: unfinished files."""
        return [name for _folder, _folders, files in os.walk(self.home + "/.local") for name in files
                if name.startswith(".") or re.search(r"\.[A-Z0-9]{6}$", name)]

    def save_as(self, s, path):
        s.wait_for(lambda: len(s.windows()) > 1, what="the chooser")
        s.settle()
        s.key("ctrl+a")
        s.type(path + "\n")

    def check(self, state):
        s = self.open_on_disk("off")
        first = self.pick(s, 0)
        s.wait_for(lambda: "my-picks.matinee.json" in self.profiles(s), what="the profile")
        s.wait_for(lambda: len(self.saved(s, "my-picks.matinee.json")["picks"]) == 1, what="the pick")

        self.turn(state)
        second = self.pick(s, 1)
        s.find("label", re.compile("^Your profile cannot be saved"), seen=True)
        self.assertTrue(s.exists("label", re.compile(WORDS[state])))
        self.assertCountEqual(self.chips(s), [first, second])
        self.assertEqual(len(self.saved(s, "my-picks.matinee.json")["picks"]), 1)

        s.key("ctrl+e")
        self.save_as(s, self.home + "/list.csv")
        s.find("label", re.compile("^The list was not saved: .*" + WORDS[state]), seen=True)
        self.assertFalse(os.path.exists(self.home + "/list.csv"))

        s.key("ctrl+4")
        s.find("list item", re.compile("^blend|Shipped|shipped|EDLAE"), seen=True)
        s.settle()
        s.key("ctrl+1")
        self.assertEqual(self.temporary(), [])

        # There is space again: with the next change all of it is kept.
        self.turn("off")
        third = self.pick(s, 2)
        s.wait_for(lambda: len(self.saved(s, "my-picks.matinee.json")["picks"]) == 3, what="all picks")
        s.wait_for(lambda: not s.exists("label", re.compile("^Your profile cannot be saved"), seen=True),
                   what="the message to go")
        self.assertCountEqual(self.chips(s), [first, second, third])
        self.assertEqual(s.stop(), 0, s.log()[-4000:])
        self.assert_clean(s)

    def test_full(self):
        self.check("full")

    def test_read_only(self):
        self.check("read-only")

    def test_starts_and_ends_where_nothing_can_be_written(self):
        for state in WORDS:
            with self.subTest(state=state):
                s = self.open_on_disk(state)
                picked = self.pick(s, 0)
                s.find("label", re.compile("^Your profile cannot be saved"), seen=True)
                self.assertEqual(self.chips(s), [picked])
                for view in "2341":
                    s.key("ctrl+" + view)
                    s.settle()
                self.assertEqual(s.stop(), 0, s.log()[-4000:])
                self.assertEqual(self.profiles(s), [])
                self.assert_clean(s)
                s.close()


if __name__ == "__main__":
    support.main()
