#!/usr/bin/python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""`matinee recommend -i` from a pipe. On a terminal: see test-dispatch.py."""

import json
import os

from support import Case, DONE, FAILED, MODEL, main


class Prompt(Case):
    def ask(self, *lines, status=DONE, options=()):
        result = self.run_matinee("recommend", "-q", "-m", MODEL, "-i", *options, stdin="\n".join(lines) + "\n")
        self.assertEqual(result.status, status, result.err)
        return result

    def test_no_prompt_in_a_pipe(self):
        self.assertEqual(self.ask().out, "")
        self.assertEqual(self.ask("", "  ", "quit", "add 1").out, "")

    def test_search(self):
        for line in ("search comet harbour", "comet harbour", "  SEARCH  Comet  Harbour "):
            out = self.ask(line).out
            self.assertIn("     1  Comet Harbour (1967)", out.splitlines())
        self.assertIn("No film", self.ask("zzzzqqq").out)

    def test_picks(self):
        out = self.ask("add Comet Harbour", "rate 9 4.5", "rate Letters in Trieste 2", "rate 17=5", "seen 25",
                       "show 3").out
        for text in ("Added Comet Harbour (1967).", "4.5 ★", "Rated Letters in Trieste (1936): 2 ★.", "5 ★",
                     "will not be recommended", "For: Comet Harbour (1967); "):
            self.assertIn(text, out)
        self.assertEqual(len(out.split("For: ")[1].splitlines()), 4)

    def test_show_equals_one_call(self):
        lines = self.ask("add 1", "add 17", "age 24", "gender F", "occupation 18", "show 5").out.splitlines()
        once = self.matinee("recommend", "-q", "-m", MODEL, "-f", "1", "17", "-a", "24", "-g", "F", "-o", "18",
                            "-n", "5").out
        self.assertEqual(lines[-5:], once.splitlines())

    def test_options_are_where_it_starts(self):
        out = self.ask("show", options=("-f", "1", "-n", "4", "--genre", "Western")).out
        self.assertIn("For: Comet Harbour (1967)", out)
        self.assertEqual(len(out.splitlines()), 5)
        self.assertEqual(out.count("Western"), 4)

    def test_remove_undoes(self):
        empty = self.ask("show").out
        self.assertTrue(self.ask("add 1", "remove 1", "show").out.endswith(empty))
        self.assertTrue(self.ask("seen 1", "remove Comet Harbour", "show").out.endswith(empty))

    def test_explain(self):
        out = self.ask("add 1", "add 9", "explain 17").out
        self.assertRegex(out, r"score \d\.\d+, place \d+ of \d+")
        self.assertIn("  Comet Harbour (1967) ", out)
        self.assertIn("not among", self.ask("add 1", "explain 1").out)
        self.assertIn("nothing is known", self.ask("explain 1").out)

    def test_save_and_load(self):
        path = os.path.join(self.folder, "me and you.json")
        self.ask("add 1", "rate 9 3.5", "seen 25", "age 33", f"save {path}")
        with open(path, encoding="utf-8") as file:
            self.assertEqual(json.load(file)["name"], "me and you")
        self.assertEqual(self.ask(f"load {path}", "show").out.split("For: ")[1:],
                         [self.ask("age 33", "add 1", "rate 9 3.5", "seen 25", "show").out.split("For: ")[-1].splitlines()[0]
                          + "\n"] + self.ask("age 33", "add 1", "rate 9 3.5", "seen 25", "show").out.split("For: ")[-1:])

    def test_what_fails_is_told_and_the_rest_goes_on(self):
        for line in ("add", "add No such film anywhere", "add 161", "rate 1", "rate 1 6", "rate 1 4.3", "remove 1",
                     "age x", "age 131", "gender q", "occupation astronaut", "show x", "show 0", "explain", "save",
                     "save /no/such/folder/x.json", "load /no/such/file", f"load {self.folder}"):
            result = self.ask(line, "add 1", status=FAILED)
            self.assertIn("Added", result.out, line)
            self.assertNotEqual(result.err, "")

    def test_help_lists_the_commands(self):
        for line in ("help", "?", "HELP"):
            out = self.ask(line).out
            for command in ("search", "add", "rate", "remove", "seen", "show", "explain", "save", "load", "quit"):
                self.assertIn(f"  {command} ", out)

    def test_input_that_is_no_text(self):
        for noise in (b"\xff\xfe\n", b"add 1\0\n", b"x" * 100000 + b"\n"):
            result = self.run_matinee("recommend", "-q", "-m", MODEL, "-i", stdin=noise + b"add 1\n")
            self.assertEqual(result.status, FAILED)
            self.assertIn("Added", result.out)
        self.assertIn("Added", self.run_matinee("recommend", "-q", "-m", MODEL, "-i", stdin=b"add 1").out)


if __name__ == "__main__":
    main()
