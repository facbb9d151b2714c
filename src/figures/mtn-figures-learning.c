/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Learning curves out of training logs. */

#include "mtn-figures-training.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "mtn-error.h"
#include "mtn-figures-json.h"
#include "mtn-json-read.h"

/* A log of a million epochs. More is something else. */
#define MAX_LOG (256 * 1024 * 1024)

typedef struct
{
  GArray *epochs; /* of double, like the next */
  GArray *train;
  GArray *validation;
} Log;

static void
log_clear (Log *self)
{
  g_clear_pointer (&self->epochs, g_array_unref);
  g_clear_pointer (&self->train, g_array_unref);
  g_clear_pointer (&self->validation, g_array_unref);
}

static gboolean
read_line (Log *log, const char *line, GError **error)
{
  g_autoptr (JsonNode) root = mtn_json_read_text (line, _ ("training log"), error);
  JsonObject *object;
  double epoch, train, validation;

  if (root == NULL)
    return FALSE;
  object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  epoch = mtn_figures_json_get_number (object, "epoch");
  if (!isfinite (epoch))
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("no epoch"));
      return FALSE;
    }
  train = mtn_figures_json_get_number (object, "train_loss");
  validation = mtn_figures_json_get_number (object, "val_loss");
  g_array_append_val (log->epochs, epoch);
  g_array_append_val (log->train, train);
  g_array_append_val (log->validation, validation);

  return TRUE;
}

static gboolean
read_log (Log *log, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *shown = g_filename_display_name (path);
  g_auto (GStrv) lines = NULL;
  gsize length;

  log->epochs = g_array_new (FALSE, FALSE, sizeof (double));
  log->train = g_array_new (FALSE, FALSE, sizeof (double));
  log->validation = g_array_new (FALSE, FALSE, sizeof (double));
  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  if (length > MAX_LOG || memchr (text, '\0', length) != NULL)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: no training log"), shown);
      return FALSE;
    }

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*g_strstrip (lines[i]) == '\0')
        continue;
      if (read_line (log, lines[i], error))
        continue;
      /* The last line without its end is one that is being written. */
      if (lines[i + 1] == NULL)
        {
          g_clear_error (error);
          break;
        }
      g_prefix_error (error, "%s:%u: ", shown, i + 1);
      return FALSE;
    }

  return TRUE;
}

static char *
dup_name (const char *path)
{
  g_autofree char *base = g_filename_display_basename (path);
  char *dot = strrchr (base, '.');

  if (dot != NULL && dot != base)
    *dot = '\0';

  return g_steal_pointer (&base);
}

static void
add_curve (MtnChart *chart, const char *run, const Log *log, gboolean validation, guint color)
{
  g_autofree char *name = g_strdup_printf (validation ? _ ("%s, validation") : _ ("%s, training"), run);
  GArray *losses = validation ? log->validation : log->train;
  gboolean any = FALSE;
  MtnChartSeries *series;

  for (guint i = 0; i < losses->len; i++)
    any = any || isfinite (g_array_index (losses, double, i));
  if (!any)
    return;

  series = mtn_chart_add (chart, MTN_SERIES_LINE, name, (const double *) log->epochs->data,
                          (const double *) losses->data, losses->len);
  series->color = color;
  series->dash = validation ? MTN_DASH_DASHED : MTN_DASH_SOLID;
  series->marker = MTN_MARKER_DISC + color % (MTN_N_MARKERS - 1);
}

/* The epoch of the lowest validation loss, for a run alone: of several there would be a thicket. */
static void
mark_best (MtnChart *chart, const Log *log)
{
  double best = G_MAXDOUBLE, epoch = NAN;

  for (guint i = 0; i < log->validation->len; i++)
    if (g_array_index (log->validation, double, i) < best)
      {
        best = g_array_index (log->validation, double, i);
        epoch = g_array_index (log->epochs, double, i);
      }
  if (isfinite (epoch))
    {
      g_autofree char *name = g_strdup_printf (_ ("best, epoch %.0f"), epoch);

      mtn_chart_add_line_at (chart, MTN_SERIES_EVENT, name, epoch);
    }
}

MtnFigure *
mtn_figures_learning (const char *title, const char *const *paths, GError **error)
{
  g_autoptr (MtnFigure) figure = mtn_figure_new (title);
  g_autoptr (MtnChart) chart = mtn_chart_new (_ ("Loss per Epoch"));

  mtn_chart_axis_set (&chart->x, _ ("Epoch"), NULL, MTN_SCALE_LINEAR);
  chart->x.whole = TRUE;
  chart->y.from_zero = TRUE;
  chart->height = 380;
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *name = dup_name (paths[i]);
      Log log = { 0 };

      if (!read_log (&log, paths[i], error))
        {
          log_clear (&log);
          return NULL;
        }
      for (int validation = 0; validation < 2; validation++)
        add_curve (chart, name, &log, validation, i);
      if (i == 0 && paths[1] == NULL)
        mark_best (chart, &log);
      log_clear (&log);
    }
  mtn_figure_set_columns (figure, 1);
  mtn_figure_take (figure, g_steal_pointer (&chart));

  return g_steal_pointer (&figure);
}
