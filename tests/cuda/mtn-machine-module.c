/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The engine that people get, on a card that has the memory of the fake runtime and the kernels of the
 * machine. */

#include "mtn-machine-engine.h"

#include "mtn-cuda-engine.h"
#include "mtn-fake-cuda.h"
#include "mtn-fake-machine.h"
#include "mtn-test-machine.h"

extern const MtnCudaModule mtn_cuda_module;

MtnEngine *
mtn_machine_engine_new (void)
{
  static guint n_opened;
  g_autofree char *why = NULL;
  MtnCudaSystem system;
  MtnCudaCard card;
  MtnEngine *engine;

  mtn_fake_reset ();
  mtn_fake_config.kernels = &mtn_fake_machine;
  mtn_fake_config.order = n_opened % 2 == 0 ? MTN_FAKE_LAZY : MTN_FAKE_RANDOM;
  mtn_fake_config.seed = n_opened + 1;
  mtn_test_machine_get ()->set_order (MTN_TEST_RANDOM, n_opened);

  mtn_cuda_module.get_system (&system);
  g_assert_cmpint (system.status, ==, MTN_CUDA_READY);
  /* What is remembered may be about kernels that were others. */
  engine = mtn_cuda_engine_open (&mtn_cuda_module, 0, &system, n_opened++ == 0, &card, &why);
  if (why != NULL)
    g_error ("%s; %s", why, mtn_fake_message);
  g_assert_nonnull (engine);

  return engine;
}

guint64
mtn_machine_engine_get_n_launches (void)
{
  return mtn_fake_counts.n_launches;
}
