/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-own-taste.h"

#include "mtn-figures-taste.h"

/* What the worker is given. */
typedef struct
{
  MtnData *data;
  MtnCatalog *catalog; /* of the model */
  GArray *picks;       /* of MtnTastePick, by that catalogue */
  char *name;          /* of the profile */
} Input;

/* What it gives back. */
typedef struct
{
  MtnData *data;
  MtnTaste *taste;
  MtnFigure *figure;
} Output;

struct _MtnOwnTaste
{
  GObject parent_instance;

  MtnAppState *state;
  MtnDataStore *store;
  gboolean active;
  gboolean outdated;
  MtnJob *job;    /* (nullable) */
  Output *output; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MtnOwnTaste, mtn_own_taste, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ACTIVE,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
input_free (gpointer data)
{
  Input *input = data;

  g_object_unref (input->data);
  mtn_catalog_unref (input->catalog);
  g_array_unref (input->picks);
  g_free (input->name);
  g_free (input);
}

static void
output_free (gpointer data)
{
  Output *output = data;

  g_object_unref (output->data);
  mtn_taste_free (output->taste);
  mtn_figure_free (output->figure);
  g_free (output);
}

static gpointer
count_in_thread (MtnJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Input *input = data;
  const MtnExploration *exploration = mtn_data_get_exploration (input->data);
  Output *output = g_new0 (Output, 1);
  guint n_unknown;

  output->data = g_object_ref (input->data);
  output->taste =
      mtn_taste_new_matched (exploration, input->catalog, (const MtnTastePick *) input->picks->data,
                             input->picks->len, &n_unknown);
  output->figure = mtn_figures_taste (exploration, output->taste, input->name, n_unknown);

  return output;
}

static void
set_output (MtnOwnTaste *self, Output *output)
{
  if (self->output == NULL && output == NULL)
    return;

  g_clear_pointer (&self->output, output_free);
  self->output = output;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MtnOwnTaste) self = user_data;
  Output *output = mtn_job_run_finish (MTN_JOB (source), result, NULL);

  if (self->job == MTN_JOB (source))
    {
      g_clear_object (&self->job);
      set_output (self, output);
    }
  else if (output != NULL)
    output_free (output);
}

static void
stop (MtnOwnTaste *self)
{
  if (self->job != NULL)
    mtn_job_cancel (self->job);
  g_clear_object (&self->job);
}

static GArray *
list_picks (GListModel *films)
{
  GArray *picks = g_array_new (FALSE, FALSE, sizeof (MtnTastePick));

  for (guint i = 0; i < g_list_model_get_n_items (films); i++)
    {
      g_autoptr (MtnFilm) film = g_list_model_get_item (films, i);
      MtnTastePick pick = { .movie = mtn_film_get_index (film), .stars = (float) mtn_film_get_stars (film) };

      g_array_append_val (picks, pick);
    }

  return picks;
}

static void
update (MtnOwnTaste *self)
{
  MtnData *data = mtn_data_store_get_data (self->store);
  MtnCatalog *catalog = mtn_app_state_get_catalog (self->state);
  Input *input;

  self->outdated = TRUE;
  if (!self->active)
    return;

  self->outdated = FALSE;
  stop (self);
  if (data == NULL || catalog == NULL)
    {
      set_output (self, NULL);
      return;
    }

  input = g_new0 (Input, 1);
  input->data = g_object_ref (data);
  input->catalog = mtn_catalog_ref (catalog);
  input->picks = list_picks (mtn_app_state_get_picks (self->state));
  g_object_get (self->state, "profile-name", &input->name, NULL);
  self->job = mtn_job_new ();
  mtn_job_run_async (self->job, count_in_thread, input, input_free, output_free, counted_cb,
                     g_object_ref (self));
}

static void
mtn_own_taste_dispose (GObject *object)
{
  MtnOwnTaste *self = MTN_OWN_TASTE (object);

  stop (self);
  g_clear_pointer (&self->output, output_free);
  g_clear_object (&self->state);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (mtn_own_taste_parent_class)->dispose (object);
}

static void
mtn_own_taste_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ACTIVE:
      g_value_set_boolean (value, MTN_OWN_TASTE (object)->active);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_own_taste_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ACTIVE:
      mtn_own_taste_set_active (MTN_OWN_TASTE (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_own_taste_class_init (MtnOwnTasteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mtn_own_taste_dispose;
  object_class->get_property = mtn_own_taste_get_property;
  object_class->set_property = mtn_own_taste_set_property;

  properties[PROP_ACTIVE] =
      g_param_spec_boolean ("active", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] =
      g_signal_new ("changed", MTN_TYPE_OWN_TASTE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mtn_own_taste_init (MtnOwnTaste *self)
{
  self->outdated = TRUE;
}

MtnOwnTaste *
mtn_own_taste_new (MtnAppState *state, MtnDataStore *store)
{
  MtnOwnTaste *self;

  g_return_val_if_fail (MTN_IS_APP_STATE (state), NULL);
  g_return_val_if_fail (MTN_IS_DATA_STORE (store), NULL);

  self = g_object_new (MTN_TYPE_OWN_TASTE, NULL);
  self->state = g_object_ref (state);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "notify::data", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::status", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  /* Comes after every change of a profile, also of stars alone. */
  g_signal_connect_object (state, "results-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::profile-name", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  return self;
}

void
mtn_own_taste_set_active (MtnOwnTaste *self, gboolean active)
{
  g_return_if_fail (MTN_IS_OWN_TASTE (self));

  active = !!active;
  if (self->active == active)
    return;

  self->active = active;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
  if (active && self->outdated)
    update (self);
}

gboolean
mtn_own_taste_get_active (MtnOwnTaste *self)
{
  g_return_val_if_fail (MTN_IS_OWN_TASTE (self), FALSE);

  return self->active;
}

const MtnTaste *
mtn_own_taste_get_taste (MtnOwnTaste *self)
{
  g_return_val_if_fail (MTN_IS_OWN_TASTE (self), NULL);

  return self->output != NULL ? self->output->taste : NULL;
}

MtnData *
mtn_own_taste_get_data (MtnOwnTaste *self)
{
  g_return_val_if_fail (MTN_IS_OWN_TASTE (self), NULL);

  return self->output != NULL ? self->output->data : NULL;
}

MtnFigure *
mtn_own_taste_dup_figure (MtnOwnTaste *self)
{
  g_return_val_if_fail (MTN_IS_OWN_TASTE (self), NULL);

  return self->output != NULL ? mtn_figure_copy (self->output->figure) : NULL;
}
