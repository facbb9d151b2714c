/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-data.h"

struct _MtnData
{
  GObject parent_instance;

  MtnDataset *dataset;
  MtnExploration *exploration;
};

G_DEFINE_FINAL_TYPE (MtnData, mtn_data, G_TYPE_OBJECT)

static void
mtn_data_finalize (GObject *object)
{
  MtnData *self = MTN_DATA (object);

  g_clear_pointer (&self->exploration, mtn_exploration_free);
  g_clear_pointer (&self->dataset, mtn_dataset_free);

  G_OBJECT_CLASS (mtn_data_parent_class)->finalize (object);
}

static void
mtn_data_class_init (MtnDataClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mtn_data_finalize;
}

static void
mtn_data_init (MtnData *self)
{
}

MtnData *
mtn_data_load (const char *path, MtnJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (MtnData) self = g_object_new (MTN_TYPE_DATA, NULL);

  g_return_val_if_fail (path != NULL, NULL);

  self->dataset = mtn_dataset_load (path, job, cancellable, error);
  if (self->dataset == NULL)
    return NULL;

  self->exploration = mtn_exploration_new (self->dataset, job, cancellable, error);
  if (self->exploration == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

const MtnDataset *
mtn_data_get_dataset (MtnData *self)
{
  g_return_val_if_fail (MTN_IS_DATA (self), NULL);

  return self->dataset;
}

const MtnExploration *
mtn_data_get_exploration (MtnData *self)
{
  g_return_val_if_fail (MTN_IS_DATA (self), NULL);

  return self->exploration;
}
