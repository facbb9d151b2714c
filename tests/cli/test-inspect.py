#!/usr/bin/python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""`matinee inspect` as a user meets it."""

import hashlib
import json
import struct

from support import FAILED, MODEL, Case, main


def read(path):
    """Header (as an object) and data of a safetensors file."""
    with open(path, "rb") as file:
        content = file.read()
    (size,) = struct.unpack("<Q", content[:8])
    return json.loads(content[8:8 + size]), content[8 + size:]


class Inspect(Case):
    def write_model(self, header, data):
        text = json.dumps(header).encode("utf-8")
        return self.write("changed.safetensors", struct.pack("<Q", len(text)) + text + data)

    def test_json_is_what_the_manual_says(self):
        result = self.matinee("inspect", "--format", "json", MODEL).json
        self.assertEqual(list(result), [
            "file", "bytes", "header_bytes", "format_version", "kind", "name", "parameters", "parts", "calibration",
            "tensors", "catalog", "vocabulary", "provenance", "sha256", "verified"])
        self.assertIs(result["verified"], True)
        self.assertEqual(result["catalog"]["movies"], 160)
        self.assertEqual(set(result["vocabulary"]), {"ages", "genders", "occupations"})
        self.assertIsInstance(result["provenance"]["options"], dict)
        for part in result["parts"]:
            self.assertEqual(list(part), ["type", "name", "input", "values", "penalty", "weight", "tensors"])
            self.assertTrue(part["tensors"])

    def test_json_says_what_is_in_the_file(self):
        result = self.matinee("inspect", "--format", "json", MODEL).json
        header, data = read(MODEL)
        metadata = header.pop("__metadata__")
        self.assertEqual({tensor["name"]: (tensor["dtype"], tensor["shape"]) for tensor in result["tensors"]},
                         {name: (tensor["dtype"], tensor["shape"]) for name, tensor in header.items()})
        self.assertEqual(sum(tensor["bytes"] for tensor in result["tensors"]), len(data))
        self.assertEqual(result["sha256"], hashlib.sha256(data).hexdigest())
        self.assertEqual(result["catalog"]["genres"], json.loads(metadata["genres"]))
        self.assertEqual(result["provenance"]["dataset"], metadata["dataset"])

    def test_json_is_utf8_in_any_locale(self):
        expected = self.matinee("inspect", "--format", "json", MODEL).out
        self.assertEqual(self.matinee("inspect", "--format", "json", MODEL, LC_ALL="C").out, expected)

    def test_text(self):
        result = self.matinee("inspect", MODEL)
        _, data = read(MODEL)
        for text in ("160 films", "catalog.titles", hashlib.sha256(data).hexdigest() + " (verified)"):
            self.assertIn(text, result.out)

    def test_engines(self):
        engines = self.matinee("inspect", "--engines", "--format", "json").json["engines"]
        self.assertEqual([engine["self_test"] for engine in engines if engine["engine"] == "cpu"], ["passed"])
        self.assertIn("self-test passed", self.matinee("inspect", "--engines").out)

    def test_a_flipped_bit_is_found(self):
        with open(MODEL, "rb") as file:
            content = bytearray(file.read())
        for position in (-5, len(content) // 2, 3):
            content[position] ^= 1
            path = self.write("flipped.safetensors", bytes(content))
            self.refuses("inspect", path, says=path, status=FAILED)
            content[position] ^= 1

    def test_a_cut_file_is_found(self):
        with open(MODEL, "rb") as file:
            content = file.read()
        for size in (0, 7, 8, 1000, len(content) - 1):
            self.refuses("inspect", self.write("cut.safetensors", content[:size]), status=FAILED)

    def test_a_model_cannot_steer_the_terminal(self):
        header, data = read(MODEL)
        header["__metadata__"]["dataset"] = "\x1b[2J\x07films\u202e"
        result = self.matinee("inspect", self.write_model(header, data))
        self.assertIn("\\u001b[2J\\u0007films\\u202e", result.out)
        self.assertNotIn("\x1b", result.out)

    def test_metrics_that_are_no_json(self):
        header, data = read(MODEL)
        header["__metadata__"]["metrics"] = "good"
        path = self.write_model(header, data)
        self.assertEqual(self.matinee("inspect", "--format", "json", path).json["provenance"]["metrics"], "good")
        self.assertIn("good", self.matinee("inspect", path).out)

    def test_a_foreign_file_says_so(self):
        path = self.write_model({"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}, b"\0\0\0\0")
        self.refuses("inspect", path, says="not a Matinee checkpoint", status=FAILED)

    def test_wrong_usage(self):
        for words in ((), (MODEL, MODEL), ("--engines", MODEL), ("--format", "csv", MODEL)):
            self.refuses("inspect", *words)
        for path in ("/no/such/file", self.folder, "/dev/null"):
            self.refuses("inspect", path, says=path, status=FAILED)


if __name__ == "__main__":
    main()
