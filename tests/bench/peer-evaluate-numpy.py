#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""What bench-evaluate times, with numpy and scipy: prints rows a second.

All rows at once: half of each person's films are known, scores are these times an item-item matrix, the others are to
be found.
"""

import os
import sys
import time

import numpy
import scipy.sparse

KS, TURNS = (5, 10, 20, 50), 3


def evaluate(known, wanted, matrix, popularity):
    scores = known @ matrix
    scores[known.nonzero()] = -numpy.inf
    best = numpy.argpartition(-scores, KS[-1], axis=1)[:, :KS[-1]]
    order = numpy.argsort(-numpy.take_along_axis(scores, best, axis=1), axis=1, kind="stable")
    best = numpy.take_along_axis(best, order, axis=1)
    hits = numpy.take_along_axis(wanted, best, axis=1)
    n_wanted = numpy.maximum(wanted.sum(axis=1), 1).astype(numpy.int64)
    ranks = numpy.arange(1, KS[-1] + 1)
    gains = numpy.cumsum(hits / numpy.log2(ranks + 1), axis=1)
    ideal = numpy.cumsum(1 / numpy.log2(ranks + 1))
    found = numpy.cumsum(hits, axis=1)
    average = numpy.cumsum(hits * found / ranks, axis=1)
    first = numpy.where(hits.any(axis=1), hits.argmax(axis=1) + 1, 10 ** 6)
    known_by = numpy.cumsum(popularity[best], axis=1)
    result = []
    for k in KS:
        n = numpy.minimum(n_wanted, k)
        result += [found[:, k - 1] / k, found[:, k - 1] / n_wanted, average[:, k - 1] / n,
                   gains[:, k - 1] / ideal[n - 1], (first <= k) / first, known_by[:, k - 1] / k]
    return numpy.array(result).mean(axis=1)


def main():
    people, films, stars, _ = numpy.loadtxt(os.path.join(sys.argv[1], "u.data"), dtype=numpy.int64, unpack=True)
    rng = numpy.random.default_rng(1)
    is_known = rng.random(len(people)) < 0.5
    shape = (people.max(), films.max())
    known = scipy.sparse.csr_matrix((stars[is_known] / 5, (people[is_known] - 1, films[is_known] - 1)), shape,
                                    dtype=numpy.float32)
    wanted = numpy.zeros(shape, dtype=numpy.float32)
    wanted[people[~is_known] - 1, films[~is_known] - 1] = 1
    matrix = rng.random((shape[1], shape[1]), dtype=numpy.float32)
    popularity = numpy.bincount(films - 1, minlength=shape[1])
    best = float("inf")
    for _ in range(TURNS):
        start = time.perf_counter()
        evaluate(known, wanted, matrix, popularity)
        best = min(best, time.perf_counter() - start)
    print(shape[0] / best)


main()
