# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""The window for people who do not see it, see little, or cannot use a mouse: every view is walked as a screen
reader has it, and measured in pictures of the screen."""

import functools
import os

import support
from accessible import TYPE_NAME
from session import INTERACTIVE
from support import WindowCase

from PIL import ImageChops

DATA = os.environ.get("MTN_SYNTHETIC_DATA", "")
VIEWS = ("Movies", "Charts", "Data", "Models")
LEAST_CONTRAST = 4.5
LEAST_TARGET = 24
CONTROLS = ("push button", "toggle button", "check box", "combo box", "entry", "spin button", "slider", "page tab",
            "radio button", "list item")


@functools.cache
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


class Measures(AccessCase):
    def is_within_panes(self, extents, above, reach):
        """Whether everything as far as `reach` from its middle is in sight in what scrolls."""
        x, y, width, height = extents
        x, y = x + width / 2, y + height / 2
        return all(left + reach < x < left + w - reach and top + reach < y < top + h - reach
                   for _node, role, _name, (left, top, w, h) in above if role == "scroll pane")

    def labels(self, s):
        """A picture, and what s.seen() finds of labels in it: both of the same moment."""
        for _ in range(10):
            before = s.grab()
            found = s.seen(("label", "heading"))
            picture = s.grab()
            if ImageChops.difference(before, picture).getbbox() is None:
                return picture, found
        self.fail("the window does not come to rest")

    def text_contrasts(self, s):
        """[(contrast, text)] of the labels that can be seen. The ground is the colour that most of the label's place
        has, the text the colour there that differs most from it: what is between are the smoothed edges."""
        picture, labels = self.labels(s)
        measured, origins = [], {}
        for node, _role, name, states, extents, above in labels:
            if not name.strip() or "sensitive" not in states:
                continue
            # What others think of a film gives way to the stars of one that is picked.
            if any(role == "table cell" and ", loved" in cell for _node, role, cell, _extents in above):
                continue
            # All of a window is shifted alike.
            window = above[-1][0]
            if window not in origins:
                left, top, _width, _height = s.to_screen(node)
                origins[window] = left - extents[0], top - extents[1]
            x, y = (int(place + origin) for place, origin in zip(extents, origins[window]))
            width, height = extents[2:]
            # What an edge cuts off shows too little of its letters.
            inside = 0 <= x < x + width <= picture.width and 0 <= y < y + height <= picture.height
            if not inside or not self.is_within_panes(extents, above, height / 2):
                continue
            place = picture.crop((x, y, x + width, y + height))
            if min(place.size) < 6:
                continue
            # Asked for more colours than there are pixels, getcolors() has a table of that many to clear and to read.
            colours = sorted(place.getcolors(width * height), reverse=True)
            ground = colours[0][1]
            measured.append((max(contrast(ground, colour) for _count, colour in colours), name))
        return measured

    def assert_contrasts(self, **looks):
        s = self.open_full(**looks)
        self.pick(s, 0)
        s.resize(1280, 800)
        s.move(2, 2)
        for view in self.views(s):
            if view == "Models":
                # Its lists are filled a moment after the page has come.
                s.find("label", "While training", seen=True)
                s.settle()
            found = self.text_contrasts(s)
            self.assertGreater(len(found), 3, view)
            faint = [(round(value, 2), name) for value, name in found if value < LEAST_CONTRAST]
            self.assertEqual(faint, [], f"{view} {looks}")
        self.assert_clean(s)

    def test_contrast_light(self):
        self.assert_contrasts()

    def test_contrast_dark(self):
        self.assert_contrasts(dark=True)

    def test_contrast_high(self):
        self.assert_contrasts(contrast=True)

    def test_contrast_high_dark(self):
        self.assert_contrasts(contrast=True, dark=True)

    def test_focus_is_visible(self):
        s = self.open_full()
        s.resize(1280, 800)
        # Whatever follows the pointer looks otherwise too.
        s.move(2, 2)
        for view in self.views(s):
            pictures, seen = [], 0
            for _ in range(5):
                s.key("Tab")
                s.settle()
                focus = s.focused()
                pictures = pictures[-2:] + [s.grab()]
                if focus is None or len(pictures) < 3:
                    continue
                # Places in AT-SPI are without padding, and round that of the widest button is its ring. What the ring
                # of the stop before leaves is no difference from the picture before that one.
                x, y, width, height = s.to_screen(focus[0])
                around = tuple(int(v) for v in (max(0, x - 36), max(0, y - 18), x + width + 36, y + height + 18))
                others, now = [picture.crop(around) for picture in pictures[:2]], pictures[2].crop(around)
                ring = ImageChops.darker(*(ImageChops.difference(other, now).convert("L") for other in others))
                self.assertIsNotNone(ring.getbbox(), f"{view}: the focus on {focus[1:]} is not to be seen")
                seen += 1
            self.assertGreater(seen, 2, view)
        self.assert_clean(s)

    def is_large(self, node, extents, above):
        """Whether it is hit nearly half of the least size away from its middle: places in AT-SPI are without padding,
        which can be hit as well."""
        # A button's inside can be a node as well, with the same name: what is hit is the whole.
        _node, role, name, whole = above[0]
        if role in CONTROLS and name == node.name:
            node, extents, above = above[0][0], whole, above[1:]
        x, y, width, height = extents
        x, y, reach = x + width / 2, y + height / 2, LEAST_TARGET / 2 - 1
        ways = ((1, 0), (-1, 0)) if width < LEAST_TARGET else ()
        ways += ((0, 1), (0, -1)) if height < LEAST_TARGET else ()
        # What is half behind an edge is scrolled to first.
        if not self.is_within_panes(extents, above, reach):
            return True
        for dx, dy in ways:
            hit = node.surface.hit(x + dx * reach, y + dy * reach)
            if hit is None or not hit.is_or_is_in(node):
                return False
        return True

    def test_every_control_has_a_name_and_is_large_enough(self):
        s = self.open_full()
        self.pick(s, 0)
        for width, height in ((1280, 800), (360, 640)):
            s.resize(width, height)
            for view in self.views(s):
                found = s.seen(INTERACTIVE)
                self.assertGreater(len(found), 5, f"{view} at {width} pixels")
                unnamed = [(node, extents) for node, _role, name, _states, extents, _above in found
                           if not name.strip() or TYPE_NAME.match(name)]
                self.assertEqual(unnamed, [], f"{view} at {width} pixels")
                small = [(role, name, extents) for node, role, name, states, extents, above in found
                         if role in CONTROLS and "sensitive" in states and not self.is_large(node, extents, above)]
                self.assertEqual(small, [], f"{view} at {width} pixels")
        self.assert_clean(s)

    def test_text_of_twice_the_size(self):
        s = self.open_full(text_scale=2)
        for width, height in ((1280, 800), (600, 800), (360, 640)):
            self.assertEqual(tuple(s.resize(width, height)), (width, height))
            for view in self.views(s):
                self.assertEqual(tuple(s.main_window()[3:5]), (width, height), view)
        self.assert_clean(s)


support.main()
