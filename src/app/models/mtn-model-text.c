/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-model-text.h"

#include <math.h>
#include <stdio.h>

#include <glib/gi18n.h>

#include "mtn-plot-scale.h"

#define NO_BREAK_SPACE "\302\240"

typedef struct
{
  const char *key;
  const char *label;
  const char *sentence;
} Entry;

static const Entry kinds[] = {
  { "blend", N_ ("Blend"),
    N_ ("Films that go with your picks, what people like you love, and what everybody loves, weighed by how "
        "much is known of you.") },
  { "edlae", N_ ("Linear autoencoder"),
    N_ ("Every film is predicted from all others: fast, steady, and hard to beat with few picks.") },
  { "ease", N_ ("Linear autoencoder"), N_ ("Every film is predicted from all others, in closed form.") },
  { "popularity", N_ ("Popularity"), N_ ("The same films for everybody: what all others are measured by.") },
  { "demographic", N_ ("Age, gender, occupation"),
    N_ ("What people of the same age, gender and occupation love.") },
  { "item-knn", N_ ("Nearest films"), N_ ("Films that the same people love as your picks.") },
  { "ials", N_ ("Factors"), N_ ("Films and people as points in one space; yours is found from your picks.") },
  { "network", N_ ("Network"),
    N_ ("Layers of units that learn in epochs, as the published models of 2023.") },
  { "mult-dae", N_ ("Autoencoder"), N_ ("A network that restores what was hidden of people’s histories.") },
};

static const Entry protocols[] = {
  { "favorites", N_ ("Favorites"),
    N_ ("A few films that somebody new loves are known; the others they love are to be found. What the "
        "window does") },
  { "new-users", N_ ("New people"),
    N_ ("Some ratings of somebody new are known; the others are to be found") },
  { "seed", N_ ("As of 2023"), N_ ("The test rows of the published experiment, the model as it is") },
};

static const Entry splits[] = {
  { "all", N_ ("None: everybody"), NULL },
  { "none", N_ ("None: everybody"), NULL },
  { "users", N_ ("By people"), NULL },
  { "masks", N_ ("By masks (the test knows the same people)"), NULL },
};

static const Entry *
find (const Entry *entries, guint n, const char *key)
{
  for (guint i = 0; key != NULL && i < n; i++)
    if (g_str_equal (entries[i].key, key))
      return &entries[i];

  return NULL;
}

const char *
mtn_model_text_get_kind (const char *kind)
{
  const Entry *entry = find (kinds, G_N_ELEMENTS (kinds), kind);

  return entry != NULL ? _ (entry->label) : kind;
}

const char *
mtn_model_text_describe (const char *kind)
{
  const Entry *entry = find (kinds, G_N_ELEMENTS (kinds), kind);

  return entry != NULL ? _ (entry->sentence) : "";
}

const char *
mtn_model_text_get_split (const char *split)
{
  const Entry *entry = find (splits, G_N_ELEMENTS (splits), split);

  return entry != NULL ? _ (entry->label) : split;
}

const char *
mtn_model_text_get_protocol (const char *protocol)
{
  const Entry *entry = find (protocols, G_N_ELEMENTS (protocols), protocol);

  return entry != NULL ? _ (entry->label) : protocol;
}

const char *
mtn_model_text_explain_protocol (const char *protocol)
{
  const Entry *entry = find (protocols, G_N_ELEMENTS (protocols), protocol);

  return entry != NULL ? _ (entry->sentence) : "";
}

static const char *
get_short_split (const char *split)
{
  if (g_strcmp0 (split, "users") == 0)
    return _ ("split by people");
  if (g_strcmp0 (split, "masks") == 0)
    return _ ("split by masks");

  return split != NULL ? _ ("all people") : NULL;
}

static void
append_part (GString *text, char *part)
{
  g_string_append_printf (text, text->len > 0 ? " · %s" : "%s", part);
  g_free (part);
}

/* "5 folds of people · seed 42" */
static void
append_setting (GString *text, const MtnModelScore *score)
{
  if (isfinite (score->n_folds))
    append_part (text, g_strdup_printf (_ ("%.0f folds of people"), score->n_folds));
  else if (score->split != NULL)
    append_part (text, g_strdup (get_short_split (score->split)));
  if (isfinite (score->seed))
    append_part (text, g_strdup_printf (_ ("seed %.0f"), score->seed));
}

char *
mtn_model_text_dup_measured (const MtnModelScore *score)
{
  GString *text = g_string_new (NULL);

  append_setting (text, score);
  if (isfinite (score->n_people))
    {
      g_autofree char *people = mtn_plot_number_fixed (score->n_people, 0);

      append_part (text,
                   g_strdup_printf (ngettext ("%s person", "%s people", (gulong) score->n_people), people));
    }
  if (score->dataset != NULL)
    append_part (text, g_strdup (score->dataset));
  append_part (text,
               g_strdup (score->is_shipped ? _ ("comes with the model") : _ ("measured on this computer")));

  return g_string_free (text, FALSE);
}

char *
mtn_model_text_dup_headline_origin (MtnModelItem *item)
{
  const MtnModelFacts *facts = mtn_model_item_get_facts (item);
  const MtnModelScore *score;
  double ndcg = mtn_model_item_get_headline (item, &score);
  GString *text;

  if (facts == NULL || !isfinite (ndcg))
    return NULL;

  text = g_string_new (NULL);
  append_part (text, g_strdup (score != NULL ? mtn_model_text_get_protocol (score->protocol)
                                             : _ ("While training")));
  if (score != NULL)
    append_setting (text, score);
  else if (facts->seed != NULL)
    append_part (text, g_strdup_printf (_ ("seed %s"), facts->seed));

  return g_string_free (text, FALSE);
}

char *
mtn_model_text_dup_subtitle (MtnModelItem *item)
{
  g_autofree char *measured = mtn_model_text_dup_headline_origin (item);

  static const char *const origins[] = { N_ ("Shipped"), N_ ("Yours"), N_ ("Opened") };
  const MtnModelFacts *facts = mtn_model_item_get_facts (item);
  const char *origin = _ (origins[mtn_model_item_get_origin (item)]);
  const char *separator = "\n";
  g_autofree char *size = NULL;
  g_autofree char *date = NULL;
  GString *text;

  if (facts == NULL)
    return g_strdup (_ ("Cannot be used"));
  size = g_format_size (facts->n_bytes);
  text = g_string_new (NULL);
  g_string_append_printf (text, "%s · %s · %s", origin, mtn_model_text_get_kind (facts->kind), size);
  if (facts->date != NULL)
    {
      g_autofree char *breaking = mtn_model_text_dup_date (facts->date);
      g_auto (GStrv) words = g_strsplit (breaking, " ", -1);

      date = g_strjoinv (NO_BREAK_SPACE, words);
    }
  for (guint i = 0; i < 3; i++)
    {
      const char *part = i == 0 ? facts->dataset : i == 1 ? get_short_split (facts->split) : date;

      if (part != NULL)
        {
          g_string_append_printf (text, "%s%s", separator, part);
          separator = " · ";
        }
    }
  if (measured != NULL)
    g_string_append_printf (text, "\n%s", measured);

  return g_string_free (text, FALSE);
}

char *
mtn_model_text_dup_figure (double value)
{
  g_autofree char *text = NULL;

  if (!isfinite (value))
    return g_strdup ("–");

  text = mtn_plot_number_fixed (value, 3);

  /* All of them lie below one, where the zero says nothing. */
  return g_strdup (*text == '0' && value < 1 ? text + 1 : text);
}

char *
mtn_model_text_dup_date (const char *date)
{
  int year, month, day, end = 0;
  g_autoptr (GDateTime) time = NULL;

  if (sscanf (date, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 || date[end] != '\0')
    return g_strdup (date);

  time = g_date_time_new_local (year, month, day, 0, 0, 0);
  if (time == NULL)
    return g_strdup (date);

  /* Translators: a date, as g_date_time_format() takes it */
  return g_date_time_format (time, _ ("%-e %B %Y"));
}
