# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""What the desktop asks of the program over a private bus: to start, and to answer searches of GNOME Shell."""

import os
import re
import shutil
import subprocess
import time
import unittest
from xml.etree import ElementTree

import support
from minibus import DBusError
from support import WindowCase, title_of

NAME = "io.github.matinee_app.Matinee"
PATH = "/io/github/matinee_app/Matinee"
BUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


class DesktopCase(WindowCase):
    def shell(self, s, member, signature, *arguments):
        return s.bus.call(NAME, PATH + "/SearchProvider", "org.gnome.Shell.SearchProvider2", member, signature,
                          arguments, timeout=30)

    def search(self, s, *terms):
        return self.shell(s, "GetInitialResultSet", "as", terms)[0]

    def names(self, s, ids):
        return [dict(meta)["name"] for meta in self.shell(s, "GetResultMetas", "as", ids)[0]]

    def first_title(self, s):
        return title_of(self.cells(s)[0].name)

    def activatable(self, s):
        """Ends the program and lets the bus start it from now on, as the installed file says."""
        with open(s.folder + "/services/" + NAME + ".service", "w") as service:
            service.write(f"[D-BUS Service]\nName={NAME}\nExec={support.MATINEE} --gapplication-service\n")
        s.bus.call(*BUS, "ReloadConfig")
        self.assertEqual(s.stop(), 0, s.log()[-4000:])
        self.assertFalse(s.bus.call(*BUS, "NameHasOwner", "s", (NAME,))[0])

    def follow(self, s):
        """From now on the program is the one that the bus has started."""
        pid = s.bus.call(*BUS, "GetConnectionUnixProcessID", "s", (NAME,))[0]
        s.is_own = lambda other: other == pid
        s.program = Started(pid)

    def wait_for_end(self, s):
        end = time.monotonic() + 20
        while s.program.poll() is None:
            self.assertLess(time.monotonic(), end, "it did not end")
            time.sleep(0.05)


class Started:
    """As much of a subprocess as a session needs, for one that is not its child."""

    def __init__(self, pid):
        self.pid, self.returncode = pid, None

    def wait(self, timeout=None):
        return self.poll()

    def poll(self):
        return None if os.path.exists(f"/proc/{self.pid}") else 0


class Search(DesktopCase):
    def test_words_find_films(self):
        s = self.open()
        title = self.first_title(s)
        words = re.sub(r" \(\d{4}\)$", "", title).lower().split()
        ids = self.search(s, *words)
        self.assertEqual(self.names(s, ids[:1]), [title])
        metas = dict(self.shell(s, "GetResultMetas", "as", ids[:1])[0][0])
        self.assertEqual(metas["id"], ids[0])
        self.assertTrue(metas["description"])
        self.assertEqual(self.shell(s, "GetSubsearchResultSet", "asas", ids, words)[0], ids)
        self.assert_clean(s)

    def test_nonsense_finds_nothing(self):
        s = self.open()
        self.cells(s)
        for words in ([], [""], ["  "], ["qqqqzzzzxxxx"]):
            self.assertEqual(self.search(s, *words), [], words)
        for ids in (["0"], ["-1"], ["999999999"], ["99999999999999999999"], ["x"], [""], ["1 OR 1"]):
            self.assertEqual(self.names(s, ids), [], ids)
            self.shell(s, "ActivateResult", "sasu", ids[0], [], 0)
        self.assertEqual(len(s.windows()), 1)
        with self.assertRaises(DBusError):
            self.shell(s, "GetInitialResultSet", "s", "not a list")
        self.assert_clean(s)

    def test_enter_shows_recommendations_like_it(self):
        s = self.open()
        title = self.first_title(s)
        words = re.sub(r" \(\d{4}\)$", "", title).split()
        self.shell(s, "ActivateResult", "sasu", self.search(s, *words)[0], words, 0)
        heading = f"More Like “{' '.join(words)}”"
        s.wait_for(lambda: s.exists("list", heading, seen=True), what=heading)
        s.wait_for(lambda: len(s.find("list", heading).children) > 3, what="films like it")
        s.key("Escape")
        self.assert_clean(s)

    def test_the_search_goes_on_in_the_window(self):
        s = self.open()
        title = self.first_title(s)
        words = re.sub(r" \(\d{4}\)$", "", title).split()
        s.key("ctrl+4")
        self.shell(s, "LaunchSearch", "asu", words, 0)
        s.wait_for(lambda: s.find("entry", "Search titles", seen=True).text == " ".join(words), what="the words")
        s.wait_for(lambda: self.first_title(s) == title, what="the film")
        self.assert_clean(s)


class Export(DesktopCase):
    def test_the_list_is_written_as_the_name_says(self):
        s = self.open()
        folder = self.folder()
        self.pick(s, 0)
        s.wait_for(lambda: s.exists("label", re.compile("^Because you picked "), seen=True), what="reasons")
        titles = self.suggestions(s)
        for name, first in (("list.csv", "Title,Year,Review"), ("list.html", "<!DOCTYPE html>"),
                            ("list.txt", "Films for My Picks")):
            s.key("ctrl+e")
            s.wait_for(lambda: len(s.x_windows()) > 1, what="the dialog")
            s.settle()
            s.key("ctrl+a")
            s.type(folder + "/" + name)
            s.key("Return")
            s.find("label", re.compile("^Saved as .*" + name), timeout=30, seen=True)
            with open(folder + "/" + name, encoding="utf-8") as file:
                text = file.read()
            self.assertTrue(text.startswith(first), text[:200])
            self.assertIn(re.sub(r" \(\d{4}\)$", "", titles[0]), text)
        self.assertEqual(sorted(os.listdir(folder)), ["list.csv", "list.html", "list.txt"])
        self.assert_clean(s)


class Recent(DesktopCase):
    def listed(self, s):
        """Names of files in the desktop's list that the program added, and whether it says that it can open them."""
        try:
            tree = ElementTree.parse(s.home + "/.local/share/recently-used.xbel")
        except (OSError, ElementTree.ParseError):
            return {}
        group = "{http://www.freedesktop.org/standards/desktop-bookmarks}group"
        return {os.path.basename(mark.get("href")): any(node.text == "Matinee" for node in mark.iter(group))
                for mark in tree.iter("bookmark")}

    def menu(self, s):
        s.key("F10")
        return s.find("menu item", "Open Recent", seen=True)

    def test_a_file_comes_into_the_window_that_is_there_and_into_the_list(self):
        # libcloudproviders, which the dialog brings along, leaves two paths behind, and stacks are too short for
        # tests/lsan.supp to know it by.
        s = self.open(env={"ASAN_OPTIONS": "detect_leaks=0"})
        self.pick(s, 0)
        s.wait_for(lambda: self.profiles(s), what="the profile")
        s.key("F10")
        s.find("menu item", "Open…", seen=True)
        self.assertFalse(s.exists("menu item", "Open Recent"))
        s.key("Escape")
        folder = self.folder()
        shutil.copy(s.home + "/.local/share/matinee/profiles/" + self.profiles(s)[0], folder + "/a_friend.json")
        with open(folder + "/broken.json", "w") as file:
            file.write("{")

        # The second program only says so to the first.
        for name in ("broken.json", "a_friend.json"):
            done = subprocess.run([support.MATINEE, folder + "/" + name], env=s.env, timeout=30)
            self.assertEqual(done.returncode, 0)
        s.wait_for(lambda: self.listed(s), what="the desktop's list")
        self.assertEqual(self.listed(s), {"a_friend.json": True})
        self.assertEqual(len(s.windows()), 1)

        # What is exported is in the list, too, and not in the menu.
        s.key("ctrl+e")
        s.wait_for(lambda: len(s.x_windows()) > 1, what="the dialog")
        s.settle()
        s.key("ctrl+a")
        s.type(folder + "/films.csv")
        s.key("Return")
        s.wait_for(lambda: self.listed(s) == {"a_friend.json": True, "films.csv": False}, what="what was exported")

        self.menu(s).click()
        s.find("menu item", "a_friend.json", seen=True)
        self.assertFalse(s.exists("menu item", "films.csv"))
        s.find("menu item", "a_friend.json", seen=True).click()
        s.settle()
        os.unlink(folder + "/a_friend.json")
        self.assert_clean(s)

        self.assertEqual(s.stop(), 0, s.log()[-4000:])
        s.start()
        self.cells(s)
        s.key("F10")
        s.find("menu item", "Open…", seen=True)
        self.assertFalse(s.exists("menu item", "Open Recent"), "a file that is gone")
        s.key("Escape")
        self.assert_clean(s)


class Activation(DesktopCase):
    def test_a_search_starts_it_without_a_window(self):
        s = self.open()
        title = self.first_title(s)
        words = re.sub(r" \(\d{4}\)$", "", title).split()
        self.activatable(s)
        ids = self.search(s, *words)
        self.assertEqual(self.names(s, ids[:1]), [title])
        self.follow(s)
        self.assertEqual(s.x_windows(), [])
        self.shell(s, "ActivateResult", "sasu", ids[0], words, 0)
        s.wait_for(lambda: len(s.windows()) == 2, 30, what="the window and what is like the film")
        s.settle()
        s.key("Escape")
        s.wait_for(lambda: len(s.windows()) == 1, what="the list to close")
        s.key("ctrl+q")
        self.wait_for_end(s)

    def test_the_desktop_starts_it_and_it_stays_one(self):
        s = self.open()
        self.cells(s)
        self.activatable(s)
        for _ in range(2):
            s.bus.call(NAME, PATH, "org.freedesktop.Application", "Activate", "a{sv}", ({},), timeout=30)
        self.follow(s)
        s.wait_for(lambda: s.x_windows() and s.windows(), 30, "the window")
        self.cells(s)
        self.assertEqual(len(s.windows()), 1)
        s.key("ctrl+q")
        self.wait_for_end(s)


if __name__ == "__main__":
    unittest.defaultTestLoader.sortTestMethodsUsing = None
    support.main()
