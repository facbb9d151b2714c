/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * The catalogue of a checkpoint: one tensor a column, so that any safetensors
 * reader can look at it, and one blob of titles. A title and its alternatives
 * are separated by tabs; offsets[i] … offsets[i + 1] − 1 are the bytes of film i.
 */

#include "mtn-checkpoint-format.h"

#include <glib/gi18n-lib.h>

#include "mtn-json-read.h"
#include "mtn-json-text.h"

#include <string.h>

#define MAX_YEAR 9999

typedef struct
{
  const gint32 *ids;
  const gint32 *years;
  const gint64 *genres;
  const gint32 *n_ratings;
  const float *mean_stars;
  const guint8 *pick_only; /* (nullable) */
  const gint64 *offsets;
  const char *titles;
  gsize n_titles; /* bytes */
  gsize n;
} Columns;

G_GNUC_PRINTF (3, 4)
static gboolean
fail (const char *what, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, MTN_CHECKPOINT_ERROR, MTN_CHECKPOINT_ERROR_CATALOG, "%s: %s", what, message);

  return FALSE;
}

/* A vector of @dtype; of @n values unless that is G_MAXSIZE. */
static const MtnTensor *
find_column (MtnSafetensors *file,
             const char *name,
             MtnDtype dtype,
             gsize n,
             const char *what,
             GError **error)
{
  const MtnTensor *tensor = mtn_safetensors_find (file, name);

  if (tensor == NULL)
    {
      fail (what, error, _ ("tensor “%s” is missing"), name);
      return NULL;
    }
  if (tensor->dtype != dtype || tensor->n_dims != 1)
    {
      fail (what, error, _ ("tensor “%s” must be %s with one dimension"), name, mtn_dtype_get_name (dtype));
      return NULL;
    }
  if (n != G_MAXSIZE && tensor->n_values != n)
    {
      fail (what, error, _ ("tensor “%s” has %zu values, but the catalogue needs %zu"), name,
            tensor->n_values, n);
      return NULL;
    }

  return tensor;
}

static gboolean
find_columns (MtnSafetensors *file, Columns *columns, const char *what, GError **error)
{
  const MtnTensor *id = find_column (file, "catalog.id", MTN_DTYPE_I32, G_MAXSIZE, what, error);
  const MtnTensor *year;
  const MtnTensor *genres;
  const MtnTensor *n_ratings;
  const MtnTensor *mean_stars;
  const MtnTensor *offsets;
  const MtnTensor *titles;
  gsize n;

  if (id == NULL)
    return FALSE;
  n = id->n_values;
  if (n == 0 || n > G_MAXINT32)
    return fail (what, error, _ ("a catalogue of %zu films"), n);

  if (!(year = find_column (file, "catalog.year", MTN_DTYPE_I32, n, what, error)) ||
      !(genres = find_column (file, "catalog.genres", MTN_DTYPE_I64, n, what, error)) ||
      !(n_ratings = find_column (file, "catalog.n_ratings", MTN_DTYPE_I32, n, what, error)) ||
      !(mean_stars = find_column (file, "catalog.mean_stars", MTN_DTYPE_F32, n, what, error)) ||
      !(offsets = find_column (file, "catalog.title_offsets", MTN_DTYPE_I64, n + 1, what, error)) ||
      !(titles = find_column (file, "catalog.titles", MTN_DTYPE_U8, G_MAXSIZE, what, error)))
    return FALSE;

  *columns = (Columns){
    .ids = id->data,
    .years = year->data,
    .genres = genres->data,
    .n_ratings = n_ratings->data,
    .mean_stars = mean_stars->data,
    .offsets = offsets->data,
    .titles = titles->data,
    .n_titles = titles->n_values,
    .n = n,
  };

  return TRUE;
}

/* A column that may be missing. */
static gboolean
find_pick_only (MtnSafetensors *file, Columns *columns, const char *what, GError **error)
{
  const MtnTensor *tensor;

  if (mtn_safetensors_find (file, "catalog.pick_only") == NULL)
    return TRUE;

  tensor = find_column (file, "catalog.pick_only", MTN_DTYPE_U8, columns->n, what, error);
  if (tensor == NULL)
    return FALSE;
  columns->pick_only = tensor->data;
  for (gsize i = 0; i < columns->n; i++)
    if (columns->pick_only[i] > 1)
      return fail (what, error, _ ("“catalog.pick_only” of film %zu is neither 0 nor 1"), i);

  return TRUE;
}

static gboolean
check_offsets (const Columns *columns, const char *what, GError **error)
{
  if (columns->offsets[0] != 0 || columns->offsets[columns->n] != (gint64) columns->n_titles)
    return fail (what, error, _ ("the title offsets do not span the titles"));
  for (gsize i = 0; i < columns->n; i++)
    {
      if (columns->offsets[i] >= columns->offsets[i + 1])
        return fail (what, error, _ ("the title offsets do not ascend at film %zu"), i);
    }

  return TRUE;
}

/* Titles go to terminals and labels as they are, so nothing but text may be in them. */
static gboolean
read_titles (const Columns *columns, gsize i, MtnMovie *movie, const char *what, GError **error)
{
  const char *text = columns->titles + columns->offsets[i];
  gsize length = (gsize) (columns->offsets[i + 1] - columns->offsets[i]);
  g_autofree char *copy = NULL;
  g_auto (GStrv) titles = NULL;

  if (!g_utf8_validate_len (text, length, NULL))
    return fail (what, error, _ ("the title of film %zu is not UTF-8"), i);

  copy = g_strndup (text, length);
  for (const char *p = copy; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p != '\t' && g_unichar_iscntrl (g_utf8_get_char (p)))
        return fail (what, error, _ ("the title of film %zu has a control character"), i);
    }

  titles = g_strsplit (copy, "\t", -1);
  for (guint t = 0; titles[t] != NULL; t++)
    {
      if (*titles[t] == '\0')
        return fail (what, error, _ ("film %zu has an empty title"), i);
    }

  movie->title = g_strdup (titles[0]);
  movie->alternatives = titles[1] != NULL ? g_strdupv (titles + 1) : NULL;

  return TRUE;
}

static gboolean
read_movie (const Columns *columns,
            gsize i,
            guint n_genres,
            MtnMovie *movie,
            const char *what,
            GError **error)
{
  if (columns->ids[i] <= 0)
    return fail (what, error, _ ("film %zu has the id %d"), i, columns->ids[i]);
  if (columns->years[i] < 0 || columns->years[i] > MAX_YEAR)
    return fail (what, error, _ ("film %zu has the year %d"), i, columns->years[i]);
  if (columns->genres[i] < 0 || (columns->genres[i] >> n_genres) != 0)
    return fail (what, error, _ ("film %zu has a genre that is not in the list"), i);
  if (columns->n_ratings[i] < 0)
    return fail (what, error, _ ("film %zu has %d ratings"), i, columns->n_ratings[i]);
  if (!(columns->mean_stars[i] >= 0 && columns->mean_stars[i] <= 5))
    return fail (what, error, _ ("film %zu has mean stars outside 0 to 5"), i);

  movie->id = columns->ids[i];
  movie->year = columns->years[i];
  movie->genres = (guint32) columns->genres[i];
  movie->n_ratings = (guint) columns->n_ratings[i];
  movie->mean_stars = columns->mean_stars[i];
  movie->pick_only = columns->pick_only != NULL && columns->pick_only[i] == 1;

  return read_titles (columns, i, movie, what, error);
}

static char **
read_genres (const char *text, const char *what, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_auto (GStrv) genres = NULL;

  if (text == NULL)
    {
      fail (what, error, _ ("the list of genres is missing"));
      return NULL;
    }

  root = mtn_json_read_text (text, "genres", &local_error);
  if (root != NULL && !JSON_NODE_HOLDS_ARRAY (root))
    fail (what, error, _ ("the genres must be a list"));
  else if (root != NULL)
    genres = mtn_json_read_names (json_node_get_array (root), "genres", "catalogue", &local_error);
  if (local_error != NULL)
    fail (what, error, "%s", local_error->message);
  if (genres == NULL)
    return NULL;

  if (g_strv_length (genres) > MTN_CATALOG_MAX_GENRES)
    {
      fail (what, error, _ ("more than %d genres"), MTN_CATALOG_MAX_GENRES);
      return NULL;
    }

  return g_steal_pointer (&genres);
}

static void
clear_movie (gpointer data)
{
  mtn_movie_clear (data);
}

MtnCatalog *
mtn_checkpoint_catalog_read (MtnSafetensors *file, const char *genres_text, const char *what, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_auto (GStrv) genres = read_genres (genres_text, what, error);
  g_autoptr (GArray) movies = NULL;
  MtnCatalog *catalog;
  Columns columns = { 0 };

  if (genres == NULL || !find_columns (file, &columns, what, error) ||
      !find_pick_only (file, &columns, what, error) || !check_offsets (&columns, what, error))
    return NULL;

  movies = g_array_sized_new (FALSE, TRUE, sizeof (MtnMovie), (guint) columns.n);
  g_array_set_clear_func (movies, clear_movie);
  for (gsize i = 0; i < columns.n; i++)
    {
      MtnMovie movie = { 0 };

      if (!read_movie (&columns, i, g_strv_length (genres), &movie, what, error))
        return NULL;
      g_array_append_val (movies, movie);
    }

  catalog = mtn_catalog_new (g_steal_pointer (&movies), (const char *const *) genres, &local_error);
  if (catalog == NULL)
    fail (what, error, "%s", local_error->message);

  return catalog;
}

static gpointer
add_column (GArray *tensors, GPtrArray *storage, const char *name, MtnDtype dtype, gsize n)
{
  gsize n_bytes = n * mtn_dtype_get_size (dtype);
  gpointer data = g_malloc0 (MAX (n_bytes, 1));
  MtnTensor tensor = {
    .name = name,
    .dtype = dtype,
    .n_dims = 1,
    .dims = { n },
    .n_values = n,
    .n_bytes = n_bytes,
    .data = data,
  };

  g_ptr_array_add (storage, data);
  g_array_append_val (tensors, tensor);

  return data;
}

static gboolean
has_pick_only (MtnCatalog *catalog)
{
  for (guint i = 0; i < mtn_catalog_get_n_movies (catalog); i++)
    if (mtn_catalog_get_movie (catalog, i)->pick_only)
      return TRUE;

  return FALSE;
}

void
mtn_checkpoint_catalog_write (MtnCatalog *catalog, GArray *tensors, GPtrArray *storage)
{
  guint n = mtn_catalog_get_n_movies (catalog);
  g_autoptr (GString) titles = g_string_new (NULL);
  gint64 *offsets = add_column (tensors, storage, "catalog.title_offsets", MTN_DTYPE_I64, (gsize) n + 1);
  gint64 *genres = add_column (tensors, storage, "catalog.genres", MTN_DTYPE_I64, n);
  gint32 *ids = add_column (tensors, storage, "catalog.id", MTN_DTYPE_I32, n);
  gint32 *years = add_column (tensors, storage, "catalog.year", MTN_DTYPE_I32, n);
  gint32 *n_ratings = add_column (tensors, storage, "catalog.n_ratings", MTN_DTYPE_I32, n);
  float *mean_stars = add_column (tensors, storage, "catalog.mean_stars", MTN_DTYPE_F32, n);
  char *blob;

  for (guint i = 0; i < n; i++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (catalog, i);

      g_string_append (titles, movie->title);
      for (guint t = 0; movie->alternatives != NULL && movie->alternatives[t] != NULL; t++)
        g_string_append_printf (titles, "\t%s", movie->alternatives[t]);
      offsets[i + 1] = (gint64) titles->len;
      genres[i] = movie->genres;
      ids[i] = movie->id;
      years[i] = movie->year;
      n_ratings[i] = (gint32) MIN (movie->n_ratings, G_MAXINT32);
      mean_stars[i] = movie->mean_stars;
    }

  if (has_pick_only (catalog))
    {
      guint8 *pick_only = add_column (tensors, storage, "catalog.pick_only", MTN_DTYPE_U8, n);

      for (guint i = 0; i < n; i++)
        pick_only[i] = mtn_catalog_get_movie (catalog, i)->pick_only ? 1 : 0;
    }

  blob = add_column (tensors, storage, "catalog.titles", MTN_DTYPE_U8, titles->len);
  memcpy (blob, titles->str, titles->len);
}

char *
mtn_checkpoint_genres_to_json (MtnCatalog *catalog)
{
  const char *const *genres = mtn_catalog_get_genres (catalog);
  GString *out = g_string_new ("[");

  for (guint g = 0; genres[g] != NULL; g++)
    {
      if (g > 0)
        g_string_append_c (out, ',');
      mtn_json_text_append_string (out, genres[g]);
    }
  g_string_append_c (out, ']');

  return g_string_free (out, FALSE);
}
