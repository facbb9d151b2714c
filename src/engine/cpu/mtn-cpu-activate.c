/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The activation functions of mtn-cpu-exp.h, for many numbers. */

#include "mtn-cpu-exp.h"
#include "mtn-cpu.h"

float
mtn_sigmoid (float x)
{
  return mtn_scalar_sigmoid (x);
}

void
mtn_cpu_activate (float *values, gsize n_values, MtnActivation activation)
{
  switch (activation)
    {
    case MTN_ACTIVATION_NONE:
      return;

    case MTN_ACTIVATION_RELU:
      for (gsize i = 0; i < n_values; i++)
        values[i] = values[i] > 0.0f ? values[i] : 0.0f;
      return;

    case MTN_ACTIVATION_TANH:
      for (gsize i = 0; i < n_values; i++)
        values[i] = mtn_scalar_tanh (values[i]);
      return;

    case MTN_ACTIVATION_SIGMOID:
      for (gsize i = 0; i < n_values; i++)
        values[i] = mtn_scalar_sigmoid (values[i]);
      return;

    default:
      g_return_if_reached ();
    }
}
