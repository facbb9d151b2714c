/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-data.h"

#include <glib/gi18n.h>

#include "mtn-cli-args.h"
#include "mtn-prepared.h"
#include "mtn-union.h"

MtnCliData *
mtn_cli_data_load (const char *const *paths, MtnJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (MtnCliData) self = g_new0 (MtnCliData, 1);

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
mtn_cli_data_free (MtnCliData *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->dataset, mtn_dataset_free);
  g_clear_pointer (&self->split, mtn_split_free);
  g_free (self->features);
  g_free (self);
}

int
mtn_cli_data_check (const char *command, const char *const *paths)
{
  if (paths == NULL || *paths[0] == '\0')
    return mtn_cli_misuse (command, _ ("--data is missing: the folder or archive to train on"));
  if (paths[1] != NULL && paths[2] != NULL)
    return mtn_cli_misuse (command, _ ("--data is given more than twice; a union is made of two data sets"));

  return -1;
}
