/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* How the options of training are called and where they stand. What they mean and may be is in the table of
 * train/mtn-network-options.c; an option that has no line here shows under its key. */

#include "mtn-train-options.h"

#include <glib/gi18n.h>

#define MAX_WORDS 4

typedef struct
{
  const char *key;
  MtnTrainSection section;
  const char *title;
  const char *words[MAX_WORDS]; /* in the order of the option's */
} Place;

static const Place places[] = {
  { "loss",
    MTN_TRAIN_SECTION_NETWORK,
    N_ ("Loss"),
    { N_ ("Cross Entropy"), N_ ("Squared Error"), N_ ("Multinomial") } },
  { "masked", MTN_TRAIN_SECTION_NETWORK, N_ ("Masked Loss"), { NULL } },
  { "epochs", MTN_TRAIN_SECTION_NETWORK, N_ ("Epochs"), { NULL } },
  { "hidden", MTN_TRAIN_SECTION_NETWORK, N_ ("Hidden Layers"), { NULL } },
  { "split",
    MTN_TRAIN_SECTION_SAMPLES,
    N_ ("Split"),
    { N_ ("None"), N_ ("By Masks (Leaks)"), N_ ("By People") } },
  { "mask-fractions", MTN_TRAIN_SECTION_SAMPLES_MORE, N_ ("Shares Hidden"), { NULL } },
  { "masks", MTN_TRAIN_SECTION_SAMPLES_MORE, N_ ("Masks per Share"), { NULL } },
  { "train-ratio", MTN_TRAIN_SECTION_SAMPLES_MORE, N_ ("Training Share"), { NULL } },
  { "validation-ratio", MTN_TRAIN_SECTION_SAMPLES_MORE, N_ ("Validation Share"), { NULL } },
  { "dropout", MTN_TRAIN_SECTION_NETWORK_MORE, N_ ("Dropout"), { NULL } },
  { "batch-size", MTN_TRAIN_SECTION_NETWORK_MORE, N_ ("Batch Size"), { NULL } },
  { "learning-rate", MTN_TRAIN_SECTION_NETWORK_MORE, N_ ("Learning Rate"), { NULL } },
  { "schedule",
    MTN_TRAIN_SECTION_NETWORK_MORE,
    N_ ("Schedule"),
    { N_ ("Constant"), N_ ("Cosine"), N_ ("Steps") } },
  { "warm-up", MTN_TRAIN_SECTION_NETWORK_MORE, N_ ("Warm-up"), { NULL } },
  { "weight-decay", MTN_TRAIN_SECTION_NETWORK_MORE, N_ ("Weight Decay"), { NULL } },
  { "clip-gradients", MTN_TRAIN_SECTION_NETWORK_MORE, N_ ("Clip Gradients"), { NULL } },
  { "patience", MTN_TRAIN_SECTION_NETWORK_MORE, N_ ("Patience"), { NULL } },
  { "fresh-masks", MTN_TRAIN_SECTION_NETWORK_MORE, N_ ("Fresh Masks"), { NULL } },
  { "features",
    MTN_TRAIN_SECTION_NETWORK_MORE,
    N_ ("Features"),
    { N_ ("Documented"), N_ ("Those of the Seed") } },
  { "output-bias",
    MTN_TRAIN_SECTION_NETWORK_MORE,
    N_ ("Output Biases"),
    { N_ ("Automatic"), N_ ("Anywhere"), N_ ("Mean Target") } },
  { "seed", MTN_TRAIN_SECTION_COMPUTING, N_ ("Seed"), { NULL } },
};

static const struct
{
  const char *model;
  const char *title;
  const char *description;
} models[] = {
  { "blend", N_ ("Blend"),
    N_ ("The kind that comes with Matinee: two ways to learn tastes, and whom one is like") },
  { "edlae", N_ ("EDLAE"), N_ ("A linear autoencoder: fast, steady, hard to beat with few picks") },
  { "mult-dae", N_ ("Mult-DAE"), N_ ("A denoising autoencoder with one hidden layer") },
  { "ease", N_ ("EASE"), N_ ("The shallow linear autoencoder, in closed form") },
  { "ials", N_ ("iALS"), N_ ("Matrix factors of people and films") },
  { "item-knn", N_ ("Nearest Films"), N_ ("Films that the same people like") },
  { "demographic", N_ ("Demographic"), N_ ("What people of this age, gender and occupation like") },
  { "popularity", N_ ("Popularity"), N_ ("What everybody likes: the baseline") },
  { "mlp", N_ ("Network"), N_ ("The network of the seed, or one with other layers: trained in epochs") },
};

static const Place *
find_place (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (places[i].key, key))
      return &places[i];

  return NULL;
}

/* The words in the language of the person; for good, for there are few. */
static const char *const *
get_words (const Place *place)
{
  static GHashTable *translated = NULL;
  const char **words;

  if (place == NULL || place->words[0] == NULL)
    return NULL;

  if (translated == NULL)
    translated = g_hash_table_new (NULL, NULL);
  words = g_hash_table_lookup (translated, place);
  if (words == NULL)
    {
      words = g_new0 (const char *, MAX_WORDS + 1);
      for (guint i = 0; i < MAX_WORDS && place->words[i] != NULL; i++)
        words[i] = _ (place->words[i]);
      g_hash_table_insert (translated, (gpointer) place, words);
    }

  return words;
}

MtnOptionRow *
mtn_train_options_make_next (MtnTrainSection section, guint *at)
{
  MtnNetworkOption option;

  while (mtn_network_options_describe ((*at)++, &option))
    {
      const Place *place = find_place (option.key);

      if ((place != NULL ? place->section : MTN_TRAIN_SECTION_NETWORK_MORE) == section)
        return g_object_ref_sink (MTN_OPTION_ROW (
            mtn_option_row_new (&option, place != NULL ? _ (place->title) : option.key, get_words (place))));
    }

  return NULL;
}

void
mtn_train_options_show (MtnOptionRow *row, const MtnNetworkOptions *options)
{
  g_autofree char *text = mtn_network_options_dup_text (options, mtn_option_row_get_key (row));

  mtn_option_row_set_text (row, g_str_equal (text, "-1") ? "" : text);
}

gboolean
mtn_train_options_read (GPtrArray *rows, MtnNetworkOptions *options, MtnOptionRow **wrong, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      MtnOptionRow *row = g_ptr_array_index (rows, i);
      const char *key = mtn_option_row_get_key (row);
      g_autofree char *text = mtn_option_row_dup_text (row);

      if (g_str_equal (key, "validation-ratio") && *text == '\0')
        {
          options->validation_ratio = -1;
          continue;
        }
      if (!mtn_network_options_set (options, key, text, error))
        {
          if (wrong != NULL)
            *wrong = row;
          return FALSE;
        }
    }

  return TRUE;
}

const char *
mtn_train_model_get_title (const char *model)
{
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    if (g_str_equal (models[i].model, model))
      return _ (models[i].title);

  return model;
}

const char *
mtn_train_model_get_description (const char *model)
{
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    if (g_str_equal (models[i].model, model))
      return _ (models[i].description);

  return "";
}
