/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* One table of fields serves the command line, the text in a checkpoint and the comparison of two runs. */

#include "mtn-network-options.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "mtn-error.h"
#include "mtn-json-read.h"
#include "mtn-json-text.h"
#include "mtn-network-help.h"

typedef enum
{
  FIELD_WORD,
  FIELD_SWITCH,
  FIELD_WHOLE,
  FIELD_WIDE, /* guint64 */
  FIELD_NUMBER,
  FIELD_WHOLES,
  FIELD_NUMBERS,
} FieldType;

typedef struct
{
  const char *key;
  const char *help;
  FieldType type;
  gsize offset;
  double min;
  double max;
  const char *const *words;
  gsize count; /* offset of the number of entries of a list */
  guint room;  /* for entries */
} Field;

static const char *const losses[] = { "bce", "mse", "multinomial", NULL };
static const char *const splits[] = { "none", "masks", "users", NULL };
static const char *const schedules[] = { "constant", "cosine", "step", NULL };
static const char *const features[] = { "documented", "seed-2023", NULL };
static const char *const biases[] = { "auto", "none", "rate", NULL };

#define AT(field) G_STRUCT_OFFSET (MtnNetworkOptions, field)

/* clang-format off */
static const Field fields[] = {
  { "loss", MTN_NETWORK_HELP_LOSS, FIELD_WORD, AT (loss), 0, 0, losses, 0, 0 },
  { "masked", MTN_NETWORK_HELP_MASKED, FIELD_SWITCH, AT (masked), 0, 1, NULL, 0, 0 },
  { "split", MTN_NETWORK_HELP_SPLIT, FIELD_WORD, AT (split), 0, 0, splits, 0, 0 },
  { "mask-fractions", MTN_NETWORK_HELP_MASK_FRACTIONS,
    FIELD_NUMBERS, AT (fractions), 0, 0.999, NULL, AT (n_fractions), MTN_SPLIT_MAX_FRACTIONS },
  { "masks", MTN_NETWORK_HELP_MASKS, FIELD_WHOLE, AT (n_masks), 1, MTN_SPLIT_MAX_MASKS, NULL, 0, 0 },
  { "train-ratio", MTN_NETWORK_HELP_TRAIN_RATIO, FIELD_NUMBER, AT (train_ratio), 0.001, 0.999, NULL, 0, 0 },
  { "validation-ratio", MTN_NETWORK_HELP_VALIDATION_RATIO,
    FIELD_NUMBER, AT (validation_ratio), 0, 0.9, NULL, 0, 0 },
  { "hidden", MTN_NETWORK_HELP_HIDDEN,
    FIELD_WHOLES, AT (hidden), 1, 65536, NULL, AT (n_hidden), MTN_NETWORK_MAX_HIDDEN },
  { "dropout", MTN_NETWORK_HELP_DROPOUT, FIELD_NUMBER, AT (dropout), 0, 0.95, NULL, 0, 0 },
  { "epochs", MTN_NETWORK_HELP_EPOCHS, FIELD_WHOLE, AT (epochs), 1, 10000, NULL, 0, 0 },
  { "batch-size", MTN_NETWORK_HELP_BATCH_SIZE, FIELD_WHOLE, AT (batch_size), 1, 65536, NULL, 0, 0 },
  { "learning-rate", MTN_NETWORK_HELP_LEARNING_RATE, FIELD_NUMBER, AT (learning_rate), 1e-9, 10, NULL, 0, 0 },
  { "schedule", MTN_NETWORK_HELP_SCHEDULE, FIELD_WORD, AT (schedule), 0, 0, schedules, 0, 0 },
  { "warm-up", MTN_NETWORK_HELP_WARM_UP, FIELD_WHOLE, AT (warm_up), 0, 10000, NULL, 0, 0 },
  { "weight-decay", MTN_NETWORK_HELP_WEIGHT_DECAY, FIELD_NUMBER, AT (weight_decay), 0, 100, NULL, 0, 0 },
  { "clip-gradients", MTN_NETWORK_HELP_CLIP_GRADIENTS, FIELD_NUMBER, AT (clip), 0, 1e9, NULL, 0, 0 },
  { "patience", MTN_NETWORK_HELP_PATIENCE, FIELD_WHOLE, AT (patience), 0, 10000, NULL, 0, 0 },
  { "fresh-masks", MTN_NETWORK_HELP_FRESH_MASKS, FIELD_SWITCH, AT (fresh_masks), 0, 1, NULL, 0, 0 },
  { "features", MTN_NETWORK_HELP_FEATURES, FIELD_WORD, AT (features), 0, 0, features, 0, 0 },
  { "output-bias", MTN_NETWORK_HELP_OUTPUT_BIAS, FIELD_WORD, AT (output_bias), 0, 0, biases, 0, 0 },
  { "seed", MTN_NETWORK_HELP_SEED, FIELD_WIDE, AT (seed), 0, 9007199254740992.0, NULL, 0, 0 },
};
/* clang-format on */

const char *
mtn_network_loss_get_name (MtnNetLoss loss)
{
  g_return_val_if_fail ((guint) loss < G_N_ELEMENTS (losses) - 1, NULL);

  return losses[loss];
}

const char *
mtn_network_split_get_name (MtnNetworkSplit split)
{
  g_return_val_if_fail ((guint) split < G_N_ELEMENTS (splits) - 1, NULL);

  return splits[split];
}

static gboolean
parse_number (const char *text, const Field *field, double *value)
{
  gboolean is_whole = field->type != FIELD_NUMBER && field->type != FIELD_NUMBERS;
  char *end;

  *value = g_ascii_strtod (text, &end);

  /* No number that g_ascii_strtod() also knows: hexadecimal, “inf”, “nan”, spaces in front. */
  return *text != '\0' && *end == '\0' && strspn (text, "0123456789+-.eE") == strlen (text) &&
         *value >= field->min && *value <= field->max && (!is_whole || floor (*value) == *value);
}

static void
complain (const Field *field, const char *text, GError **error)
{
  g_autofree char *allowed = NULL;
  char min[G_ASCII_DTOSTR_BUF_SIZE], max[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (min, sizeof min, "%.10g", field->min);
  g_ascii_formatd (max, sizeof max, "%.10g", field->max);

  if (field->type == FIELD_WORD)
    {
      g_autofree char *words = g_strjoinv (", ", (char **) field->words);

      allowed = g_strdup_printf (_ ("one of %s"), words);
    }
  else if (field->type == FIELD_WHOLES || field->type == FIELD_NUMBERS)
    allowed = g_strdup_printf (_ ("numbers from %s to %s with commas between them"), min, max);
  else if (field->type == FIELD_NUMBER)
    allowed = g_strdup_printf (_ ("a number from %s to %s"), min, max);
  else
    allowed = g_strdup_printf (_ ("a whole number from %s to %s"), min, max);

  g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("--%s takes %s, not “%s”"), field->key, allowed, text);
}

static gboolean
parse_list (MtnNetworkOptions *self, const Field *field, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  guint n = g_strv_length (words);

  if (n == 0 || n > field->room)
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      double value;

      if (!parse_number (words[i], field, &value))
        return FALSE;
      if (field->type == FIELD_WHOLES)
        ((guint *) G_STRUCT_MEMBER_P (self, field->offset))[i] = (guint) value;
      else
        ((double *) G_STRUCT_MEMBER_P (self, field->offset))[i] = value;
    }
  G_STRUCT_MEMBER (guint, self, field->count) = n;

  return TRUE;
}

static gboolean
parse (MtnNetworkOptions *self, const Field *field, const char *text)
{
  double value;

  switch (field->type)
    {
    case FIELD_WORD:
      for (guint i = 0; field->words[i] != NULL; i++)
        if (g_str_equal (field->words[i], text))
          {
            G_STRUCT_MEMBER (guint, self, field->offset) = i;
            return TRUE;
          }
      return FALSE;

    case FIELD_SWITCH:
      if (!g_str_equal (text, "true") && !g_str_equal (text, "false"))
        return FALSE;
      G_STRUCT_MEMBER (gboolean, self, field->offset) = *text == 't';
      return TRUE;

    case FIELD_WHOLE:
      if (!parse_number (text, field, &value))
        return FALSE;
      G_STRUCT_MEMBER (guint, self, field->offset) = (guint) value;
      return TRUE;

    case FIELD_WIDE:
      if (!parse_number (text, field, &value))
        return FALSE;
      G_STRUCT_MEMBER (guint64, self, field->offset) = (guint64) value;
      return TRUE;

    case FIELD_NUMBER:
      if (!parse_number (text, field, &value))
        return FALSE;
      G_STRUCT_MEMBER (double, self, field->offset) = value;
      return TRUE;

    case FIELD_WHOLES:
    case FIELD_NUMBERS:
      return parse_list (self, field, text);

    default:
      g_return_val_if_reached (FALSE);
    }
}

static const Field *
find_field (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].key, key))
      return &fields[i];

  return NULL;
}

gboolean
mtn_network_options_set (MtnNetworkOptions *self, const char *key, const char *text, GError **error)
{
  const Field *field = find_field (key);
  MtnNetworkOptions changed = *self;

  g_return_val_if_fail (field != NULL && text != NULL, FALSE);

  if (!parse (&changed, field, text))
    {
      complain (field, text, error);
      return FALSE;
    }
  *self = changed;

  return TRUE;
}

gboolean
mtn_network_options_check (const MtnNetworkOptions *self, GError **error)
{
  const char *problem = NULL;

  if (self->warm_up >= self->epochs)
    problem = _ ("--warm-up must be fewer epochs than --epochs");
  else if (self->loss == MTN_NET_MULTINOMIAL && self->output_bias == MTN_NETWORK_BIAS_RATE)
    problem = _ ("--output-bias rate goes with the losses bce and mse: the multinomial loss knows no rate");

  if (problem != NULL)
    g_set_error_literal (error, MTN_ERROR, MTN_ERROR_USAGE, problem);

  return problem == NULL;
}

void
mtn_network_options_settle (MtnNetworkOptions *self)
{
  if (self->output_bias == MTN_NETWORK_BIAS_AUTO)
    self->output_bias = self->loss == MTN_NET_MSE && self->features == MTN_NETWORK_FEATURES_DOCUMENTED
                            ? MTN_NETWORK_BIAS_RATE
                            : MTN_NETWORK_BIAS_NONE;
  if (self->validation_ratio < 0)
    self->validation_ratio = self->split == MTN_NETWORK_SPLIT_NONE ? 0.1 : 0;
}

/* As mtn_network_options_set() reads it. */
static void
append_value (GString *out, const MtnNetworkOptions *self, const Field *field)
{
  switch (field->type)
    {
    case FIELD_WORD:
      g_string_append (out, field->words[G_STRUCT_MEMBER (guint, self, field->offset)]);
      break;

    case FIELD_SWITCH:
      g_string_append (out, G_STRUCT_MEMBER (gboolean, self, field->offset) ? "true" : "false");
      break;

    case FIELD_WHOLE:
      g_string_append_printf (out, "%u", G_STRUCT_MEMBER (guint, self, field->offset));
      break;

    case FIELD_WIDE:
      g_string_append_printf (out, "%" G_GUINT64_FORMAT, G_STRUCT_MEMBER (guint64, self, field->offset));
      break;

    case FIELD_NUMBER:
      mtn_json_text_append_double (out, G_STRUCT_MEMBER (double, self, field->offset));
      break;

    case FIELD_WHOLES:
    case FIELD_NUMBERS:
    default:
      for (guint i = 0; i < G_STRUCT_MEMBER (guint, self, field->count); i++)
        {
          if (i > 0)
            g_string_append_c (out, ',');
          if (field->type == FIELD_WHOLES)
            g_string_append_printf (out, "%u", ((const guint *) G_STRUCT_MEMBER_P (self, field->offset))[i]);
          else
            mtn_json_text_append_double (out, ((const double *) G_STRUCT_MEMBER_P (self, field->offset))[i]);
        }
      break;
    }
}

gsize
mtn_network_options_count_parameters (const MtnNetworkOptions *self, gsize n_inputs, gsize n_outputs)
{
  gsize n = 0, n_in = n_inputs;

  for (guint i = 0; i <= self->n_hidden; i++)
    {
      gsize n_out = i < self->n_hidden ? self->hidden[i] : n_outputs;

      n += (n_in + 1) * n_out;
      n_in = n_out;
    }

  return n;
}

static char *
dup_json_key (const Field *field)
{
  return g_strdelimit (g_strdup (field->key), "-", '_');
}

char *
mtn_network_options_to_json (const MtnNetworkOptions *self)
{
  GString *out = g_string_new ("{\"model\": \"mlp\"");

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *key = dup_json_key (&fields[i]);
      gboolean is_text = fields[i].type == FIELD_WORD;
      gboolean is_list = fields[i].type == FIELD_WHOLES || fields[i].type == FIELD_NUMBERS;

      g_string_append_printf (out, ", \"%s\": %s", key, is_text ? "\"" : is_list ? "[" : "");
      append_value (out, self, &fields[i]);
      g_string_append (out, is_text ? "\"" : is_list ? "]" : "");
    }
  g_string_append_c (out, '}');

  return g_string_free (out, FALSE);
}

/* A value as the text that mtn_network_options_set() reads; NULL for what is no such value. */
static char *
dup_text (JsonNode *node)
{
  GString *out = NULL;
  JsonArray *array;
  double value;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      out = g_string_new (NULL);
      array = json_node_get_array (node);
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          g_autofree char *text = NULL;

          if (JSON_NODE_HOLDS_VALUE (json_array_get_element (array, i)))
            text = dup_text (json_array_get_element (array, i));
          g_string_append_printf (out, "%s%s", i > 0 ? "," : "", text != NULL ? text : "?");
        }
      return g_string_free (out, FALSE);
    }
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "true" : "false");
  if (!mtn_json_read_number (node, &value))
    return NULL;

  out = g_string_new (NULL);
  mtn_json_text_append_double (out, value);

  return g_string_free (out, FALSE);
}

gboolean
mtn_network_options_from_json (MtnNetworkOptions *self, const char *text, const char *what, GError **error)
{
  g_autoptr (JsonNode) root = mtn_json_read_text (text, what, error);
  MtnNetworkOptions read = MTN_NETWORK_OPTIONS_INIT;
  JsonObject *object;

  if (root == NULL)
    return FALSE;

  object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *key = dup_json_key (&fields[i]);
      JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;
      g_autofree char *value = node != NULL ? dup_text (node) : NULL;

      if (value == NULL || !parse (&read, &fields[i], value))
        {
          g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                       _ ("%s: says nothing usable about the option “%s” of its training"), what, key);
          return FALSE;
        }
    }
  *self = read;

  return TRUE;
}

gboolean
mtn_network_options_describe (guint position, MtnNetworkOption *option)
{
  static const MtnNetworkOptionType types[] = {
    [FIELD_WORD] = MTN_NETWORK_OPTION_WORD,     [FIELD_SWITCH] = MTN_NETWORK_OPTION_SWITCH,
    [FIELD_WHOLE] = MTN_NETWORK_OPTION_WHOLE,   [FIELD_WIDE] = MTN_NETWORK_OPTION_WHOLE,
    [FIELD_NUMBER] = MTN_NETWORK_OPTION_NUMBER, [FIELD_WHOLES] = MTN_NETWORK_OPTION_LIST,
    [FIELD_NUMBERS] = MTN_NETWORK_OPTION_LIST,
  };
  const Field *field;

  if (position >= G_N_ELEMENTS (fields))
    return FALSE;

  field = &fields[position];
  *option = (MtnNetworkOption){ .key = field->key,
                                .help = _ (field->help),
                                .type = types[field->type],
                                .min = field->min,
                                .max = field->max,
                                .words = field->words };

  return TRUE;
}

char *
mtn_network_options_dup_text (const MtnNetworkOptions *self, const char *key)
{
  const Field *field = find_field (key);
  g_autoptr (GString) out = g_string_new (NULL);

  g_return_val_if_fail (field != NULL, NULL);

  append_value (out, self, field);

  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
mtn_network_options_find_difference (const MtnNetworkOptions *there, const MtnNetworkOptions *here)
{
  gboolean may_grow = there->schedule == MTN_NETWORK_SCHEDULE_CONSTANT;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (GString) first = g_string_new (NULL);
      g_autoptr (GString) second = g_string_new (NULL);

      append_value (first, there, &fields[i]);
      append_value (second, here, &fields[i]);
      if (!g_string_equal (first, second) && !(may_grow && fields[i].offset == AT (epochs)))
        return g_strdup_printf (_ ("--%s: %s there, %s here"), fields[i].key, first->str, second->str);
    }

  return NULL;
}
