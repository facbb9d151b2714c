/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-data.h"

#include <glib/gi18n.h>

#include "mtn-exploration-json.h"
#include "mtn-figures-explore.h"
#include "mtn-union.h"

/* A figure as a page shows it and as its card does. */
typedef struct
{
  MtnFigure *whole;   /* (nullable) */
  MtnFigure *preview; /* likewise */
  char *caption;      /* likewise */
} Picture;

struct _MtnData
{
  GObject parent_instance;

  MtnDataset *dataset;
  MtnExploration *exploration;
  Picture *pictures; /* [n_pictures] by topic */
  guint n_pictures;
  MtnFigure *sample; /* (nullable) */
  JsonNode *json;
};

G_DEFINE_FINAL_TYPE (MtnData, mtn_data, G_TYPE_OBJECT)

static void
mtn_data_finalize (GObject *object)
{
  MtnData *self = MTN_DATA (object);

  for (guint i = 0; i < self->n_pictures; i++)
    {
      g_clear_pointer (&self->pictures[i].whole, mtn_figure_free);
      g_clear_pointer (&self->pictures[i].preview, mtn_figure_free);
      g_free (self->pictures[i].caption);
    }
  g_free (self->pictures);
  g_clear_pointer (&self->sample, mtn_figure_free);
  g_clear_pointer (&self->json, json_node_unref);
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

/* All that the window shows is put together here, in the worker: drawing it is enough for a frame. */
static gboolean
compose (MtnData *self, MtnJob *job, GCancellable *cancellable, GError **error)
{
  const MtnDataTopic *topics = mtn_data_topics (&self->n_pictures);
  MtnFigure *sample;

  self->pictures = g_new0 (Picture, self->n_pictures);
  for (guint i = 0; i < self->n_pictures; i++)
    {
      Picture *picture = &self->pictures[i];

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (job != NULL)
        mtn_job_report (job, (double) i / self->n_pictures, _ ("Drawing"));
      picture->whole = mtn_data_topic_draw (&topics[i], self->exploration);
      if (picture->whole == NULL)
        continue;
      picture->preview = mtn_data_topic_make_preview (mtn_figure_copy (picture->whole), topics[i].preview);
      picture->caption = topics[i].dup_caption (self->exploration);
    }
  sample = mtn_figures_explore_sample (self->exploration);
  self->sample = sample != NULL ? mtn_data_topic_make_preview (sample, 0) : NULL;
  self->json = mtn_exploration_to_json (self->exploration);

  return TRUE;
}

MtnData *
mtn_data_load (const char *const *paths, MtnJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (MtnData) self = g_object_new (MTN_TYPE_DATA, NULL);

  g_return_val_if_fail (paths != NULL && paths[0] != NULL, NULL);

  self->dataset = mtn_union_load (paths, job, cancellable, error);
  if (self->dataset == NULL)
    return NULL;

  self->exploration = mtn_exploration_new (self->dataset, job, cancellable, error);
  if (self->exploration == NULL || !compose (self, job, cancellable, error))
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

static const Picture *
find_picture (MtnData *self, const MtnDataTopic *topic)
{
  const MtnDataTopic *topics = mtn_data_topics (&(guint){ 0 });

  return &self->pictures[topic - topics];
}

static MtnFigure *
copy_figure (MtnFigure *figure)
{
  return figure != NULL ? mtn_figure_copy (figure) : NULL;
}

MtnFigure *
mtn_data_dup_figure (MtnData *self, const MtnDataTopic *topic)
{
  g_return_val_if_fail (MTN_IS_DATA (self), NULL);

  return copy_figure (find_picture (self, topic)->whole);
}

MtnFigure *
mtn_data_dup_preview (MtnData *self, const MtnDataTopic *topic)
{
  g_return_val_if_fail (MTN_IS_DATA (self), NULL);

  return copy_figure (find_picture (self, topic)->preview);
}

const char *
mtn_data_get_caption (MtnData *self, const MtnDataTopic *topic)
{
  g_return_val_if_fail (MTN_IS_DATA (self), NULL);

  return find_picture (self, topic)->caption;
}

MtnFigure *
mtn_data_dup_sample_preview (MtnData *self)
{
  g_return_val_if_fail (MTN_IS_DATA (self), NULL);

  return copy_figure (self->sample);
}

JsonObject *
mtn_data_get_json (MtnData *self)
{
  g_return_val_if_fail (MTN_IS_DATA (self), NULL);

  return json_node_get_object (self->json);
}
