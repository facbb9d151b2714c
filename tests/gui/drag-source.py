# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""A window called "source" from which a file can be dragged, as from a file manager: drag-source.py FILE"""

import sys

import gi

gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, GLib, Gtk  # noqa: E402


def prepare(_source, _x, _y):
    uri = Gio.File.new_for_path(sys.argv[1]).get_uri() + "\r\n"
    return Gdk.ContentProvider.new_for_bytes("text/uri-list", GLib.Bytes.new(uri.encode()))


def activate(application):
    window = Gtk.ApplicationWindow(application=application, title="source", default_width=200, default_height=120)
    label = Gtk.Label(label="Drag me", hexpand=True, vexpand=True)
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    source.connect("prepare", prepare)
    label.add_controller(source)
    window.set_child(label)
    window.present()


application = Gtk.Application(application_id="io.github.matinee_app.DragSource")
application.connect("activate", activate)
application.run([])
