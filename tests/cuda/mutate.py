#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""mutate.py [--sample N | --only TEXT] ENGINE-FOLDER NAME=TEST-PROGRAM…

Tests the tests of the kernels: plants one fault after another in a copy of the
kernels, compiles it to PTX, and lets the programs that run PTX look for it.
Faults are every barrier, taken out, and those of mutants.tsv. Whoever is not
caught must be among the survivors that MUTATION.md explains, and nobody else
may be. --sample takes N of them, evenly. Skips without nvcc.
"""

import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
BARRIER = re.compile(r'__syncthreads(_or)? \((.*?)\)')
# Which programs look at a file, the likeliest first, and which of their tests; rows and columns are the rest.
PROGRAMS = {
    'gather': ['layers /kernel/gather', 'large'],
    'dense': ['layers /kernel/dense', 'training', 'large'],
    'activate': ['layers /kernel/activate', 'large'],
    'device': ['layers /kernel/activate', 'layers'],
    'exp': ['layers /kernel/activate', 'layers'],
    'top-k': ['top-k', 'large'],
    'adam': ['training /kernel/training/adam', 'large'],
    'drop': ['training /kernel/training/drop', 'large'],
    'loss': ['training /kernel/training/losses', 'large'],
    'sums': ['training /kernel/training/sums', 'training', 'large'],
    'training': ['training /kernel/training/losses', 'training'],
}
OTHERS = ['rows', 'large']
SECONDS = 300


class Mutant:
    def __init__(self, file, name, old, new, nth=1):
        self.file, self.name, self.old, self.new, self.nth = file, name, old, new, nth

    def plant(self, text):
        """The text with the fault, which must be there to be planted."""
        at = -1
        for _ in range(self.nth):
            at = text.find(self.old, at + 1)
            if at < 0:
                sys.exit(f'{self.file} has no {self.old!r} (any more): {self.name}')
        return text[:at] + self.new + text[at + len(self.old):]


def get_barriers(cuda):
    mutants = []
    for file in sorted(os.listdir(cuda)):
        if not file.endswith(('.cu', '.cuh')):
            continue
        with open(os.path.join(cuda, file), encoding='utf-8') as source:
            text = source.read()
        seen = {}
        for found in BARRIER.finditer(text):
            old = found.group(0)
            seen[old] = seen.get(old, 0) + 1
            new = f'({found.group(2)})' if found.group(1) else '(void) 0'
            name = f'barrier {sum(seen.values())} taken out'
            mutants.append(Mutant(file, name, old, new, seen[old]))
    return mutants


def get_planted():
    with open(os.path.join(HERE, 'mutants.tsv'), encoding='utf-8', newline='') as file:
        rows = csv.reader((line for line in file if not line.startswith('#')), delimiter='\t', quoting=csv.QUOTE_NONE)
        return [Mutant(row[0], row[1], row[2].replace('\\n', '\n'), row[3].replace('\\n', '\n'), int(row[4]) if len(row) > 4 else 1)
                for row in rows]


def get_survivors():
    """Lines '- `file`: name. Why.' of MUTATION.md."""
    with open(os.path.join(HERE, 'MUTATION.md'), encoding='utf-8') as file:
        return set(re.findall(r'^- `([^`]+)`: ([^.]+)\.', file.read(), re.M))


def compile_ptx(nvcc, engine, mutant, folder):
    """None for PTX that is the same; NVCC's message where it does not compile."""
    copy = os.path.join(folder, 'engine')
    for room in ('', 'cpu', 'cuda'):
        os.makedirs(os.path.join(copy, room))
        for file in os.listdir(os.path.join(engine, room)):
            if file.endswith(('.cu', '.cuh', '.h')):
                shutil.copy(os.path.join(engine, room, file), os.path.join(copy, room, file))
    if mutant is not None:
        path = next(path for room in ('cuda', 'cpu', '')
                    if os.path.exists(path := os.path.join(copy, room, mutant.file)))
        with open(path, encoding='utf-8') as file:
            text = file.read()
        with open(path, 'w', encoding='utf-8') as file:
            file.write(mutant.plant(text))
    ptx = os.path.join(folder, 'kernels.ptx')
    done = subprocess.run([nvcc, '-std=c++17', '-O3', '-fmad=false', '-arch=compute_75', '-ptx', '-w', '-I', copy + '/cuda',
                           '-I', copy + '/cpu', '-I', copy, '-o', ptx, copy + '/cuda/mtn-cuda-kernels.cu'],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        sys.exit(f'{mutant.name}: nvcc: {done.stdout}')
    with open(ptx, encoding='utf-8') as file:
        text = re.sub(r'^//.*\n|^\.version.*\n', '', file.read(), flags=re.M)
    with open(ptx, 'w', encoding='utf-8') as file:
        file.write('.version 6.3\n' + text)
    return ptx, text


def look(mutant, ptx, programs):
    """Who caught it, and by what; None if nobody did."""
    kind = next((k for k in PROGRAMS if f'-{k}.' in mutant.file or f'-{k}-' in mutant.file), None)
    for name, *path in (test.split() for test in PROGRAMS.get(kind, OTHERS)):
        try:
            done = subprocess.run([programs[name], *(['-p', *path] if path else [])], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                  errors='replace', timeout=SECONDS, env=dict(os.environ, MTN_CUDA_PTX=ptx))
        except subprocess.TimeoutExpired:
            return name, 'does not end'
        if done.returncode != 0:
            lines = [line for line in done.stdout.splitlines() if 'ERROR' in line or 'Bail out' in line]
            why = lines[-1] if lines else f'status {done.returncode}'
            why = re.sub(r'^.*(PTX interpreter: mtn_|assertion failed)', r'\1', why)
            return name, why.replace('PTX interpreter: ', '')[:110]
    return None


def main():
    arguments = sys.argv[1:]
    sample, only = None, None
    while arguments and arguments[0].startswith('--'):
        if arguments[0] == '--sample':
            sample = int(arguments[1])
        else:
            only = arguments[1]
        arguments = arguments[2:]
    engine, programs = arguments[0], dict(argument.split('=', 1) for argument in arguments[1:])
    nvcc = os.environ.get('NVCC') or shutil.which('nvcc') or os.path.join(os.environ.get('CUDA_HOME', '/usr/local/cuda'), 'bin', 'nvcc')
    if not os.access(nvcc, os.X_OK):
        print('nvcc is missing', file=sys.stderr)
        sys.exit(77)

    barriers = get_barriers(os.path.join(engine, 'cuda'))
    mutants = barriers + get_planted()
    explained = get_survivors()
    unknown = explained - {(m.file, m.name) for m in mutants}
    if unknown:
        sys.exit(f'MUTATION.md explains who is not planted: {unknown}')
    n_all = len(mutants)
    if only is not None:
        mutants = [m for m in mutants if only in f'{m.file}: {m.name}']
    if sample is not None:
        mutants = mutants[::max(1, len(mutants) // sample)][:sample]

    with tempfile.TemporaryDirectory() as folder:
        _, sound = compile_ptx(nvcc, engine, None, folder)

    def run(mutant):
        with tempfile.TemporaryDirectory() as folder:
            ptx, text = compile_ptx(nvcc, engine, mutant, folder)
            return None if text == sound else (look(mutant, ptx, programs) or ('', ''))

    caught = bad = 0
    with ThreadPoolExecutor(2) as pool:
        for mutant, result in zip(mutants, pool.map(run, mutants)):
            key = (mutant.file, mutant.name)
            if result is None:
                print(f'{mutant.file}: {mutant.name}: compiles to the same PTX: no mutant')
                bad += 1
                continue
            caught += result[0] != ''
            print(f'{mutant.file}: {mutant.name}: ' + (f'caught by {result[0]}: {result[1]}' if result[0] else 'SURVIVES'),
                  flush=True)
            if (result[0] == '') != (key in explained):
                print('  MUTATION.md says otherwise', file=sys.stderr, flush=True)
                bad += 1
    print(f'{caught} of {len(mutants)} caught ({n_all} are planted, {len(barriers)} of them barriers taken out)')
    if sample is None and only is None and caught < 0.95 * len(mutants):
        bad += 1
    sys.exit(bad > 0)


if __name__ == '__main__':
    main()
