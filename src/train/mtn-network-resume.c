/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Going on with a training, or beginning with a model: what makes sure that it is the same one. */

#include "mtn-network-run.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "mtn-error.h"
#include "mtn-file.h"

static gboolean
fail_resume (const MtnNetworkRun *self, MtnError code, const char *problem, GError **error)
{
  g_autofree char *shown = g_filename_display_name (self->training->resume);

  g_set_error (error, MTN_ERROR, (int) code, _ ("%s cannot be gone on from: %s"), shown, problem);

  return FALSE;
}

/* What tells a run apart from others, or NULL. */
static char *
find_difference (const MtnNetworkCheckpoint *there,
                 const MtnNetworkData *data,
                 const MtnNetworkOptions *options,
                 const char *start)
{
  const char *dataset = mtn_checkpoint_get_provenance (there->checkpoint, MTN_PROVENANCE_DATASET);
  g_autofree char *difference = mtn_network_options_find_difference (&there->options, options);

  if (difference != NULL)
    return g_strdup_printf (_ ("its options are others (%s)"), difference);
  if (!g_str_equal (there->fingerprint, data->fingerprint))
    return g_strdup_printf (_ ("it was trained on other data (%s)"), dataset != NULL ? dataset : "?");
  if (g_strcmp0 (there->state->start, start) != 0)
    return g_strdup (_ ("it began with another model"));

  return NULL;
}

/* Whether @path holds the best model of this very run, or a later one of it. */
static gboolean
is_best_of (const char *path,
            const MtnNetworkData *data,
            const MtnNetworkOptions *options,
            const MtnNetworkState *state)
{
  g_autoptr (MtnNetworkCheckpoint) best = mtn_network_checkpoint_read (path, NULL);
  g_autofree char *difference = best != NULL ? find_difference (best, data, options, state->start) : NULL;

  return best != NULL && difference == NULL && best->state->best_epoch >= state->best_epoch;
}

/* The model that was best so far must be at its place before one goes on: nothing might be better. */
static gboolean
bring_best (const MtnNetworkRun *self, GError **error)
{
  g_autofree char *beside = mtn_network_files_dup_best (self->training->resume);
  g_autofree char *content = NULL;
  gsize length;

  if (self->state->best_epoch == 0 || is_best_of (self->files->best, self->data, self->options, self->state))
    return TRUE;

  if (beside == NULL || !is_best_of (beside, self->data, self->options, self->state))
    return fail_resume (self, MTN_ERROR_UNSUPPORTED,
                        _ ("the best model so far is neither at its place nor beside it"), error);

  return g_file_get_contents (beside, &content, &length, error) &&
         mtn_file_replace_bytes (self->files->best, content, length, error);
}

static gboolean
resume (MtnNetworkRun *self, GError **error)
{
  g_autoptr (MtnNetworkCheckpoint) latest = mtn_network_checkpoint_read (self->training->resume, error);
  g_autofree char *difference = NULL;
  g_autofree char *line = NULL;

  if (latest == NULL)
    return FALSE;

  difference = find_difference (latest, self->data, self->options,
                                self->training->start != NULL ? self->state->start : latest->state->start);
  if (difference != NULL)
    return fail_resume (self, MTN_ERROR_USAGE, difference, error);
  if (latest->state->n_batches > self->n_batches || latest->state->epochs->len > self->options->epochs)
    return fail_resume (self, MTN_ERROR_USAGE, _ ("it is further than this training goes"), error);

  g_clear_pointer (&self->state, mtn_network_state_free);
  self->state = g_steal_pointer (&latest->state);

  line = g_strdup_printf (_ ("Going on after %u epochs and %u batches"), self->state->epochs->len,
                          self->state->n_batches);
  mtn_network_run_say (self, line);

  return mtn_network_checkpoint_restore (latest, self->net, TRUE, mtn_network_run_count_steps (self),
                                         error) &&
         bring_best (self, error);
}

static gboolean
start_from (MtnNetworkRun *self, GError **error)
{
  g_autoptr (MtnNetworkCheckpoint) start = mtn_network_checkpoint_read (self->training->start, error);

  if (start == NULL || !mtn_network_checkpoint_restore (start, self->net, FALSE, 0, error))
    return FALSE;

  self->state->start = g_strdup (mtn_checkpoint_get_sha256 (start->checkpoint));

  return TRUE;
}

gboolean
mtn_network_run_restore (MtnNetworkRun *self, GError **error)
{
  return (self->training->start == NULL || start_from (self, error)) &&
         (self->training->resume == NULL || resume (self, error));
}

gboolean
mtn_network_is_done (const MtnNetworkData *data,
                     const MtnNetworkTraining *training,
                     const char *out,
                     gboolean *resumable)
{
  g_autoptr (MtnNetworkFiles) files = mtn_network_files_new (out);
  g_autoptr (MtnNetworkCheckpoint) latest = mtn_network_checkpoint_read (files->latest, NULL);
  g_autoptr (MtnCheckpoint) start =
      training->start != NULL ? mtn_checkpoint_open (training->start, NULL) : NULL;
  g_autofree char *difference = NULL;

  *resumable = FALSE;
  if (latest == NULL || latest->options.epochs != training->options.epochs)
    return FALSE;

  difference = find_difference (latest, data, &training->options,
                                start != NULL ? mtn_checkpoint_get_sha256 (start) : NULL);
  if (difference != NULL ||
      (latest->state->best_epoch > 0 && !is_best_of (files->best, data, &training->options, latest->state)))
    return FALSE;
  if (mtn_network_state_is_done (latest->state, training->options.epochs, training->options.patience))
    return TRUE;

  *resumable = mtn_checkpoint_get_weights (latest->checkpoint, "adam", "mean", NULL) != NULL;

  return FALSE;
}
