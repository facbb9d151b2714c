#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""What bench-edlae times, with numpy and scipy: prints the seconds of reading u.data, of a fit of EDLAE's eigenbasis,
and of its eigh alone.
"""

import os
import sys
import time

import numpy
import scipy.linalg
import scipy.sparse

RANK, DAMPING, MU = 160, 0.5, 1.0
VALUES = numpy.array([0.0, 0.2, 0.25, 0.55, 1.0, 1.25])


def main():
    start = time.perf_counter()
    people, films, stars, _ = numpy.loadtxt(os.path.join(sys.argv[1], "u.data"), dtype=numpy.int64, unpack=True)
    read = time.perf_counter() - start

    start = time.perf_counter()
    x = scipy.sparse.csr_matrix((VALUES[stars], (people - 1, films - 1)), shape=(people.max(), films.max()))
    counts = numpy.maximum(numpy.diff(x.indptr), 1)
    x = scipy.sparse.diags(counts ** (-0.5 * DAMPING)) @ x
    gram = numpy.asarray(x.multiply(x).sum(axis=0)).ravel() + MU
    z = x @ scipy.sparse.diags(gram ** -0.5)
    products = (z @ z.T).toarray()
    before = time.perf_counter()
    values, vectors = scipy.linalg.eigh(products, subset_by_index=[len(products) - RANK, len(products) - 1],
                                        driver="evr", overwrite_a=True, check_finite=False)
    solved = time.perf_counter() - before
    factors = (z.T @ vectors) / numpy.sqrt(values)
    fitted = time.perf_counter() - start
    assert factors.shape == (films.max(), RANK)
    print(read, fitted, solved, sep="\n")


main()
