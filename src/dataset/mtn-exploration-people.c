/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-exploration-private.h"

void
mtn_exploration_count_people (MtnExploration *self)
{
  const MtnVocabulary *vocabulary = self->dataset->vocabulary;
  MtnExplorationPeople *table = &self->people;
  g_autofree guint *years = g_new (guint, self->counts.n_people);
  guint n_years = 0;

  table->age_groups = g_new0 (guint, vocabulary->n_ages + 1);
  table->genders = g_new0 (guint, g_strv_length (vocabulary->genders) + 1);
  table->occupations = g_new0 (guint, g_strv_length (vocabulary->occupations) + 1);

  for (guint i = 0; i < self->counts.n_people; i++)
    {
      const MtnPerson *person = &self->dataset->people[i];
      int group = mtn_vocabulary_age_group (vocabulary, person->age);

      if (person->age != MTN_NOT_SAID)
        {
          table->ages[CLAMP (person->age, 0, MTN_EXPLORATION_N_AGES - 1)]++;
          years[n_years++] = (guint) person->age;
        }
      if (group != MTN_NOT_SAID)
        table->age_groups[group]++;
      if (person->gender != MTN_NOT_SAID)
        table->genders[person->gender]++;
      if (person->occupation != MTN_NOT_SAID)
        table->occupations[person->occupation]++;
      table->n_age_not_said += person->age == MTN_NOT_SAID;
      table->n_gender_not_said += person->gender == MTN_NOT_SAID;
      table->n_occupation_not_said += person->occupation == MTN_NOT_SAID;
    }

  table->age = mtn_spread_of (years, n_years);
  table->is_there = n_years > 0 || table->n_gender_not_said < self->counts.n_people ||
                    table->n_occupation_not_said < self->counts.n_people;
}

void
mtn_exploration_clear_people (MtnExploration *self)
{
  g_free (self->people.age_groups);
  g_free (self->people.genders);
  g_free (self->people.occupations);
}
