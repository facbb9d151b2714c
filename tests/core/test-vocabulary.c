/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-vocabulary.h"

static const int ages[] = { 0, 18, 25, 56 };
static const char *const genders[] = { "F", "M", NULL };
static const char *const occupations[] = { "artist", "student", NULL };
static const char *const nothing[] = { NULL };

static void
test_age (void)
{
  g_autoptr (MtnVocabulary) vocabulary = mtn_vocabulary_new (ages, G_N_ELEMENTS (ages), genders, occupations);
  static const struct
  {
    int years, group;
  } cases[] = { { -1, -1 }, { 0, 0 },  { 17, 0 }, { 18, 1 }, { 24, 1 },
                { 25, 2 },  { 55, 2 }, { 56, 3 }, { 120, 3 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (mtn_vocabulary_age_group (vocabulary, cases[i].years), ==, cases[i].group);
}

static void
test_age_before_first (void)
{
  static const int late[] = { 10, 20 };
  g_autoptr (MtnVocabulary) vocabulary = mtn_vocabulary_new (late, 2, nothing, nothing);

  g_assert_cmpint (mtn_vocabulary_age_group (vocabulary, 3), ==, 0);
}

static void
test_labels (void)
{
  g_autoptr (MtnVocabulary) vocabulary = mtn_vocabulary_new (ages, G_N_ELEMENTS (ages), genders, occupations);
  static const char *const labels[] = { "under 18", "18–24", "25–55", "56+" };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *label = mtn_vocabulary_dup_age_label (vocabulary, i);

      g_assert_cmpstr (label, ==, labels[i]);
    }
}

static void
test_gender (void)
{
  g_autoptr (MtnVocabulary) vocabulary = mtn_vocabulary_new (ages, G_N_ELEMENTS (ages), genders, occupations);
  static const struct
  {
    const char *name;
    int index;
  } cases[] = { { "F", 0 }, { "m", 1 },      { "Male", 1 }, { "FEMALE", 0 }, { "1", 1 },
                { "0", 0 }, { "other", -1 }, { "", -1 },    { NULL, -1 },    { "\xff", -1 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (mtn_vocabulary_gender (vocabulary, cases[i].name), ==, cases[i].index);
}

static void
test_occupation (void)
{
  g_autoptr (MtnVocabulary) vocabulary = mtn_vocabulary_new (ages, G_N_ELEMENTS (ages), genders, occupations);

  g_assert_cmpint (mtn_vocabulary_occupation (vocabulary, "Student"), ==, 1);
  g_assert_cmpint (mtn_vocabulary_occupation (vocabulary, "pirate"), ==, MTN_NOT_SAID);
  g_assert_cmpint (mtn_vocabulary_occupation (vocabulary, NULL), ==, MTN_NOT_SAID);
}

static void
test_empty (void)
{
  g_autoptr (MtnVocabulary) vocabulary = mtn_vocabulary_new (NULL, 0, nothing, nothing);
  g_autoptr (MtnVocabulary) second = mtn_vocabulary_ref (vocabulary);

  g_assert_cmpint (mtn_vocabulary_age_group (second, 30), ==, MTN_NOT_SAID);
  g_assert_cmpint (mtn_vocabulary_gender (second, "M"), ==, MTN_NOT_SAID);
  g_assert_cmpint (mtn_vocabulary_occupation (second, "student"), ==, MTN_NOT_SAID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vocabulary/age", test_age);
  g_test_add_func ("/vocabulary/age-before-first", test_age_before_first);
  g_test_add_func ("/vocabulary/labels", test_labels);
  g_test_add_func ("/vocabulary/gender", test_gender);
  g_test_add_func ("/vocabulary/occupation", test_occupation);
  g_test_add_func ("/vocabulary/empty", test_empty);

  return g_test_run ();
}
