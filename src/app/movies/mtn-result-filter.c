/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-result-filter.h"

#include <glib/gi18n.h>

#include "mtn-labels.h"

/* More genres than this are counted, not named: a chip is a line at most. */
#define MAX_NAMED 3

void
mtn_result_filter_free (MtnResultFilter *self)
{
  g_free (self->label);
  g_free (self);
}

static void
add_filter (GPtrArray *filters, MtnResultFilterKind kind, guint32 genres, char *label)
{
  MtnResultFilter *filter = g_new0 (MtnResultFilter, 1);

  filter->kind = kind;
  filter->genres = genres;
  filter->label = label;
  g_ptr_array_add (filters, filter);
}

static char *
dup_only_label (const char *const *genres, guint32 bits)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; genres[i] != NULL; i++)
    if (bits & (1u << i))
      g_ptr_array_add (names, (gpointer) mtn_genre_get_label (genres[i]));

  switch (names->len)
    {
    case 1:
      return g_strdup_printf (_ ("Only %s"), (char *) names->pdata[0]);
    case 2:
      /* Translators: two genres */
      return g_strdup_printf (_ ("Only %s or %s"), (char *) names->pdata[0], (char *) names->pdata[1]);
    case MAX_NAMED:
      /* Translators: three genres */
      return g_strdup_printf (_ ("Only %s, %s or %s"), (char *) names->pdata[0], (char *) names->pdata[1],
                              (char *) names->pdata[2]);
    default:
      return g_strdup_printf (ngettext ("Only %u genre", "Only %u genres", names->len), names->len);
    }
}

static char *
dup_years_label (int from, int to)
{
  if (from != 0 && to != 0)
    return from == to ? g_strdup_printf ("%d", from) : g_strdup_printf (_ ("%d–%d"), from, to);
  /* Translators: years */
  return from != 0 ? g_strdup_printf (_ ("From %d"), from) : g_strdup_printf (_ ("Until %d"), to);
}

GPtrArray *
mtn_result_filters_list (MtnAppState *state)
{
  GPtrArray *filters = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_result_filter_free);
  MtnCatalog *catalog;
  const char *const *genres;
  guint only, never;
  int from, to;

  g_return_val_if_fail (MTN_IS_APP_STATE (state), filters);

  catalog = mtn_app_state_get_catalog (state);
  if (catalog == NULL)
    return filters;

  genres = mtn_catalog_get_genres (catalog);
  g_object_get (state, "genres-only", &only, "genres-never", &never, "year-from", &from, "year-to", &to,
                NULL);

  if (only != 0)
    add_filter (filters, MTN_RESULT_FILTER_ONLY, only, dup_only_label (genres, only));
  for (guint i = 0; genres[i] != NULL; i++)
    if (never & (1u << i))
      /* Translators: %s is a genre that is not wanted, as in "No Drama" */
      add_filter (filters, MTN_RESULT_FILTER_NEVER, 1u << i,
                  g_strdup_printf (_ ("No %s"), mtn_genre_get_label (genres[i])));
  if (from != 0 || to != 0)
    add_filter (filters, MTN_RESULT_FILTER_YEARS, 0, dup_years_label (from, to));

  return filters;
}

void
mtn_result_filter_remove (const MtnResultFilter *self, MtnAppState *state)
{
  guint never;

  g_return_if_fail (MTN_IS_APP_STATE (state));

  switch (self->kind)
    {
    case MTN_RESULT_FILTER_ONLY:
      g_object_set (state, "genres-only", 0u, NULL);
      break;
    case MTN_RESULT_FILTER_NEVER:
      g_object_get (state, "genres-never", &never, NULL);
      g_object_set (state, "genres-never", never & ~self->genres, NULL);
      break;
    case MTN_RESULT_FILTER_YEARS:
      g_object_set (state, "year-from", 0, "year-to", 0, NULL);
      break;
    default:
      g_assert_not_reached ();
    }
}

char *
mtn_result_filters_dup_blame (GPtrArray *filters)
{
  const MtnResultFilter *first, *second;

  g_return_val_if_fail (filters != NULL, NULL);

  if (filters->len == 0)
    return g_strdup (_ ("You have picked, seen or left out every film there is."));

  first = g_ptr_array_index (filters, 0);
  if (filters->len == 1)
    return g_strdup_printf (_ ("“%s” hides every film."), first->label);

  second = g_ptr_array_index (filters, 1);
  if (filters->len == 2)
    return g_strdup_printf (_ ("“%s” and “%s” together hide every film."), first->label, second->label);

  return g_strdup_printf (ngettext ("“%s” and %u other filter together hide every film.",
                                    "“%s” and %u other filters together hide every film.", filters->len - 1),
                          first->label, filters->len - 1);
}
