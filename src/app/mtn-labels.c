/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The names are listed here for the translators only: the data bring their own
 * list, and a name that is missing here merely stays untranslated.
 */

#include "mtn-labels.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *name;
  const char *label;
} Label;

static const Label genres[] = {
  { "Action", NC_ ("genre", "Action") },
  { "Adventure", NC_ ("genre", "Adventure") },
  { "Animation", NC_ ("genre", "Animation") },
  { "Children's", NC_ ("genre", "Children’s") },
  { "Children", NC_ ("genre", "Children’s") },
  { "Comedy", NC_ ("genre", "Comedy") },
  { "Crime", NC_ ("genre", "Crime") },
  { "Documentary", NC_ ("genre", "Documentary") },
  { "Drama", NC_ ("genre", "Drama") },
  { "Fantasy", NC_ ("genre", "Fantasy") },
  { "Film-Noir", NC_ ("genre", "Film-Noir") },
  { "Horror", NC_ ("genre", "Horror") },
  { "IMAX", NC_ ("genre", "IMAX") },
  { "Musical", NC_ ("genre", "Musical") },
  { "Mystery", NC_ ("genre", "Mystery") },
  { "Romance", NC_ ("genre", "Romance") },
  { "Sci-Fi", NC_ ("genre", "Sci-Fi") },
  { "Thriller", NC_ ("genre", "Thriller") },
  { "War", NC_ ("genre", "War") },
  { "Western", NC_ ("genre", "Western") },
};

static const Label genders[] = {
  { "F", NC_ ("gender", "Female") },
  { "M", NC_ ("gender", "Male") },
};

static const Label occupations[] = {
  { "administrator", NC_ ("occupation", "Administrator") },
  { "artist", NC_ ("occupation", "Artist") },
  { "doctor", NC_ ("occupation", "Doctor") },
  { "educator", NC_ ("occupation", "Educator") },
  { "engineer", NC_ ("occupation", "Engineer") },
  { "entertainment", NC_ ("occupation", "Entertainment") },
  { "executive", NC_ ("occupation", "Executive") },
  { "healthcare", NC_ ("occupation", "Health Care") },
  { "homemaker", NC_ ("occupation", "Homemaker") },
  { "lawyer", NC_ ("occupation", "Lawyer") },
  { "librarian", NC_ ("occupation", "Librarian") },
  { "marketing", NC_ ("occupation", "Marketing") },
  { "none", NC_ ("occupation", "None") },
  { "other", NC_ ("occupation", "Other") },
  { "programmer", NC_ ("occupation", "Programmer") },
  { "retired", NC_ ("occupation", "Retired") },
  { "salesman", NC_ ("occupation", "Sales") },
  { "scientist", NC_ ("occupation", "Scientist") },
  { "student", NC_ ("occupation", "Student") },
  { "technician", NC_ ("occupation", "Technician") },
  { "writer", NC_ ("occupation", "Writer") },
};

static const char *
find_label (const Label *labels, gsize n_labels, const char *context, const char *name)
{
  for (gsize i = 0; i < n_labels; i++)
    if (g_ascii_strcasecmp (labels[i].name, name) == 0)
      return g_dpgettext2 (NULL, context, labels[i].label);

  return NULL;
}

const char *
mtn_genre_get_label (const char *name)
{
  const char *label = find_label (genres, G_N_ELEMENTS (genres), "genre", name);

  return label != NULL ? label : name;
}

gboolean
mtn_genre_is_real (const char *name)
{
  return g_ascii_strcasecmp (name, "unknown") != 0 && *name != '(';
}

const char *
mtn_gender_get_label (const char *code)
{
  const char *label = find_label (genders, G_N_ELEMENTS (genders), "gender", code);

  return label != NULL ? label : code;
}

char *
mtn_occupation_dup_label (const char *name)
{
  const char *label = find_label (occupations, G_N_ELEMENTS (occupations), "occupation", name);
  g_autofree char *first = NULL;

  if (label != NULL)
    return g_strdup (label);
  if (*name == '\0')
    return g_strdup (name);

  first = g_utf8_strup (name, g_utf8_next_char (name) - name);
  return g_strconcat (first, g_utf8_next_char (name), NULL);
}
