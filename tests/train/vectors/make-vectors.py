#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""Whole training steps in PyTorch, for test-net-vectors: writes a safetensors file a case beside itself.

    python3 make-vectors.py        (Debian's python3-torch)

See README.md for what is in them.
"""

import json
import os
import struct

import numpy
import torch

STEPS = 4
ROWS = [40, 7]  # more than a block, and a short last batch
SIZES = [15, 12, 10, 18]
CASES = {
    "bce": {},
    "bce-masked": {"is_masked": True},
    "bce-l2": {"l2": 0.01},
    "bce-clip": {"clip": 0.02, "activation": "tanh"},
    "mse": {"loss": "mse"},
    "mse-masked": {"loss": "mse", "is_masked": True},
    "mse-adamw": {"loss": "mse", "decay": 0.1},
    "multinomial": {"loss": "multinomial", "activation": "tanh"},
    "multinomial-adamw-clip": {"loss": "multinomial", "activation": "tanh", "decay": 0.05, "clip": 0.3},
}
DEFAULTS = {
    "loss": "bce",
    "activation": "relu",
    "is_masked": False,
    "learning_rate": 0.01,
    "l2": 0.0,
    "decay": 0.0,
    "clip": 0.0,
}


def make_batch(random, n_rows):
    """Dense inputs and targets; as in the data, the input shows a part of what is rated."""
    stars = random.integers(1, 6, (n_rows, SIZES[-1])) / 5
    targets = stars * (random.random(stars.shape) < 0.3)
    targets[:, 0] = numpy.where(targets.sum(1) == 0, 0.8, targets[:, 0])
    inputs = numpy.zeros((n_rows, SIZES[0]))
    inputs[:, :3] = random.random((n_rows, 3))
    visible = (targets > 0) & (random.random(targets.shape) < 0.5)
    visible[:, SIZES[0] - 3 :] = False
    shown = (visible * targets)[:, : SIZES[0] - 3]
    inputs[:, 3:] = shown
    return inputs.astype(numpy.float32), targets.astype(numpy.float32), visible


def to_rows(dense):
    offsets = numpy.concatenate([[0], numpy.cumsum((dense != 0).sum(1))])
    columns = numpy.nonzero(dense)[1]
    return offsets.astype(numpy.uint32), columns.astype(numpy.uint32), dense[dense != 0].astype(numpy.float32)


class Net(torch.nn.Module):
    def __init__(self, activation):
        super().__init__()
        self.fc1 = torch.nn.Linear(SIZES[0], SIZES[1])
        self.fc2 = torch.nn.Linear(SIZES[1], SIZES[2])
        self.fc3 = torch.nn.Linear(SIZES[2], SIZES[3])
        self.activation = torch.relu if activation == "relu" else torch.tanh

    def forward(self, x):
        return self.fc3(self.activation(self.fc2(self.activation(self.fc1(x)))))


def measure(logits, targets, visible, options):
    if options["loss"] == "multinomial":
        return -(targets * torch.log_softmax(logits, 1)).sum(1).mean()
    outputs = torch.sigmoid(logits)
    wanted = (targets > 0).double() if options["loss"] == "bce" else targets
    if options["is_masked"]:
        outputs, wanted = outputs[~visible], wanted[~visible]
    kind = torch.nn.BCELoss() if options["loss"] == "bce" else torch.nn.MSELoss()
    return kind(outputs, wanted)


def flatten(tensors):
    return numpy.concatenate([t.detach().numpy().ravel() for t in tensors]).astype(numpy.float32)


def write(path, tensors, metadata):
    header, data = {"__metadata__": metadata}, b""
    names = {numpy.dtype("float32"): "F32", numpy.dtype("uint32"): "U32", numpy.dtype("float64"): "F64"}
    for name, array in sorted(tensors.items(), key=lambda item: -item[1].dtype.itemsize):
        header[name] = {
            "dtype": names[array.dtype],
            "shape": list(array.shape),
            "data_offsets": [len(data), len(data) + array.nbytes],
        }
        data += array.tobytes()
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def make(name, options):
    random = numpy.random.default_rng(20240101)
    torch.manual_seed(20240101)
    # Parameters that float holds exactly; the arithmetic in double, so that what is compared is the other side.
    net = Net(options["activation"])
    tensors = {"parameters.0": flatten(net.parameters())}
    net.double()
    batches = [make_batch(random, n) for n in ROWS]
    for i, (inputs, targets, visible) in enumerate(batches):
        for kind, dense in (("in", inputs), ("targets", targets), ("excluded", visible.astype(numpy.float32))):
            for part, array in zip(("offsets", "columns", "values"), to_rows(dense)):
                tensors[f"batch{i}.{kind}.{part}"] = array

    if options["decay"] > 0:
        optimizer = torch.optim.AdamW(net.parameters(), lr=options["learning_rate"], weight_decay=options["decay"])
    else:
        optimizer = torch.optim.Adam(net.parameters(), lr=options["learning_rate"], weight_decay=options["l2"])
    losses = []
    for step in range(STEPS):
        inputs, targets, visible = batches[step % len(batches)]
        optimizer.zero_grad()
        loss = measure(
            net(torch.tensor(inputs).double()), torch.tensor(targets).double(), torch.tensor(visible), options
        )
        loss.backward()
        losses.append(loss.item())
        if step in (0, STEPS - 1):
            tensors[f"gradient.{step}"] = flatten(p.grad for p in net.parameters())
        if options["clip"] > 0:
            norm = torch.nn.utils.clip_grad_norm_(net.parameters(), options["clip"])
            assert norm > options["clip"], "nothing to clip"
        optimizer.step()
        tensors[f"parameters.{step + 1}"] = flatten(net.parameters())
    tensors["losses"] = numpy.array(losses)

    metadata = {key: str(value) for key, value in options.items()}
    metadata["pytorch"] = torch.__version__
    write(os.path.join(os.path.dirname(os.path.abspath(__file__)), name + ".safetensors"), tensors, metadata)


for case, changes in CASES.items():
    make(case, {**DEFAULTS, **changes})
