/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-reason-text.h"

#include <glib/gi18n.h>

/* More titles than two make a row that nobody reads. */
#define MAX_PICKS 2

static char *
picks_text (const char **titles, guint n_titles)
{
  if (n_titles == 1)
    /* Translators: %s is the title of a film */
    return g_strdup_printf (_ ("Because you picked %s"), titles[0]);

  /* Translators: %s are titles of films */
  return g_strdup_printf (_ ("Because you picked %s and %s"), titles[0], titles[1]);
}

static const char *
attribute_text (MtnReasonKind kind)
{
  switch (kind)
    {
    case MTN_REASON_AGE:
      return _ ("Popular with people of your age");
    case MTN_REASON_GENDER:
      return _ ("Popular with people of your gender");
    case MTN_REASON_OCCUPATION:
      return _ ("Popular with people of your occupation");
    case MTN_REASON_PICK:
    default:
      return "";
    }
}

char *
mtn_reason_text (GArray *reasons, MtnCatalog *catalog)
{
  const char *titles[MAX_PICKS];
  const MtnReason *attribute = NULL;
  guint n_titles = 0;

  g_return_val_if_fail (catalog != NULL, NULL);

  for (guint i = 0; reasons != NULL && i < reasons->len; i++)
    {
      const MtnReason *reason = &g_array_index (reasons, MtnReason, i);

      if (!(reason->amount > 0))
        continue;
      if (reason->kind != MTN_REASON_PICK)
        attribute = attribute != NULL ? attribute : reason;
      else if (n_titles < MAX_PICKS)
        titles[n_titles++] = mtn_catalog_get_movie (catalog, reason->movie)->title;
    }

  if (n_titles > 0)
    return picks_text (titles, n_titles);

  return g_strdup (attribute != NULL ? attribute_text (attribute->kind) : "");
}

char *
mtn_reason_dup_name (const MtnReason *reason, MtnCatalog *catalog)
{
  g_return_val_if_fail (reason != NULL, NULL);
  g_return_val_if_fail (catalog != NULL, NULL);

  switch (reason->kind)
    {
    case MTN_REASON_AGE:
      return g_strdup (_ ("Your age"));
    case MTN_REASON_GENDER:
      return g_strdup (_ ("Your gender"));
    case MTN_REASON_OCCUPATION:
      return g_strdup (_ ("Your occupation"));
    case MTN_REASON_PICK:
    default:
      return mtn_movie_dup_label (mtn_catalog_get_movie (catalog, reason->movie));
    }
}
