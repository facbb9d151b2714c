#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""What bench-inference times, in PyTorch: prints the seconds for one person and for a batch of 1,024.

Inputs are dense and in memory beforehand; of many runs the best counts.
"""

import sys
import time

import torch

SIZES = [1704, 1024, 1024, 1024, 1682]


def main():
    torch.set_num_threads(int(sys.argv[1]))
    torch.manual_seed(1)
    layers = []
    for n_in, n_out in zip(SIZES, SIZES[1:]):
        layers += [torch.nn.Linear(n_in, n_out), torch.nn.ReLU()]
    net = torch.nn.Sequential(*layers[:-1], torch.nn.Sigmoid()).eval()
    for rows, turns in ((1, 200), (1024, 12)):
        people = torch.rand(rows, SIZES[0]) * (torch.rand(rows, SIZES[0]) < 0.04)
        best = float("inf")
        with torch.inference_mode():
            for _ in range(turns):
                start = time.perf_counter()
                net(people)
                best = min(best, time.perf_counter() - start)
        print(best)


main()
