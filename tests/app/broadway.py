# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""A browser that shows nothing, for programs with GDK_BACKEND=broadway: GTK's one way to be touched without a touch
screen, since neither Xvfb nor XTEST knows fingers. It says what gtk4-broadwayd's own page would say: that frames have
been drawn, and where fingers are."""

import base64
import os
import shutil
import socket
import struct
import subprocess
import time

SERVER = "gtk4-broadwayd"

# Of the server, with what follows number and serial: bytes, or how a length of its own is to be read.
NEW_SURFACE, MOVE_RESIZE, UPLOAD_TEXTURE, SET_NODES, ROUNDTRIP = 2, 8, 13, 15, 16
SIZES = {0: 3, 1: 0, NEW_SURFACE: 10, 3: 2, 4: 2, 5: 2, 6: 2, 7: 2, 9: 4, 10: 0, 12: 2, 14: 4, ROUNDTRIP: 6}
# Of the browser.
ENTER, LEAVE, TOUCH, CONFIGURE, SCREEN_SIZE, DREW = 0, 1, 5, 11, 12, 14
BEGIN, MOVE, END = range(3)


class Browser:
    def __init__(self, folder, size=(1000, 700)):
        """Starts a server and looks at it."""
        os.makedirs(folder, exist_ok=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        # The number of its display is that of its socket in XDG_RUNTIME_DIR.
        self.env = dict(os.environ, XDG_RUNTIME_DIR=folder, GDK_BACKEND="broadway", BROADWAY_DISPLAY=":7")
        self.server = subprocess.Popen([SERVER, "--address=127.0.0.1", f"--port={port}", ":7"], env=self.env,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.socket, self.unread, self.serial, self.surfaces, self.fingers = None, b"", 0, {}, {}
        try:
            self._connect(port)
            self._send(SCREEN_SIZE, *size, 1)
        except BaseException:
            self.close()
            raise

    def close(self):
        if self.socket is not None:
            self.socket.close()
        self.server.kill()
        self.server.wait()

    def _connect(self, port):
        end = time.monotonic() + 10
        while self.socket is None:
            try:
                self.socket = socket.create_connection(("127.0.0.1", port))
            except ConnectionRefusedError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((f"GET /socket HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
                             "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: broadway\r\n"
                             f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n").encode())
        while b"\r\n\r\n" not in self.unread:
            self.unread += self.socket.recv(4096)
        head, self.unread = self.unread.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise OSError(head.decode("latin-1"))
        self.socket.setblocking(False)

    # Frames of RFC 6455: those of a browser are masked, here by nothing.

    def _send(self, event, *numbers):
        data = struct.pack(f">{3 + len(numbers)}i", event, self.serial, 0, *(int(number) for number in numbers))
        length = bytes([0x80 | len(data)]) if len(data) < 126 else struct.pack(">BH", 0xFE, len(data))
        self.socket.sendall(b"\x82" + length + bytes(4) + data)

    def _messages(self):
        while True:
            try:
                more = self.socket.recv(1 << 20)
            except BlockingIOError:
                break
            if not more:
                break
            self.unread += more
        while len(self.unread) >= 2:
            start, length = 2, self.unread[1] & 0x7F
            if length >= 126:
                start = 4 if length == 126 else 10
                if len(self.unread) < start:
                    return
                length = int.from_bytes(self.unread[2:start], "big")
            if len(self.unread) < start + length:
                return
            message, self.unread = self.unread[start:start + length], self.unread[start + length:]
            yield message

    def look(self, seconds=0.05):
        """Answers what the server has to say."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for message in self._messages():
                self._read(message)
            time.sleep(0.005)

    def _read(self, message):
        at = 0
        while at < len(message):
            kind, self.serial = message[at], struct.unpack_from("<I", message, at + 1)[0]
            at += 5
            if kind == NEW_SURFACE:
                number, *self.surfaces[number] = struct.unpack_from("<HhhHH", message, at)
            if kind == ROUNDTRIP:
                self._send(DREW, *struct.unpack_from("<HI", message, at))
            if kind == MOVE_RESIZE:
                number, flags = struct.unpack_from("<HB", message, at)
                at += 3
                for bit, first in ((1, 0), (2, 2)):
                    if flags & bit:
                        self.surfaces[number][first:first + 2] = struct.unpack_from("<hh", message, at)
                        at += 4
            elif kind == UPLOAD_TEXTURE:
                at += 8 + struct.unpack_from("<I", message, at + 4)[0]
            elif kind == SET_NODES:
                at += 6 + 4 * struct.unpack_from("<I", message, at + 2)[0]
            else:
                at += SIZES[kind]
            if kind in (NEW_SURFACE, MOVE_RESIZE):
                self._send(CONFIGURE, number, *self.surfaces[number])

    # Fingers, by number, at places of the first window.

    def _touch(self, phase, finger, x, y):
        number = min(self.surfaces)
        left, top = self.surfaces[number][:2]
        if phase == BEGIN and not self.fingers:
            self._send(ENTER, number, number, left + x, top + y, x, y, 0, 0)
        emulates = not self.fingers or finger == min(self.fingers)
        self._send(TOUCH, phase, number, finger, emulates, left + x, top + y, x, y, 0)
        self.look(0.03)

    def press(self, finger, x, y):
        self._touch(BEGIN, finger, x, y)
        self.fingers[finger] = (x, y)

    def move(self, steps=10, **to):
        """All fingers at once: f1=(x, y)."""
        start = dict(self.fingers)
        for i in range(1, steps + 1):
            for name, end in to.items():
                finger = int(name[1:])
                self.fingers[finger] = tuple(a + (b - a) * i / steps for a, b in zip(start[finger], end))
                self._touch(MOVE, finger, *self.fingers[finger])

    def release(self, finger):
        self._touch(END, finger, *self.fingers[finger])
        del self.fingers[finger]


def is_there():
    return shutil.which(SERVER) is not None
