/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-run-text.h"

#include <math.h>

#include <glib/gi18n.h>

#define SEPARATOR "\302\240· "

char *
mtn_run_text_dup_duration (double seconds)
{
  guint left = (guint) CLAMP (ceil (seconds), 1, 1e7);

  if (left < 60)
    /* Translators: seconds */
    return g_strdup_printf (_ ("%u s"), left);
  left = (left + 30) / 60;
  if (left < 60)
    /* Translators: minutes */
    return g_strdup_printf (_ ("%u min"), left);

  /* Translators: hours and minutes */
  return g_strdup_printf (_ ("%u h %u min"), left / 60, left % 60);
}

static void
append (GString *text, char *part)
{
  if (text->len > 0)
    g_string_append (text, SEPARATOR);
  g_string_append (text, part);
  g_free (part);
}

/* The curve that counts most: the one that is growing, or the only one. */
static const GArray *
get_epochs (MtnRun *run)
{
  GPtrArray *curves = mtn_run_get_curves (run);

  return curves->len > 0 ? ((const MtnRunCurve *) g_ptr_array_index (curves, curves->len - 1))->epochs : NULL;
}

static void
append_left (GString *text, MtnRun *run)
{
  double left = mtn_run_get_seconds_left (run);
  g_autofree char *duration = isfinite (left) ? mtn_run_text_dup_duration (left) : NULL;

  if (duration != NULL)
    /* Translators: %s is a time: "4 min left" */
    append (text, g_strdup_printf (_ ("%s left"), duration));
}

static void
append_running (GString *text, MtnRun *run)
{
  const MtnRunProgress *progress = mtn_run_get_progress (run);

  if (progress->n_epochs == 0 || !mtn_run_spec_has_epochs (mtn_run_get_spec (run)))
    {
      const char *message = mtn_run_get_message (run);

      append (text, g_strdup (message != NULL ? message : _ ("Starting")));
      append_left (text, run);
      if (!mtn_run_spec_has_epochs (mtn_run_get_spec (run)))
        append (text, g_strdup (_ ("begins anew when stopped")));
      return;
    }

  if (progress->name != NULL)
    append (text, g_strdup (progress->name));
  append (text, g_strdup_printf (_ ("Epoch %u of %u"), progress->epoch, progress->n_epochs));
  if (isfinite (progress->loss))
    append (text, g_strdup_printf (_ ("loss %.4f"), progress->loss));
  if (progress->rate > 0)
    append (text, g_strdup_printf (_ ("%'.0f samples/s"), progress->rate));
  append_left (text, run);
}

static void
append_stopped (GString *text, MtnRun *run, const char *word)
{
  const GArray *epochs = get_epochs (run);

  append (text, g_strdup (word));
  if (mtn_run_get_failure (run) != NULL)
    append (text, g_strdup_printf (_ ("not saved: %s"), mtn_run_get_failure (run)));
  if (mtn_run_get_spec (run)->kind == MTN_RUN_MODEL && epochs != NULL && epochs->len > 0)
    append (text, g_strdup_printf (_ ("%u of %u epochs done"), epochs->len,
                                   mtn_run_get_spec (run)->network.epochs));
  else if (!mtn_run_spec_has_epochs (mtn_run_get_spec (run)))
    append (text, g_strdup (_ ("begins anew")));
}

static void
append_finished (GString *text, MtnRun *run)
{
  const GArray *epochs = get_epochs (run);
  const char *const *models = mtn_run_get_models (run);
  guint n_models = models != NULL ? g_strv_length ((GStrv) models) : 0;
  const MtnNetworkEpoch *best = NULL;

  append (text, g_strdup (_ ("Finished")));
  if (n_models > 1)
    {
      append (text, g_strdup_printf (ngettext ("%u model", "%u models", n_models), n_models));
      return;
    }

  for (guint e = 0; epochs != NULL && e < epochs->len; e++)
    if (g_array_index (epochs, MtnNetworkEpoch, e).is_best)
      best = &g_array_index (epochs, MtnNetworkEpoch, e);
  if (best == NULL)
    return;

  append (text, g_strdup_printf (_ ("best epoch %u of %u"), best->epoch, epochs->len));
  if (isfinite (best->val_loss))
    append (text, g_strdup_printf (_ ("validation loss %.4f"), best->val_loss));
}

char *
mtn_run_text_dup_status (MtnRun *run)
{
  GString *text = g_string_new (NULL);

  switch (mtn_run_get_state (run))
    {
    case MTN_RUN_QUEUED:
      append (text, g_strdup (_ ("Waiting for its turn")));
      break;
    case MTN_RUN_RUNNING:
      append_running (text, run);
      break;
    case MTN_RUN_PAUSED:
      append_stopped (text, run,
                      mtn_run_spec_has_epochs (mtn_run_get_spec (run)) ? _ ("Paused") : _ ("Stopped"));
      break;
    case MTN_RUN_INTERRUPTED:
      append_stopped (text, run, _ ("Interrupted"));
      break;
    case MTN_RUN_FINISHED:
      append_finished (text, run);
      break;
    case MTN_RUN_FAILED:
    default:
      append (text, g_strdup (mtn_run_get_failure (run) != NULL ? mtn_run_get_failure (run) : _ ("Failed")));
    }

  return g_string_free (text, FALSE);
}
