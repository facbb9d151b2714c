/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-look-up.h"

static const struct
{
  const char *name;
  const char *before;
  const char *year; /* between title and year */
} sites[] = {
  { "imdb", "https://www.imdb.com/find/?s=tt&q=", " " },
  { "tmdb", "https://www.themoviedb.org/search/movie?query=", " y:" },
};

char *
mtn_look_up_dup_address (MtnFilm *film, const char *site)
{
  const MtnMovie *movie;

  g_return_val_if_fail (MTN_IS_FILM (film), NULL);

  movie = mtn_film_get_movie (film);
  for (guint i = 0; i < G_N_ELEMENTS (sites); i++)
    if (g_strcmp0 (sites[i].name, site) == 0)
      {
        g_autofree char *year = g_strdup_printf ("%s%d", sites[i].year, movie->year);
        g_autofree char *words = g_strconcat (movie->title, movie->year > 0 ? year : "", NULL);
        g_autofree char *escaped = g_uri_escape_string (words, NULL, FALSE);

        return g_strconcat (sites[i].before, escaped, NULL);
      }

  g_return_val_if_reached (NULL);
}

void
mtn_look_up (GtkWidget *anchor, MtnFilm *film, const char *site)
{
  g_autofree char *address = mtn_look_up_dup_address (film, site);

  g_return_if_fail (GTK_IS_WIDGET (anchor));

  if (address != NULL)
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (anchor)), address, GDK_CURRENT_TIME);
}
