/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-list-export.h"

#include <string.h>

#include <glib/gi18n.h>

#include "mtn-csv.h"
#include "mtn-result.h"

static const char *const suffixes[MTN_N_LIST_FORMATS] = { "csv", "html", "txt" };

const char *
mtn_list_format_get_suffix (MtnListFormat format)
{
  g_return_val_if_fail (format < MTN_N_LIST_FORMATS, NULL);

  return suffixes[format];
}

gboolean
mtn_list_format_of_name (const char *name, MtnListFormat *format)
{
  const char *dot = strrchr (name, '.');

  g_return_val_if_fail (format != NULL, FALSE);

  for (guint i = 0; dot != NULL && i < MTN_N_LIST_FORMATS; i++)
    if (g_ascii_strcasecmp (dot + 1, suffixes[i]) == 0)
      {
        *format = (MtnListFormat) i;
        return TRUE;
      }

  return FALSE;
}

/* Letterboxd goes by these names, which are not translated: https://letterboxd.com/about/importing-data/ */
static void
append_csv (GString *out, MtnResult *result)
{
  const MtnMovie *movie = mtn_film_get_movie (mtn_result_get_film (result));

  mtn_csv_append_field (out, movie->title);
  g_string_append_c (out, ',');
  if (movie->year > 0)
    g_string_append_printf (out, "%d", movie->year);
  g_string_append_c (out, ',');
  mtn_csv_append_field (out, mtn_result_get_reason (result));
  g_string_append (out, "\r\n");
}

static void
append_html (GString *out, MtnResult *result)
{
  MtnFilm *film = mtn_result_get_film (result);
  const char *reason = mtn_result_get_reason (result);
  g_autofree char *genres = mtn_film_dup_genres (film);
  g_autofree char *label = g_markup_escape_text (mtn_film_get_label (film), -1);
  g_autofree char *details = g_markup_escape_text (genres, -1);

  g_string_append_printf (out, "<li><b>%s</b><br>%s", label, details);
  if (*reason != '\0')
    {
      g_autofree char *why = g_markup_escape_text (reason, -1);

      g_string_append_printf (out, "<br><i>%s</i>", why);
    }
  g_string_append (out, "</li>\n");
}

static void
append_text (GString *out, MtnResult *result)
{
  const char *reason = mtn_result_get_reason (result);

  g_string_append_printf (out, "%3u. %s\n", mtn_result_get_rank (result),
                          mtn_film_get_label (mtn_result_get_film (result)));
  if (*reason != '\0')
    g_string_append_printf (out, "     %s\n", reason);
}

static void
begin (GString *out, const char *heading, MtnListFormat format)
{
  g_autofree char *escaped = g_markup_escape_text (heading, -1);

  if (format == MTN_LIST_CSV)
    g_string_append (out, "Title,Year,Review\r\n");
  else if (format == MTN_LIST_HTML)
    g_string_append_printf (
        out,
        "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n<title>%s</title>\n"
        "<style>body { font-family: sans-serif; max-width: 40em; margin: 2em auto; padding: 0 1em }\n"
        "li { margin: 0.7em 0 }</style>\n</head>\n<body>\n<h1>%s</h1>\n<ol>\n",
        /* Translators: the code of your language, as in the attribute “lang” of a web page: "de", "pt-BR" */
        C_ ("language code", "en"), escaped, escaped);
  else
    g_string_append_printf (out, "%s\n\n", heading);
}

char *
mtn_list_export (GListModel *results, const char *heading, MtnListFormat format)
{
  static void (*const append[MTN_N_LIST_FORMATS]) (GString * out, MtnResult * result) = { append_csv,
                                                                                          append_html,
                                                                                          append_text };
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (G_IS_LIST_MODEL (results), NULL);
  g_return_val_if_fail (heading != NULL, NULL);
  g_return_val_if_fail (format < MTN_N_LIST_FORMATS, NULL);

  begin (out, heading, format);
  for (guint i = 0; i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (MtnResult) result = g_list_model_get_item (results, i);

      append[format](out, result);
    }
  if (format == MTN_LIST_HTML)
    g_string_append (out, "</ol>\n</body>\n</html>\n");

  return g_string_free (out, FALSE);
}
