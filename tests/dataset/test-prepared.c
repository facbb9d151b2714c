/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-prepared.h"

#include <glib/gstdio.h>
#include <string.h>

#include "mtn-error.h"
#include "mtn-folder.h"
#include "mtn-test-set.h"

static const MtnSplitOptions small = { .kind = MTN_SPLIT_USERS,
                                       .fractions = { 0.2, 0.5 },
                                       .n_fractions = 2,
                                       .n_masks = 2,
                                       .train_ratio = 0.7,
                                       .seed = 42 };

static const char *const file_names[] = { "manifest.json", "dataset.bin", "train.bin", "test.bin" };

static char *
make_folder (void)
{
  return g_dir_make_tmp ("matinee-test-XXXXXX", NULL);
}

/* What was written comes from @dataset and @split, which the caller may want to compare. */
static void
write_prepared (const MtnDataset *dataset, const MtnSplit *split, const char *folder)
{
  g_autoptr (GError) error = NULL;

  mtn_prepared_write (dataset, split, "documented", folder, NULL, NULL, &error);
  g_assert_no_error (error);
}

static MtnPrepared *
load (const char *folder)
{
  g_autoptr (GError) error = NULL;
  MtnPrepared *prepared = mtn_prepared_load (folder, NULL, NULL, &error);

  g_assert_no_error (error);
  return prepared;
}

static void
assert_same_dataset (const MtnDataset *a, const MtnDataset *b)
{
  guint n = a->ratings->offsets[a->ratings->n_people];

  g_assert_cmpstr (a->name, ==, b->name);
  g_assert_cmpstr (a->sha256, ==, b->sha256);
  g_assert_cmpstr (a->licence, ==, b->licence);
  g_assert_nonnull (a->variant);
  g_assert_true (a->variant == b->variant);
  g_assert_cmpuint (a->ratings->n_people, ==, b->ratings->n_people);
  g_assert_cmpuint (a->ratings->n_movies, ==, b->ratings->n_movies);
  g_assert_cmpmem (a->ratings->offsets, (a->ratings->n_people + 1) * sizeof (guint), b->ratings->offsets,
                   (b->ratings->n_people + 1) * sizeof (guint));
  g_assert_cmpmem (a->ratings->movies, n * sizeof (guint), b->ratings->movies, n * sizeof (guint));
  g_assert_cmpmem (a->ratings->stars, n * sizeof (float), b->ratings->stars, n * sizeof (float));
  g_assert_cmpmem (a->ratings->times, n * sizeof (gint64), b->ratings->times, n * sizeof (gint64));
  g_assert_cmpmem (a->people, a->ratings->n_people * sizeof (MtnPerson), b->people,
                   b->ratings->n_people * sizeof (MtnPerson));
  g_assert_cmpstrv (a->vocabulary->genders, b->vocabulary->genders);
  g_assert_cmpstrv (a->vocabulary->occupations, b->vocabulary->occupations);
  g_assert_cmpmem (a->vocabulary->age_starts, a->vocabulary->n_ages * sizeof (int), b->vocabulary->age_starts,
                   b->vocabulary->n_ages * sizeof (int));
  g_assert_cmpstrv ((char **) mtn_catalog_get_genres (a->catalog),
                    (char **) mtn_catalog_get_genres (b->catalog));

  for (guint i = 0; i < a->ratings->n_movies; i++)
    {
      const MtnMovie *movie_a = mtn_catalog_get_movie (a->catalog, i);
      const MtnMovie *movie_b = mtn_catalog_get_movie (b->catalog, i);
      char *nothing[] = { NULL };

      g_assert_cmpint (movie_a->id, ==, movie_b->id);
      g_assert_cmpstr (movie_a->title, ==, movie_b->title);
      g_assert_cmpstrv (movie_a->alternatives != NULL ? movie_a->alternatives : nothing,
                        movie_b->alternatives != NULL ? movie_b->alternatives : nothing);
      g_assert_cmpint (movie_a->year, ==, movie_b->year);
      g_assert_cmpuint (movie_a->genres, ==, movie_b->genres);
      g_assert_cmpuint (movie_a->n_ratings, ==, movie_b->n_ratings);
      g_assert_cmpfloat (movie_a->mean_stars, ==, movie_b->mean_stars);
      g_assert_cmpuint (movie_a->lead, ==, movie_b->lead);
      g_assert_cmpint (movie_a->placeholder, ==, movie_b->placeholder);
    }
}

static void
assert_same_samples (const MtnSampleSet *a, const MtnSampleSet *b)
{
  g_assert_cmpuint (a->n_samples, ==, b->n_samples);
  g_assert_cmpmem (a->samples, a->n_samples * sizeof (MtnSample), b->samples,
                   b->n_samples * sizeof (MtnSample));
  g_assert_cmpmem (a->fractions, a->n_fractions * sizeof (double), b->fractions,
                   b->n_fractions * sizeof (double));
  g_assert_cmpuint (a->n_bits, ==, b->n_bits);
  g_assert_cmpmem (a->hidden, (a->n_bits + 7) / 8, b->hidden, (b->n_bits + 7) / 8);
}

static void
assert_round_trip (const MtnDataset *dataset, const MtnSplitOptions *options)
{
  g_autoptr (MtnSplit) split = mtn_split_new (dataset->ratings, options, NULL, NULL, NULL);
  g_autofree char *folder = make_folder ();
  g_autoptr (MtnPrepared) prepared = NULL;
  g_autoptr (MtnDataset) again = NULL;

  g_assert_nonnull (split);
  write_prepared (dataset, split, folder);
  g_assert_true (mtn_prepared_probe (folder));
  prepared = load (folder);
  assert_same_dataset (dataset, prepared->dataset);
  g_assert_cmpstr (prepared->dataset->source, ==, folder);
  g_assert_cmpstr (prepared->features, ==, "documented");
  g_assert_cmpint (prepared->split->options.kind, ==, options->kind);
  g_assert_cmpuint (prepared->split->options.n_masks, ==, options->n_masks);
  g_assert_cmpfloat (prepared->split->options.train_ratio, ==, options->train_ratio);
  g_assert_cmpfloat (prepared->split->options.validation_ratio, ==, options->validation_ratio);
  g_assert_cmpuint (prepared->split->options.seed, ==, options->seed);
  for (guint part = 0; part < MTN_SPLIT_N_PARTS; part++)
    {
      g_assert_cmpint (prepared->split->parts[part] == NULL, ==, split->parts[part] == NULL);
      if (split->parts[part] != NULL)
        assert_same_samples (split->parts[part], prepared->split->parts[part]);
    }

  /* Whatever reads data sets reads these too. */
  again = mtn_dataset_load (folder, NULL, NULL, NULL);
  g_assert_nonnull (again);
  assert_same_dataset (dataset, again);
  mtn_folder_discard (folder);
}

static void
test_round_trip (void)
{
  g_autoptr (MtnTestSet) with_attributes = mtn_test_set_new_ml100k ();
  g_autoptr (MtnTestSet) without = mtn_test_set_new_csv ();
  g_autoptr (MtnDataset) tiny = mtn_dataset_load (with_attributes->folder, NULL, NULL, NULL);
  g_autoptr (MtnDataset) other = mtn_dataset_load (without->folder, NULL, NULL, NULL);
  g_autoptr (MtnDataset) synthetic = mtn_dataset_load (g_getenv ("MTN_SYNTHETIC_DATA"), NULL, NULL, NULL);
  MtnSplitOptions options = small;

  assert_round_trip (tiny, &options);
  assert_round_trip (other, &options);
  options = (MtnSplitOptions) MTN_SPLIT_OPTIONS_INIT;
  assert_round_trip (synthetic, &options);
  options.kind = MTN_SPLIT_USERS;
  options.validation_ratio = 0.1;
  options.seed = G_MAXUINT32;
  assert_round_trip (synthetic, &options);
}

typedef struct
{
  MtnTestSet *set;
  MtnDataset *dataset;
  MtnSplit *split;
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->set = mtn_test_set_new_ml100k ();
  fixture->dataset = mtn_dataset_load (fixture->set->folder, NULL, NULL, NULL);
  fixture->split = mtn_split_new (fixture->dataset->ratings, &small, NULL, NULL, NULL);
  fixture->folder = make_folder ();
  write_prepared (fixture->dataset, fixture->split, fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  mtn_folder_discard (fixture->folder);
  g_free (fixture->folder);
  mtn_split_free (fixture->split);
  mtn_dataset_free (fixture->dataset);
  mtn_test_set_free (fixture->set);
}

static char *
read_file (const Fixture *fixture, const char *name, gsize *length)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, length, NULL));
  return content;
}

static void
write_file (const Fixture *fixture, const char *name, const char *content, gsize length)
{
  mtn_test_write_file (fixture->folder, name, content, (gssize) length);
}

static void
assert_fails (const Fixture *fixture, const char *name, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnPrepared) prepared = mtn_prepared_load (fixture->folder, NULL, NULL, &error);

  g_assert_null (prepared);
  g_assert_true (error->domain == MTN_ERROR || error->domain == G_FILE_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  if (strstr (error->message, name) == NULL || strstr (error->message, says) == NULL)
    g_error ("“%s” and “%s” are not both in: %s", name, says, error->message);
}

static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = make_folder ();
  Fixture again = { .folder = folder };

  write_prepared (fixture->dataset, fixture->split, folder);
  for (guint i = 0; i < G_N_ELEMENTS (file_names); i++)
    {
      gsize n, n_again;
      g_autofree char *content = read_file (fixture, file_names[i], &n);
      g_autofree char *content_again = read_file (&again, file_names[i], &n_again);

      g_assert_cmpmem (content, n, content_again, n_again);
    }
  mtn_folder_discard (folder);
}

/* Every single byte counts, in every file. */
static void
test_changed (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (file_names); i++)
    {
      gsize n;
      g_autofree char *content = read_file (fixture, file_names[i], &n);

      for (gsize at = 0; at < n; at++)
        {
          content[at] ^= 1;
          write_file (fixture, file_names[i], content, n);
          assert_fails (fixture, i == 0 ? "" : file_names[i], "");
          content[at] ^= 1;
        }
      write_file (fixture, file_names[i], content, n);
    }
  mtn_prepared_free (load (fixture->folder));
}

static void
test_cut_off (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (file_names); i++)
    {
      gsize n;
      g_autofree char *content = read_file (fixture, file_names[i], &n);

      for (gsize length = 0; length < n; length++)
        {
          write_file (fixture, file_names[i], content, length);
          assert_fails (fixture, file_names[i], i == 0 ? "" : "cut off");
        }
      write_file (fixture, file_names[i], content, n);
    }
}

static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  gsize n, n_other;
  g_autofree char *train = read_file (fixture, "train.bin", &n);
  g_autofree char *other = read_file (fixture, "test.bin", &n_other);
  g_autofree char *manifest = g_build_filename (fixture->folder, "manifest.json", NULL);
  g_autofree char *longer = g_strnfill (n + 1, 'x');

  write_file (fixture, "train.bin", other, n_other);
  assert_fails (fixture, "train.bin", "cut off or changed");
  write_file (fixture, "train.bin", longer, n + 1);
  assert_fails (fixture, "train.bin", "cut off or changed");
  write_file (fixture, "train.bin", train, n);

  write_file (fixture, "manifest.json", "{\"name\": \"npm\"}\n", 16);
  assert_fails (fixture, "manifest.json", "no manifest of prepared data");
  write_file (fixture, "manifest.json", "[]", 2);
  assert_fails (fixture, "manifest.json", "no manifest of prepared data");
  write_file (fixture, "manifest.json", "hello", 5);
  assert_fails (fixture, "manifest.json", "not valid JSON");
  g_unlink (manifest);
  assert_fails (fixture, fixture->folder, "no prepared folder");
  g_assert_false (mtn_prepared_probe (fixture->folder));
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "test.bin", NULL);

  g_unlink (path);
  assert_fails (fixture, "test.bin", "No such file");
}

/* Writes the manifest with one piece of its text replaced, and seals it anew. */
static void
write_manifest (const Fixture *fixture, const char *manifest, const char *piece, const char *with)
{
  g_autoptr (GString) text = g_string_new (manifest);
  g_autofree char *sha256 = NULL;
  const char *seal;

  g_assert_nonnull (strstr (manifest, piece));
  g_string_replace (text, piece, with, 0);
  seal = g_strrstr (text->str, "  \"sha256\": \"");
  g_string_truncate (text, (gsize) (seal - text->str));
  sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text->str, text->len);
  g_string_append_printf (text, "  \"sha256\": \"%s\"\n}\n", sha256);
  write_file (fixture, "manifest.json", text->str, text->len);
}

static void
test_manifest (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *piece, *with, *says;
  } cases[] = {
    { "\"format_version\": 1", "\"format_version\": 2", "newer version" },
    { "\"format_version\": 1", "\"format_version\": 1.5", "format_version" },
    { "\"documented\"", "\"invented\"", "features" },
    { "\"kind\": \"users\"", "\"kind\": \"films\"", "kind" },
    { "[0.2, 0.5]", "[0.2, 1.5]", "fractions" },
    { "[0.2, 0.5]", "[]", "fractions" },
    { "[0.2, 0.5]", "\"0.2\"", "fractions" },
    { "\"masks\": 2", "\"masks\": 0", "masks" },
    { "\"masks\": 2", "\"masks\": 1e9", "masks" },
    { "\"seed\": 42", "\"seed\": -1", "seed" },
    { "\"genders\": [\"F\", \"M\"]", "\"genders\": [\"F\", 1]", "genders" },
    { "\"genders\": [\"F\", \"M\"]", "\"genders\": [\"F\"]", "the gender of a person" },
    { "\"ages\": [0, 18", "\"ages\": [18, 0", "ages" },
    { "\"samples\": 8", "\"samples\": 9", "the number of samples contradicts" },
    { "\"test\": {", "\"exam\": {", "test" },
    { "\"files\": {", "\"fails\": {", "files" },
    { "\"licence\": ", "\"license\": ", "licence" },
  };
  gsize n;
  g_autofree char *manifest = read_file (fixture, "manifest.json", &n);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      write_manifest (fixture, manifest, cases[i].piece, cases[i].with);
      assert_fails (fixture, "", cases[i].says);
    }
  write_manifest (fixture, manifest, "\"documented\"", "\"seed-2023\"");
  mtn_prepared_free (load (fixture->folder));
}

/* Who changes a byte and all checksums finds a reader that looks at every value: it fails, or what it gives
 * is whole. */
static void
test_changed_and_sealed (Fixture *fixture, gconstpointer data)
{
  static const guint8 changes[] = { 0x01, 0x7f, 0x80, 0xff };
  gsize n_manifest;
  g_autofree char *manifest = read_file (fixture, "manifest.json", &n_manifest);
  guint n_refused = 0;

  for (guint i = 1; i < G_N_ELEMENTS (file_names); i++)
    {
      gsize n;
      g_autofree char *content = read_file (fixture, file_names[i], &n);
      g_autofree char *before = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, n);

      for (gsize at = 0; at < n * G_N_ELEMENTS (changes); at++)
        {
          guint8 change = changes[at % G_N_ELEMENTS (changes)];
          g_autoptr (MtnPrepared) prepared = NULL;
          g_autofree char *after = NULL;
          g_autoptr (GError) error = NULL;

          content[at / G_N_ELEMENTS (changes)] ^= (char) change;
          after = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, n);
          write_file (fixture, file_names[i], content, n);
          write_manifest (fixture, manifest, before, after);
          prepared = mtn_prepared_load (fixture->folder, NULL, NULL, &error);
          if (prepared == NULL)
            {
              g_assert_cmpint (error->domain, ==, MTN_ERROR);
              g_assert_true (g_utf8_validate (error->message, -1, NULL));
              n_refused++;
            }
          content[at / G_N_ELEMENTS (changes)] ^= (char) change;
        }
      write_file (fixture, file_names[i], content, n);
    }
  g_assert_cmpuint (n_refused, >, 200);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *folder = make_folder ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (mtn_prepared_load (fixture->folder, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (
      mtn_prepared_write (fixture->dataset, fixture->split, "documented", folder, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* Nothing is in it. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  g_test_add_func ("/prepared/round-trip", test_round_trip);
  ADD ("/prepared/same-bytes", test_same_bytes);
  ADD ("/prepared/changed", test_changed);
  ADD ("/prepared/cut-off", test_cut_off);
  ADD ("/prepared/foreign", test_foreign);
  ADD ("/prepared/missing", test_missing);
  ADD ("/prepared/manifest", test_manifest);
  ADD ("/prepared/changed-and-sealed", test_changed_and_sealed);
  ADD ("/prepared/cancelled", test_cancelled);

  return g_test_run ();
}
