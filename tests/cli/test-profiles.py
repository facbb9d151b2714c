#!/usr/bin/python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""`matinee recommend --profiles`: many people, good lines and bad ones."""

import json
import os
import subprocess

from support import Case, DONE, FAILED, MATINEE, MODEL, environment, main


class Profiles(Case):
    def ask(self, text, *arguments, status=DONE):
        result = self.run_matinee("recommend", "-q", "-m", MODEL, "--profiles", self.write("people.jsonl", text),
                                  "--format", "json", *arguments)
        self.assertEqual(result.status, status, result.err)
        return result

    def test_answers_equal_those_of_one_person(self):
        people = [{"favorites": [1, 17]}, {"ratings": {"2": 5, "10": 4.5}}, {"age": 24, "gender": "M"},
                  {"age": 24, "gender": "F", "occupation": "student", "favorites": [3], "exclude": [11]}, {}]
        options = [("-f", "1", "17"), ("-r", "2=5", "10=4.5"), ("-a", "24", "-g", "M"),
                   ("-a", "24", "-g", "F", "-o", "student", "-f", "3", "-x", "11"), ()]
        text = "".join(json.dumps(person) + "\n" for person in people)
        for words in ((), ("--explain",), ("-n", "50"), ("--candidates", "all", "-n", "200"), ("--years", "1960-"),
                      ("--genre", "Horror", "--particular", "0.5")):
            lines = self.ask(text, *words).lines
            self.assertEqual(len(lines), len(people))
            for line, option in zip(lines, options):
                self.assertEqual(line["items"], self.recommend(*option, *words).json["items"])

    def test_attributes_may_be_numbers(self):
        lines = self.ask('{"gender": 1, "occupation": 18}\n{"gender": "M", "occupation": "student"}\n'
                         '{"gender": "male", "occupation": "Student"}\n', "--explain").lines
        for line in lines[1:]:
            self.assertEqual(line, lines[0])

    def test_ids_come_back_as_they_were(self):
        ids = [0, -1, 1.5, "x", "ü \"\\ \n", None, True, [1, {"a": []}], {"b": 2}, 12345678901234567]
        lines = self.ask("".join(json.dumps({"id": value}) + "\n" for value in ids)).lines
        self.assertEqual([line["id"] for line in lines], ids)
        self.assertIsNone(self.ask("{}\n").lines[0]["id"])

    def test_many_lines_in_order(self):
        n = 1500
        lines = self.ask("".join(f'{{"id": {i}, "favorites": [{i % 46 + 1}]}}\n' for i in range(n)), "-n", "3").lines
        self.assertEqual([line["id"] for line in lines], list(range(n)))
        self.assertTrue(all(len(line["items"]) == 3 for line in lines))
        self.assertEqual(lines[0]["items"], lines[46]["items"])

    def test_bad_lines(self):
        bad = ["{", "[]", "7", "null", '"x"', '{"age": "x"}', '{"age": 500}', '{"age": -1}', '{"ratings": {"1": 6}}',
               '{"ratings": {"x": 5}}', '{"ratings": [5]}', '{"favorites": 1}', '{"favorites": ["x"]}',
               '{"favorites": [1.5]}', '{"gender": "X"}', '{"occupation": "astronaut"}', '{"exclude": {}}',
               "[" * 100000, '{"id": 1', "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "{}{}"]
        text = b""
        for i, line in enumerate(bad):
            text += f'{{"id": {i}}}\n'.encode() + line.encode("latin-1") + b"\n"
        text += b'{"id": "nul\0"}\n{"id": "last"}'
        result = self.ask(text, "-n", "2", status=FAILED)
        self.assertEqual([line["id"] for line in result.lines], [*range(len(bad)), "last"])
        for number in (*range(2, 2 * len(bad) + 1, 2), 2 * len(bad) + 1):
            self.assertIn(f"people.jsonl:{number}:", result.err)

    def test_blank_lines_and_line_ends(self):
        result = self.ask("\ufeff{\"id\": 1}\r\n\n  \t\r\n{\"id\": 2}\r\n\n{\"id\": 3}")
        self.assertEqual([line["id"] for line in result.lines], [1, 2, 3])
        self.assertEqual(self.ask("").out, "")
        self.assertEqual(self.ask("\n\n").out, "")
        self.assertEqual(self.matinee("recommend", "-q", "-m", MODEL, "--profiles", "/dev/null").out, "")

    def test_numbers_of_bad_lines_count_blank_ones(self):
        self.assertIn("people.jsonl:3:", self.ask("\n\n{\n{}\n", status=FAILED).err)

    def test_a_line_that_is_too_long(self):
        text = b'{"id": 1}\n{"id": "' + b"x" * (17 << 20) + b'"}\n{"id": 3}\n' + b"y" * (33 << 20)
        result = self.ask(text, status=FAILED)
        self.assertEqual([line["id"] for line in result.lines], [1, 3])
        self.assertIn("people.jsonl:2:", result.err)
        self.assertIn("people.jsonl:4:", result.err)

    def test_films_that_the_model_does_not_hold(self):
        result = self.ask('{"id": 1, "favorites": [1, 999999], "ratings": {"888888": 5}, "exclude": [777777]}\n')
        self.assertIn("people.jsonl:1:", result.err)
        self.assertEqual(result.lines[0]["items"], self.recommend("-f", "1").json["items"])

    def test_fewer_films_than_asked_for(self):
        line = self.ask('{"favorites": [1]}\n', "-n", "500").lines[0]
        self.assertEqual((len(line["items"]), line["available"]), (156, 156))
        self.assertIn("156", line["note"])

    def test_what_a_person_knows_never_comes_back(self):
        person = {"favorites": [1, 150], "ratings": {"66": 4, "47": 3}, "exclude": [17]}
        items = self.ask(json.dumps(person) + "\n", "-n", "500").lines[0]["items"]
        self.assertFalse({1, 9, 150, 66, 157, 47, 17} & {item["id"] for item in items})

    def test_scores_are_read_back_exactly_as_written(self):
        out = self.ask('{"favorites": [1]}\n', "-n", "150").out
        for token in out.split('"score": ')[1:]:
            number = token.split("}")[0]
            self.assertEqual(f"{float(number):.6g}", f"{float(repr(float(number))):.6g}")
            self.assertLessEqual(len(number.split("e")[0].replace(".", "").lstrip("-0")), 6)

    def test_standard_input_answers_line_by_line(self):
        process = subprocess.Popen([MATINEE, "recommend", "-q", "-m", MODEL, "--profiles", "-"], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, env=environment())
        for i in range(3):
            process.stdin.write(json.dumps({"id": i}).encode() + b"\n")
            process.stdin.flush()
            self.assertEqual(json.loads(process.stdout.readline())["id"], i)
        process.stdin.close()
        self.assertEqual(process.wait(timeout=60), DONE)
        process.stdout.close()

    def test_a_reader_that_leaves_ends_it_quietly(self):
        text = "".join(f'{{"id": {i}}}\n' for i in range(20000))
        command = f'"{MATINEE}" recommend -q -m "{MODEL}" --profiles "{self.write("people.jsonl", text)}"; echo $? >&2'
        process = subprocess.run(["sh", "-c", f"({command}) | head -n 1"], capture_output=True, env=environment(),
                                 check=False)
        self.assertEqual(process.stderr, b"1\n")
        self.assertEqual(json.loads(process.stdout)["id"], 0)

    def test_files_that_cannot_be_read(self):
        self.refuses("recommend", "-m", MODEL, "--profiles", "/no/such/file", status=FAILED)
        self.refuses("recommend", "-m", MODEL, "--profiles", self.folder, status=FAILED)
        self.refuses("recommend", "-m", MODEL, "--profiles", "", status=FAILED)
        if os.geteuid() != 0:
            path = self.write("secret", "{}")
            os.chmod(path, 0)
            self.refuses("recommend", "-m", MODEL, "--profiles", path, status=FAILED)

    def test_a_saved_profile_is_a_line(self):
        path = os.path.join(self.folder, "me.json")
        self.matinee("recommend", "-q", "-m", MODEL, "-i", stdin=f"add 1\nrate 17 4.5\nseen 9\nage 24\nsave {path}\n")
        with open(path, encoding="utf-8") as file:
            line = json.dumps(json.load(file))
        self.assertEqual(self.ask(line + "\n").lines[0]["items"],
                         self.recommend("-f", "1", "-r", "17=4.5", "-x", "9", "-a", "24").json["items"])


if __name__ == "__main__":
    main()
