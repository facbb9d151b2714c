#!/usr/bin/python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""The front door: subcommands, help, unknown words, and what happens without a display."""

import os
import pty
import subprocess

from support import Case, DONE, MATINEE, MODEL, environment, main

SUBCOMMANDS = ("recommend", "train", "tune", "evaluate", "inspect")


class Dispatch(Case):
    def test_help_and_version_list_the_subcommands(self):
        for option in ("--help", "-h", "--version"):
            out = self.matinee(option).out
            for subcommand in SUBCOMMANDS:
                self.assertIn(subcommand, out)
        self.assertRegex(self.matinee("--version").out, r"^matinee \d+\.\d+\.\d+\n")

    def test_every_subcommand_has_help_with_an_example(self):
        for subcommand in SUBCOMMANDS:
            for option in ("--help", "-h"):
                result = self.matinee(subcommand, option)
                self.assertEqual(result.err, "")
                self.assertIn(f"  matinee {subcommand} ", result.out)
                self.assertIn("--quiet", result.out)

    def test_unknown_words_get_a_suggestion(self):
        for word, meant in (("recomend", "recommend"), ("Recommend", "recommend"), ("trian", "train"),
                            ("insp", "inspect"), ("--hlep", "--help")):
            self.refuses(word, says=f"did you mean “{meant}”?")
        self.refuses("--", "recomend", says="did you mean “recommend”?")
        self.refuses(MODEL, "trian", says="did you mean “train”?")
        for words in (("bananas",), ("",), ("-m", "x"), ("--format", "json"), ("no/such/file",), ("x" * 5000,)):
            self.assertNotIn("did you mean", self.refuses(*words).err)

    def test_a_subcommand_of_another_version_is_unknown(self):
        for word in ("prepare", "evaluate", "explore", "report", "import", "export", "tune"):
            self.refuses(word)

    def test_unknown_options_get_a_suggestion(self):
        self.refuses("recommend", "--fromat", "json", says="did you mean --format?")
        self.refuses("train", "--outt=x", says="did you mean --out?")
        self.refuses("recommend", "--zzzz")
        self.refuses("recommend", "word", says="word")


class NoDisplay(Case):
    def test_without_a_terminal_a_sample(self):
        result = self.matinee()
        self.assertIn("1  ", result.out)
        self.assertIn("matinee recommend -f", result.err)
        self.assertEqual(len(result.out.strip().splitlines()) % 2, 1)

    def test_files_and_application_options_are_for_the_window(self):
        # Where there is no window, these end up in the terminal, never in a complaint about usage.
        for words in ((MODEL,), ("--", MODEL), ("--gapplication-service",), ("file://" + MODEL,)):
            self.assertEqual(self.matinee(*words).status, DONE)

    def test_a_broken_model_is_told(self):
        self.refuses(says="default.safetensors", status=1, MATINEE_MODEL_DIR=self.folder)

    def test_on_a_terminal_the_prompt(self):
        leader, follower = pty.openpty()
        process = subprocess.Popen([MATINEE], stdin=follower, stdout=follower, stderr=follower, env=environment())
        os.close(follower)
        os.write(leader, b"add 1\nshow 3\nquit\n")
        out = b""
        while True:
            try:
                chunk = os.read(leader, 4096)
            except OSError:
                break
            if not chunk:
                break
            out += chunk
        os.close(leader)
        self.assertEqual(process.wait(timeout=60), DONE)
        self.assertIn(b"> ", out)
        self.assertIn("Added Comet Harbour (1967)".encode(), out)


if __name__ == "__main__":
    main()
