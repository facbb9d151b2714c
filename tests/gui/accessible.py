# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""The window as a screen reader has it: AT-SPI nodes, read anew at every look.

What GTK 4.8 does differently from the book:
- SHOWING is set on windows only, and hidden pages keep their old places: what a person can see is found
  by clipping and hit testing, see Node.on_screen().
- SCREEN coordinates are refused with a warning, so places are asked for relative to the window.
- A widget without an accessible name has its C type for a name: see TYPE_NAME.
- GetText(0, -1) is empty: the length must be given.
"""

import re

from minibus import DBusError

ATSPI = "org.a11y.atspi."
PROPERTIES = "org.freedesktop.DBus.Properties"
LAYER_POPUP, LAYER_WINDOW = 5, 7
TYPE_NAME = re.compile(r"^(Gtk|Adw|Gdk|Mtn)[A-Z]\w+$")

# The numbers of atspi-constants.h that GTK 4 uses.
ROLES = {
    2: "alert", 7: "check box", 11: "combo box", 16: "dialog", 20: "filler", 23: "frame", 27: "image", 29: "label",
    31: "list", 32: "list item", 33: "menu", 35: "menu item", 37: "page tab", 38: "page tab list", 39: "panel",
    42: "progress bar", 43: "push button", 44: "radio button", 45: "radio menu item", 48: "scroll bar",
    49: "scroll pane", 50: "separator", 51: "slider", 52: "spin button", 55: "table", 56: "table cell", 61: "text",
    62: "toggle button", 64: "tool tip", 69: "window", 75: "application", 79: "entry", 83: "heading", 88: "link",
    98: "list box", 99: "grouping", 101: "notification", 102: "info bar",
}
STATES = (
    "invalid active armed busy checked collapsed defunct editable enabled expandable expanded focusable focused "
    "has-tooltip horizontal iconified modal multi-line multiselectable opaque pressed resizable selectable selected "
    "sensitive showing single-line stale transient vertical visible").split()


def state_names(words):
    bits = words[0] | (words[1] << 32)
    return {name for i, name in enumerate(STATES) if bits >> i & 1}


class Node:
    def __init__(self, session, bus_name, path):
        self.session, self.bus_name, self.path = session, bus_name, path

    def __eq__(self, other):
        return isinstance(other, Node) and (self.bus_name, self.path) == (other.bus_name, other.path)

    def __hash__(self):
        return hash((self.bus_name, self.path))

    def __repr__(self):
        try:
            return f"<{self.role} {self.name!r}>"
        except DBusError:
            return f"<gone {self.path}>"

    def call(self, interface, method, signature="", *arguments):
        return self.session.a11y.call(self.bus_name, self.path, ATSPI + interface, method, signature, arguments)

    def get(self, interface, name):
        return self.session.a11y.call(self.bus_name, self.path, PROPERTIES, "Get", "ss", (ATSPI + interface, name))[0]

    @property
    def name(self):
        return self.get("Accessible", "Name")

    @property
    def description(self):
        return self.get("Accessible", "Description")

    @property
    def role(self):
        number = self.call("Accessible", "GetRole")[0]
        return ROLES.get(number, f"role {number}")

    @property
    def states(self):
        return state_names(self.call("Accessible", "GetState")[0])

    @property
    def children(self):
        return [Node(self.session, *reference) for reference in self.call("Accessible", "GetChildren")[0]]

    @property
    def parent(self):
        bus_name, path = self.get("Accessible", "Parent")
        return None if path.endswith("/null") or path.endswith("/root") or not path else Node(self.session, bus_name, path)

    @property
    def text(self):
        return self.call("Text", "GetText", "ii", 0, self.get("Text", "CharacterCount"))[0]

    @property
    def value(self):
        return self.get("Value", "CurrentValue")

    @property
    def layer(self):
        try:
            return self.call("Component", "GetLayer")[0]
        except DBusError:
            return 0

    @property
    def extents(self):
        """x, y, width and height in pixels of the window."""
        try:
            return tuple(self.call("Component", "GetExtents", "u", 1)[0])
        except DBusError:
            return (0, 0, 0, 0)

    def has(self, *states):
        return set(states) <= self.states

    def find(self, role=None, name=None, **options):
        return self.session.find(role, name, root=self, **options)

    def find_all(self, role=None, name=None, **options):
        return self.session.find_all(role, name, root=self, **options)

    def is_or_is_in(self, node):
        """Whether this node is `node` or below it."""
        at = self
        while at is not None:
            if at == node:
                return True
            at = at.parent
        return False

    @property
    def surface(self):
        """The window or popover that it is in."""
        at = self
        while at is not None and at.layer not in (LAYER_POPUP, LAYER_WINDOW):
            at = at.parent
        return at

    def hit(self, x, y):
        try:
            bus_name, path = self.call("Component", "GetAccessibleAtPoint", "iiu", int(x), int(y), 1)[0]
        except DBusError:
            return None
        return None if path.endswith("/null") or not path else Node(self.session, bus_name, path)

    def on_screen(self):
        """Whether a person can see it: it has a place inside all that clips it, and is what is found there."""
        x, y, width, height = self.extents
        if width <= 0 or height <= 0:
            return False

        left, top, right, bottom = x, y, x + width, y + height
        surface, at = None, self
        while at is not None:
            is_surface = at.layer in (LAYER_POPUP, LAYER_WINDOW)
            if at != self and (is_surface or at.role == "scroll pane"):
                cx, cy, cw, ch = at.extents
                left, top, right, bottom = max(left, cx), max(top, cy), min(right, cx + cw), min(bottom, cy + ch)
            if right <= left or bottom <= top:
                return False
            if is_surface:
                surface = at
                break
            at = at.parent
        if surface is None or surface == self:
            return surface is not None

        # A picture or the text in an entry is unknown to AT-SPI, so nothing may be found in the middle of a control.
        x, y = (left + right) // 2, (top + bottom) // 2
        points = (x, y), (left - 3, y), (x, top - 3), (left + 2, y), (right - 2, y)
        hits = (surface.hit(*point) for point in points)
        return any(hit is not None and hit.is_or_is_in(self) for hit in hits)

    def click(self, button=1):
        x, y, width, height = self.session.to_screen(self)
        self.session.click(x + width / 2, y + height / 2, button)
        return self

    def dump(self, depth=0):
        try:
            states = self.states - {"visible", "enabled", "sensitive", "focusable", "horizontal", "vertical"}
            lines = ["  " * depth + f"[{self.role}] {self.name!r} {self.extents} {' '.join(sorted(states))}"]
            for child in self.children:
                lines += child.dump(depth + 1)
            return lines
        except DBusError as error:
            return ["  " * depth + f"<{error}>"]
