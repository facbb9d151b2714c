/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Keeping a network that is trained on a device: memory, the way there and back, checks, and who takes over.
 * What a step is made of is mtn-net-device-step.c. */

#include "mtn-net-device-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "mtn-error.h"
#include "mtn-net-memory.h"

/* Steps after which the state is brought back, or earlier if their batches take so many bytes. */
#define KEPT_STEPS 64
#define KEPT_BYTES ((gsize) 128 << 20)

/* Steps from one that the CPU does too to the next. */
#define CHECKED_STEPS 1024

/* A step that was done, for whoever has to do it again. */
typedef struct
{
  MtnNetBatch batch; /* its arrays are its own */
  double learning_rate;
} Step;

static gsize
copy_rows (MtnNetRows *rows, guint n_rows)
{
  guint first, n;
  guint *offsets;

  if (rows->offsets == NULL)
    return 0;

  first = rows->offsets[0];
  n = rows->offsets[n_rows] - first;
  offsets = g_new (guint, n_rows + 1);
  for (guint r = 0; r <= n_rows; r++)
    offsets[r] = rows->offsets[r] - first;
  rows->offsets = offsets;
  rows->columns = g_memdup2 (rows->columns + first, n * sizeof (guint));
  if (rows->values != NULL)
    rows->values = g_memdup2 (rows->values + first, n * sizeof (float));

  return (n_rows + 1 + 2 * (gsize) n) * sizeof (guint);
}

static void
free_rows (MtnNetRows *rows)
{
  g_free ((gpointer) rows->offsets);
  if (rows->offsets != NULL)
    {
      g_free ((gpointer) rows->columns);
      g_free ((gpointer) rows->values);
    }
}

static void
step_free (gpointer data)
{
  Step *self = data;

  free_rows (&self->batch.in);
  free_rows (&self->batch.targets);
  free_rows (&self->batch.excluded);
  g_free (self);
}

static void
keep_step (MtnNetDevice *self, const MtnNetBatch *batch)
{
  Step *step = g_new0 (Step, 1);

  step->batch = *batch;
  step->learning_rate = self->net->options.learning_rate;
  if (step->batch.excluded.offsets != NULL)
    step->batch.excluded.values = NULL;
  self->n_kept_bytes += copy_rows (&step->batch.in, batch->n_rows);
  self->n_kept_bytes += copy_rows (&step->batch.targets, batch->n_rows);
  self->n_kept_bytes += copy_rows (&step->batch.excluded, batch->n_rows);
  g_ptr_array_add (self->steps, step);
}

static void
drop_steps (MtnNetDevice *self)
{
  g_ptr_array_set_size (self->steps, 0);
  self->n_kept_bytes = 0;
  self->first_step = self->net->n_steps;
}

static void
free_tensor (MtnNetDeviceTensor *tensor)
{
  for (guint i = 0; i < MTN_NET_DEVICE_N_ARRAYS; i++)
    g_clear_pointer (&tensor->arrays[i], mtn_buffer_free);
}

static void
free_buffers (MtnNetDevice *self)
{
  for (guint l = 0; l < self->net->n_layers; l++)
    {
      free_tensor (&self->layers[l].weight);
      free_tensor (&self->layers[l].bias);
      g_clear_pointer (&self->layers[l].units, mtn_buffer_free);
      g_clear_pointer (&self->layers[l].deltas, mtn_buffer_free);
    }
  g_clear_pointer (&self->goals, mtn_buffer_free);
  self->has_state = FALSE;
}

/* What create_buffers() makes. */
static gsize
count_values (const MtnNetOptions *options)
{
  const guint *sizes = options->sizes;
  guint n_layers = options->n_layers;
  gsize n = 0;

  for (guint l = 0; l < n_layers; l++)
    n += MTN_NET_DEVICE_N_ARRAYS * ((gsize) sizes[l] + 1) * sizes[l + 1] +
         2 * (gsize) options->max_rows * sizes[l + 1];

  return n;
}

/* Why the memory of @engine is too little; NULL: it is not. */
static char *
dup_shortage (const MtnNetOptions *options, MtnEngine *engine)
{
  gsize n_needed = count_values (options) * sizeof (float), n_free = mtn_engine_get_memory (engine);

  if (n_needed <= n_free)
    return NULL;

  return g_strdup_printf (_ ("to train this network takes %u MiB of its memory, and %u are free"),
                          (guint) (n_needed >> 20) + 1, (guint) (n_free >> 20));
}

gboolean
mtn_net_options_choose_engine (MtnNetOptions *options, MtnEngine *engine, GError **error)
{
  g_autofree char *shortage = NULL;

  g_return_val_if_fail (options != NULL, FALSE);

  options->engine = NULL;
  if (engine == NULL || mtn_engine_get_kind (engine) == MTN_ENGINE_CPU)
    return TRUE;

  shortage = dup_shortage (options, engine);
  if (shortage == NULL)
    options->engine = engine;
  else if (!mtn_engine_decline (engine, shortage))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_ENGINE,
                   _ ("%s: %s; make the layers or the batches smaller, or use the CPU"),
                   mtn_engine_get_name (engine), shortage);
      return FALSE;
    }

  return TRUE;
}

static void
create_tensor (MtnNetDevice *self, MtnNetDeviceTensor *tensor, gsize n_values)
{
  for (guint i = 0; i < MTN_NET_DEVICE_N_ARRAYS; i++)
    tensor->arrays[i] = mtn_buffer_new (self->engine, n_values);
}

/* Who planned before work started has looked already; there may be less since. */
static char *
create_buffers (MtnNetDevice *self)
{
  const MtnNet *net = self->net;
  char *shortage = dup_shortage (&net->options, self->engine);

  if (shortage != NULL)
    return shortage;

  for (guint l = 0; l < net->n_layers; l++)
    {
      const MtnNetLayer *layer = &net->layers[l];

      create_tensor (self, &self->layers[l].weight, (gsize) layer->n_in * layer->n_out);
      create_tensor (self, &self->layers[l].bias, layer->n_out);
      self->layers[l].units = mtn_buffer_new (self->engine, (gsize) net->options.max_rows * layer->n_out);
      if (l + 1 < net->n_layers)
        self->layers[l].deltas = mtn_buffer_new (self->engine, (gsize) net->options.max_rows * layer->n_out);
    }
  self->goals =
      mtn_buffer_new (self->engine, (gsize) net->options.max_rows * net->layers[net->n_layers - 1].n_out);

  return NULL;
}

/* Between lines with pads and those without. */
static void
copy_lines (const MtnNetLayer *layer, float *stored, float *plain, gboolean to_plain)
{
  for (guint i = 0; i < layer->n_in; i++)
    {
      float *line = stored + layer->offset + i * layer->line;
      float *row = plain + (gsize) i * layer->n_out;

      memcpy (to_plain ? row : line, to_plain ? line : row, layer->n_out * sizeof (float));
    }
}

static void
write_state (MtnNetDevice *self)
{
  MtnNet *net = self->net;
  float *arrays[] = { net->values, net->means, net->variances };

  for (guint l = 0; l < net->n_layers; l++)
    {
      const MtnNetLayer *layer = &net->layers[l];
      gsize n = (gsize) layer->n_in * layer->n_out;
      g_autofree float *plain = g_new (float, n);

      for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
        {
          copy_lines (layer, arrays[i], plain, TRUE);
          mtn_buffer_write (self->layers[l].weight.arrays[i], 0, plain, n);
          mtn_buffer_write (self->layers[l].bias.arrays[i], 0, arrays[i] + layer->bias_offset, layer->n_out);
        }
    }
  self->has_state = TRUE;
}

gboolean
mtn_net_device_read (MtnNetDevice *self, guint array, float *stored)
{
  for (guint l = 0; l < self->net->n_layers; l++)
    {
      const MtnNetLayer *layer = &self->net->layers[l];
      gsize n = (gsize) layer->n_in * layer->n_out;
      g_autofree float *plain = g_new (float, n);

      if (!mtn_buffer_read (self->layers[l].weight.arrays[array], 0, plain, n) ||
          !mtn_buffer_read (self->layers[l].bias.arrays[array], 0, stored + layer->bias_offset, layer->n_out))
        return FALSE;
      copy_lines (layer, stored, plain, FALSE);
    }

  return TRUE;
}

/* What the engine says about a failure; NULL: the task is done. */
static char *
attempt (MtnNetDevice *self, float *logits)
{
  g_autofree char *why = NULL;

  if (!self->has_state)
    {
      why = create_buffers (self);
      if (why != NULL)
        return g_steal_pointer (&why);
      write_state (self);
    }
  if (!mtn_net_device_do (self, logits))
    {
      why = mtn_engine_take_failure (self->engine);
      return why != NULL ? g_steal_pointer (&why) : g_strdup (_ ("the engine failed"));
    }

  return NULL;
}

/* The state of the device, whole or not at all. */
static gboolean
bring_back (MtnNetDevice *self)
{
  MtnNet *net = self->net;
  float **arrays[] = { &net->values, &net->means, &net->variances };
  float *found[G_N_ELEMENTS (arrays)] = { NULL };
  gboolean done = TRUE;

  for (guint i = 0; done && i < G_N_ELEMENTS (arrays); i++)
    {
      found[i] = mtn_net_memory_new (net->n_stored);
      done = found[i] != NULL && mtn_net_device_read (self, i, found[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    {
      if (done)
        {
          mtn_net_memory_free (*arrays[i]);
          *arrays[i] = g_steal_pointer (&found[i]);
        }
      mtn_net_memory_free (found[i]);
    }

  return done;
}

/* The CPU begins where the arrays of the net are, and does again what was done since. */
static gboolean
take_over (MtnNetDevice *self, const char *why, GError **error)
{
  MtnNet *net = self->net;
  const MtnNetBatch *batch = net->batch;
  MtnNetTask task = net->task;
  double learning_rate = net->options.learning_rate;
  g_autofree char *name = g_strdup (mtn_engine_get_name (self->engine));
  g_autofree char *failure = NULL;

  free_buffers (self);
  if (!mtn_engine_take_over (self->engine, why))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_ENGINE, _ ("training on %s failed: %s"), name, why);
      return FALSE;
    }

  net->n_steps = self->first_step;
  for (guint i = 0; failure == NULL && i < self->steps->len; i++)
    {
      const Step *step = g_ptr_array_index (self->steps, i);

      net->options.learning_rate = step->learning_rate;
      mtn_net_take_batch (net, &step->batch, MTN_NET_STEP, NULL);
      failure = attempt (self, NULL);
      net->n_steps++;
    }
  net->options.learning_rate = learning_rate;
  if (failure != NULL)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_ENGINE, _ ("training on %s failed: %s"),
                   mtn_engine_get_name (self->engine), failure);
      return FALSE;
    }

  return batch == NULL || mtn_net_take_batch (net, batch, task, error);
}

/* Whether the CPU, from the state in the arrays of the net, comes to what the engine has now. */
static gboolean
is_right (MtnNetDevice *self)
{
  MtnNet *net = self->net;
  g_autoptr (MtnEngine) cpu = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);
  g_autoptr (MtnNetDevice) checker = mtn_net_device_new (net);
  g_autofree char *failure = NULL;
  float *a = mtn_net_memory_new (net->n_stored), *b = mtn_net_memory_new (net->n_stored);
  double loss = net->loss;
  gboolean is_finite = net->is_finite, is_same;

  checker->engine = cpu;
  failure = attempt (checker, NULL);
  /* Where the CPU itself fails, nothing is found out. */
  is_same = failure != NULL || (memcmp (&loss, &net->loss, sizeof loss) == 0 && is_finite == net->is_finite);
  for (guint i = 0; is_same && failure == NULL && a != NULL && b != NULL && i < MTN_NET_DEVICE_GRADIENT; i++)
    {
      /* A failure is the caller's to see. */
      if (!mtn_net_device_read (self, i, a) || !mtn_net_device_read (checker, i, b))
        break;
      is_same = memcmp (a, b, net->n_stored * sizeof (float)) == 0;
    }
  net->loss = loss;
  net->is_finite = is_finite;
  mtn_net_memory_free (a);
  mtn_net_memory_free (b);

  return is_same;
}

/* The task, and where it is due the same on the CPU. */
static char *
attempt_checked (MtnNetDevice *self, gboolean is_checked, float *logits)
{
  char *failure = attempt (self, logits);

  if (failure != NULL || !is_checked || !self->net->is_finite)
    return failure;

  if (!is_right (self))
    mtn_engine_distrust (self->engine);

  return mtn_engine_take_failure (self->engine);
}

gboolean
mtn_net_device_fetch (MtnNetDevice *self, GError **error)
{
  if (self->steps->len == 0)
    return TRUE;

  while (!bring_back (self))
    {
      g_autofree char *why = mtn_engine_take_failure (self->engine);

      if (why == NULL)
        {
          g_set_error_literal (error, MTN_ERROR, MTN_ERROR_NUMERIC,
                               _ ("not enough memory for the state of the network"));
          return FALSE;
        }
      if (!take_over (self, why, error))
        return FALSE;
    }
  drop_steps (self);

  return TRUE;
}

void
mtn_net_device_forget (MtnNetDevice *self)
{
  free_buffers (self);
  drop_steps (self);
}

static gboolean
run (MtnNetDevice *self, float *logits, GError **error)
{
  MtnNet *net = self->net;
  gboolean is_step = net->task == MTN_NET_STEP;
  gboolean is_checked =
      is_step && mtn_engine_get_kind (self->engine) != MTN_ENGINE_CPU && self->n_until_check == 0;

  if ((is_checked || self->steps->len >= KEPT_STEPS || self->n_kept_bytes > KEPT_BYTES) &&
      !mtn_net_device_fetch (self, error))
    return FALSE;

  for (;;)
    {
      g_autofree char *why = NULL;

      is_checked = is_checked && mtn_engine_get_kind (self->engine) != MTN_ENGINE_CPU;
      why = attempt_checked (self, is_checked, logits);
      if (why == NULL)
        break;
      if (!take_over (self, why, error))
        return FALSE;
    }

  if (is_step && net->is_finite)
    {
      keep_step (self, net->batch);
      self->n_until_check = self->n_until_check > 0 ? self->n_until_check - 1 : CHECKED_STEPS;
    }

  return TRUE;
}

gboolean
mtn_net_device_run (MtnNetDevice *self, float *logits, GError **error)
{
  gboolean done = run (self, logits, error);

  /* The caller's, who may be gone when the state is fetched. */
  self->net->batch = NULL;

  return done;
}

MtnNetDevice *
mtn_net_device_new (MtnNet *net)
{
  MtnNetDevice *self = g_new0 (MtnNetDevice, 1);

  self->net = net;
  self->engine = net->options.engine;
  self->layers = g_new0 (MtnNetDeviceLayer, net->n_layers);
  self->steps = g_ptr_array_new_with_free_func (step_free);
  self->first_step = net->n_steps;

  return self;
}

void
mtn_net_device_free (MtnNetDevice *self)
{
  if (self == NULL)
    return;

  free_buffers (self);
  g_ptr_array_unref (self->steps);
  g_free (self->layers);
  g_free (self);
}
