/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-data-input.h"

#include "mtn-prepared.h"
#include "mtn-union.h"

MtnDataInput *
mtn_data_input_load (const char *const *paths, MtnJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (MtnDataInput) self = g_new0 (MtnDataInput, 1);

  if (paths[1] == NULL && mtn_prepared_probe (paths[0]))
    {
      g_autoptr (MtnPrepared) prepared = mtn_prepared_load (paths[0], job, cancellable, error);

      if (prepared == NULL)
        return NULL;
      self->dataset = g_steal_pointer (&prepared->dataset);
      self->split = g_steal_pointer (&prepared->split);
      self->features = g_steal_pointer (&prepared->features);

      return g_steal_pointer (&self);
    }

  self->dataset = mtn_union_load (paths, job, cancellable, error);
  if (self->dataset == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

void
mtn_data_input_free (MtnDataInput *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->dataset, mtn_dataset_free);
  g_clear_pointer (&self->split, mtn_split_free);
  g_free (self->features);
  g_free (self);
}
