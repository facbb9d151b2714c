/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-recheck.h"

#include <math.h>
#include <string.h>

/* People from one that is checked to the next. */
#define INTERVAL 500

struct _MtnRecheck
{
  MtnCheckpoint *checkpoint;
  MtnEngine *engine;
  MtnEngine *cpu;  /* (nullable) until there is something to check */
  MtnModel *model; /* on @cpu */
  guint n_movies;
  guint n_until; /* the next that is checked */
};

MtnRecheck *
mtn_recheck_new (MtnCheckpoint *checkpoint, MtnEngine *engine)
{
  MtnRecheck *self;

  if (mtn_engine_get_kind (engine) == MTN_ENGINE_CPU)
    return NULL;

  self = g_new0 (MtnRecheck, 1);
  self->checkpoint = checkpoint;
  self->engine = engine;
  self->n_movies = mtn_catalog_get_n_movies (mtn_checkpoint_get_catalog (checkpoint));

  return self;
}

void
mtn_recheck_free (MtnRecheck *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->model, mtn_model_free);
  g_clear_pointer (&self->cpu, mtn_engine_free);
  g_free (self);
}

/* NaN as a class: processors make different ones. */
static gboolean
is_same (const float *a, const float *b, guint n)
{
  for (guint j = 0; j < n; j++)
    if (memcmp (a + j, b + j, sizeof (float)) != 0 && !(isnan (a[j]) && isnan (b[j])))
      return FALSE;

  return TRUE;
}

static gboolean
check_row (MtnRecheck *self, MtnBuffer *scores, guint r, MtnBuffer *wanted)
{
  g_autofree float *a = g_new (float, MAX (self->n_movies, 1));
  g_autofree float *b = g_new (float, MAX (self->n_movies, 1));

  if (!mtn_buffer_read (scores, (gsize) r * self->n_movies, a, self->n_movies))
    return FALSE;

  /* Where the CPU itself fails, nothing is found out. */
  if (mtn_buffer_read (wanted, 0, b, self->n_movies) && !is_same (a, b, self->n_movies))
    {
      mtn_engine_distrust (self->engine);
      return FALSE;
    }

  return TRUE;
}

gboolean
mtn_recheck_scores (MtnRecheck *self,
                    const MtnFeatures *const *rows,
                    guint n_rows,
                    double particular,
                    gboolean merge_twins,
                    const MtnScores *scores)
{
  MtnScores wanted;
  guint r;

  if (self == NULL)
    return TRUE;
  if (self->n_until >= n_rows)
    {
      self->n_until -= n_rows;
      return TRUE;
    }

  if (self->cpu == NULL)
    {
      self->cpu = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);
      self->model = mtn_model_new (self->checkpoint, self->cpu, NULL);
    }

  r = self->n_until;
  self->n_until = INTERVAL - (n_rows - r); /* batches are shorter than that */

  wanted = mtn_model_run (self->model, &rows[r], 1, particular, merge_twins);

  return check_row (self, scores->raw, r, wanted.raw) &&
         (scores->order == scores->raw || check_row (self, scores->order, r, wanted.order));
}
