/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-movie.h"

#include <glib/gi18n-lib.h>

char *
mtn_movie_dup_label (const MtnMovie *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->placeholder)
    return g_strdup_printf (_ ("film %d, title unknown"), self->id);
  if (self->year <= 0)
    return g_strdup (self->title);

  return g_strdup_printf ("%s (%d)", self->title, self->year);
}

void
mtn_movie_clear (MtnMovie *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->alternatives, g_strfreev);
}
