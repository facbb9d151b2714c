/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-network-checkpoint.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "mtn-error.h"
#include "mtn-json-text.h"

#define ADAM "adam"

/* "MLP 1704–1024–1682, BCE" */
static char *
dup_name (MtnNet *net, const MtnNetworkOptions *options)
{
  GString *out = g_string_new ("MLP ");
  g_autofree char *loss = g_ascii_strup (mtn_network_loss_get_name (options->loss), -1);

  for (guint t = 0; t < mtn_net_get_n_tensors (net); t++)
    {
      MtnNetTensor tensor;

      mtn_net_get_tensor (net, t, &tensor);
      if (tensor.n_dims != 2)
        continue;
      if (t == 0)
        g_string_append_printf (out, "%" G_GSIZE_FORMAT, tensor.dims[1]);
      g_string_append_printf (out, "–%" G_GSIZE_FORMAT, tensor.dims[0]);
    }
  g_string_append_printf (out, ", %s%s", loss, options->masked ? ", hidden films" : "");

  return g_string_free (out, FALSE);
}

static void
set_number (MtnCheckpointWriter *writer, const char *key, guint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, value);

  mtn_checkpoint_writer_set_provenance (writer, key, text);
}

/* The last epoch that is done, or NULL. */
static char *
dup_metrics (const MtnNetworkData *data, const MtnNetworkState *state)
{
  GString *out;

  if (state->epochs->len == 0 || data->validation == NULL)
    return NULL;

  out = g_string_new ("{\"protocol\": ");
  mtn_json_text_append_string (out, data->is_test_validation
                                        ? "samples of the test, on which the best epoch was chosen"
                                        : "samples held out for choosing the best epoch");
  g_string_append (out, ", ");
  mtn_network_epoch_append (&g_array_index (state->epochs, MtnNetworkEpoch, state->epochs->len - 1), out);
  g_string_append_c (out, '}');

  return g_string_free (out, FALSE);
}

static void
set_provenance (MtnCheckpointWriter *writer,
                MtnNet *net,
                const MtnNetworkData *data,
                const MtnNetworkOptions *options,
                const MtnNetworkState *state)
{
  const MtnDataset *dataset = data->dataset;
  const char *split = mtn_network_split_get_name (options->split);
  g_autofree char *name = dup_name (net, options);
  g_autofree char *described = mtn_network_options_to_json (options);
  g_autofree char *training = mtn_network_state_to_json (state, data->fingerprint);
  g_autofree char *metrics = dup_metrics (data, state);

  if (options->split == MTN_NETWORK_SPLIT_NONE)
    split = data->is_all ? "all" : "users";

  mtn_checkpoint_writer_set_provenance (writer, MTN_PROVENANCE_NAME, name);
  mtn_checkpoint_writer_set_provenance (writer, MTN_PROVENANCE_DATASET, dataset->name);
  mtn_checkpoint_writer_set_provenance (writer, MTN_PROVENANCE_DATA_SHA256, dataset->sha256);
  mtn_checkpoint_writer_set_provenance (writer, MTN_PROVENANCE_LICENCE, dataset->licence);
  mtn_checkpoint_writer_set_provenance (writer, MTN_PROVENANCE_SPLIT, split);
  set_number (writer, MTN_PROVENANCE_SEED, options->seed);
  set_number (writer, MTN_PROVENANCE_PEOPLE, data->ratings->n_people);
  set_number (writer, MTN_PROVENANCE_RATINGS, data->ratings->offsets[data->ratings->n_people]);
  mtn_checkpoint_writer_set_provenance (writer, MTN_PROVENANCE_OPTIONS, described);
  mtn_checkpoint_writer_set_provenance (writer, MTN_PROVENANCE_TRAINING, training);
  if (metrics != NULL)
    mtn_checkpoint_writer_set_provenance (writer, MTN_PROVENANCE_METRICS, metrics);
}

gboolean
mtn_network_checkpoint_write (MtnNet *net,
                              const MtnNetworkData *data,
                              const MtnNetworkOptions *options,
                              const MtnNetworkState *state,
                              gboolean with_moments,
                              const char *path,
                              GError **error)
{
  g_autoptr (MtnArchitecture) architecture = mtn_architecture_new ("network");
  MtnPart *part = mtn_architecture_add_part (architecture, MTN_PART_NETWORK, "", MTN_PART_INPUT_ANY);
  g_autoptr (MtnCheckpointWriter) writer = NULL;
  gsize n = mtn_net_get_n_parameters (net);
  g_autofree float *parameters = g_new (float, n);
  g_autofree float *means = with_moments ? g_new (float, n) : NULL;
  g_autofree float *variances = with_moments ? g_new (float, n) : NULL;

  if (!mtn_net_get_state (net, parameters, means, variances, error))
    return FALSE;

  part->features = options->features;
  writer = mtn_checkpoint_writer_new (data->dataset->catalog, data->dataset->vocabulary, architecture);
  for (guint t = 0; t < mtn_net_get_n_tensors (net); t++)
    {
      MtnNetTensor tensor;

      mtn_net_get_tensor (net, t, &tensor);
      mtn_checkpoint_writer_add (writer, part->name, tensor.name, parameters + tensor.offset, tensor.n_dims,
                                 tensor.dims);
    }
  g_clear_pointer (&parameters, g_free);
  if (with_moments)
    {
      mtn_checkpoint_writer_add (writer, ADAM, "mean", means, 1, &n);
      mtn_checkpoint_writer_add (writer, ADAM, "variance", variances, 1, &n);
      g_clear_pointer (&means, g_free);
      g_clear_pointer (&variances, g_free);
    }
  set_provenance (writer, net, data, options, state);

  return mtn_checkpoint_writer_write (writer, path, error);
}

static gboolean
fail (GError **error, MtnCheckpoint *checkpoint, const char *problem)
{
  g_autofree char *shown = g_filename_display_name (mtn_checkpoint_get_path (checkpoint));

  g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED, "%s: %s", shown, problem);

  return FALSE;
}

MtnNetworkCheckpoint *
mtn_network_checkpoint_read (const char *path, GError **error)
{
  g_autoptr (MtnNetworkCheckpoint) self = g_new0 (MtnNetworkCheckpoint, 1);
  g_autofree char *shown = g_filename_display_name (path);
  const char *options, *training;

  self->checkpoint = mtn_checkpoint_open (path, error);
  if (self->checkpoint == NULL || !mtn_checkpoint_verify (self->checkpoint, error))
    return NULL;

  options = mtn_checkpoint_get_provenance (self->checkpoint, MTN_PROVENANCE_OPTIONS);
  training = mtn_checkpoint_get_provenance (self->checkpoint, MTN_PROVENANCE_TRAINING);
  if (options == NULL || training == NULL)
    {
      fail (error, self->checkpoint,
            _ ("is no network that “matinee train --model mlp” made, so its training cannot go on"));
      return NULL;
    }
  if (!mtn_network_options_from_json (&self->options, options, shown, error))
    return NULL;

  self->state = mtn_network_state_from_json (training, shown, &self->fingerprint, error);
  if (self->state == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

void
mtn_network_checkpoint_free (MtnNetworkCheckpoint *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->checkpoint, mtn_checkpoint_unref);
  g_clear_pointer (&self->state, mtn_network_state_free);
  g_free (self->fingerprint);
  g_free (self);
}

gboolean
mtn_network_checkpoint_restore (MtnNetworkCheckpoint *self,
                                MtnNet *net,
                                gboolean with_moments,
                                guint64 n_steps,
                                GError **error)
{
  gsize n = mtn_net_get_n_parameters (net), n_means = 0, n_variances = 0;
  g_autofree float *parameters = g_new (float, n);
  const float *means = NULL, *variances = NULL;

  for (guint t = 0; t < mtn_net_get_n_tensors (net); t++)
    {
      MtnNetTensor tensor;
      const float *weights;
      gsize n_values;

      mtn_net_get_tensor (net, t, &tensor);
      weights = mtn_checkpoint_get_weights (self->checkpoint, "", tensor.name, &n_values);
      if (weights == NULL || n_values != tensor.n_values)
        return fail (error, self->checkpoint, _ ("has layers of other sizes"));
      memcpy (parameters + tensor.offset, weights, n_values * sizeof (float));
    }

  if (with_moments)
    {
      means = mtn_checkpoint_get_weights (self->checkpoint, ADAM, "mean", &n_means);
      variances = mtn_checkpoint_get_weights (self->checkpoint, ADAM, "variance", &n_variances);
      if (means == NULL || variances == NULL || n_means != n || n_variances != n)
        return fail (error, self->checkpoint,
                     _ ("holds a model, but not the state that its training could go on from; that is in the "
                        "file called …_latest beside it"));
    }

  return mtn_net_set_state (net, parameters, means, variances, n_steps, error);
}
