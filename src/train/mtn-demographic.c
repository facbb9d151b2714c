/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-demographic.h"

#include "mtn-popularity.h"

/* λ, in people: chosen on held-out people of MovieLens 100K. */
#define AGE_SHRINKAGE 40.0
#define GENDER_SHRINKAGE 10.0
#define OCCUPATION_SHRINKAGE 200.0

typedef enum
{
  ATTRIBUTE_AGE,
  ATTRIBUTE_GENDER,
  ATTRIBUTE_OCCUPATION,
} Attribute;

static int
get_group (const MtnVocabulary *vocabulary, const MtnPerson *person, Attribute attribute)
{
  switch (attribute)
    {
    case ATTRIBUTE_AGE:
      return mtn_vocabulary_age_group (vocabulary, person->age);
    case ATTRIBUTE_GENDER:
      return person->gender;
    case ATTRIBUTE_OCCUPATION:
      return person->occupation;
    default:
      g_return_val_if_reached (MTN_NOT_SAID);
    }
}

static float *
fit_attribute (MtnRatings *ratings,
               const MtnPerson *people,
               const MtnVocabulary *vocabulary,
               Attribute attribute,
               guint n_groups,
               double shrinkage,
               const float *popularity)
{
  gsize n_movies = ratings->n_movies;
  g_autofree guint *n_people = g_new0 (guint, MAX (n_groups, 1));
  g_autofree guint *n_loved = g_new0 (guint, MAX (n_groups * n_movies, 1));
  float *deviations = g_new0 (float, MAX (n_groups * n_movies, 1));

  for (guint u = 0; u < ratings->n_people; u++)
    {
      int group = get_group (vocabulary, &people[u], attribute);

      if (group == MTN_NOT_SAID)
        continue;
      n_people[group]++;
      for (guint i = ratings->offsets[u]; i < ratings->offsets[u + 1]; i++)
        if (ratings->stars[i] >= MTN_LOVED_STARS)
          n_loved[group * n_movies + ratings->movies[i]]++;
    }

  for (guint g = 0; g < n_groups; g++)
    for (gsize j = 0; j < n_movies; j++)
      deviations[g * n_movies + j] =
          (float) ((n_loved[g * n_movies + j] - n_people[g] * (double) popularity[j]) /
                   (n_people[g] + shrinkage));

  return deviations;
}

MtnDemographic *
mtn_demographic_fit (MtnRatings *ratings,
                     const MtnPerson *people,
                     const MtnVocabulary *vocabulary,
                     const float *popularity)
{
  MtnDemographic *self = g_new0 (MtnDemographic, 1);

  self->n_movies = ratings->n_movies;
  self->n_ages = vocabulary->n_ages;
  self->n_genders = g_strv_length (vocabulary->genders);
  self->n_occupations = g_strv_length (vocabulary->occupations);
  self->age =
      fit_attribute (ratings, people, vocabulary, ATTRIBUTE_AGE, self->n_ages, AGE_SHRINKAGE, popularity);
  self->gender = fit_attribute (ratings, people, vocabulary, ATTRIBUTE_GENDER, self->n_genders,
                                GENDER_SHRINKAGE, popularity);
  self->occupation = fit_attribute (ratings, people, vocabulary, ATTRIBUTE_OCCUPATION, self->n_occupations,
                                    OCCUPATION_SHRINKAGE, popularity);

  return self;
}

static float *
shift_groups (const float *deviations, guint n_groups, gsize n_movies, const float *shift)
{
  float *shifted = g_new (float, MAX (n_groups * n_movies, 1));

  for (gsize i = 0; i < n_groups * n_movies; i++)
    shifted[i] = deviations[i] + shift[i % n_movies];

  return shifted;
}

MtnDemographic *
mtn_demographic_shift (const MtnDemographic *self, const float *shift)
{
  MtnDemographic *shifted = g_memdup2 (self, sizeof *self);

  shifted->age = shift_groups (self->age, self->n_ages, self->n_movies, shift);
  shifted->gender = shift_groups (self->gender, self->n_genders, self->n_movies, shift);
  shifted->occupation = shift_groups (self->occupation, self->n_occupations, self->n_movies, shift);

  return shifted;
}

void
mtn_demographic_free (MtnDemographic *self)
{
  if (self == NULL)
    return;

  g_free (self->age);
  g_free (self->gender);
  g_free (self->occupation);
  g_free (self);
}

gboolean
mtn_demographic_is_possible (const MtnVocabulary *vocabulary)
{
  return vocabulary->n_ages > 0 || vocabulary->genders[0] != NULL || vocabulary->occupations[0] != NULL;
}

static void
add_group (const float *deviations, gsize n_movies, int group, float weight, float *sum)
{
  if (group == MTN_NOT_SAID)
    return;

  for (gsize j = 0; j < n_movies; j++)
    sum[j] += weight * deviations[(gsize) group * n_movies + j];
}

void
mtn_demographic_add (const MtnDemographic *self,
                     const MtnVocabulary *vocabulary,
                     const MtnPerson *person,
                     float weight,
                     float *sum)
{
  add_group (self->age, self->n_movies, get_group (vocabulary, person, ATTRIBUTE_AGE), weight, sum);
  add_group (self->gender, self->n_movies, get_group (vocabulary, person, ATTRIBUTE_GENDER), weight, sum);
  add_group (self->occupation, self->n_movies, get_group (vocabulary, person, ATTRIBUTE_OCCUPATION), weight,
             sum);
}
