#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""The step that bench-train times, in PyTorch: prints samples a second.

Everything is in memory beforehand, denormals are flushed, and of the variants
of Adam that it has the faster one counts.
"""

import os
import sys
import time

for name in list(os.environ):
    if name.startswith("OPENBLAS_"):
        del os.environ[name]

import torch  # noqa: E402

ROWS, BATCHES, STEPS, RUNS = 32, 20, 3, 10
SIZES = [1704, 1024, 1024, 1024, 1682]


def make_net():
    layers = []
    for i, (n_in, n_out) in enumerate(zip(SIZES, SIZES[1:])):
        layers.append(torch.nn.Linear(n_in, n_out))
        if i < 3:
            layers.append(torch.nn.ReLU())
        if i < 2:
            layers.append(torch.nn.Dropout(0.1))
    return torch.nn.Sequential(*layers, torch.nn.Sigmoid())


def best_seconds(inputs, targets, **options):
    net = make_net()
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3, **options)
    loss_of = torch.nn.BCELoss()
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        for step in range(STEPS):
            optimizer.zero_grad(set_to_none=True)
            loss_of(net(inputs[step % BATCHES]), targets[step % BATCHES]).backward()
            optimizer.step()
        best = min(best, (time.perf_counter() - start) / STEPS)
    return best


def main():
    torch.set_num_threads(int(sys.argv[1]))
    torch.set_flush_denormal(True)
    torch.manual_seed(1)
    targets = [(torch.rand(ROWS, SIZES[-1]) < 0.063).float() for _ in range(BATCHES)]
    inputs = [
        torch.cat([torch.rand(ROWS, 22), t * (torch.rand(ROWS, SIZES[-1]) < 0.42)], 1) for t in targets
    ]
    print(ROWS / min(best_seconds(inputs, targets), best_seconds(inputs, targets, foreach=True)))


main()
