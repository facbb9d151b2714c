/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Checkpoints: opened, verified, and asked. */

#include "mtn-fuzz.h"
#include "mtn-recommender.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static MtnEngine *engine;
  g_autoptr (MtnCheckpoint) checkpoint = NULL;
  g_autoptr (MtnRecommender) recommender = NULL;
  g_autoptr (MtnRecommendations) found = NULL;
  g_autoptr (MtnProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  MtnQuery query = MTN_QUERY_INIT;

  if (engine == NULL)
    engine = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);
  checkpoint = mtn_checkpoint_open (mtn_fuzz_write_file ("model.safetensors", data, size), &error);
  if (checkpoint == NULL)
    {
      mtn_fuzz_check_error (error);
      return 0;
    }

  if (!mtn_checkpoint_verify (checkpoint, &error))
    {
      mtn_fuzz_check_error (error);
      g_clear_error (&error);
    }
  recommender = mtn_recommender_new (checkpoint, engine, &error);
  if (recommender == NULL)
    {
      mtn_fuzz_check_error (error);
      return 0;
    }

  profile = mtn_profile_new ();
  mtn_profile_set_pick (profile, 1, 5);
  mtn_profile_set_pick (profile, 3, 2);
  mtn_profile_set_age (profile, 24);
  query.n_reasons = 2;
  found = mtn_recommender_recommend (recommender, profile, &query, &error);
  if (found == NULL)
    mtn_fuzz_check_error (error);

  return 0;
}
