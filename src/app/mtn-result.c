/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-result.h"

struct _MtnResult
{
  GObject parent_instance;

  MtnFilm *film;
  guint rank;
  float score;
  char *reason;
};

G_DEFINE_FINAL_TYPE (MtnResult, mtn_result, G_TYPE_OBJECT)

static void
mtn_result_finalize (GObject *object)
{
  MtnResult *self = MTN_RESULT (object);

  g_clear_object (&self->film);
  g_clear_pointer (&self->reason, g_free);

  G_OBJECT_CLASS (mtn_result_parent_class)->finalize (object);
}

static void
mtn_result_class_init (MtnResultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mtn_result_finalize;
}

static void
mtn_result_init (MtnResult *self)
{
}

MtnResult *
mtn_result_new (MtnFilm *film, guint rank, float score, const char *reason)
{
  MtnResult *self;

  g_return_val_if_fail (MTN_IS_FILM (film), NULL);

  self = g_object_new (MTN_TYPE_RESULT, NULL);
  self->film = g_object_ref (film);
  self->rank = rank;
  self->score = score;
  self->reason = g_strdup (reason != NULL ? reason : "");

  return self;
}

MtnFilm *
mtn_result_get_film (MtnResult *self)
{
  g_return_val_if_fail (MTN_IS_RESULT (self), NULL);

  return self->film;
}

guint
mtn_result_get_rank (MtnResult *self)
{
  g_return_val_if_fail (MTN_IS_RESULT (self), 0);

  return self->rank;
}

float
mtn_result_get_score (MtnResult *self)
{
  g_return_val_if_fail (MTN_IS_RESULT (self), 0);

  return self->score;
}

const char *
mtn_result_get_reason (MtnResult *self)
{
  g_return_val_if_fail (MTN_IS_RESULT (self), NULL);

  return self->reason;
}
