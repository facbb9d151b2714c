/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-session.h"

#include <string.h>

#include <glib/gi18n.h>

#include "mtn-cli-io.h"
#include "mtn-dataset.h"
#include "mtn-default-model.h"
#include "mtn-error.h"

/* The checkpoint's films under the titles that a MovieLens folder gives the same ids. */
static MtnCatalog *
rename_films (MtnCatalog *catalog, const char *path, GError **error)
{
  g_autoptr (MtnCatalog) renamed = mtn_dataset_load_films (path, error);
  g_autoptr (GArray) movies = NULL;
  guint n_movies = mtn_catalog_get_n_movies (catalog);
  guint n_found = 0;

  if (renamed == NULL)
    return NULL;

  movies = g_array_sized_new (FALSE, TRUE, sizeof (MtnMovie), n_movies);
  g_array_set_clear_func (movies, (GDestroyNotify) mtn_movie_clear);
  for (guint i = 0; i < n_movies; i++)
    {
      MtnMovie movie = *mtn_catalog_get_movie (catalog, i);
      int there = mtn_catalog_find_id (renamed, movie.id);
      const MtnMovie *named = there >= 0 ? mtn_catalog_get_movie (renamed, (guint) there) : &movie;

      n_found += there >= 0;
      movie.title = g_strdup (named->title);
      movie.alternatives = g_strdupv (named->alternatives);
      movie.year = named->year;
      g_array_append_val (movies, movie);
    }

  if (n_found == 0)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_UNKNOWN, _ ("%s: holds none of the model's films"), path);
      return NULL;
    }

  return mtn_catalog_new (g_steal_pointer (&movies), mtn_catalog_get_genres (catalog), error);
}

MtnCliSession *
mtn_cli_session_open (const char *model_path,
                      const char *titles_path,
                      const MtnCliCommon *common,
                      GError **error)
{
  g_autoptr (MtnCliSession) self = g_new0 (MtnCliSession, 1);
  g_autofree char *message = NULL;

  self->model_path = model_path != NULL ? g_strdup (model_path) : mtn_default_model_dup_path ();
  self->checkpoint = mtn_checkpoint_open (self->model_path, error);
  if (self->checkpoint == NULL)
    return NULL;
  self->vocabulary = mtn_checkpoint_get_vocabulary (self->checkpoint);

  if (titles_path != NULL)
    self->catalog = rename_films (mtn_checkpoint_get_catalog (self->checkpoint), titles_path, error);
  else
    self->catalog = mtn_catalog_ref (mtn_checkpoint_get_catalog (self->checkpoint));
  if (self->catalog == NULL)
    return NULL;

  self->engine = mtn_engine_new (common->engine, common->device, &message);
  if (self->engine == NULL)
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_ENGINE, message);
      return NULL;
    }

  self->recommender = mtn_recommender_new (self->checkpoint, self->engine, error);
  if (self->recommender == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

void
mtn_cli_session_free (MtnCliSession *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->index, mtn_title_index_free);
  g_clear_pointer (&self->recommender, mtn_recommender_free);
  if (self->engine != NULL)
    {
      g_autofree char *notice = mtn_engine_take_notice (self->engine);

      if (notice != NULL)
        mtn_cli_complain ("%s", notice);
    }
  g_clear_pointer (&self->engine, mtn_engine_free);
  g_clear_pointer (&self->catalog, mtn_catalog_unref);
  g_clear_pointer (&self->checkpoint, mtn_checkpoint_unref);
  g_free (self->model_path);
  g_free (self);
}

const char *
mtn_cli_session_get_model_name (MtnCliSession *self)
{
  const char *name = mtn_checkpoint_get_provenance (self->checkpoint, MTN_PROVENANCE_NAME);

  if (name == NULL || *name == '\0')
    name = mtn_checkpoint_get_architecture (self->checkpoint)->kind;

  return name;
}

void
mtn_cli_session_say (MtnCliSession *self)
{
  g_autofree char *path = g_filename_display_name (self->model_path);

  mtn_cli_say (_ ("Model: %s (%s)"), mtn_cli_session_get_model_name (self), path);
  mtn_cli_say (_ ("Engine: %s"), mtn_engine_get_description (self->engine));
}

MtnTitleIndex *
mtn_cli_session_get_index (MtnCliSession *self)
{
  if (self->index == NULL)
    self->index = mtn_title_index_new (self->catalog);

  return self->index;
}

static int
find_id (MtnCliSession *self, const char *text, GError **error)
{
  gint64 id;
  int index = -1;

  if (g_ascii_string_to_signed (text, 10, 1, G_MAXINT, &id, NULL))
    index = mtn_catalog_find_id (self->catalog, (int) id);

  if (index < 0)
    {
      g_autoptr (GArray) found = mtn_title_index_search (mtn_cli_session_get_index (self), text, 1);

      if (found->len > 0)
        g_set_error (error, MTN_ERROR, MTN_ERROR_UNKNOWN,
                     _ ("the model knows no film with the id %s; a title that is a number is written "
                        "title:%s"),
                     text, text);
      else
        g_set_error (error, MTN_ERROR, MTN_ERROR_UNKNOWN, _ ("the model knows no film with the id %s"), text);
      return -1;
    }

  return (int) mtn_catalog_get_movie (self->catalog, (guint) index)->twin;
}

int
mtn_cli_session_find (MtnCliSession *self, const char *text, GError **error)
{
  g_autofree char *title = g_strstrip (g_strdup (text));
  const char *digits = title + (*title == '-' || *title == '+');

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_autofree char *readable = g_utf8_make_valid (text, -1);

      g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("“%s” is not UTF-8"), readable);
      return -1;
    }

  if (*digits != '\0' && digits[strspn (digits, "0123456789")] == '\0')
    return find_id (self, title, error);

  if (g_str_has_prefix (title, "title:"))
    {
      g_autofree char *rest = g_strstrip (g_strdup (title + strlen ("title:")));

      g_free (title);
      title = g_steal_pointer (&rest);
    }

  if (*title == '\0')
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("a title is empty"));
      return -1;
    }

  return mtn_title_index_resolve (mtn_cli_session_get_index (self), title, error);
}
