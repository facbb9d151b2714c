#!/usr/bin/python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""`matinee train --grid` and `matinee tune` as a user meets them: small networks on the invented data."""

import json
import os
import signal
import subprocess
import time

from support import Case, DONE, FAILED, INTERRUPTED, MATINEE, SYNTHETIC, environment, main

SMALL = ("--hidden", "24,16", "--threads", "1")
DATA = ("--data", SYNTHETIC)
NAMES = [f"{loss}_{split}{masked}_{which}" for split in ("msplit", "usplit") for loss in ("bce", "mse")
         for masked in ("_m", "") for which in ("best", "latest")]


def read(path):
    with open(path, "rb") as file:
        return file.read()


class Grid(Case):
    def test_grid_and_tune(self):
        folder = os.path.join(self.folder, "models")
        words = ("train", "--grid", *DATA, *SMALL, "--epochs", "2", "--out", folder)
        table = self.matinee(*words, "-q").out
        for name in NAMES:
            self.assertIn(name + " ", table)
        self.assertIn("leaks", table)
        self.assertEqual([name for name in sorted(os.listdir(folder)) if name.endswith(".safetensors")],
                         sorted(name + ".safetensors" for name in NAMES))
        with open(os.path.join(folder, "models_info.json"), encoding="utf-8") as file:
            info = json.load(file)
        self.assertEqual(list(info), NAMES)
        self.assertIn("<svg", read(os.path.join(folder, "comparison.svg")).decode())
        for name, model in info.items():
            self.assertEqual(list(model["metrics"]), ["global", "5", "10", "20", "50"])
            self.assertEqual(sorted(model["metrics"]["global"]), ["mean_precision", "mean_recalls"])
            self.assertLessEqual({"map", "mean_retrieval_precision", "mean_top_intersections"}, set(model["metrics"]["5"]))
            self.assertNotIn("average_precisions", model["metrics"]["5"])
            self.assertEqual((len(model["train_losses"]), len(model["val_losses"])), (2, 2))
            self.assertAlmostEqual(model["val_losses"][1] * 160, model["val_losses_mean"][1], delta=1e-3)
            self.assertEqual(model["provenance"]["leaks"] is not None, "msplit" in name)
            self.assertEqual(model["provenance"]["options"]["masked"], "_m_" in name)
            self.assertEqual(model["provenance"]["rows"], 480)
        self.assertEqual(info["bce_usplit_best"]["metrics"]["global"]["mean_precision"], 1)

        # The figures are those that matinee evaluate gives.
        found = self.matinee("evaluate", "-q", "-m", os.path.join(folder, "mse_usplit_best.safetensors"), "-d", SYNTHETIC,
                             "--protocol", "seed", "--split", "users", "-k", "10", "-s", self.folder, "--format",
                             "json").json["models"][0]["result"]
        self.assertAlmostEqual(found["10"]["map"], info["mse_usplit_best"]["metrics"]["10"]["map"], places=6)

        # Nothing is done twice; what is missing is.
        kept = {name: os.stat(os.path.join(folder, name + ".safetensors")).st_mtime_ns for name in NAMES}
        os.remove(os.path.join(folder, "mse_msplit_m_best.safetensors"))
        self.assertIn("bce_usplit: is there already", self.matinee(*words).err)
        for name in NAMES:
            same = os.stat(os.path.join(folder, name + ".safetensors")).st_mtime_ns == kept[name]
            self.assertEqual(same, "mse_msplit_m" not in name, name)
        with open(os.path.join(folder, "models_info.json"), encoding="utf-8") as file:
            self.assertEqual(json.load(file), info)

        self.tune(folder, info)

    def tune(self, folder, info):
        out = os.path.join(self.folder, "tuned")
        self.matinee("tune", "-q", "--models", folder, *DATA, "--epochs", "2", "--out", out)
        with open(os.path.join(out, "tuned_models_info.json"), encoding="utf-8") as file:
            tuned = json.load(file)
        self.assertIn("<svg", read(os.path.join(out, "tuned_comparison.svg")).decode())
        self.assertEqual(list(tuned), ["tuned_bce_msplit_best", "tuned_bce_msplit_latest", "tuned_mse_msplit_best",
                                       "tuned_mse_msplit_latest"])
        for name, model in tuned.items():
            self.assertTrue(os.path.exists(os.path.join(out, name + ".safetensors")))
            for key in ("average_precisions", "retrieval_precisions", "intersections"):
                self.assertEqual(len(model["metrics"]["10"][key]), 480)
            rows = model["metrics"]["10"]["average_precisions"]
            self.assertAlmostEqual(sum(rows) / len(rows), model["metrics"]["10"]["map"], places=9)
            self.assertEqual(model["provenance"]["start_sha256"],
                             info[name[len("tuned_"):].replace("latest", "best")]["provenance"]["sha256"])
        self.assertLess(tuned["tuned_bce_msplit_best"]["val_losses"][0], info["bce_msplit_best"]["val_losses"][0])

        prepared = os.path.join(self.folder, "prepared")
        self.matinee("prepare", "-q", *DATA, "--split", "masks", "--out", prepared)
        same = self.matinee("tune", "-q", "--models", folder, "--data", prepared, "-m", "bce_msplit_best", "--epochs", "2",
                            "--out", os.path.join(self.folder, "same"), "--format", "json").json
        self.assertEqual(same["tuned_bce_msplit_best"]["metrics"], tuned["tuned_bce_msplit_best"]["metrics"])
        self.refuses("tune", "--models", folder, "--data", prepared, "-m", "bce_usplit_best", "--out", out,
                     status=FAILED, says="split of these data")

        # Models by the seed's spelling, and those of other data.
        os.rename(os.path.join(out, "tuned_bce_msplit_best.safetensors"),
                  os.path.join(out, "tunned_bce_msplit_best.safetensors"))
        for name in ("tunned_bce_msplit_best", "tuned_bce_msplit_best"):
            again = self.matinee("tune", "-q", "--models", out, "-m", name, *DATA, "--epochs", "1", "--out",
                                 os.path.join(self.folder, "again"), "--format", "json").json
            self.assertEqual(list(again), ["tuned_bce_msplit_best", "tuned_bce_msplit_latest"])
        self.refuses("tune", "--models", folder, "-m", "bce_msplit_worst", *DATA, "--out", out, status=FAILED,
                     says="bce_msplit_worst")

    def test_interrupted(self):
        words = ("train", "--grid", *DATA, "--hidden", "64", "--threads", "1", "--epochs", "3", "--mask-fractions", "0.5",
                 "--format", "json")
        whole = self.matinee(*words, "-q", "--out", os.path.join(self.folder, "whole")).json
        folder = os.path.join(self.folder, "pieces")
        printed = os.path.join(self.folder, "printed.json")
        n_stops = 0
        for _ in range(60):
            # What it prints is more than a pipe holds, and is not read while its progress is.
            with open(printed, "wb") as file:
                process = subprocess.Popen([MATINEE, *words, "--out", folder], stdout=file, stderr=subprocess.PIPE,
                                           env=environment())
            # Until it has begun with something, and a little longer.
            for line in process.stderr:
                if b"epoch" in line and b"of 3" in line:
                    break
            time.sleep(0.02)
            process.send_signal(signal.SIGINT)
            said = process.communicate(timeout=120)[1]
            if process.returncode == DONE:
                break
            self.assertEqual(process.returncode, INTERRUPTED, said)
            n_stops += 1
        else:
            self.fail("it never ended")
        self.assertGreater(n_stops, 0)
        self.assertEqual(json.loads(read(printed)), whole)
        for name in NAMES:
            self.assertEqual(read(os.path.join(folder, name + ".safetensors")),
                             read(os.path.join(self.folder, "whole", name + ".safetensors")), name)


if __name__ == "__main__":
    main()
