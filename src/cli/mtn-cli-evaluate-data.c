/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-evaluate-data.h"

#include <glib/gi18n.h>

#include "mtn-error.h"

/* Everybody who has a sample to train on. */
static void
list_train (MtnCliEvaluateData *self, const MtnSplit *split)
{
  guint n_people = self->dataset->ratings->n_people;
  g_autofree gboolean *is_in = g_new0 (gboolean, MAX (n_people, 1));

  for (MtnSplitPart part = MTN_SPLIT_TRAIN; part < MTN_SPLIT_TEST; part++)
    for (guint i = 0; split->parts[part] != NULL && i < split->parts[part]->n_samples; i++)
      is_in[split->parts[part]->samples[i].person] = TRUE;

  self->train = g_new (guint, MAX (n_people, 1));
  for (guint u = 0; u < n_people; u++)
    if (is_in[u])
      self->train[self->n_train++] = u;
}

static void
use_split (MtnCliEvaluateData *self, MtnSplit *split)
{
  self->samples = split->parts[MTN_SPLIT_TEST];
  self->split = mtn_split_kind_name (split->options.kind);
  list_train (self, split);
}

/* A folder or archive of MovieLens: the seed's split is made here. */
typedef struct
{
  MtnDataset *dataset;
  MtnSplit *split;
} Raw;

static void
raw_free (gpointer data)
{
  Raw *self = data;

  g_clear_pointer (&self->split, mtn_split_free);
  g_clear_pointer (&self->dataset, mtn_dataset_free);
  g_free (self);
}

static gboolean
load_raw (MtnCliEvaluateData *self,
          const MtnCliEvaluateInput *input,
          MtnJob *job,
          GCancellable *cancellable,
          GError **error)
{
  Raw *raw = g_new0 (Raw, 1);
  MtnSplitOptions options = MTN_SPLIT_OPTIONS_INIT;

  self->owner = raw;
  self->owner_free = raw_free;
  if (!input->has_protocol)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE,
                   _ ("%s is a data set, not prepared samples: choose --protocol new-users, favorites or "
                      "seed"),
                   input->path);
      return FALSE;
    }

  raw->dataset = mtn_dataset_load (input->path, job, cancellable, error);
  if (raw->dataset == NULL)
    return FALSE;
  self->dataset = raw->dataset;
  if (input->protocol != MTN_PROTOCOL_SEED)
    return TRUE;

  options.kind = input->split;
  options.seed = input->seed;
  raw->split = mtn_split_new (raw->dataset->ratings, &options, job, cancellable, error);
  if (raw->split == NULL)
    return FALSE;
  use_split (self, raw->split);

  return TRUE;
}

MtnCliEvaluateData *
mtn_cli_evaluate_data_load (const MtnCliEvaluateInput *input,
                            MtnProtocolKind *protocol,
                            MtnJob *job,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (MtnCliEvaluateData) self = g_new0 (MtnCliEvaluateData, 1);

  *protocol = input->has_protocol ? input->protocol : MTN_PROTOCOL_SEED;
  if (!load_raw (self, input, job, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
mtn_cli_evaluate_data_free (MtnCliEvaluateData *self)
{
  if (self == NULL)
    return;

  if (self->owner != NULL)
    self->owner_free (self->owner);
  g_free (self->train);
  g_free (self);
}
