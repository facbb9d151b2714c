# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""A private desktop for one program: Xvfb, a window manager, D-Bus with AT-SPI, a home of its own.

    with Session(["matinee"]) as s:
        s.find("table cell", re.compile("^Star Wars")).click()
        s.key("ctrl+z")

The program is driven as a person would, with mouse and keys, and read as a screen reader would. The bus can
start nothing but AT-SPI, so nothing of the machine's own session gets in. Whatever is started here ends
with the session, also when the test is killed.
"""

import ctypes
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time

from PIL import Image, ImageChops
from Xlib import X, XK, display as xdisplay
from Xlib.ext import xtest
from Xlib.protocol import event

from accessible import ATSPI, LAYER_POPUP, LAYER_WINDOW, PROPERTIES, ROLES, TYPE_NAME, Node, state_names
from minibus import Bus, DBusError

BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={run}</listen><auth>EXTERNAL</auth>
<servicedir>{services}</servicedir><policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"""
# No bindings of its own: every key and click reaches the program.
OPENBOX_CONFIG = """<?xml version="1.0"?><openbox_config xmlns="http://openbox.org/3.4/rc">
<focus><focusNew>yes</focusNew><focusLast>yes</focusLast></focus><placement><policy>Smart</policy>
<center>yes</center></placement><desktops><number>1</number></desktops><keyboard/><mouse/></openbox_config>
"""
INTERACTIVE = ("push button", "entry", "spin button", "combo box", "check box", "list", "table", "slider",
               "radio button", "toggle button", "text", "page tab", "list item", "table cell")
KEYS = {" ": "space", "\n": "Return", "-": "minus", ".": "period", ",": "comma", "'": "apostrophe", "?": "question", "/": "slash", "_": "underscore",
        "(": "parenleft", ")": "parenright"}
MODIFIERS = {"ctrl": "Control_L", "shift": "Shift_L", "alt": "Alt_L"}
PR_SET_PDEATHSIG = 1
libc = ctypes.CDLL(None)


class SessionError(AssertionError):
    pass


class Died(SessionError):
    """The program has ended though it should not have."""


def _die_with_parent():
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Session:
    """size: of the screen. dark, contrast, rtl, text_scale: looks. home: a folder that outlives the session.
    fatal: "warnings" or "criticals": the program dies on the first."""

    def __init__(self, command, size=(1400, 1000), dark=False, contrast=False, rtl=False, text_scale=1.0, home=None,
                 fatal=None, env=None):
        self.command, self.size, self.text_scale = list(command), size, text_scale
        self.folder = tempfile.mkdtemp(prefix="matinee-gui-")
        self.home = home or os.path.join(self.folder, "home")
        self.log_path = os.path.join(self.folder, "program.log")
        self.processes, self.program, self.bus, self.a11y, self.x = [], None, None, None, None
        self.env = self._make_env(dark, contrast, rtl, fatal)
        self.env.update(env or {})
        try:
            self._start_desktop()
            self.start()
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    # Starting and ending.

    def _make_env(self, dark, contrast, rtl, fatal):
        config = os.path.join(self.home, ".config")
        self.run_dir = os.path.join(self.folder, "run")
        os.makedirs(config + "/gtk-4.0", exist_ok=True)
        os.makedirs(self.run_dir, mode=0o700)
        with open(config + "/gtk-4.0/settings.ini", "w") as settings:
            settings.write("[Settings]\ngtk-cursor-blink=0\ngtk-enable-animations=0\ngtk-font-name=Cantarell 11\n")
        env = {name: os.environ[name] for name in ("PATH", "TZ", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "LSAN_OPTIONS",
                                                   "UBSAN_OPTIONS") if name in os.environ}
        env.update(HOME=self.home, XDG_RUNTIME_DIR=self.run_dir, XDG_CONFIG_HOME=config,
                   XDG_DATA_HOME=self.home + "/.local/share", XDG_CACHE_HOME=self.home + "/.cache",
                   XDG_STATE_HOME=self.home + "/.local/state", LC_ALL="C.UTF-8", USER="tester",
                   GDK_BACKEND="x11", GSK_RENDERER="cairo", GDK_DEBUG="gl-disable", GSETTINGS_BACKEND="keyfile",
                   ADW_DISABLE_PORTAL="1", GTK_USE_PORTAL="0", LIBGL_ALWAYS_SOFTWARE="1",
                   ADW_DEBUG_COLOR_SCHEME="prefer-dark" if dark else "prefer-light")
        if contrast:
            env["ADW_DEBUG_HIGH_CONTRAST"] = "1"
        if rtl:
            env["GTK_DEBUG"] = "invert-text-dir"
        if fatal:
            env["G_DEBUG"] = "fatal-" + fatal
        return env

    def _spawn(self, command, name, **options):
        env = {key: value for key, value in self.env.items() if key not in ("G_DEBUG", "GTK_DEBUG", "LD_PRELOAD")}
        with open(os.path.join(self.folder, name + ".log"), "wb") as log:
            options.setdefault("stdout", log)
            process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stderr=log, start_new_session=True,
                                       preexec_fn=_die_with_parent, **options)
        self.processes.append(process)
        return process

    def _start_desktop(self):
        read_end, write_end = os.pipe()
        self._spawn(["Xvfb", "-displayfd", str(write_end), "-screen", "0", "%dx%dx24" % self.size, "-nolisten", "tcp",
                     "-noreset", "-dpi", "96"], "xvfb", pass_fds=(write_end,))
        os.close(write_end)
        with os.fdopen(read_end) as numbers:
            number = numbers.readline().strip()
        if not number:
            raise SessionError("Xvfb did not start")
        self.env["DISPLAY"] = ":" + number
        self.x = xdisplay.Display(":" + number)
        self.x.set_error_handler(lambda *error: None)
        self.root = self.x.screen().root
        # On X11 GTK takes the size of text from here, not from settings.ini.
        self.root.change_property(self.x.intern_atom("RESOURCE_MANAGER"), self.x.intern_atom("STRING"), 8,
                                  b"Xft.dpi:\t%d\n" % round(96 * self.text_scale))
        self.x.sync()

        services = os.path.join(self.folder, "services")
        os.makedirs(services)
        shutil.copy("/usr/share/dbus-1/services/org.a11y.Bus.service", services)
        with open(self.folder + "/bus.conf", "w") as config:
            config.write(BUS_CONFIG.format(run=self.run_dir, services=services))
        daemon = self._spawn(["dbus-daemon", f"--config-file={self.folder}/bus.conf", "--nofork", "--print-address=1"],
                             "dbus", stdout=subprocess.PIPE)
        address = daemon.stdout.readline().decode().strip()
        daemon.stdout.close()
        self.env["DBUS_SESSION_BUS_ADDRESS"] = address
        self.bus = Bus(address)
        self.a11y = Bus(self.bus.call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", timeout=20)[0])
        self.a11y.call("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root", ATSPI + "Accessible",
                       "GetChildren", timeout=20)

        with open(self.folder + "/openbox.xml", "w") as config:
            config.write(OPENBOX_CONFIG)
        self._spawn(["openbox", "--config-file", self.folder + "/openbox.xml"], "openbox")
        check = self.x.intern_atom("_NET_SUPPORTING_WM_CHECK")
        self.wait_for(lambda: self.root.get_full_property(check, X.AnyPropertyType), 20, "the window manager")
        self.move(1, 1)

    def start(self, *arguments):
        """Starts the program and waits for its window."""
        with open(self.log_path, "ab") as log:
            self.program = subprocess.Popen(self.command + list(arguments), env=self.env, stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log, start_new_session=True,
                                            preexec_fn=_die_with_parent)
        self.wait_for(lambda: self.x_windows() and self.windows(), 60, "the window")
        self.settle()

    def stop(self, timeout=20):
        """Closes the window as its close button does. Returns the exit status."""
        window = self.main_window()[0]
        message = event.ClientMessage(
            window=window, client_type=self.x.intern_atom("WM_PROTOCOLS"),
            data=(32, [self.x.intern_atom("WM_DELETE_WINDOW"), X.CurrentTime, 0, 0, 0]))
        window.send_event(message, event_mask=0)
        self.x.flush()
        return self.wait(timeout)

    def wait(self, timeout=20):
        """Until the program has ended; its exit status."""
        status = self.program.wait(timeout)
        return 0 if self._lost_quarks() else status

    def _lost_quarks(self):
        """Whether all that the leak sanitizer found is GLib's table of quarks: 2,048 pointers that are made before
        main() and let go, by intention, when a program needs more. Its stack is too short to be suppressed by name."""
        log = self.log()
        return (log.count("Sanitizer") - log.count("AddressSanitizer: 16384 byte(s) leaked in 1 allocation(s).") == 1
                and "LeakSanitizer: detected memory leaks" in log and " in g_malloc " in log and "#2 " not in log)

    def crash(self):
        """What a power cut does to the program."""
        os.killpg(self.program.pid, signal.SIGKILL)
        self.program.wait()

    @staticmethod
    def _end(process):
        for sig in (signal.SIGTERM, signal.SIGKILL):
            if process.poll() is not None:
                return
            try:
                os.killpg(process.pid, sig)
                process.wait(3)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                pass

    def close(self):
        if self.program is not None:
            self._end(self.program)
        for bus in (self.a11y, self.bus):
            if bus is not None:
                bus.close()
        for process in reversed(self.processes):
            self._end(process)
        if self.x is not None:
            self.x.display.socket.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def log(self):
        with open(self.log_path, errors="replace") as log:
            return log.read()

    def complaints(self):
        """Lines that a finished program never writes."""
        bad = re.compile(r"-(CRITICAL|WARNING|ERROR) \*\*|Assertion|runtime error" +
                         ("" if self._lost_quarks() else "|Sanitizer"))
        return [line for line in self.log().splitlines() if bad.search(line)]

    # Waiting.

    def wait_for(self, condition, timeout=10.0, what="a condition"):
        end = time.monotonic() + timeout
        while True:
            try:
                result = condition()
            except DBusError:
                result = None
            if result:
                return result
            if self.program is not None and self.program.poll() is not None:
                raise Died(f"the program ended with {self.program.returncode}:\n{self.log()[-2000:]}")
            if time.monotonic() > end:
                raise SessionError(f"waited {timeout} s in vain for {what}")
            time.sleep(0.03)

    def settle(self, timeout=5.0):
        """Until the screen stands still."""
        end, last = time.monotonic() + timeout, self.grab()
        while time.monotonic() < end:
            time.sleep(0.1)
            image = self.grab()
            if ImageChops.difference(image, last).getbbox() is None:
                return
            last = image

    # The accessible tree.

    def is_own(self, pid):
        """Whether the process is the program."""
        return pid == self.program.pid

    def is_own_window(self, window):
        pid = window.get_full_property(self.x.intern_atom("_NET_WM_PID"), X.AnyPropertyType)
        return pid is not None and self.is_own(pid.value[0])

    def windows(self):
        for bus_name, path in self.a11y.call("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root",
                                             ATSPI + "Accessible", "GetChildren")[0]:
            try:
                pid = self.a11y.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                     "GetConnectionUnixProcessID", "s", (bus_name,))[0]
            except DBusError:
                continue
            if self.is_own(pid):
                return Node(self, bus_name, path).children
        return []

    def _ask(self, nodes, member, interface="Accessible", signature="", arguments=()):
        calls = [(node.bus_name, node.path, ATSPI + interface, member, signature, arguments) for node in nodes]
        return self.a11y.batch(calls)

    def _names(self, nodes):
        calls = [(node.bus_name, node.path, PROPERTIES, "Get", "ss", (ATSPI + "Accessible", "Name")) for node in nodes]
        return self.a11y.batch(calls)

    def _tree(self, root, parents=None):
        """All nodes below, in the order of the tree. parents: to be filled with what each is in."""
        top = [root] if root is not None else self.windows()
        children, level = {}, top
        while level:
            below = []
            for node, reply in zip(level, self._ask(level, "GetChildren")):
                found = [] if isinstance(reply, DBusError) else [Node(self, *reference) for reference in reply[0]]
                children[node] = found
                below += found
                if parents is not None:
                    parents.update((child, node) for child in found)
            level = below

        order, stack = [], list(reversed(top))
        while stack:
            node = stack.pop()
            if node != root:
                order.append(node)
            stack.extend(reversed(children[node]))
        return order

    def items(self, root=None, roles=None):
        """[(node, role, name, states)] in the order of the tree, in few round trips."""
        order = self._tree(root)
        numbers = zip(order, self._ask(order, "GetRole"))
        named = [(node, ROLES.get(number[0], f"role {number[0]}")) for node, number in numbers
                 if not isinstance(number, DBusError)]
        named = [(node, role) for node, role in named if roles is None or role in roles]
        nodes = [node for node, _role in named]
        replies = zip(named, self._names(nodes), self._ask(nodes, "GetState"))
        return [(node, role, name[0], state_names(states[0])) for (node, role), name, states in replies
                if not isinstance(name, DBusError) and not isinstance(states, DBusError)]

    def find_all(self, role=None, name=None, root=None, states=(), seen=False):
        """Nodes of a role and a name (text or pattern). seen: only what a person can see."""
        def fits(found):
            return name is None or (name.search(found) is not None if hasattr(name, "search") else found == name)

        return [node for node, _role, its_name, its_states in self.items(root, None if role is None else (role,))
                if fits(its_name) and set(states) <= its_states and (not seen or node.on_screen())]

    def find(self, role=None, name=None, timeout=10.0, **options):
        what = f"{role} {getattr(name, 'pattern', name)!r} {options.get('states', '')}"
        return self.wait_for(lambda: self.find_all(role, name, **options), timeout, what)[0]

    def exists(self, role=None, name=None, **options):
        return bool(self.find_all(role, name, **options))

    def seen(self, roles):
        """[(node, role, name, states, extents, what it is in from the inside out)] of what Node.on_screen() is true
        of, in few round trips; what it is in: [(node, role, name, extents)] up to its window."""
        parents = {}
        order = self._tree(None, parents)
        asked = (self._ask(order, "GetRole"), self._names(order), self._ask(order, "GetState"),
                 self._ask(order, "GetExtents", "Component", "u", (1,)), self._ask(order, "GetLayer", "Component"))
        known = {}
        for node, role, name, states, extents, layer in zip(order, *asked):
            if not any(isinstance(reply, DBusError) for reply in (role, name, states)):
                known[node] = (ROLES.get(role[0], f"role {role[0]}"), name[0], state_names(states[0]),
                               (0, 0, 0, 0) if isinstance(extents, DBusError) else tuple(extents[0]),
                               not isinstance(layer, DBusError) and layer[0] in (LAYER_POPUP, LAYER_WINDOW))

        def look(node):
            """The surface and the points to look at, or None."""
            x, y, width, height = known[node][3]
            left, top, right, bottom = x, y, x + width, y + height
            for above in line(node):
                role, _name, _states, (cx, cy, cw, ch), is_surface = known[above]
                if is_surface or role == "scroll pane":
                    left, top, right, bottom = max(left, cx), max(top, cy), min(right, cx + cw), min(bottom, cy + ch)
                if right <= left or bottom <= top:
                    return None
                if is_surface:
                    x, y = (left + right) // 2, (top + bottom) // 2
                    return above, ((x, y), (left - 3, y), (x, top - 3), (left + 2, y), (right - 2, y))
            return None

        def line(node):
            node = parents.get(node)
            while node in known:
                yield node
                node = parents.get(node)

        places = {node: look(node) for node in known if known[node][0] in roles and min(known[node][3][2:]) > 0}
        places = {node: place for node, place in places.items() if place is not None}
        found = set()
        for i in range(5):
            left = [node for node in places if node not in found]
            calls = [(top.bus_name, top.path, ATSPI + "Component", "GetAccessibleAtPoint", "iiu", (*points[i], 1))
                     for top, points in (places[node] for node in left)]
            for node, reply in zip(left, self.a11y.batch(calls)):
                hit = None if isinstance(reply, DBusError) else Node(self, *reply[0])
                while hit is not None and hit != node:
                    hit = parents.get(hit)
                if hit is not None:
                    found.add(node)
        return [(node, *known[node][:4], [(above, *known[above][:2], known[above][3]) for above in line(node)])
                for node in order if node in found]

    def focused(self):
        order = self._tree(None)
        for node, states in zip(order, self._ask(order, "GetState")):
            if not isinstance(states, DBusError) and "focused" in state_names(states[0]):
                return node, node.role, node.name
        return None

    def unlabelled(self):
        """Controls without a name of their own."""
        return [(node, role, name) for node, role, name, _states in self.items(roles=INTERACTIVE)
                if not name.strip() or TYPE_NAME.match(name)]

    def tab_order(self, limit=60):
        """The stops of the Tab key until it comes round: [(role, name)]."""
        stops, first = [], None
        for _ in range(limit):
            self.key("Tab")
            self.settle()
            focus = self.focused()
            if focus is not None and focus[0] == first:
                break
            first = first or (focus and focus[0])
            stops.append(focus and focus[1:])
        return stops

    def tab_to(self, role, name, limit=80):
        """Goes on with the Tab key to a control; role and name are patterns."""
        focus = self.focused()
        for _ in range(limit):
            if focus and re.fullmatch(role, focus[1]) and re.search(name, focus[2]):
                return focus[0]
            self.key("Tab")
            # A press too many would be carried out later.
            end, before = time.monotonic() + 2, focus
            while (focus := self.focused()) == before and time.monotonic() < end:
                time.sleep(0.02)
        raise SessionError(f"Tab does not come to a {role} {name!r}")

    def choose(self, combo, choice):
        """Takes a choice of a drop-down by keyboard."""
        if not isinstance(combo, Node):
            combo = self.find("combo box", combo, seen=True)
        combo.click()
        item = self.find("list item", choice, root=combo, seen=True)
        item.click()
        self.settle()

    def dump(self):
        return "\n".join(line for window in self.windows() for line in window.dump())

    # The X windows: a popover is one of its own.

    def x_windows(self):
        """[(window, x, y, width, height, is a popup)] of the program."""
        found = []

        def look(parent, depth):
            for child in parent.query_tree().children:
                attributes = child.get_attributes()
                if attributes.map_state != X.IsViewable or attributes.win_class != X.InputOutput:
                    continue
                if self.is_own_window(child):
                    geometry, origin = child.get_geometry(), child.translate_coords(self.root, 0, 0)
                    found.append((child, -origin.x, -origin.y, geometry.width, geometry.height,
                                  bool(attributes.override_redirect)))
                elif depth < 2:
                    look(child, depth + 1)

        try:
            look(self.root, 0)
        except Exception:  # a window that went while it was looked at
            return []
        return found

    def _tops(self):
        return self.wait_for(lambda: [w for w in self.x_windows() if not w[5] and w[3] > 1], 10, "a window")

    def main_window(self):
        return self._tops()[-1]

    def to_screen(self, node):
        """Where a node is. AT-SPI's places are relative to the window's content; what lies around that (shadow,
        border) is half of the difference in size. A popover's are right relative to the popover alone."""
        x, y, width, height = node.extents
        popover, window, at = None, None, node
        while at is not None:
            if at.layer == LAYER_POPUP and popover is None:
                popover = at
            if at.layer == LAYER_WINDOW:
                window = at
            at = at.parent

        if popover is not None:
            px, py, pw, ph = popover.extents
            near = [w for w in self.x_windows() if w[5] and abs(w[3] - pw) <= 12 and abs(w[4] - ph) <= 24]
            if near:
                _window, left, top, w, h, _popup = near[-1]
                return left + (w - pw) / 2 + x - px, top + h - ph + y - py, width, height
        if window is None:
            raise SessionError(f"{node!r} is in no window")

        _x, _y, content_width, content_height = window.extents
        tops = self._tops()
        x_window, left, top, w, h, _popup = min(
            tops, key=lambda t: abs(t[3] - content_width) + abs(t[4] - content_height))
        frame = x_window.get_full_property(self.x.intern_atom("_GTK_FRAME_EXTENTS"), X.AnyPropertyType)
        fl, fr, ft, fb = frame.value if frame else (0, 0, 0, 0)
        dx = fl + max(0, (w - fl - fr - content_width) / 2)
        dy = ft + max(0, (h - ft - fb - content_height) / 2)
        return left + dx + x, top + dy + y, width, height

    def resize(self, width, height):
        """Asks for a size; returns the one that the window took."""
        self.main_window()[0].configure(width=width, height=height)
        self.x.sync()
        self.settle()
        return self.main_window()[3:5]

    # Mouse and keyboard.

    def move(self, x, y):
        xtest.fake_input(self.x, X.MotionNotify, x=int(x), y=int(y))
        self.x.sync()

    def click(self, x, y, button=1):
        """With the pauses of a quick hand: without them a press after a popover has closed is swallowed."""
        self.move(x - 1, y)
        self.move(x, y)
        time.sleep(0.05)
        xtest.fake_input(self.x, X.ButtonPress, button)
        self.x.sync()
        time.sleep(0.05)
        xtest.fake_input(self.x, X.ButtonRelease, button)
        self.x.sync()
        time.sleep(0.05)

    def named_window(self, title):
        """The middle of another program's window; None while there is none."""
        def look(parent, depth):
            for child in parent.query_tree().children:
                if child.get_wm_name() == title and child.get_attributes().map_state == X.IsViewable:
                    geometry, origin = child.get_geometry(), child.translate_coords(self.root, 0, 0)
                    return -origin.x + geometry.width // 2, -origin.y + geometry.height // 2 + 20
                found = look(child, depth + 1) if depth < 2 else None
                if found:
                    return found
            return None

        try:
            return look(self.root, 0)
        except Exception:  # a window that went while it was looked at
            return None

    def drag(self, start, end, steps=40):
        """From one place of the screen to another, slowly enough for both programs to agree on it."""
        self.move(*start)
        time.sleep(0.2)
        xtest.fake_input(self.x, X.ButtonPress, 1)
        self.x.sync()
        time.sleep(0.2)
        for i in range(1, steps + 1):
            self.move(*(a + (b - a) * i / steps for a, b in zip(start, end)))
            time.sleep(0.03)
        time.sleep(0.5)
        xtest.fake_input(self.x, X.ButtonRelease, 1)
        self.x.sync()

    def wheel(self, clicks):
        """Down when positive. A frame apart, see the traps of GTK 4.8's list views."""
        for _ in range(abs(clicks)):
            for kind in (X.ButtonPress, X.ButtonRelease):
                xtest.fake_input(self.x, kind, 5 if clicks > 0 else 4)
            self.x.sync()
            time.sleep(0.03)

    def _code(self, key):
        keysym = XK.string_to_keysym(key) or XK.string_to_keysym(KEYS.get(key, ""))
        code = self.x.keysym_to_keycode(keysym) if keysym else 0
        if not code:
            raise SessionError(f"no key for {key!r}")
        return code, self.x.keycode_to_keysym(code, 0) != keysym

    def key(self, combination):
        """"Tab", "ctrl+f", "shift+ctrl+z": X's names of keys."""
        *modifiers, key = combination.split("+")
        held = [self._code(MODIFIERS[modifier])[0] for modifier in modifiers]
        code, shifted = self._code(key)
        if shifted:
            held.append(self._code("Shift_L")[0])
        for kind, codes in ((X.KeyPress, held + [code]), (X.KeyRelease, [code] + held[::-1])):
            for each in codes:
                xtest.fake_input(self.x, kind, each)
        self.x.sync()
        time.sleep(0.02)

    def type(self, text):
        for character in text:
            self.key(character)

    # Pictures.

    def grab(self):
        raw = self.root.get_image(0, 0, *self.size, X.ZPixmap, 0xffffffff)
        return Image.frombytes("RGB", self.size, raw.data, "raw", "BGRX")

    def screenshot(self, path):
        """The window alone."""
        _window, x, y, width, height, _popup = self.main_window()
        self.grab().crop((x, y, x + width, y + height)).save(path)
