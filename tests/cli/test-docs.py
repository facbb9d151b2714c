#!/usr/bin/python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""The options that --help lists are those of the man pages and of all three completions, no more, no fewer."""

import os
import re
import shutil
import subprocess
import sys

from support import Case, main

DATA = sys.argv[3]
SUBCOMMANDS = ("recommend", "explore", "prepare", "train", "tune", "evaluate", "report", "inspect", "bench")


def read(*names):
    with open(os.path.join(DATA, *names), encoding="utf-8") as file:
        return file.read()


class Documents(Case):
    maxDiff = None

    def options_in_help(self, *words):
        options = set()
        for line in self.matinee(*words, "--help").out.splitlines():
            match = re.match(r"  (?:(-\w), )?(--[\w-]+)", line)
            if match:
                options |= {option for option in match.groups() if option}
        self.assertIn("--help", options)
        return options

    def options_in_man(self, name):
        section = read("man", name).split(".SH OPTIONS\n")[1].split(".SH ")[0]
        options = set()
        for line in re.findall(r"^\.TP\n(.*)$", section, re.MULTILINE):
            plain = re.sub(r"\\f.", "", line).replace("\\-", "-")
            options |= set(re.findall(r"(?:^|, )(--?\w[\w-]*)", plain))
        return options

    def options_in_bash(self, subcommand):
        text = read("completions", "matinee.bash")
        variables = dict((name, value) for name, _, value in re.findall(r"(\w+)=(['\"])(-.*?)\2", text, re.DOTALL))
        value = variables[subcommand].replace("$common", variables["common"])
        return set(value.split())

    def options_in_zsh(self, subcommand):
        text = read("completions", "_matinee")

        def options_in(body):
            found = set()
            for line in body.splitlines():
                pair = re.search(r"\{(-\w),(--[\w-]+)\}", line)
                single = re.match(r"""\s*['"]\*?(--[\w-]+)\[""", line)
                found |= set(pair.groups()) if pair else {single[1]} if single else set()
            return found

        if subcommand == "main":
            return options_in(text.split("_describe -t")[1])
        body = re.search(r"^_matinee_%s \(\) \{\n(.*?)^\}" % subcommand, text, re.DOTALL | re.MULTILINE)[1]
        self.assertIn("$common", body)
        return options_in(body) | options_in(re.search(r"common=\((.*?)^  \)", text, re.DOTALL | re.MULTILINE)[1])

    def options_in_fish(self, subcommand):
        condition = "__fish_use_subcommand" if subcommand == "main" else f"'__fish_seen_subcommand_from {subcommand}'"
        options = set()
        for line in read("completions", "matinee.fish").splitlines():
            if line.startswith(f"complete -c matinee -n {condition} "):
                before = line.split(" -d ")[0]
                options |= {"-" + short for short in re.findall(r" -s (\w)", before)}
                options |= {"--" + name for name in re.findall(r" -l ([\w-]+)", before)}
        return options

    def test_subcommands(self):
        for subcommand in SUBCOMMANDS:
            with self.subTest(subcommand):
                expected = self.options_in_help(subcommand)
                self.assertEqual(self.options_in_man(f"matinee-{subcommand}.1"), expected)
                self.assertEqual(self.options_in_bash(subcommand), expected)
                self.assertEqual(self.options_in_zsh(subcommand), expected)
                self.assertEqual(self.options_in_fish(subcommand), expected)

    def test_main(self):
        expected = self.options_in_help()
        self.assertEqual(self.options_in_man("matinee.1"), expected)
        self.assertEqual(self.options_in_bash("main"), expected)
        self.assertEqual(self.options_in_zsh("main"), expected)
        self.assertEqual(self.options_in_fish("main"), expected)

    def test_all_name_the_subcommands(self):
        for text in (read("man", "matinee.1").replace("\\-", "-"), *(read("completions", name) for name in
                     ("matinee.bash", "_matinee", "matinee.fish"))):
            for subcommand in SUBCOMMANDS:
                self.assertIn(subcommand, text)

    def test_man_pages_are_well_formed(self):
        if shutil.which("man") is None:
            self.skipTest("no man")
        for name in os.listdir(os.path.join(DATA, "man")):
            if name.endswith(".1"):
                result = subprocess.run(["man", "--warnings", "-l", os.path.join(DATA, "man", name)],
                                        capture_output=True, env=dict(os.environ, MANPAGER="cat", LC_ALL="C.UTF-8"),
                                        check=False)
                self.assertEqual((result.returncode, result.stderr), (0, b""), name)

    def test_shells_accept_the_completions(self):
        for shell, name in (("bash", "matinee.bash"), ("zsh", "_matinee"), ("fish", "matinee.fish")):
            if shutil.which(shell) is not None:
                result = subprocess.run([shell, "-n", os.path.join(DATA, "completions", name)], capture_output=True,
                                        check=False)
                self.assertEqual((result.returncode, result.stderr), (0, b""), name)

    def test_bash_completes(self):
        script = ('source "$0"; COMP_WORDS=(matinee "$@"); COMP_CWORD=$#; _matinee; printf "%s\\n" "${COMPREPLY[@]}"')
        for words, expected in ((("rec",), ["recommend"]), (("recommend", "--genre", "Ch"), ["Children's"]),
                                (("train", "--model", "bl"), ["blend"]), (("inspect", "--eng"), ["--engines", "--engine"]),
                                (("recommend", "--format", "c"), ["csv"])):
            result = subprocess.run(["bash", "-c", script, os.path.join(DATA, "completions", "matinee.bash"), *words],
                                    capture_output=True, encoding="utf-8", check=False)
            self.assertEqual(sorted(result.stdout.split()), sorted(expected))

    def test_fish_completes(self):
        if shutil.which("fish") is None:
            self.skipTest("no fish")
        for words, expected in (("rec", ["recommend"]), ("recommend --genre Ch", ["Children's"]),
                                ("train --model bl", ["blend"]), ("inspect --engi", ["--engine", "--engines"])):
            script = f'source {os.path.join(DATA, "completions", "matinee.fish")}; complete -C "matinee {words}"'
            result = subprocess.run(["fish", "--no-config", "-c", script], capture_output=True, encoding="utf-8",
                                    env=dict(os.environ, HOME=self.folder), check=False)
            self.assertEqual([line.split("\t")[0] for line in result.stdout.splitlines()], expected, result.stderr)


if __name__ == "__main__":
    main()
