/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-tilt.h"

#include <math.h>

#include "mtn-scorer.h"

/* Keeps films with hardly any ratings from jumping to the top. */
#define SHRINKAGE 10.0

/* β at either end. */
#define STRENGTH 0.7

struct _MtnTilt
{
  guint n_movies;
  double *log_p;      /* [movies] */
  MtnBuffer *factors; /* [movies]: p^−β; (nullable) until wanted */
  MtnBuffer *logs;    /* [movies]: log p; (nullable) until wanted */
  double particular;  /* that of the factors */
  MtnEngine *engine;
};

MtnTilt *
mtn_tilt_new (MtnCatalog *catalog, MtnEngine *engine)
{
  MtnTilt *self = g_new0 (MtnTilt, 1);
  double n_ratings = 0.0, n_squares = 0.0, typical;

  self->engine = engine;
  self->n_movies = mtn_catalog_get_n_movies (catalog);
  self->log_p = g_new (double, self->n_movies);

  for (guint j = 0; j < self->n_movies; j++)
    {
      double n = mtn_catalog_get_movie (catalog, j)->n_ratings;

      n_ratings += n;
      n_squares += n * n;
    }
  typical = n_ratings > 0.0 ? n_squares / n_ratings : 0.0;

  for (guint j = 0; j < self->n_movies; j++)
    self->log_p[j] =
        log ((mtn_catalog_get_movie (catalog, j)->n_ratings + SHRINKAGE) / (typical + SHRINKAGE));

  return self;
}

void
mtn_tilt_free (MtnTilt *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->factors, mtn_buffer_free);
  g_clear_pointer (&self->logs, mtn_buffer_free);
  g_free (self->log_p);
  g_free (self);
}

void
mtn_tilt_multiply (MtnTilt *self, MtnBuffer *scores, guint n_rows, double particular)
{
  static const guint first_line[MTN_BATCH] = { 0 };

  if (self->factors == NULL || self->particular != particular)
    {
      g_autofree float *factors = g_new (float, self->n_movies);

      if (self->factors == NULL)
        self->factors = mtn_buffer_new (self->engine, self->n_movies);
      for (guint j = 0; j < self->n_movies; j++)
        factors[j] = (float) exp (-STRENGTH * particular * self->log_p[j]);
      mtn_buffer_write (self->factors, 0, factors, self->n_movies);
      self->particular = particular;
    }

  mtn_engine_scale (self->engine, scores, n_rows, self->n_movies, self->factors, first_line);
}

void
mtn_tilt_subtract (MtnTilt *self, MtnBuffer *scores, guint n_rows, double particular)
{
  static const guint first_row[MTN_BATCH] = { 0 };
  float weights[MTN_BATCH];

  if (self->logs == NULL)
    {
      g_autofree float *logs = g_new (float, self->n_movies);

      self->logs = mtn_buffer_new (self->engine, self->n_movies);
      for (guint j = 0; j < self->n_movies; j++)
        logs[j] = (float) self->log_p[j];
      mtn_buffer_write (self->logs, 0, logs, self->n_movies);
    }

  for (guint r = 0; r < n_rows; r++)
    weights[r] = (float) (-STRENGTH * particular);
  mtn_engine_blend (self->engine, scores, n_rows, self->n_movies, self->logs, first_row, weights);
}
