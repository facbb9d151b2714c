# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""The window for people who do not see it, see little, or cannot use a mouse: every view is walked as a screen
reader has it, and measured in pictures of the screen."""

import os

import support
from support import WindowCase

DATA = os.environ.get("MTN_SYNTHETIC_DATA", "")
VIEWS = ("Movies", "Charts", "Data", "Models")
LEAST_CONTRAST = 4.5


def luminance(colour):
    parts = [c / 255 for c in colour[:3]]
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class AccessCase(WindowCase):
    maxDiff = None

    def open_full(self, **options):
        """With data, where there are some, a run and a result, so that no view is an empty page."""
        home = self.folder()
        folder = home + "/.local/share/matinee/runs/one"
        os.makedirs(folder)
        with open(folder + "/one_log.jsonl", "w") as log:
            for epoch in (1, 2, 3):
                log.write('{"epoch": %d, "train_loss": %.2f, "val_loss": %.2f, "steps": %d, "seconds": 2}\n'
                          % (epoch, 1 / epoch, 1.2 / epoch, 50 * epoch))
        if os.path.isdir(DATA):
            os.makedirs(home + "/.config/glib-2.0/settings")
            with open(home + "/.config/glib-2.0/settings/keyfile", "w") as settings:
                settings.write(f"[io/github/matinee_app/Matinee]\ndata-location='{DATA}'\n")
        return self.open(home=home, **options)

    def views(self, s):
        for number, name in enumerate(VIEWS, 1):
            s.key(f"ctrl+{number}")
            s.settle()
            yield name


class Tree(AccessCase):
    def test_every_control_of_every_view_has_a_name(self):
        s = self.open_full()
        self.pick(s, 0)
        for width, height in ((1280, 800), (360, 640)):
            s.resize(width, height)
            for view in self.views(s):
                unnamed = [found for found in s.unlabelled() if found[0].on_screen()]
                self.assertEqual(unnamed, [], f"{view} at {width} pixels")
        self.assert_clean(s)

    def test_a_changed_list_is_told(self):
        s = self.open_full()
        told = s.find("list", "Suggestions").description
        self.assertRegex(told, r"^First in the list now: .+ \(\d{4}\), ")
        self.pick(s, 0)
        s.wait_for(lambda: s.find("list", "Suggestions").description != told, what="the change to be told")
        first = self.suggestions(s)[0]
        s.wait_for(lambda: s.find("list", "Suggestions").description.startswith("First in the list now: " + first),
                   what="the new first film")
        self.assert_clean(s)


class Measures(AccessCase):
    def is_within_panes(self, node, reach):
        """Whether everything as far as `reach` from its middle is in sight in what scrolls."""
        x, y, width, height = node.extents
        x, y, at = x + width / 2, y + height / 2, node.parent
        while at is not None:
            left, top, w, h = at.extents
            if at.role == "scroll pane" and not (left + reach < x < left + w - reach and top + reach < y < top + h - reach):
                return False
            at = at.parent
        return True

    def text_contrasts(self, s):
        """[(contrast, text)] of the labels that can be seen. The ground is the colour that most of the label's place
        has, the text the colour there that differs most from it: what is between are the smoothed edges."""
        picture = s.grab()
        found = []
        for node, _role, name, states in s.items(roles=("label", "heading")):
            if not name.strip() or "sensitive" not in states:
                continue
            x, y, width, height = (int(v) for v in s.to_screen(node))
            # What an edge cuts off shows too little of its letters.
            inside = 0 <= x < x + width <= picture.width and 0 <= y < y + height <= picture.height
            if not inside or not self.is_within_panes(node, height / 2) or not node.on_screen():
                continue
            # What others think of a film gives way to the stars of one that is picked.
            above = node.parent
            while above is not None and above.role != "table cell":
                above = above.parent
            if above is not None and ", loved" in above.name:
                continue
            place = picture.crop((x, y, x + width, y + height))
            colours = sorted(place.getcolors(1 << 24) or [], reverse=True)
            if not colours or min(place.size) < 6:
                continue
            ground = colours[0][1]
            found.append((max(contrast(ground, colour) for _count, colour in colours), name))
        return found

    def assert_contrasts(self, **looks):
        s = self.open_full(**looks)
        self.pick(s, 0)
        s.resize(1280, 800)
        s.move(2, 2)
        for view in self.views(s):
            # Not measured: at the places that AT-SPI gives for labels of Models there is no text.
            if view == "Models":
                continue
            found = self.text_contrasts(s)
            self.assertGreater(len(found), 3, view)
            faint = [(round(value, 2), name) for value, name in found if value < LEAST_CONTRAST]
            self.assertEqual(faint, [], f"{view} {looks}")
        self.assert_clean(s)

    def test_contrast_light(self):
        self.assert_contrasts()

    def test_contrast_dark(self):
        self.assert_contrasts(dark=True)

    def test_text_of_twice_the_size(self):
        s = self.open_full(text_scale=2)
        for width, height in ((1280, 800), (600, 800), (360, 640)):
            self.assertEqual(tuple(s.resize(width, height)), (width, height))
            for view in self.views(s):
                self.assertEqual(tuple(s.main_window()[3:5]), (width, height), view)
        self.assert_clean(s)


support.main()
