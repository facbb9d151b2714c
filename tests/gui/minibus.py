# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""A very small blocking D-Bus client: calls, many calls under way at once, time-outs.

Standard library only. libatspi keeps a cache on the client's side that goes stale and is bound to one
bus for the life of the process; this has no cache, and a window that has stopped answering is a
time-out and not a hang. One Bus a thread.
"""

import os
import re
import select
import socket
import struct
import time
from urllib.parse import unquote_to_bytes

METHOD_RETURN, ERROR = 2, 3
HEADER_PATH, HEADER_INTERFACE, HEADER_MEMBER, HEADER_ERROR_NAME = 1, 2, 3, 4
HEADER_REPLY_SERIAL, HEADER_DESTINATION, HEADER_SIGNATURE = 5, 6, 8
ALIGNMENT = {"y": 1, "g": 1, "v": 1, "n": 2, "q": 2, "x": 8, "t": 8, "d": 8, "(": 8, "{": 8}


class DBusError(Exception):
    def __init__(self, name, message=""):
        super().__init__(f"{name}: {message}")
        self.name, self.message = name, message


# Reading: a signature becomes a list of functions (buffer, position) -> (value, position).


def _fixed(code, size):
    unpack = struct.Struct("<" + code).unpack_from

    def read(data, at):
        at = (at + size - 1) & -size
        return unpack(data, at)[0], at + size

    return read


def _read_string(data, at):
    at = (at + 3) & -4
    length = int.from_bytes(data[at:at + 4], "little")
    return data[at + 4:at + 4 + length].decode("utf8", "replace"), at + 5 + length


def _read_signature(data, at):
    length = data[at]
    return data[at + 1:at + 1 + length].decode(), at + 2 + length


def _read_variant(data, at):
    signature, at = _read_signature(data, at)
    return readers(signature)[0](data, at)


def _read_boolean(data, at):
    value, at = BASIC["u"](data, at)
    return bool(value), at


BASIC = {
    "y": _fixed("B", 1), "n": _fixed("h", 2), "q": _fixed("H", 2), "i": _fixed("i", 4), "u": _fixed("I", 4),
    "h": _fixed("I", 4), "x": _fixed("q", 8), "t": _fixed("Q", 8), "d": _fixed("d", 8), "s": _read_string,
    "o": _read_string, "g": _read_signature, "v": _read_variant, "b": _read_boolean,
}
_known = {}


def _struct_reader(signature, at):
    end, parts, at = (")" if signature[at] == "(" else "}"), [], at + 1
    while signature[at] != end:
        part, at = _one_reader(signature, at)
        parts.append(part)

    def read(data, position):
        position, values = (position + 7) & -8, []
        for part in parts:
            value, position = part(data, position)
            values.append(value)
        return tuple(values), position

    return read, at + 1


def _array_reader(signature, at):
    item = signature[at + 1]
    alignment, is_dict = ALIGNMENT.get(item, 4), item == "{"
    part, after = _one_reader(signature, at + 1)

    def read(data, position):
        position = (position + 3) & -4
        length = int.from_bytes(data[position:position + 4], "little")
        position = (position + 4 + alignment - 1) & -alignment
        end, values = position + length, []
        while position < end:
            value, position = part(data, position)
            values.append(value)
        return (dict(values) if is_dict else values), position

    return read, after


def _one_reader(signature, at):
    code = signature[at]
    if code in BASIC:
        return BASIC[code], at + 1
    if code in "({":
        return _struct_reader(signature, at)
    if code == "a":
        return _array_reader(signature, at)
    raise ValueError(signature)


def readers(signature):
    if signature not in _known:
        parts, at = [], 0
        while at < len(signature):
            part, at = _one_reader(signature, at)
            parts.append(part)
        _known[signature] = parts
    return _known[signature]


# Writing: the few types that are needed.


def _pad(out, size):
    out.extend(b"\0" * (-len(out) % size))


def _write(out, code, value):
    numbers = {"i": ("<i", 4), "u": ("<I", 4), "x": ("<q", 8), "t": ("<Q", 8), "d": ("<d", 8), "b": ("<I", 4)}
    if code in numbers:
        form, size = numbers[code]
        _pad(out, size)
        out.extend(struct.pack(form, value))
    elif code in "so":
        text = value.encode()
        _pad(out, 4)
        out.extend(struct.pack("<I", len(text)) + text + b"\0")
    elif code == "g":
        out.extend(bytes([len(value)]) + value.encode() + b"\0")
    elif code == "a{sv}" and not value:
        _write(out, "u", 0)
        _pad(out, 8)
    elif code == "as":
        items = bytearray()
        for item in value:
            _write(items, "s", item)
        _pad(out, 4)
        out.extend(struct.pack("<I", len(items)) + items)
    elif code == "v":
        _write(out, "g", value[0])
        _write(out, value[0], value[1])
    else:
        raise ValueError(code)


class Bus:
    def __init__(self, address, timeout=5.0):
        self.timeout, self.serial, self.replies, self.buffer = timeout, 0, {}, bytearray()
        keys = dict(pair.split("=", 1) for pair in address.split(";")[0].split(":", 1)[1].split(","))
        path = unquote_to_bytes(keys["path"]) if "path" in keys else b"\0" + unquote_to_bytes(keys["abstract"])
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.settimeout(timeout)
        self.socket.connect(path)
        self.socket.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
        line = b""
        while not line.endswith(b"\r\n"):
            line += self.socket.recv(1)
        if not line.startswith(b"OK"):
            raise DBusError("auth", line.decode())
        self.socket.sendall(b"BEGIN\r\n")
        self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "Hello")

    def close(self):
        self.socket.close()

    def _message(self, destination, path, interface, member, signature="", arguments=()):
        body = bytearray()
        for code, value in zip(re.findall(r"a\{sv\}|a?.", signature), arguments):
            _write(body, code, value)
        self.serial += 1
        head = bytearray(b"l\1\0\1") + struct.pack("<III", len(body), self.serial, 0)
        start = len(head)
        fields = ((HEADER_PATH, "o", path), (HEADER_INTERFACE, "s", interface), (HEADER_MEMBER, "s", member),
                  (HEADER_DESTINATION, "s", destination), (HEADER_SIGNATURE, "g", signature))
        for field, code, value in fields:
            if value:
                _pad(head, 8)
                head.append(field)
                _write(head, "g", code)
                _write(head, code, value)
        head[12:16] = struct.pack("<I", len(head) - start)
        _pad(head, 8)
        return self.serial, bytes(head + body)

    def _receive(self, deadline):
        if not select.select([self.socket], [], [], max(0, deadline - time.monotonic()))[0]:
            raise DBusError("timeout", "no reply")
        received = self.socket.recv(1 << 20)
        if not received:
            raise DBusError("disconnected")
        data = self.buffer
        data += received
        while len(data) >= 16:
            body_length, _serial, head_length = struct.unpack_from("<III", data, 4)
            total = ((16 + head_length + 7) & -8) + body_length
            if len(data) < total:
                break
            message = bytes(data[:total])
            del data[:total]
            if message[1] in (METHOD_RETURN, ERROR):
                fields = dict(readers("a(yv)")[0](message, 12)[0])
                self.replies[fields[HEADER_REPLY_SERIAL]] = (
                    message[1], fields.get(HEADER_ERROR_NAME, ""), fields.get(HEADER_SIGNATURE, ""),
                    message[total - body_length:])

    def _reply(self, serial, deadline):
        while serial not in self.replies:
            self._receive(deadline)
        kind, error, signature, body = self.replies.pop(serial)
        values, at = [], 0
        for part in readers(signature):
            value, at = part(body, at)
            values.append(value)
        if kind == ERROR:
            raise DBusError(error, values[0] if values else "")
        return values

    def call(self, destination, path, interface, member, signature="", arguments=(), timeout=None):
        serial, data = self._message(destination, path, interface, member, signature, arguments)
        self.socket.sendall(data)
        return self._reply(serial, time.monotonic() + (timeout or self.timeout))

    def batch(self, calls, window=200):
        """[(destination, path, interface, member, signature, arguments)] -> [values or DBusError]."""
        results, pending, sent = [], [], 0
        deadline = time.monotonic() + max(20, self.timeout)
        while len(results) < len(calls):
            if sent < len(calls) and sent - len(results) < window // 2:
                part = [self._message(*call) for call in calls[sent:len(results) + window]]
                sent += len(part)
                pending += [serial for serial, _data in part]
                self.socket.sendall(b"".join(data for _serial, data in part))
            try:
                results.append(self._reply(pending[len(results)], deadline))
            except DBusError as error:
                if error.name in ("timeout", "disconnected"):
                    raise
                results.append(error)
        return results
