/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-test-model.h"

#include <glib/gstdio.h>
#include <string.h>

#define N MTN_TEST_N_MOVIES

static void
add_movie (GArray *movies, int id, const char *title, const char *alternative, int year, guint32 genres)
{
  MtnMovie movie = {
    .id = id, .year = year, .genres = genres, .n_ratings = (guint) id * 10, .mean_stars = 3.5f
  };

  movie.title = g_strdup (title);
  if (alternative != NULL)
    movie.alternatives = g_strdupv ((char *[]){ (char *) alternative, (char *) "A Third Name", NULL });
  g_array_append_val (movies, movie);
}

MtnCatalog *
mtn_test_catalog_new (void)
{
  static const char *const genres[] = { "Action", "Comedy", "Film-Noir", NULL };
  g_autoptr (GError) error = NULL;
  GArray *movies = g_array_new (FALSE, TRUE, sizeof (MtnMovie));
  MtnCatalog *catalog;

  add_movie (movies, 1, "A Day at the Lake", NULL, 1995, 1);
  add_movie (movies, 2, "La Double vie", "The Double Life", 1991, 2);
  add_movie (movies, 4, "unknown", NULL, 0, 0);
  add_movie (movies, 50, "Über “Zäune”", NULL, 1977, 5);
  add_movie (movies, 267, "300", NULL, 1998, 7);
  catalog = mtn_catalog_new (movies, genres, &error);
  g_assert_no_error (error);

  return catalog;
}

MtnVocabulary *
mtn_test_vocabulary_new (void)
{
  static const int ages[] = { 0, 25 };
  static const char *const genders[] = { "F", "M", NULL };
  static const char *const occupations[] = { "artist", "doctor", "\"other\"", NULL };

  return mtn_vocabulary_new (ages, G_N_ELEMENTS (ages), genders, occupations);
}

MtnArchitecture *
mtn_test_architecture_new (void)
{
  MtnArchitecture *self = mtn_architecture_new ("blend");
  MtnPart *part;

  mtn_architecture_add_part (self, MTN_PART_POPULARITY, "popularity", MTN_PART_INPUT_ANY);
  part = mtn_architecture_add_part (self, MTN_PART_DEMOGRAPHIC, "demographic", MTN_PART_INPUT_ANY);
  mtn_steps_add (part->weight, 0, 1);
  mtn_steps_add (part->weight, 5, 0.1f);
  part = mtn_architecture_add_part (self, MTN_PART_SPECTRAL, "favorites", MTN_PART_INPUT_FAVORITES);
  part->values[1] = part->values[2] = 0.3f;
  part->values[5] = 1.2f;
  mtn_steps_add (part->penalty, 1, 499);
  mtn_steps_add (part->penalty, 2, 124.5f);
  part = mtn_architecture_add_part (self, MTN_PART_ITEM_ITEM, "neighbours", MTN_PART_INPUT_RATINGS);
  part->values[1] = -1.0f / 3;
  mtn_architecture_add_part (self, MTN_PART_NETWORK, "", MTN_PART_INPUT_ANY);
  mtn_architecture_add_part (self, MTN_PART_AUTOENCODER, "coder", MTN_PART_INPUT_FAVORITES);
  part = mtn_architecture_add_part (self, MTN_PART_FACTORS, "tastes", MTN_PART_INPUT_FAVORITES);
  mtn_steps_add (part->penalty, 1, 0.25f);
  mtn_steps_add (self->favorites.a, 0, -1.5f);
  mtn_steps_add (self->favorites.b, 0, 2.25e-5f);

  return self;
}

static void
add (MtnCheckpointWriter *writer,
     const char *part,
     const char *tensor,
     guint n_dims,
     gsize rows,
     gsize columns)
{
  gsize n = n_dims == 2 ? rows * columns : rows;
  g_autofree float *values = g_new (float, n);

  for (gsize i = 0; i < n; i++)
    values[i] = (float) (i + 1) / 8;
  mtn_checkpoint_writer_add (writer, part, tensor, values, n_dims, (gsize[]){ rows, columns });
}

MtnCheckpointWriter *
mtn_test_writer_new (void)
{
  g_autoptr (MtnCatalog) catalog = mtn_test_catalog_new ();
  g_autoptr (MtnVocabulary) vocabulary = mtn_test_vocabulary_new ();
  g_autoptr (MtnArchitecture) architecture = mtn_test_architecture_new ();
  MtnCheckpointWriter *writer = mtn_checkpoint_writer_new (catalog, vocabulary, architecture);

  add (writer, "popularity", "score", 1, N, 0);
  add (writer, "demographic", "age", 2, 2, N);
  add (writer, "demographic", "gender", 2, 2, N);
  add (writer, "demographic", "occupation", 2, 3, N);
  add (writer, "favorites", "factors", 2, N, MTN_TEST_RANK);
  add (writer, "favorites", "eigenvalues", 1, MTN_TEST_RANK, 0);
  add (writer, "favorites", "gram", 1, N, 0);
  add (writer, "neighbours", "weight", 2, N, N);
  add (writer, "", "fc1.weight", 2, MTN_TEST_N_HIDDEN, mtn_network_n_inputs (3, N));
  add (writer, "", "fc1.bias", 1, MTN_TEST_N_HIDDEN, 0);
  add (writer, "", "fc2.weight", 2, N, MTN_TEST_N_HIDDEN);
  add (writer, "", "fc2.bias", 1, N, 0);
  add (writer, "coder", "fc1.weight", 2, MTN_TEST_N_HIDDEN, N);
  add (writer, "coder", "fc1.bias", 1, MTN_TEST_N_HIDDEN, 0);
  add (writer, "coder", "fc2.weight", 2, N, MTN_TEST_N_HIDDEN);
  add (writer, "coder", "fc2.bias", 1, N, 0);
  add (writer, "tastes", "factors", 2, N, MTN_TEST_RANK);
  add (writer, "tastes", "gram", 2, MTN_TEST_RANK, MTN_TEST_RANK);
  mtn_checkpoint_writer_set_provenance (writer, MTN_PROVENANCE_DATE, "2026-01-31");
  mtn_checkpoint_writer_set_provenance (writer, MTN_PROVENANCE_SEED, "42");
  mtn_checkpoint_writer_set_provenance (writer, MTN_PROVENANCE_METRICS, "{\"ndcg@10\":0.5}");

  return writer;
}

GBytes *
mtn_test_checkpoint_bytes (void)
{
  g_autoptr (MtnCheckpointWriter) writer = mtn_test_writer_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("matinee-test-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "model.safetensors", NULL);
  char *content;
  gsize size;

  g_assert_no_error (error);
  mtn_checkpoint_writer_write (writer, path, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &content, &size, &error);
  g_assert_no_error (error);
  g_remove (path);
  g_rmdir (folder);

  return g_bytes_new_take (content, size);
}

void
mtn_test_open_completely (MtnCheckpoint *opened, GError **error)
{
  g_autoptr (MtnCheckpoint) checkpoint = opened;

  if (checkpoint != NULL)
    mtn_checkpoint_verify (checkpoint, error);
}

void
mtn_test_check_message (const GError *error)
{
  if (error == NULL)
    return;

  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (strlen (error->message), <, 1000);
  for (const char *p = error->message; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (p)))
        g_error ("control character %#x in “%s”", g_utf8_get_char (p), error->message);
    }
}
