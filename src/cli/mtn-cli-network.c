/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-network.h"

typedef struct
{
  const char *key;
  gsize offset;
  gboolean is_switch;
  gboolean is_of_split; /* other models know it too */
} Flag;

#define AT(field) G_STRUCT_OFFSET (MtnCliNetwork, field)

static const Flag flags[] = {
  { "loss", AT (loss), FALSE, FALSE },
  { "masked", AT (masked), TRUE, FALSE },
  { "split", AT (split), FALSE, TRUE },
  { "mask-fractions", AT (mask_fractions), FALSE, TRUE },
  { "masks", AT (masks), FALSE, TRUE },
  { "train-ratio", AT (train_ratio), FALSE, TRUE },
  { "validation-ratio", AT (validation_ratio), FALSE, TRUE },
  { "hidden", AT (hidden), FALSE, FALSE },
  { "dropout", AT (dropout), FALSE, FALSE },
  { "epochs", AT (epochs), FALSE, FALSE },
  { "batch-size", AT (batch_size), FALSE, FALSE },
  { "learning-rate", AT (learning_rate), FALSE, FALSE },
  { "schedule", AT (schedule), FALSE, FALSE },
  { "warm-up", AT (warm_up), FALSE, FALSE },
  { "weight-decay", AT (weight_decay), FALSE, FALSE },
  { "clip-gradients", AT (clip_gradients), FALSE, FALSE },
  { "patience", AT (patience), FALSE, FALSE },
  { "fresh-masks", AT (fresh_masks), TRUE, FALSE },
  { "features", AT (features), FALSE, FALSE },
  { "output-bias", AT (output_bias), FALSE, FALSE },
};

/* What was typed, or NULL. */
static const char *
get (const MtnCliNetwork *self, const Flag *flag)
{
  if (flag->is_switch)
    return G_STRUCT_MEMBER (gboolean, self, flag->offset) ? "true" : NULL;

  return G_STRUCT_MEMBER (char *, self, flag->offset);
}

void
mtn_cli_network_clear (MtnCliNetwork *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (!flags[i].is_switch)
      g_clear_pointer (&G_STRUCT_MEMBER (char *, self, flags[i].offset), g_free);
}

gboolean
mtn_cli_network_apply (const MtnCliNetwork *self, MtnNetworkOptions *options, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      const char *text = get (self, &flags[i]);

      if (text != NULL && !mtn_network_options_set (options, flags[i].key, text, error))
        return FALSE;
    }

  return TRUE;
}

static const char *
find (const MtnCliNetwork *self, gboolean is_of_split)
{
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (flags[i].is_of_split == is_of_split && get (self, &flags[i]) != NULL)
      return flags[i].key;

  return NULL;
}

const char *
mtn_cli_network_find_split (const MtnCliNetwork *self)
{
  return find (self, TRUE);
}

const char *
mtn_cli_network_find_given (const MtnCliNetwork *self)
{
  return find (self, FALSE);
}
