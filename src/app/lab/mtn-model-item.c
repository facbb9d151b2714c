/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-model-item.h"

#include <math.h>
#include <string.h>

#define SUFFIX ".safetensors"

struct _MtnModelItem
{
  GObject parent_instance;

  char *path;
  MtnModelOrigin origin;
  char *name;
  char *error_message;  /* (nullable) */
  MtnModelFacts *facts; /* (nullable) */
  gint64 stamp;
  gboolean recommends;
  GPtrArray *scores; /* (nullable) (element-type MtnModelScore): of all models */
};

G_DEFINE_FINAL_TYPE (MtnModelItem, mtn_model_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_ERROR_MESSAGE,
  PROP_RECOMMENDS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint changed_signal;

static void
mtn_model_item_finalize (GObject *object)
{
  MtnModelItem *self = MTN_MODEL_ITEM (object);

  g_free (self->path);
  g_free (self->name);
  g_free (self->error_message);
  g_clear_pointer (&self->facts, mtn_model_facts_free);
  g_clear_pointer (&self->scores, g_ptr_array_unref);

  G_OBJECT_CLASS (mtn_model_item_parent_class)->finalize (object);
}

static void
mtn_model_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MtnModelItem *self = MTN_MODEL_ITEM (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, self->error_message);
      break;
    case PROP_RECOMMENDS:
      g_value_set_boolean (value, self->recommends);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_model_item_class_init (MtnModelItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = mtn_model_item_finalize;
  object_class->get_property = mtn_model_item_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_ERROR_MESSAGE] = g_param_spec_string ("error-message", NULL, NULL, NULL, flags);
  properties[PROP_RECOMMENDS] = g_param_spec_boolean ("recommends", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  changed_signal =
      g_signal_new ("changed", MTN_TYPE_MODEL_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mtn_model_item_init (MtnModelItem *self)
{
}

const char *
mtn_model_item_get_path (MtnModelItem *self)
{
  g_return_val_if_fail (MTN_IS_MODEL_ITEM (self), NULL);

  return self->path;
}

MtnModelOrigin
mtn_model_item_get_origin (MtnModelItem *self)
{
  g_return_val_if_fail (MTN_IS_MODEL_ITEM (self), MTN_MODEL_OPENED);

  return self->origin;
}

const char *
mtn_model_item_get_name (MtnModelItem *self)
{
  g_return_val_if_fail (MTN_IS_MODEL_ITEM (self), NULL);

  return self->name;
}

const char *
mtn_model_item_get_error (MtnModelItem *self)
{
  g_return_val_if_fail (MTN_IS_MODEL_ITEM (self), NULL);

  return self->error_message;
}

gboolean
mtn_model_item_get_recommends (MtnModelItem *self)
{
  g_return_val_if_fail (MTN_IS_MODEL_ITEM (self), FALSE);

  return self->recommends;
}

const MtnModelFacts *
mtn_model_item_get_facts (MtnModelItem *self)
{
  g_return_val_if_fail (MTN_IS_MODEL_ITEM (self), NULL);

  return self->facts;
}

/* The newest of this model; @protocol: NULL for any. */
static const MtnModelScore *
find_score (MtnModelItem *self, const char *protocol, gboolean honest)
{
  for (guint i = 0; self->facts != NULL && self->scores != NULL && i < self->scores->len; i++)
    {
      const MtnModelScore *score = g_ptr_array_index (self->scores, i);

      if (mtn_model_score_is_of (score, self->facts) &&
          (protocol == NULL || g_str_equal (score->protocol, protocol)) &&
          mtn_model_score_is_honest (score) == honest)
        return score;
    }

  return NULL;
}

const MtnModelScore *
mtn_model_item_get_score (MtnModelItem *self, const char *protocol)
{
  g_return_val_if_fail (MTN_IS_MODEL_ITEM (self), NULL);
  g_return_val_if_fail (protocol != NULL, NULL);

  return find_score (self, protocol, TRUE);
}

const MtnModelScore *
mtn_model_item_get_leaking (MtnModelItem *self)
{
  g_return_val_if_fail (MTN_IS_MODEL_ITEM (self), NULL);

  return find_score (self, NULL, FALSE);
}

double
mtn_model_item_get_headline (MtnModelItem *self, const MtnModelScore **score)
{
  static const char *const honest[] = { "favorites", "new-users" };
  const MtnModelScore *found = NULL;

  g_return_val_if_fail (MTN_IS_MODEL_ITEM (self), NAN);

  for (guint i = 0; found == NULL && i < G_N_ELEMENTS (honest); i++)
    found = mtn_model_item_get_score (self, honest[i]);
  if (score != NULL)
    *score = found;
  if (found != NULL)
    return found->ndcg;

  return self->facts != NULL ? self->facts->ndcg : NAN;
}

MtnModelItem *
mtn_model_item_new (const char *path, MtnModelOrigin origin)
{
  MtnModelItem *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (MTN_TYPE_MODEL_ITEM, NULL);
  self->origin = origin;
  mtn_model_item_set_path (self, path);

  return self;
}

/* The name in the file, else that of the file. */
static void
update_name (MtnModelItem *self)
{
  g_autofree char *old = g_steal_pointer (&self->name);

  if (self->facts != NULL && self->facts->name != NULL && *self->facts->name != '\0')
    self->name = g_strdup (self->facts->name);
  else
    {
      self->name = g_filename_display_basename (self->path);
      if (g_str_has_suffix (self->name, SUFFIX) && strlen (self->name) > strlen (SUFFIX))
        self->name[strlen (self->name) - strlen (SUFFIX)] = '\0';
    }
  if (g_strcmp0 (old, self->name) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

void
mtn_model_item_set_path (MtnModelItem *self, const char *path)
{
  g_return_if_fail (MTN_IS_MODEL_ITEM (self));
  g_return_if_fail (path != NULL);

  if (g_strcmp0 (self->path, path) == 0)
    return;

  g_free (self->path);
  self->path = g_strdup (path);
  update_name (self);
}

void
mtn_model_item_set_facts (MtnModelItem *self, MtnModelFacts *facts, const char *error_message, gint64 stamp)
{
  g_return_if_fail (MTN_IS_MODEL_ITEM (self));
  g_return_if_fail ((facts == NULL) != (error_message == NULL));

  g_clear_pointer (&self->facts, mtn_model_facts_free);
  self->facts = facts;
  g_free (self->error_message);
  self->error_message = g_strdup (error_message);
  self->stamp = stamp;
  update_name (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR_MESSAGE]);
  g_signal_emit (self, changed_signal, 0);
}

gint64
mtn_model_item_get_stamp (MtnModelItem *self)
{
  g_return_val_if_fail (MTN_IS_MODEL_ITEM (self), 0);

  return self->stamp;
}

void
mtn_model_item_set_recommends (MtnModelItem *self, gboolean recommends)
{
  g_return_if_fail (MTN_IS_MODEL_ITEM (self));

  if (self->recommends == recommends)
    return;

  self->recommends = recommends;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECOMMENDS]);
  g_signal_emit (self, changed_signal, 0);
}

void
mtn_model_item_set_scores (MtnModelItem *self, GPtrArray *scores)
{
  g_return_if_fail (MTN_IS_MODEL_ITEM (self));

  if (self->scores == scores)
    return;

  g_clear_pointer (&self->scores, g_ptr_array_unref);
  self->scores = scores != NULL ? g_ptr_array_ref (scores) : NULL;
  g_signal_emit (self, changed_signal, 0);
}
