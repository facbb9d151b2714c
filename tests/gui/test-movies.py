# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""The view Movies: finding films, saying what one thinks of them, narrowing the list, asking why."""

import re
import unittest

import support
from session import SessionError
from support import WindowCase, title_of

ALL_FILMS = re.compile(r"^[\d,]+ films$")
SOME_FILMS = re.compile(r"^[\d,]+ of [\d,]+ films$")


class MoviesCase(WindowCase):
    def focused_cell(self, s, pattern):
        """Waits until the focused film's name has @pattern in it; returns the name."""
        def look():
            _node, role, name = s.focused() or (None, None, "")
            return role in ("table cell", "list item") and re.search(pattern, name) and name
        return s.wait_for(look, what=f"a focused film that is {pattern!r}")

    def close_popover(self, s):
        s.key("Escape")
        s.wait_for(lambda: not any(window[5] for window in s.x_windows()), what="the popover to go")

    def insist(self, s, act, look, what):
        """Acts until it is seen to have worked: X loses a click now and then after a popover has closed."""
        for _ in range(4):
            act()
            try:
                return s.wait_for(look, timeout=4, what=what)
            except SessionError:
                pass
        self.fail(f"no {what}, however often it was tried")

    def tab_to(self, s, name):
        """Moves the focus on until it is on the control of that name."""
        for _ in range(60):
            if s.focused() and s.focused()[2] == name:
                return
            s.key("Tab")
            s.settle()
        self.fail(f"Tab never comes to {name!r}")

    def shown(self, s):
        return [title_of(cell.name) for cell in s.find_all("table cell", seen=True)]

    def genres_of(self, name):
        return re.split(r", ", name)[1].split(" · ")


class Finding(MoviesCase):
    def test_typing_anywhere_searches_and_escape_clears(self):
        s = self.open()
        films = self.shown(s)
        wanted = films[7]
        self.pick(s, 0)     # the focus is on a film, as after every click
        s.type(wanted.split(" (")[0].lower())
        s.wait_for(lambda: self.shown(s)[:1] == [wanted], what=wanted)
        s.find("label", SOME_FILMS, seen=True)
        self.assertEqual(s.focused()[2], "Search titles")

        s.key("Down")
        self.assertIn(wanted, self.focused_cell(s, ""))
        s.key("Escape")
        s.find("label", ALL_FILMS, seen=True)
        s.wait_for(lambda: self.shown(s)[:3] == films[:3], what="all films")
        self.assert_clean(s)

    def test_nothing_found_names_the_search(self):
        s = self.open()
        self.cells(s)
        s.key("ctrl+f")
        s.type("xyzzyx")
        s.find("label", re.compile("“xyzzyx”"), seen=True)
        s.find("push button", "Clear Search", seen=True).click()
        s.find("label", ALL_FILMS, seen=True)
        self.assertEqual(s.find("entry", "Search titles").text, "")
        self.assert_clean(s)

    def test_first_screen_spans_genres(self):
        s = self.open()
        genres = {genre for cell in self.cells(s)[:10] for genre in self.genres_of(cell.name)}
        self.assertGreaterEqual(len(genres), 4)

    def test_genre_and_order(self):
        s = self.open()
        self.cells(s)
        s.choose("Genre", "Comedy")
        s.wait_for(lambda: all("Comedy" in self.genres_of(cell.name) for cell in self.cells(s)), what="comedies")
        s.find("label", SOME_FILMS, seen=True)
        s.choose("Order", "Year")
        years = s.wait_for(lambda: self.years(s), what="the newest first")
        self.assertEqual(years, sorted(years, reverse=True))
        self.assert_clean(s)

    def years(self, s):
        years = [int(re.search(r"\((\d{4})\)", title).group(1)) for title in self.shown(s)]
        return years if years == sorted(years, reverse=True) else None

    def test_tab_passes_lists_in_one_step(self):
        s = self.open()
        self.pick(s, 1)
        names = [name for role, name in s.tab_order(30)]
        for place in ("Age", "Start Over", "From popular to particular", "Filters", "Search titles", "Genre"):
            self.assertIn(place, names)
        self.assertLess(names.index("Start Over"), names.index("From popular to particular"))
        self.assertEqual(sum(role == "list item" for role, name in s.tab_order(30)), 1)


class Judging(MoviesCase):
    def test_keys_on_a_film(self):
        s = self.open()
        self.cells(s)
        s.key("ctrl+f")
        s.key("Down")
        self.focused_cell(s, r"\)")
        s.key("Return")
        self.focused_cell(s, "loved")
        s.key("4")
        self.focused_cell(s, "rated, 4 stars")
        s.key("1")
        self.focused_cell(s, "rated, 1 star$")
        s.key("0")
        self.focused_cell(s, "loved$")
        s.key("space")
        name = self.focused_cell(s, r"^(?!.*(loved|rated))")
        s.key("0")          # takes stars away: must not make a pick
        s.key("ctrl+d")
        self.focused_cell(s, "seen$")
        s.key("Delete")
        self.focused_cell(s, "not interested$")
        s.key("ctrl+z")
        self.focused_cell(s, "seen$")
        s.key("ctrl+z")
        self.assertEqual(self.focused_cell(s, r"^(?!.*seen)"), name)
        self.assertEqual(self.chips(s), [])
        self.assert_clean(s)

    def test_a_click_on_a_star_rates_and_does_not_toggle(self):
        s = self.open()
        cell = self.cells(s)[0]
        x, y, width, height = s.to_screen(cell)
        s.click(x + width // 2, y + height - 6)
        name = s.wait_for(lambda: re.search("rated, 3 stars", self.cells(s)[0].name), what="three stars")
        self.assertIsNotNone(name)
        self.assert_clean(s)

    def test_not_interested_leaves_the_list_and_undo_brings_it_back(self):
        s = self.open()
        before = self.suggestions(s)
        s.find("list", "Suggestions").children[0].click()      # a click asks why
        s.find("heading", "Why “%s”?" % before[0].split(" (")[0], seen=True)
        self.close_popover(s)
        self.focused_cell(s, re.escape(before[0]))
        s.key("Delete")
        s.wait_for(lambda: before[0] not in self.suggestions(s), what="the film to leave")
        self.focused_cell(s, re.escape(before[1]))             # the focus goes on to the next one
        undo = s.find("push button", re.compile("Undo$"), seen=True)
        self.insist(s, undo.click, lambda: self.suggestions(s) == before, "undo")
        self.assert_clean(s)

    def test_menu_says_what_can_be_done_now(self):
        s = self.open()
        self.pick(s, 0)
        s.key("Menu")
        s.find("menu item", "Remove From Favorites", seen=True)
        self.close_popover(s)
        s.key("Delete")
        self.focused_cell(s, "not interested$")
        s.key("shift+F10")
        s.find("menu item", "Interested After All", seen=True).click()
        self.focused_cell(s, r"^(?!.*not interested)")
        s.wait_for(lambda: not any(window[5] for window in s.x_windows()), what="the menu to go")
        self.insist(s, lambda: self.cells(s)[2].click(button=3),
                    lambda: s.exists("menu item", "Add to Favorites", seen=True), "menu")
        s.find("menu item", "Add to Favorites", seen=True).click()
        s.wait_for(lambda: len(self.chips(s)) == 1, what="the pick")
        self.assert_clean(s)

    def test_more_like_this(self):
        s = self.open()
        label = self.pick(s, 0)
        s.key("ctrl+l")
        title = "More Like “%s”" % label.split(" (")[0]
        rows = s.wait_for(lambda: s.find("list", title).find_all("list item"), what="films like it")
        self.assertGreater(len(rows), 3)
        heart = s.find("push button", re.compile(r"^Add .* to Favorites$"))
        added = re.match("Add (.*) to Favorites", heart.name).group(1)
        heart.click()
        s.find("push button", f"Remove {added} From Favorites")
        s.key("Escape")
        s.wait_for(lambda: added in self.chips(s), what="the new pick")
        self.assert_clean(s)


class Narrowing(MoviesCase):
    def open_filters(self, s):
        s.find("push button", "Filters", seen=True).click()
        return s.find("push button", re.compile("^Drama: "), seen=True)

    def row_genres(self, s):
        """Genres of the rows, from the line below the title."""
        lines = []
        for row in s.find("list", "Suggestions").children:
            labels = [node.name for node in row.find_all("label")]
            lines.append(labels[1].replace("\u00a0", " ").replace("\u2011", "-").split(" · ")[1:])
        return lines

    def test_a_genre_is_any_only_or_never(self):
        s = self.open()
        before = self.suggestions(s)
        drama = self.open_filters(s)
        self.assertEqual(drama.name, "Drama: any")
        drama.click()
        s.wait_for(lambda: drama.name == "Drama: only these", what="only")
        s.wait_for(lambda: all("Drama" in genres for genres in self.row_genres(s)), what="dramas only")
        drama.click()
        s.wait_for(lambda: drama.name == "Drama: never", what="never")
        s.wait_for(lambda: not any("Drama" in genres for genres in self.row_genres(s)), what="no dramas")
        self.assertEqual(len(self.suggestions(s)), 20)
        self.close_popover(s)
        self.tab_to(s, "Remove Filter “No Drama”")     # by key: X loses a click now and then after a popover
        s.key("Return")
        s.wait_for(lambda: self.suggestions(s) == before, what="all genres")
        self.assert_clean(s)

    def test_nothing_left_names_the_filters(self):
        s = self.open()
        before = self.suggestions(s)
        drama = self.open_filters(s)
        drama.click()
        first = int(s.find("spin button", "From year").value)
        self.tab_to(s, "To year")
        s.key("ctrl+a")
        s.type(str(first))
        s.key("Return")
        s.find("label", re.compile("“Only Drama” and “.*%d” together hide every film" % first))
        self.close_popover(s)
        self.tab_to(s, "Clear Filters")
        s.key("Return")
        s.wait_for(lambda: self.suggestions(s) == before, what="all films")
        self.assert_clean(s)

    def test_popular_and_particular_differ(self):
        s = self.open()
        for position in (0, 2, 4):
            self.pick(s, position)
        middle = self.suggestions(s)
        self.tab_to(s, "From popular to particular")
        s.key("End")
        particular = s.wait_for(lambda: self.unlike(s, middle), what="a particular list")
        s.key("Home")
        s.wait_for(lambda: self.unlike(s, particular), what="a popular list")
        for _ in range(10):
            s.key("Right")
        s.wait_for(lambda: self.suggestions(s) == middle, what="the list of before")
        self.assert_clean(s)

    def unlike(self, s, titles):
        found = self.suggestions(s)
        return len(found) == 20 and found != titles and found

    def test_show_more(self):
        s = self.open()
        before = self.suggestions(s)
        self.tab_to(s, "Show More")
        s.key("Return")
        s.wait_for(lambda: len(self.suggestions(s)) == 40, what="forty films")
        self.assertEqual(self.suggestions(s)[:20], before)
        self.assert_clean(s)


class Asking(MoviesCase):
    def test_why_names_the_picks(self):
        s = self.open()
        picked = [self.pick(s, position) for position in (0, 3)]
        s.find("push button", re.compile("^Why "), seen=True).click()
        for label in picked:
            s.find("label", label, seen=True)
        s.find("label", re.compile(r"^Now No\. 1 of [\d,]+ films\.$"), seen=True)
        self.close_popover(s)
        self.assert_clean(s)

    def test_headings_claim_no_more_than_is_known(self):
        s = self.open()
        s.find("heading", "Popular Films", seen=True)
        self.assertNotIn("match", s.find("list", "Suggestions").children[0].name)
        s.choose("Gender", "Female")
        s.find("heading", "Popular With People Like You", seen=True)
        self.insist(s, lambda: self.cells(s)[0].click(), lambda: self.chips(s), "pick")
        s.find("heading", "For You", seen=True)
        s.wait_for(lambda: "match" in s.find("list", "Suggestions").children[0].name, what="a match")
        self.assert_clean(s)

    def test_narrow_window_asks_in_a_window_of_its_own(self):
        s = self.open(size=(380, 700))
        s.resize(350, 660)
        self.cells(s)[0].click()
        s.find("push button", "For You", seen=True).click()
        s.find("push button", re.compile("^Why "), seen=True).click()
        s.wait_for(lambda: len(s.windows()) == 2, what="the sheet")
        s.key("Escape")
        s.wait_for(lambda: len(s.windows()) == 1, what="the sheet to go")
        self.assert_clean(s)


if __name__ == "__main__":
    support.main()
