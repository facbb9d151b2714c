/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-result-item.h"

#include <glib/gi18n.h>
#include <math.h>

#include "mtn-figures-json.h"
#include "mtn-figures-results.h"

struct _MtnResultItem
{
  GObject parent_instance;

  MtnResultKind kind;
  char *path;
  char *name;
  char *detail;
  char *rows_key;
  guint color;
  gboolean leaks;
  gboolean shown;
  gboolean pinned;
  MtnCurve *curve;
  JsonObject *models;
  JsonObject *object;
};

enum
{
  PROP_0,
  PROP_SHOWN,
  N_PROPS,
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MtnResultItem, mtn_result_item, G_TYPE_OBJECT)

static void
mtn_result_item_finalize (GObject *object)
{
  MtnResultItem *self = MTN_RESULT_ITEM (object);

  g_free (self->path);
  g_free (self->name);
  g_free (self->detail);
  g_free (self->rows_key);
  g_clear_pointer (&self->curve, mtn_curve_free);
  g_clear_pointer (&self->models, json_object_unref);
  g_clear_pointer (&self->object, json_object_unref);

  G_OBJECT_CLASS (mtn_result_item_parent_class)->finalize (object);
}

static void
mtn_result_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SHOWN:
      g_value_set_boolean (value, MTN_RESULT_ITEM (object)->shown);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_result_item_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SHOWN:
      mtn_result_item_set_shown (MTN_RESULT_ITEM (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_result_item_class_init (MtnResultItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mtn_result_item_finalize;
  object_class->get_property = mtn_result_item_get_property;
  object_class->set_property = mtn_result_item_set_property;

  properties[PROP_SHOWN] =
      g_param_spec_boolean ("shown", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
mtn_result_item_init (MtnResultItem *self)
{
}

static char *
describe_training (const MtnCurve *curve)
{
  guint n = curve->epochs->len;
  guint best = mtn_curve_find_best (curve);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%u epoch", "%u epochs", n), n);
  if (best < n)
    g_string_append_printf (text, _ (", best %.0f"), g_array_index (curve->epochs, double, best));

  return g_string_free (text, FALSE);
}

MtnResultItem *
mtn_result_item_new_training (const char *path, MtnCurve *curve, JsonObject *models)
{
  MtnResultItem *self = g_object_new (MTN_TYPE_RESULT_ITEM, NULL);

  self->kind = MTN_RESULT_TRAINING;
  self->path = g_strdup (path);
  self->name = g_strdup (curve->name);
  self->detail = describe_training (curve);
  self->leaks = curve->leaks;
  self->curve = curve;
  self->models = models;

  return self;
}

MtnResultItem *
mtn_result_item_new_evaluation (const char *path, JsonObject *object)
{
  MtnResultItem *self = g_object_new (MTN_TYPE_RESULT_ITEM, NULL);
  JsonObject *model =
      mtn_figures_json_get_object (mtn_figures_json_get_object (object, "provenance"), "model");
  const char *name = mtn_figures_json_get_string (model, "name");

  self->kind = MTN_RESULT_EVALUATION;
  self->path = g_strdup (path);
  self->name = name != NULL ? g_strdup (name) : g_filename_display_basename (path);
  self->rows_key = mtn_figures_dup_rows_key (object);
  self->detail = g_strdup (self->rows_key);
  self->leaks = mtn_figures_get_leaks (object) != NULL;
  self->object = object;

  return self;
}

void
mtn_result_item_replace (MtnResultItem *self, MtnResultItem *other)
{
  g_return_if_fail (self->kind == other->kind);

  /* What the other leaves with is freed with it. */
#define SWAP(field)              \
  G_STMT_START                   \
  {                              \
    gpointer kept = self->field; \
                                 \
    self->field = other->field;  \
    other->field = kept;         \
  }                              \
  G_STMT_END
  SWAP (curve);
  SWAP (models);
  SWAP (object);
  SWAP (detail);
  SWAP (rows_key);
#undef SWAP
  self->leaks = other->leaks;
  if (self->curve != NULL)
    self->curve->color = self->color;
  g_signal_emit (self, signals[CHANGED], 0);
}

MtnResultKind
mtn_result_item_get_kind (MtnResultItem *self)
{
  return self->kind;
}

const char *
mtn_result_item_get_name (MtnResultItem *self)
{
  return self->name;
}

const char *
mtn_result_item_get_path (MtnResultItem *self)
{
  return self->path;
}

const char *
mtn_result_item_get_detail (MtnResultItem *self)
{
  return self->detail;
}

const char *
mtn_result_item_get_rows_key (MtnResultItem *self)
{
  return self->rows_key;
}

gboolean
mtn_result_item_get_leaks (MtnResultItem *self)
{
  return self->leaks;
}

gboolean
mtn_result_item_get_shown (MtnResultItem *self)
{
  return self->shown;
}

void
mtn_result_item_set_shown (MtnResultItem *self, gboolean shown)
{
  if (self->shown == !!shown)
    return;

  self->shown = !!shown;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
}

guint
mtn_result_item_get_color (MtnResultItem *self)
{
  return self->color;
}

void
mtn_result_item_set_color (MtnResultItem *self, guint color)
{
  self->color = color;
  if (self->curve != NULL)
    self->curve->color = color;
}

void
mtn_result_item_set_name (MtnResultItem *self, const char *name)
{
  char *copy = g_strdup (name);

  g_free (self->name);
  self->name = copy;
  if (self->curve != NULL)
    {
      g_free (self->curve->name);
      self->curve->name = g_strdup (copy);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
mtn_result_item_get_pinned (MtnResultItem *self)
{
  return self->pinned;
}

void
mtn_result_item_set_pinned (MtnResultItem *self, gboolean pinned)
{
  if (self->pinned == !!pinned)
    return;

  self->pinned = !!pinned;
  g_signal_emit (self, signals[CHANGED], 0);
}

const MtnCurve *
mtn_result_item_get_curve (MtnResultItem *self)
{
  return self->curve;
}

JsonObject *
mtn_result_item_get_models (MtnResultItem *self)
{
  return self->models;
}

JsonObject *
mtn_result_item_get_object (MtnResultItem *self)
{
  return self->object;
}
