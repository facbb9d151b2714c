/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* From words typed to a profile. Errors are usage errors whatever the cause below:
 * the person can correct what was typed. */

#include "mtn-cli-profile.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "mtn-cli-io.h"
#include "mtn-cli-suggest.h"
#include "mtn-error.h"

#define MAX_AGE 130

void
mtn_cli_person_clear (MtnCliPerson *self)
{
  g_clear_pointer (&self->age, g_free);
  g_clear_pointer (&self->gender, g_free);
  g_clear_pointer (&self->occupation, g_free);
  g_clear_pointer (&self->favorites, g_strfreev);
  g_clear_pointer (&self->ratings, g_strfreev);
  g_clear_pointer (&self->excluded, g_strfreev);
}

gboolean
mtn_cli_person_is_said (const MtnCliPerson *self)
{
  return self->age != NULL || self->gender != NULL || self->occupation != NULL || self->favorites != NULL ||
         self->ratings != NULL || self->excluded != NULL;
}

static gboolean
check_gender (const char *text, GError **error)
{
  static const char *const words[] = { "M", "F", "male", "female", "1", "0", NULL };

  for (guint i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return TRUE;

  g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE,
               _ ("gender takes M, F, male, female, 1 (male) or 0 (female), not “%s”"), text);

  return FALSE;
}

static gboolean
read_stars (const char *text, float *stars, GError **error)
{
  double number;

  if (!mtn_cli_parse_number (text, _ ("a rating"), 0.5, 5, &number, error))
    return FALSE;

  if (number * 2 != floor (number * 2))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("stars are given in halves, 0.5 to 5, not as “%s”"),
                   text);
      return FALSE;
    }
  *stars = (float) number;

  return TRUE;
}

/* Splits "MOVIE=STARS" or "MOVIE STARS" at the last separator: titles hold such characters, too. */
static gboolean
split_rating (char *text, char separator, float *stars, GError **error)
{
  char *behind = strrchr (text, separator);

  if (behind == NULL || behind == text)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE,
                   separator == '='
                       ? _ ("a rating is written MOVIE=STARS, as in --rating 50=4.5, not “%s”")
                       : _ ("a rating is written MOVIE STARS, as in “rate Star Wars 4.5”, not “%s”"),
                   text);
      return FALSE;
    }
  *behind = '\0';

  return read_stars (behind + 1, stars, error);
}

gboolean
mtn_cli_person_check (const MtnCliPerson *self, GError **error)
{
  int years;
  float stars;

  if ((self->age != NULL && !mtn_cli_parse_integer (self->age, "age", 0, MAX_AGE, &years, error)) ||
      (self->gender != NULL && !check_gender (self->gender, error)))
    return FALSE;

  for (char **text = self->ratings; text != NULL && *text != NULL; text++)
    {
      g_autofree char *copy = g_strdup (*text);

      if (!split_rating (copy, '=', &stars, error))
        return FALSE;
    }

  return TRUE;
}

/* The error, turned into one of usage. */
static void
propagate_usage (GError **error, GError *cause)
{
  g_set_error_literal (error, MTN_ERROR, MTN_ERROR_USAGE, cause->message);
  g_error_free (cause);
}

static int
find (MtnCliSession *session, const char *text, GError **error)
{
  GError *cause = NULL;
  int index = mtn_cli_session_find (session, text, &cause);

  if (index < 0)
    propagate_usage (error, cause);

  return index;
}

static int
movie_id (MtnCliSession *session, int index)
{
  return mtn_catalog_get_movie (session->catalog, (guint) index)->id;
}

gboolean
mtn_cli_profile_set_age (MtnProfile *profile, const char *text, MtnCliSession *session, GError **error)
{
  int years;

  if (!mtn_cli_parse_integer (text, "age", 0, MAX_AGE, &years, error))
    return FALSE;

  if (session->vocabulary->n_ages == 0)
    mtn_cli_complain (_ ("this model knows nothing about ages; the age is left out"));
  else
    mtn_profile_set_age (profile, years);

  return TRUE;
}

gboolean
mtn_cli_profile_set_gender (MtnProfile *profile, const char *text, MtnCliSession *session, GError **error)
{
  int gender = mtn_vocabulary_gender (session->vocabulary, text);

  if (gender == MTN_NOT_SAID && !check_gender (text, error))
    return FALSE;

  if (gender == MTN_NOT_SAID)
    mtn_cli_complain (_ ("this model knows nothing about genders; the gender is left out"));
  else
    mtn_profile_set_gender (profile, session->vocabulary->genders[gender]);

  return TRUE;
}

gboolean
mtn_cli_profile_set_occupation (MtnProfile *profile, const char *text, MtnCliSession *session, GError **error)
{
  char **occupations = session->vocabulary->occupations;
  guint n = g_strv_length (occupations);
  int occupation = mtn_vocabulary_occupation (session->vocabulary, text);

  if (n == 0)
    {
      mtn_cli_complain (_ ("this model knows nothing about occupations; the occupation is left out"));
      return TRUE;
    }

  if (occupation == MTN_NOT_SAID)
    {
      const char *meant = mtn_cli_suggest (text, (const char *const *) occupations);
      g_autofree char *list = g_strjoinv (", ", occupations);

      if (meant != NULL)
        g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("no occupation is called “%s”; did you mean %s?"),
                     text, meant);
      else
        g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE,
                     _ ("occupation takes a number from 0 to %u or one of %s, not “%s”"), n - 1, list, text);
      return FALSE;
    }

  mtn_profile_set_occupation (profile, occupations[occupation]);

  return TRUE;
}

int
mtn_cli_profile_rate (MtnProfile *profile, char *text, char separator, MtnCliSession *session, GError **error)
{
  float stars;
  int index;

  if (!split_rating (text, separator, &stars, error))
    return -1;

  index = find (session, text, error);
  if (index >= 0)
    mtn_profile_set_pick (profile, movie_id (session, index), stars);

  return index;
}

/* "-f Star Wars" without quotes comes as two titles: tell what is missing. */
static void
hint_at_quotes (char **titles, MtnCliSession *session)
{
  g_autofree char *joined = NULL;

  if (titles[0] == NULL || titles[1] == NULL)
    return;

  joined = g_strjoinv (" ", titles);
  if (g_utf8_validate (joined, -1, NULL) &&
      mtn_title_index_resolve (mtn_cli_session_get_index (session), joined, NULL) >= 0)
    mtn_cli_complain (_ ("a title of several words is put in quotes: \"%s\""), joined);
}

MtnProfile *
mtn_cli_profile_new (const MtnCliPerson *person, MtnCliSession *session, GError **error)
{
  g_autoptr (MtnProfile) profile = mtn_profile_new ();

  if ((person->age != NULL && !mtn_cli_profile_set_age (profile, person->age, session, error)) ||
      (person->gender != NULL && !mtn_cli_profile_set_gender (profile, person->gender, session, error)) ||
      (person->occupation != NULL &&
       !mtn_cli_profile_set_occupation (profile, person->occupation, session, error)))
    return NULL;

  /* First what is to stay out, so that a film that is named as a favourite as well counts as one. */
  for (char **text = person->excluded; text != NULL && *text != NULL; text++)
    {
      int index = find (session, *text, error);

      if (index < 0)
        {
          hint_at_quotes (person->excluded, session);
          return NULL;
        }
      mtn_profile_exclude (profile, movie_id (session, index), MTN_EXCLUDE_SEEN);
    }

  for (char **text = person->favorites; text != NULL && *text != NULL; text++)
    {
      int index = find (session, *text, error);

      if (index < 0)
        {
          hint_at_quotes (person->favorites, session);
          return NULL;
        }
      mtn_profile_set_pick (profile, movie_id (session, index), 0);
    }

  for (char **text = person->ratings; text != NULL && *text != NULL; text++)
    {
      g_autofree char *copy = g_strdup (*text);

      if (mtn_cli_profile_rate (profile, copy, '=', session, error) < 0)
        return NULL;
    }

  return g_steal_pointer (&profile);
}

gboolean
mtn_cli_profile_fit (MtnProfile *profile, MtnCliSession *session, GError **error)
{
  const MtnVocabulary *vocabulary = session->vocabulary;
  const char *word = mtn_profile_get_gender (profile);
  int index;

  /* A model without the attribute takes any word as not said. */
  if (word != NULL && vocabulary->genders[0] != NULL)
    {
      index = mtn_vocabulary_gender (vocabulary, word);
      if (index == MTN_NOT_SAID)
        {
          g_set_error (error, MTN_ERROR, MTN_ERROR_UNKNOWN, _ ("the model knows no gender “%s”"), word);
          return FALSE;
        }
      mtn_profile_set_gender (profile, vocabulary->genders[index]);
    }

  word = mtn_profile_get_occupation (profile);
  if (word != NULL && vocabulary->occupations[0] != NULL)
    {
      index = mtn_vocabulary_occupation (vocabulary, word);
      if (index == MTN_NOT_SAID)
        {
          g_set_error (error, MTN_ERROR, MTN_ERROR_UNKNOWN, _ ("the model knows no occupation “%s”"), word);
          return FALSE;
        }
      mtn_profile_set_occupation (profile, vocabulary->occupations[index]);
    }

  return TRUE;
}

static void
append_item (GString *text, const char *separator, const char *item)
{
  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, item);
}

static char *
dup_label (MtnCliSession *session, int id)
{
  int index = mtn_catalog_find_id (session->catalog, id);

  return index >= 0 ? mtn_movie_dup_label (mtn_catalog_get_movie (session->catalog, (guint) index))
                    : g_strdup_printf (_ ("film %d, not in this model"), id);
}

char *
mtn_cli_profile_describe (const MtnProfile *profile, MtnCliSession *session)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_picks = mtn_profile_get_n_picks (profile);
  guint n_exclusions = mtn_profile_get_n_exclusions (profile);

  if (mtn_profile_get_age (profile) != MTN_NOT_SAID)
    g_string_append_printf (text, _ ("age %d"), mtn_profile_get_age (profile));
  if (mtn_profile_get_gender (profile) != NULL)
    append_item (text, ", ", mtn_profile_get_gender (profile));
  if (mtn_profile_get_occupation (profile) != NULL)
    append_item (text, ", ", mtn_profile_get_occupation (profile));

  for (guint i = 0; i < n_picks; i++)
    {
      const MtnPick *pick = mtn_profile_get_pick (profile, i);
      g_autofree char *label = dup_label (session, pick->movie_id);
      char stars[G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *rated = NULL;

      if (pick->stars > 0)
        rated = g_strdup_printf (_ ("%s: %s ★"), label,
                                 g_ascii_formatd (stars, sizeof stars, "%g", (double) pick->stars));
      append_item (text, "; ", rated != NULL ? rated : label);
    }

  for (guint i = 0; i < n_exclusions; i++)
    {
      g_autofree char *label = dup_label (session, mtn_profile_get_exclusion (profile, i)->movie_id);
      g_autofree char *left_out = g_strdup_printf (_ ("not %s"), label);

      append_item (text, "; ", left_out);
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
