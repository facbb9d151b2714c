# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""The window in every language that it speaks: nothing is cut off, wide or on a telephone, and what is written from
the right has its window mirrored.

Started as `test-languages.py MATINEE MODEL SCHEMAS PO TRANSLATIONS MODULE`: the folders of the .po files and of what
was compiled of them, and the module of cut-labels.c.
"""

import ast
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

PO, TRANSLATIONS, MODULE = (os.path.abspath(path) for path in sys.argv[4:7])

import support
from support import WindowCase

LOCALES = {"ar": "ar_EG", "de": "de_DE", "es": "es_ES", "fr": "fr_FR", "ja": "ja_JP", "pt_BR": "pt_BR", "ru": "ru_RU"}
PLACEHOLDER = re.compile(r"%(?:\d\$)?[-+0 #']*[\d.]*(?:<PRIu64>|ll[du]|zu|[sdufgc])")


def languages():
    with open(PO + "/LINGUAS", encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]


def read_po(language):
    """[(context, message, translations)]"""
    with open(f"{PO}/{language}.po", encoding="utf-8") as file:
        text = file.read()
    found = []
    for block in re.split(r"\n\n+", text):
        fields, last = {}, None
        for line in block.splitlines():
            match = re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) (".*")$', line)
            if match:
                last = match[1]
                fields[last] = ast.literal_eval(match[2])
            elif line.startswith('"') and last:
                fields[last] += ast.literal_eval(line)
        if fields.get("msgid"):
            found.append((fields.get("msgctxt"), fields["msgid"],
                          [value for name, value in fields.items() if name.startswith("msgstr")]))
    return found


class Language:
    def __init__(self, name):
        self.name = name
        self.messages = read_po(name)
        self.table = {(context, message): texts[0] for context, message, texts in self.messages}
        # What the program says, apart from titles of films and other things that come from data.
        patterns = []
        for _context, _message, texts in self.messages:
            for text in texts:
                plain = re.sub(r"\(_\w\)", "", text).replace("_", "", 1) if "_" in text else text
                if len(PLACEHOLDER.sub("", plain).strip(" ·,:()")) >= 4:
                    parts = [re.escape(part.replace("%%", "%").replace("\n", " ")) for part in PLACEHOLDER.split(plain)]
                    patterns.append(".+".join(parts))
        self.own = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))

    def __call__(self, message, context=None):
        return self.table[(context, message)]

    def is_own(self, label):
        return self.own.fullmatch(label) is not None


class Languages(WindowCase):
    @classmethod
    def setUpClass(cls):
        cls.locales = tempfile.mkdtemp(prefix="matinee-locales-")
        cls.addClassCleanup(shutil.rmtree, cls.locales, True)

    def open_in(self, language, **options):
        locale = LOCALES[language.name]
        if not os.path.isdir(f"{self.locales}/{locale}.UTF-8"):
            subprocess.run(["localedef", "-i", locale, "-f", "UTF-8", f"{self.locales}/{locale}.UTF-8"],
                           check=True, capture_output=True)
        self.cut_file = self.folder() + "/cut"
        return self.open(env={"LC_ALL": locale + ".UTF-8", "LOCPATH": self.locales, "LANGUAGE": language.name,
                              "MATINEE_LOCALE_DIR": TRANSLATIONS, "LD_PRELOAD": MODULE,
                              "MTN_CUT_LABELS": self.cut_file}, **options)

    def look(self, s):
        """Labels that are cut off, and the direction of text."""
        if os.path.exists(self.cut_file):
            os.unlink(self.cut_file)
        s.settle()
        os.kill(s.program.pid, signal.SIGUSR1)
        s.wait_for(lambda: os.path.exists(self.cut_file), what="the labels that are cut off")
        with open(self.cut_file, encoding="utf-8") as file:
            *labels, direction = file.read().splitlines()
        return labels, direction

    def assert_whole(self, s, language, where):
        cut = [label for label in self.look(s)[0] if language.is_own(label)]
        self.assertEqual(cut, [], f"{language.name}: {where}")

    def visit(self, name):
        language = Language(name)
        s = self.open_in(language, size=(1400, 1000))
        s.wait_for(lambda: s.exists("list", language("Suggestions"), seen=True), what="the list")
        tabs = [tab.name for tab in s.find_all("page tab", seen=True)]
        self.assertEqual(tabs, [language(view) for view in ("Movies", "Charts", "Data", "Models")])
        self.assertEqual(self.look(s)[1], "rtl" if name == "ar" else "ltr")
        picker = s.find("table", language("Films"))
        results = s.find("list", language("Suggestions"))
        self.assertEqual(picker.extents[0] < results.extents[0], name != "ar", "which side the films are on")

        for width, height in ((1280, 800), (360, 640)):
            self.assertEqual(tuple(s.resize(width, height)), (width, height), name)
            for number, view in enumerate(("Movies", "Charts", "Data", "Models"), 1):
                s.key(f"ctrl+{number}")
                self.assert_whole(s, language, f"{view} at {width} pixels")
                self.assertEqual(tuple(s.main_window()[3:5]), (width, height), f"{name}: {view}")
            s.key("ctrl+1")
            if width < 500:
                for page in ("You", "For You", "Pick"):
                    s.find("push button", language(page), seen=True).click()
                    self.assert_whole(s, language, f"{page} at {width} pixels")
            s.find("toggle button" if s.exists("toggle button", language("Main Menu")) else "push button",
                   language("Main Menu"), seen=True).click()
            self.assert_whole(s, language, f"the menu at {width} pixels")
            s.key("Escape")
            s.settle()
            s.key("ctrl+comma")
            s.wait_for(lambda: len(s.windows()) == 2, what="the preferences")
            self.assert_whole(s, language, f"preferences at {width} pixels")
            s.key("Escape")
            s.wait_for(lambda: len(s.windows()) == 1, what="the preferences to close")
        self.assert_clean(s)


def add_tests():
    for name in languages():
        setattr(Languages, "test_" + name, lambda self, name=name: self.visit(name))


add_tests()
if shutil.which("localedef") is None or not os.path.isdir("/usr/share/i18n/locales"):
    print("1..0 # SKIP missing: localedef and its sources (Debian: locales)")
    sys.exit(0)
support.main()
