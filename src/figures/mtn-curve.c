/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-curve.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "mtn-error.h"
#include "mtn-figures-json.h"
#include "mtn-file.h"
#include "mtn-json-read.h"

/* A log of a million epochs. More is something else. */
#define MAX_LOG (256 * 1024 * 1024)

static const char *const metric_keys[MTN_CURVE_N_METRICS] = { "precision@10", "map@10", "ndcg@10" };

static MtnCurveLoss
find_loss (const char *text)
{
  return strstr (text, "bce") != NULL   ? MTN_CURVE_CROSS_ENTROPY
         : strstr (text, "mse") != NULL ? MTN_CURVE_SQUARED_ERROR
                                        : MTN_CURVE_OTHER_LOSS;
}

MtnCurve *
mtn_curve_new (const char *name)
{
  MtnCurve *self = g_new0 (MtnCurve, 1);

  self->name = g_strdup (name);
  self->loss = find_loss (name);
  self->leaks = strstr (name, "msplit") != NULL;
  self->epochs = g_array_new (FALSE, FALSE, sizeof (double));
  self->train = g_array_new (FALSE, FALSE, sizeof (double));
  self->validation = g_array_new (FALSE, FALSE, sizeof (double));
  self->steps = g_array_new (FALSE, FALSE, sizeof (double));
  self->seconds = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < MTN_CURVE_N_METRICS; i++)
    self->metrics[i] = g_array_new (FALSE, FALSE, sizeof (double));

  return self;
}

void
mtn_curve_free (MtnCurve *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->about);
  g_array_unref (self->epochs);
  g_array_unref (self->train);
  g_array_unref (self->validation);
  g_array_unref (self->steps);
  g_array_unref (self->seconds);
  for (guint i = 0; i < MTN_CURVE_N_METRICS; i++)
    g_array_unref (self->metrics[i]);
  g_free (self);
}

void
mtn_curve_append (MtnCurve *self,
                  double epoch,
                  double train,
                  double validation,
                  const double *metrics,
                  double steps,
                  double seconds)
{
  double before = self->seconds->len > 0 ? g_array_index (self->seconds, double, self->seconds->len - 1) : 0;
  double since = before + seconds;

  g_array_append_val (self->epochs, epoch);
  g_array_append_val (self->train, train);
  g_array_append_val (self->validation, validation);
  g_array_append_val (self->steps, steps);
  g_array_append_val (self->seconds, since);
  for (guint i = 0; i < MTN_CURVE_N_METRICS; i++)
    {
      double value = metrics != NULL ? metrics[i] : NAN;

      g_array_append_val (self->metrics[i], value);
    }
}

guint
mtn_curve_find_best (const MtnCurve *self)
{
  guint best = self->validation->len;

  for (guint i = 0; i < self->validation->len; i++)
    if (isfinite (g_array_index (self->validation, double, i)) &&
        (best == self->validation->len ||
         g_array_index (self->validation, double, i) < g_array_index (self->validation, double, best)))
      best = i;

  return best;
}

static gboolean
read_line (MtnCurve *self, const char *line, GError **error)
{
  g_autoptr (JsonNode) root = mtn_json_read_text (line, _ ("training log"), error);
  JsonObject *object, *measured;
  double metrics[MTN_CURVE_N_METRICS];
  double epoch;

  if (root == NULL)
    return FALSE;
  object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  epoch = mtn_figures_json_get_number (object, "epoch");
  if (!isfinite (epoch))
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("no epoch"));
      return FALSE;
    }
  measured = mtn_figures_json_get_object (object, "metrics");
  for (guint i = 0; i < MTN_CURVE_N_METRICS; i++)
    metrics[i] = mtn_figures_json_get_number (measured, metric_keys[i]);
  mtn_curve_append (self, epoch, mtn_figures_json_get_number (object, "train_loss"),
                    mtn_figures_json_get_number (object, "val_loss"), metrics,
                    mtn_figures_json_get_number (object, "steps"),
                    mtn_figures_json_get_number (object, "seconds"));

  return TRUE;
}

/* "runs/bce_usplit_log.jsonl" is bce_usplit. */
static char *
dup_name (const char *path)
{
  g_autofree char *base = g_filename_display_basename (path);
  char *dot = strrchr (base, '.');

  if (dot != NULL && dot != base)
    *dot = '\0';

  return g_steal_pointer (&base);
}

MtnCurve *
mtn_curve_read_log (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *name = dup_name (path);
  g_autoptr (MtnCurve) self = mtn_curve_new (name);
  g_auto (GStrv) lines = NULL;
  gsize length;

  text = mtn_file_read_text (path, MAX_LOG, &length, error);
  if (text == NULL)
    return NULL;

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*g_strstrip (lines[i]) == '\0')
        continue;
      if (read_line (self, lines[i], error))
        continue;
      /* The last line without its end is one that is being written. */
      if (lines[i + 1] == NULL)
        {
          g_clear_error (error);
          break;
        }
      g_prefix_error (error, "%s:%u: ", shown, i + 1);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/* A number of something, 0 where there is none. */
static guint
get_count (JsonObject *object, const char *key)
{
  double value = mtn_figures_json_get_number (object, key);

  return value >= 1 && value <= G_MAXINT ? (guint) value : 0;
}

void
mtn_curve_describe (MtnCurve *self, JsonObject *provenance)
{
  JsonObject *options = mtn_figures_json_get_object (provenance, "options");
  const char *dataset = mtn_figures_json_get_string (provenance, "dataset");
  const char *split = mtn_figures_json_get_string (provenance, "split");
  const char *loss = mtn_figures_json_get_string (options, "loss");
  double seed = mtn_figures_json_get_number (options, "seed");
  GString *about;

  if (provenance == NULL)
    return;

  about = g_string_new (dataset);
  if (json_object_has_member (provenance, "leaks"))
    self->leaks = mtn_figures_json_get_string (provenance, "leaks") != NULL;
  if (loss != NULL)
    self->loss = find_loss (loss);
  self->planned = get_count (options, "epochs");
  self->patience = get_count (options, "patience");
  if (split != NULL)
    g_string_append_printf (about, _ (", split %s"), split);
  if (isfinite (seed))
    g_string_append_printf (about, _ (", seed %.0f"), seed);
  g_free (self->about);
  self->about = g_string_free (about, FALSE);
}

gboolean
mtn_curve_stopped_early (const MtnCurve *self)
{
  guint n = self->epochs->len;
  guint best = mtn_curve_find_best (self);

  return self->patience > 0 && best < n && g_array_index (self->epochs, double, n - 1) < self->planned &&
         n - 1 - best >= self->patience;
}

MtnCurve *
mtn_curve_from_info (const char *name, JsonObject *model)
{
  guint n_train, n_validation;
  g_autofree double *train_values = mtn_figures_json_dup_losses (model, FALSE, &n_train);
  g_autofree double *validation_values = mtn_figures_json_dup_losses (model, TRUE, &n_validation);
  g_autoptr (MtnCurve) self = mtn_curve_new (name);

  if (MAX (n_train, n_validation) == 0)
    return NULL;

  for (guint i = 0; i < MAX (n_train, n_validation); i++)
    mtn_curve_append (self, i + 1, i < n_train ? train_values[i] : NAN,
                      i < n_validation ? validation_values[i] : NAN, NULL, NAN, NAN);
  mtn_curve_describe (self, mtn_figures_json_get_object (model, "provenance"));

  return g_steal_pointer (&self);
}
