# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""Charts by fingers: a tap reads out, a pinch zooms, a drag moves what has been zoomed into, and nothing else. Started as
`test-chart-touch.py TOUCH-WINDOW`."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

import broadway

WINDOW = os.path.abspath(sys.argv[1])
EPOCHS = 100


class Touch(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="matinee-touch-")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.browser = broadway.Browser(self.folder + "/run")
        self.addCleanup(self.browser.close)
        env = dict(self.browser.env, G_DEBUG="fatal-warnings", GTK_A11Y="none", HOME=self.folder, ADW_DISABLE_PORTAL="1")
        self.log = open(self.folder + "/out", "w+b")
        self.addCleanup(self.log.close)
        self.window = subprocess.Popen([WINDOW], env=env, stdout=self.log, stdin=subprocess.DEVNULL)
        self.addCleanup(self.window.wait)
        self.addCleanup(self.window.kill)
        self.wait_for(lambda: self.state is not None and self.browser.surfaces, "the window")
        self.x, self.y, self.width, self.height = self.state[:4]

    @property
    def state(self):
        """What the program has said last: place, part of the axis, reading."""
        with open(self.folder + "/out", encoding="utf-8") as log:
            lines = [line for line in log.read().split("\n")[:-1] if line]
        if not lines:
            return None
        *numbers, reading = lines[-1].split(" ", 6)
        return [float(number) for number in numbers] + [reading]

    @property
    def part(self):
        return self.state[4:6]

    @property
    def reading(self):
        return self.state[6]

    def wait_for(self, condition, what):
        end = time.monotonic() + 20
        while not condition():
            self.assertIsNone(self.window.poll(), "the program ended")
            self.assertLess(time.monotonic(), end, f"waited in vain for {what}: {self.state}")
            self.browser.look()

    def is_whole(self):
        return self.part[0] != self.part[0]

    def at(self, across, down=0.5):
        return self.x + self.width * across, self.y + self.height * down

    def pinch(self, before, after):
        """Two fingers as far from the middle as that, of the width."""
        for finger, side in ((1, -1), (2, 1)):
            self.browser.press(finger, *self.at(0.5 + side * before))
        self.browser.move(f1=self.at(0.5 - after), f2=self.at(0.5 + after))
        for finger in (1, 2):
            self.browser.release(finger)
        self.browser.look(0.2)

    def drag(self, start, end):
        self.browser.press(1, *start)
        self.browser.move(f1=end)
        self.browser.release(1)
        self.browser.look(0.2)

    def test_a_tap_reads(self):
        for place, epochs in ((0.35, range(20, 45)), (0.75, range(60, 85))):
            self.browser.press(1, *self.at(place))
            self.browser.release(1)
            self.wait_for(lambda: self.reading.startswith("Epoch "), "a reading")
            self.browser.look(0.2)
            self.assertIn(int(self.reading.split(":")[0].split()[1]), epochs)
        self.assertTrue(self.is_whole())

    def test_a_pinch_zooms_and_a_drag_moves(self):
        self.pinch(0.1, 0.2)
        self.wait_for(lambda: not self.is_whole(), "a zoom")
        low, high = self.part
        # Twice as far apart: half as much is seen, around the same place.
        self.assertAlmostEqual(high - low, EPOCHS / 2, delta=EPOCHS / 8)
        self.assertTrue(0 < low < EPOCHS / 2 < high < EPOCHS, self.part)

        # What is under the finger goes with it: to the right, earlier epochs come.
        self.drag(self.at(0.4), self.at(0.6))
        self.wait_for(lambda: self.part[0] < low - 1, "earlier epochs")
        self.assertAlmostEqual(self.part[1] - self.part[0], high - low, places=2)
        self.drag(self.at(0.6), self.at(0.4))
        self.wait_for(lambda: abs(self.part[0] - low) < 2, "the epochs from before")

        # And back out again, to all there is.
        self.pinch(0.3, 0.1)
        self.wait_for(self.is_whole, "everything")

    def test_a_drag_over_the_whole_chart_leaves_it_to_the_page(self):
        self.drag(self.at(0.3, 0.3), self.at(0.7, 0.7))
        self.assertTrue(self.is_whole(), self.part)


if not broadway.is_there():
    print("Skipped: no", broadway.SERVER)
    sys.exit(77)
del sys.argv[1:]
unittest.main()
