/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* A list of films as text, CSV and JSON. JSON is for programs: its keys are
 * documented in matinee-recommend(1), stable, and the same in every locale. */

#include "mtn-cli-output.h"

#include <string.h>

#include <glib/gi18n.h>

#include "mtn-cli-json-text.h"

#define MAX_LABEL_COLUMNS 52

char *
mtn_cli_output_dup_label (MtnCliSession *session, guint movie)
{
  g_autofree char *label = mtn_movie_dup_label (mtn_catalog_get_movie (session->catalog, movie));
  g_autoptr (GString) safe = g_string_sized_new (64);

  /* A title in a file from elsewhere may hold escape sequences. */
  for (const char *c = label; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      g_string_append_unichar (safe, g_unichar_iscntrl (character) ? 0xfffd : character);
    }

  return g_string_free (g_steal_pointer (&safe), FALSE);
}

static int
count_columns (const char *text)
{
  int columns = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);

      if (!g_unichar_iszerowidth (character))
        columns += g_unichar_iswide (character) ? 2 : 1;
    }

  return columns;
}

static void
append_blanks (GString *out, int n)
{
  for (int i = 0; i < n; i++)
    g_string_append_c (out, ' ');
}

static void
append_genres (GString *out, MtnCliSession *session, guint32 genres)
{
  const char *const *names = mtn_catalog_get_genres (session->catalog);
  guint n_genres = mtn_catalog_get_n_genres (session->catalog);
  const char *separator = "";

  for (guint i = 0; i < n_genres; i++)
    if (genres & (1u << i))
      {
        g_string_append (out, separator);
        g_string_append (out, names[i]);
        separator = ", ";
      }
}

static void
append_amount (GString *out, double amount)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, "%+.3f", amount));
}

void
mtn_cli_output_reasons (GString *out,
                        MtnCliSession *session,
                        const MtnProfile *profile,
                        const GArray *reasons)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      const MtnReason *reason = &g_array_index (reasons, MtnReason, i);

      if (i > 0)
        g_string_append (out, ", ");
      switch (reason->kind)
        {
        case MTN_REASON_PICK:
          {
            g_autofree char *label = mtn_cli_output_dup_label (session, reason->movie);

            g_string_append (out, label);
            break;
          }
        case MTN_REASON_AGE:
          g_string_append_printf (out, _ ("age %d"), mtn_profile_get_age (profile));
          break;
        case MTN_REASON_GENDER:
          g_string_append_printf (out, _ ("gender %s"), mtn_profile_get_gender (profile));
          break;
        case MTN_REASON_OCCUPATION:
          g_string_append_printf (out, _ ("occupation %s"), mtn_profile_get_occupation (profile));
          break;
        default:
          g_assert_not_reached ();
        }
      g_string_append_c (out, ' ');
      append_amount (out, (double) reason->amount);
    }
}

void
mtn_cli_output_text (GString *out,
                     MtnCliSession *session,
                     const MtnProfile *profile,
                     const MtnRecommendations *list)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  int label_columns = 0;
  int rank_columns = g_snprintf (NULL, 0, "%u", list->items->len);

  for (guint i = 0; i < list->items->len; i++)
    {
      char *label =
          mtn_cli_output_dup_label (session, g_array_index (list->items, MtnRecommendation, i).movie);

      g_ptr_array_add (labels, label);
      label_columns = MAX (label_columns, MIN (count_columns (label), MAX_LABEL_COLUMNS));
    }

  for (guint i = 0; i < list->items->len; i++)
    {
      const MtnRecommendation *item = &g_array_index (list->items, MtnRecommendation, i);
      const char *label = g_ptr_array_index (labels, i);
      guint32 genres = mtn_catalog_get_movie (session->catalog, item->movie)->genres;
      char score[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (out, "%*u  %s", rank_columns, i + 1, label);
      append_blanks (out, label_columns - count_columns (label));
      g_string_append_printf (out, genres != 0 ? "  %s  " : "  %s",
                              g_ascii_formatd (score, sizeof score, "%.3f", (double) item->score));
      append_genres (out, session, genres);
      g_string_append_c (out, '\n');

      if (item->reasons != NULL && item->reasons->len > 0)
        {
          append_blanks (out, rank_columns + 4);
          g_string_append (out, _ ("because of "));
          mtn_cli_output_reasons (out, session, profile, item->reasons);
          g_string_append_c (out, '\n');
        }
    }
}

static void
append_csv_field (GString *out, const char *text)
{
  if (text[strcspn (text, "\",\r\n")] == '\0')
    {
      g_string_append (out, text);
      return;
    }

  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

void
mtn_cli_output_csv (GString *out, MtnCliSession *session, const MtnRecommendations *list)
{
  g_string_append (out, "Title,Year\n");
  for (guint i = 0; i < list->items->len; i++)
    {
      const MtnRecommendation *item = &g_array_index (list->items, MtnRecommendation, i);
      const MtnMovie *movie = mtn_catalog_get_movie (session->catalog, item->movie);

      append_csv_field (out, movie->title);
      g_string_append_c (out, ',');
      if (movie->year > 0)
        g_string_append_printf (out, "%d", movie->year);
      g_string_append_c (out, '\n');
    }
}

static void
append_json_film (GString *out, MtnCliSession *session, guint index)
{
  const MtnMovie *movie = mtn_catalog_get_movie (session->catalog, index);
  g_autofree char *label = mtn_movie_dup_label (movie);

  g_string_append_printf (out, "\"id\": %d, \"title\": ", movie->id);
  mtn_cli_json_text_append_string (out, label);
}

static void
append_json_reasons (GString *out, MtnCliSession *session, const MtnProfile *profile, const GArray *reasons)
{
  g_string_append (out, ", \"explain\": [");
  for (guint i = 0; reasons != NULL && i < reasons->len; i++)
    {
      const MtnReason *reason = &g_array_index (reasons, MtnReason, i);

      g_string_append (out, i > 0 ? ", {" : "{");
      switch (reason->kind)
        {
        case MTN_REASON_PICK:
          g_string_append (out, "\"kind\": \"pick\", ");
          append_json_film (out, session, reason->movie);
          break;
        case MTN_REASON_AGE:
          g_string_append_printf (out, "\"kind\": \"age\", \"value\": %d", mtn_profile_get_age (profile));
          break;
        case MTN_REASON_GENDER:
          g_string_append (out, "\"kind\": \"gender\", \"value\": ");
          mtn_cli_json_text_append_string (out, mtn_profile_get_gender (profile));
          break;
        case MTN_REASON_OCCUPATION:
          g_string_append (out, "\"kind\": \"occupation\", \"value\": ");
          mtn_cli_json_text_append_string (out, mtn_profile_get_occupation (profile));
          break;
        default:
          g_assert_not_reached ();
        }
      g_string_append (out, ", \"amount\": ");
      mtn_cli_json_text_append_number (out, (double) reason->amount);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

char *
mtn_cli_output_dup_note (const MtnQuery *query, const MtnRecommendations *list)
{
  guint n = list->items->len;

  if (n >= query->n)
    return NULL;

  if (query->threshold > -G_MAXDOUBLE)
    return g_strdup_printf (_ ("%u instead of %u films: no more score high enough"), n, query->n);

  return g_strdup_printf (_ ("%u instead of %u films: no more are left"), n, query->n);
}

void
mtn_cli_output_json_items (GString *out,
                           MtnCliSession *session,
                           const MtnProfile *profile,
                           const MtnQuery *query,
                           const MtnRecommendations *list)
{
  g_autofree char *note = mtn_cli_output_dup_note (query, list);

  g_string_append (out, "\"items\": [");
  for (guint i = 0; i < list->items->len; i++)
    {
      const MtnRecommendation *item = &g_array_index (list->items, MtnRecommendation, i);

      g_string_append (out, i > 0 ? ", {" : "{");
      append_json_film (out, session, item->movie);
      g_string_append (out, ", \"score\": ");
      mtn_cli_json_text_append_number (out, (double) item->score);
      if (query->n_reasons > 0)
        append_json_reasons (out, session, profile, item->reasons);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');

  if (note != NULL)
    {
      g_string_append_printf (out, ", \"available\": %u, \"note\": ", list->items->len);
      mtn_cli_json_text_append_string (out, note);
    }
}

void
mtn_cli_output_json (GString *out,
                     MtnCliSession *session,
                     const MtnProfile *profile,
                     const MtnQuery *query,
                     const MtnRecommendations *list)
{
  MtnEngineKind kind = mtn_engine_get_kind (session->engine);
  g_autofree char *path = g_filename_display_name (session->model_path);

  g_string_append_c (out, '{');
  mtn_cli_output_json_items (out, session, profile, query, list);
  g_string_append_printf (out, ", \"engine\": \"%s\", \"engine_description\": ",
                          kind == MTN_ENGINE_CUDA ? "cuda" : "cpu");
  mtn_cli_json_text_append_string (out, mtn_engine_get_description (session->engine));
  g_string_append (out, ", \"model\": ");
  mtn_cli_json_text_append_string (out, mtn_cli_session_get_model_name (session));
  g_string_append (out, ", \"model_file\": ");
  mtn_cli_json_text_append_string (out, path);
  g_string_append (out, "}\n");
}
