/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-vocabulary.h"

#include <glib/gi18n-lib.h>

/* The public fields first: a pointer to one is a pointer to the other. */
typedef struct
{
  MtnVocabulary public;
  gatomicrefcount ref_count;
} Vocabulary;

MtnVocabulary *
mtn_vocabulary_new (const int *age_starts,
                    guint n_ages,
                    const char *const *genders,
                    const char *const *occupations)
{
  Vocabulary *self;

  g_return_val_if_fail (age_starts != NULL || n_ages == 0, NULL);
  g_return_val_if_fail (genders != NULL && occupations != NULL, NULL);

  for (guint i = 1; i < n_ages; i++)
    g_return_val_if_fail (age_starts[i - 1] < age_starts[i], NULL);

  self = g_new0 (Vocabulary, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->public.n_ages = n_ages;
  self->public.age_starts = g_new0 (int, n_ages + 1);
  for (guint i = 0; i < n_ages; i++)
    self->public.age_starts[i] = age_starts[i];
  self->public.genders = g_strdupv ((char **) genders);
  self->public.occupations = g_strdupv ((char **) occupations);

  return &self->public;
}

MtnVocabulary *
mtn_vocabulary_ref (MtnVocabulary *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&((Vocabulary *) self)->ref_count);
  return self;
}

void
mtn_vocabulary_unref (MtnVocabulary *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&((Vocabulary *) self)->ref_count))
    return;

  g_free (self->age_starts);
  g_strfreev (self->genders);
  g_strfreev (self->occupations);
  g_free (self);
}

int
mtn_vocabulary_age_group (const MtnVocabulary *self, int years)
{
  int group = 0;

  g_return_val_if_fail (self != NULL, MTN_NOT_SAID);

  if (years < 0 || self->n_ages == 0)
    return MTN_NOT_SAID;

  for (guint i = 1; i < self->n_ages && self->age_starts[i] <= years; i++)
    group = i;

  return group;
}

static gboolean
equal_ignoring_case (const char *a, const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1);
  g_autofree char *folded_b = g_utf8_casefold (b, -1);

  return g_str_equal (folded_a, folded_b);
}

static int
find_name (char **names, const char *name)
{
  for (int i = 0; names[i] != NULL; i++)
    {
      if (equal_ignoring_case (names[i], name))
        return i;
    }

  return MTN_NOT_SAID;
}

int
mtn_vocabulary_gender (const MtnVocabulary *self, const char *name)
{
  int found;

  g_return_val_if_fail (self != NULL, MTN_NOT_SAID);

  if (name == NULL || !g_utf8_validate (name, -1, NULL))
    return MTN_NOT_SAID;

  found = find_name (self->genders, name);
  if (found != MTN_NOT_SAID)
    return found;

  if (equal_ignoring_case (name, "male") || g_str_equal (name, "1"))
    return find_name (self->genders, "M");
  if (equal_ignoring_case (name, "female") || g_str_equal (name, "0"))
    return find_name (self->genders, "F");

  return MTN_NOT_SAID;
}

int
mtn_vocabulary_occupation (const MtnVocabulary *self, const char *name)
{
  guint64 index;
  int found;

  g_return_val_if_fail (self != NULL, MTN_NOT_SAID);

  if (name == NULL || !g_utf8_validate (name, -1, NULL))
    return MTN_NOT_SAID;

  found = find_name (self->occupations, name);
  if (found == MTN_NOT_SAID && g_ascii_string_to_unsigned (name, 10, 0, G_MAXINT, &index, NULL) &&
      index < g_strv_length (self->occupations))
    found = (int) index;

  return found;
}

char *
mtn_vocabulary_dup_age_label (const MtnVocabulary *self, guint group)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (group < self->n_ages, NULL);

  /* Translators: an age group without an upper end, "56+" */
  if (group + 1 == self->n_ages)
    return g_strdup_printf (_ ("%d+"), self->age_starts[group]);

  /* Translators: the youngest age group, "under 18" */
  if (group == 0)
    return g_strdup_printf (_ ("under %d"), self->age_starts[1]);

  if (self->age_starts[group] == self->age_starts[group + 1] - 1)
    return g_strdup_printf ("%d", self->age_starts[group]);

  return g_strdup_printf ("%d–%d", self->age_starts[group], self->age_starts[group + 1] - 1);
}
