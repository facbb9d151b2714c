/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-seed-files.h"

#include <glib/gstdio.h>
#include <string.h>

#include "mtn-error.h"
#include "mtn-file.h"
#include "mtn-folder.h"
#include "mtn-test-set.h"

#define HEADER "user_id,age,gender,occupation,input,output,genres\n"
#define FIRST_ROW "1.0,0.53,0.0,13.0,\"[0.0, 4.0, 0.0]\",\"[1.0, 4.0, 0.0]\",\"[0.0, 0.8]\"\n"
#define MIN_CASES 40

/* The tiny set with half of everybody's films hidden. The text was worked out by a few lines of Python with
 * numpy's own shuffle. */
static const char *const golden = HEADER
    "1.0,0.24,1.0,2.0,\"[0.0, 4.0, 0.0, 2.0, 0.0]\",\"[5.0, 4.0, 0.0, 2.0, 0.0]\",\"[0.0, 0.4, 0.0, 0.0, "
    "0.0, 0.4, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.2]\"\n";
static const char *const golden_test = HEADER
    "7.0,0.53,0.0,0.0,\"[4.0, 0.0, 0.0, 0.0, 0.0]\",\"[4.0, 0.0, 0.0, 1.0, 0.0]\",\"[0.8, 0.0, 0.0, 0.0, "
    "0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]\"\n";

static char *
make_folder (void)
{
  return g_dir_make_tmp ("matinee-test-XXXXXX", NULL);
}

static char *
read_text (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static MtnSplit *
make_split (const MtnDataset *dataset, const MtnSplitOptions *options)
{
  g_autoptr (GError) error = NULL;
  MtnSplit *split = mtn_split_new (dataset->ratings, options, NULL, NULL, &error);

  g_assert_no_error (error);
  return split;
}

static MtnSeedFilesTold
write_files (const MtnDataset *dataset, const MtnSampleSet *set, MtnSplitKind kind, const char *folder)
{
  g_autoptr (GError) error = NULL;
  MtnSeedFilesTold told;

  mtn_seed_files_write (dataset, set, kind, folder, &told, NULL, NULL, &error);
  g_assert_no_error (error);
  return told;
}

static MtnSeedFiles *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  MtnSeedFiles *files = mtn_seed_files_load (path, NULL, NULL, &error);

  g_assert_no_error (error);
  return files;
}

static void
test_golden (void)
{
  MtnSplitOptions options = { .kind = MTN_SPLIT_USERS,
                              .fractions = { 0.5 },
                              .n_fractions = 1,
                              .n_masks = 1,
                              .train_ratio = 0.7,
                              .seed = 42 };
  g_autoptr (MtnTestSet) set = mtn_test_set_new_ml100k ();
  g_autoptr (MtnDataset) dataset = mtn_dataset_load (set->folder, NULL, NULL, NULL);
  g_autoptr (MtnSplit) split = make_split (dataset, &options);
  g_autofree char *folder = make_folder ();
  g_autofree char *other = make_folder ();
  g_autofree char *first = NULL;
  g_autofree char *test = NULL;
  MtnSeedFilesTold told;

  told = write_files (dataset, split->parts[MTN_SPLIT_TRAIN], MTN_SPLIT_USERS, folder);
  g_assert_cmpuint (told.n_files, ==, 2);
  first = read_text (folder, "0.csv");
  g_assert_cmpstr (first, ==, golden);

  told = write_files (dataset, split->parts[MTN_SPLIT_TEST], MTN_SPLIT_USERS, other);
  test = read_text (other, "0.csv");
  g_assert_cmpstr (test, ==, golden_test);
  g_assert_cmpuint (told.size, ==, strlen (test));
  mtn_folder_discard (other);
  mtn_folder_discard (folder);
}

/* Half stars, no attributes, ids with gaps: what the seed did not have. */
static void
test_without_attributes (void)
{
  MtnSplitOptions options = { .kind = MTN_SPLIT_USERS,
                              .fractions = { 0.0 },
                              .n_fractions = 1,
                              .n_masks = 1,
                              .train_ratio = 0.5,
                              .seed = 42 };
  g_autoptr (MtnTestSet) set = mtn_test_set_new_csv ();
  g_autoptr (MtnDataset) dataset = mtn_dataset_load (set->folder, NULL, NULL, NULL);
  g_autoptr (MtnSplit) split = make_split (dataset, &options);
  g_autofree char *folder = make_folder ();
  g_autofree char *text = NULL;
  g_autoptr (MtnSeedFiles) files = NULL;

  write_files (dataset, split->parts[MTN_SPLIT_TEST], MTN_SPLIT_USERS, folder);
  text = read_text (folder, "0.csv");
  g_assert_true (
      g_str_has_prefix (text, HEADER "1004.0,,,,\"[4.5, 2.5, 0.0, 3.0]\",\"[4.5, 2.5, 0.0, 3.0]\",\"["));

  files = load (folder);
  g_assert_cmpint (files->people[0].id, ==, 1004);
  g_assert_cmpint (files->people[0].age, ==, MTN_NOT_SAID);
  g_assert_cmpint (files->people[0].gender, ==, MTN_NOT_SAID);
  g_assert_cmpint (files->people[0].occupation, ==, MTN_NOT_SAID);
  g_assert_cmpfloat (files->samples->ratings->stars[1], ==, 2.5);
  mtn_folder_discard (folder);
}

static void
assert_same_list (const MtnSampleSet *a, const MtnSampleSet *b, guint i, gboolean hidden)
{
  g_autofree guint *movies_a = g_new (guint, a->ratings->n_movies);
  g_autofree guint *movies_b = g_new (guint, a->ratings->n_movies);
  g_autofree float *stars_a = g_new (float, a->ratings->n_movies);
  g_autofree float *stars_b = g_new (float, a->ratings->n_movies);
  guint n_a = mtn_sample_set_list (a, i, hidden, movies_a, stars_a);
  guint n_b = mtn_sample_set_list (b, i, hidden, movies_b, stars_b);

  g_assert_cmpmem (movies_a, n_a * sizeof (guint), movies_b, n_b * sizeof (guint));
  g_assert_cmpmem (stars_a, n_a * sizeof (float), stars_b, n_b * sizeof (float));
}

/* What is written comes back, people of several files as one, files in the order of their numbers. */
static void
test_round_trip (void)
{
  g_autoptr (MtnDataset) dataset = mtn_dataset_load (g_getenv ("MTN_SYNTHETIC_DATA"), NULL, NULL, NULL);
  MtnSplitOptions options = MTN_SPLIT_OPTIONS_INIT;

  for (guint kind = MTN_SPLIT_MASKS; kind <= MTN_SPLIT_USERS; kind++)
    {
      g_autofree char *folder = make_folder ();
      g_autoptr (MtnSplit) split = NULL;
      g_autoptr (MtnSeedFiles) files = NULL;
      const MtnSampleSet *set;

      options.kind = kind;
      split = make_split (dataset, &options);
      set = split->parts[MTN_SPLIT_TRAIN];
      write_files (dataset, set, kind, folder);
      files = load (folder);

      g_assert_cmpuint (files->samples->n_samples, ==, set->n_samples);
      g_assert_cmpuint (files->samples->ratings->n_people, ==, kind == MTN_SPLIT_USERS ? 216 : 240);
      g_assert_cmpuint (files->samples->ratings->n_movies, ==, 160);
      g_assert_cmpuint (files->n_genres, ==, 1 + mtn_catalog_get_n_genres (dataset->catalog));
      for (guint i = 0; i < set->n_samples; i++)
        {
          const MtnSample *expected = &set->samples[i], *found = &files->samples->samples[i];
          const MtnPerson *person = &dataset->people[expected->person];
          double share = files->samples->fractions[found->fraction];

          assert_same_list (set, files->samples, i, FALSE);
          assert_same_list (set, files->samples, i, TRUE);
          g_assert_cmpint (files->people[found->person].id, ==, person->id);
          g_assert_cmpint (files->people[found->person].age, ==, person->age);
          g_assert_cmpint (files->people[found->person].occupation, ==, person->occupation);
          g_assert_cmpstr (files->vocabulary->genders[files->people[found->person].gender], ==,
                           dataset->vocabulary->genders[person->gender]);
          g_assert_true (share == set->fractions[expected->fraction] || share == -1.0);
        }
      mtn_folder_discard (folder);
    }
}

static void
test_order_of_files (void)
{
  static const char *const names[] = { "10.csv", "9.csv", "b.csv", "a.csv", "2.csv" };
  static const int ids[] = { 2, 9, 10, 97, 98 };
  g_autofree char *folder = make_folder ();
  g_autoptr (MtnSeedFiles) files = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      int id = g_ascii_isdigit (names[i][0]) ? (int) g_ascii_strtoll (names[i], NULL, 10) : names[i][0];
      g_autofree char *text = g_strdup_printf (HEADER "%d.0,,,,\"[1.0]\",\"[1.0]\",\"[0.2]\"", id);

      mtn_test_write_file (folder, names[i], text, -1);
    }
  mtn_test_write_file (folder, "notes.txt", "no CSV", -1);
  mtn_test_write_file (folder, ".csv", "hidden", -1);

  files = load (folder);
  g_assert_cmpuint (g_strv_length (files->files), ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpint (files->people[files->samples->samples[i].person].id, ==, ids[i]);
  g_assert_true (mtn_seed_files_probe (folder));
  mtn_folder_discard (folder);
}

/* A person whose ratings differ from file to file is two. */
static void
test_same_id_other_ratings (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "one.csv", NULL);
  g_autoptr (MtnSeedFiles) files = NULL;

  mtn_test_write_file (folder, "one.csv",
                       HEADER FIRST_ROW
                       "1.0,0.53,0.0,13.0,\"[2.0, 0.0, 0.0]\",\"[2.0, 4.0, 0.0]\",\"[0.4, 0.0]\"\n" FIRST_ROW,
                       -1);
  files = load (path);
  g_assert_cmpuint (files->samples->n_samples, ==, 3);
  g_assert_cmpuint (files->samples->ratings->n_people, ==, 2);
  g_assert_cmpuint (files->samples->samples[2].person, ==, 0);
  g_assert_cmpuint (files->samples->samples[2].mask, ==, 1);
  g_assert_cmpint (files->people[1].occupation, ==, 13);
  mtn_folder_discard (folder);
}

static void
assert_fails (const char *path, GQuark domain, int code, const char *says)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mtn_seed_files_load (path, NULL, NULL, &error));
  g_assert_error (error, domain, code);
  g_assert_nonnull (strstr (error->message, says));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_bad_files (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *below = g_build_filename (folder, "test", NULL);
  g_autofree char *path = g_build_filename (folder, "0.csv", NULL);

  assert_fails ("/no/such/folder", G_FILE_ERROR, G_FILE_ERROR_NOENT, "/no/such/folder");
  assert_fails ("/dev/null", G_FILE_ERROR, G_FILE_ERROR_INVAL, "not a regular file");
  assert_fails (folder, MTN_ERROR, MTN_ERROR_FORMAT, "no CSV files");
  g_assert_cmpint (g_mkdir (below, 0777), ==, 0);
  assert_fails (folder, MTN_ERROR, MTN_ERROR_FORMAT, "give that one");

  mtn_test_write_file (folder, "0.csv", "", 0);
  assert_fails (folder, MTN_ERROR, MTN_ERROR_FORMAT, "empty");
  g_assert_false (mtn_seed_files_probe (folder));
  mtn_test_write_file (folder, "0.csv", HEADER, -1);
  assert_fails (folder, MTN_ERROR, MTN_ERROR_FORMAT, "only headers");
  mtn_test_write_file (folder, "0.csv", "userId,movieId,rating,timestamp\n1,2,3,4\n", -1);
  assert_fails (path, MTN_ERROR, MTN_ERROR_FORMAT, "0.csv:1:1: expected the header");
  g_assert_false (mtn_seed_files_probe (folder));
  mtn_test_write_file (folder, "0.csv", FIRST_ROW, -1);
  assert_fails (path, MTN_ERROR, MTN_ERROR_FORMAT, "expected the header");
  mtn_folder_discard (folder);
}

typedef struct
{
  char *outcome;
  char *says;
  char *text;
  gsize length;
} Case;

static void
case_free (gpointer data)
{
  Case *self = data;

  g_free (self->outcome);
  g_free (self->says);
  g_free (self->text);
  g_free (self);
}

static void
test_hostile (gconstpointer data)
{
  const Case *self = data;
  g_autofree char *folder = make_folder ();
  g_autoptr (MtnSeedFiles) files = NULL;
  g_autoptr (GError) error = NULL;

  mtn_test_write_file (folder, "0.csv", self->text, (gssize) self->length);
  files = mtn_seed_files_load (folder, NULL, NULL, &error);
  if (strcmp (self->outcome, "ok") == 0)
    {
      g_assert_no_error (error);
      g_assert_cmpuint (files->samples->n_samples, ==, 2);
    }
  else
    {
      int code = strcmp (self->outcome, "RANGE") == 0 ? MTN_ERROR_RANGE : MTN_ERROR_FORMAT;

      g_assert_null (files);
      g_assert_error (error, MTN_ERROR, code);
      if (strstr (error->message, self->says) == NULL)
        g_error ("“%s” is not in: %s", self->says, error->message);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  mtn_folder_discard (folder);
}

/* The row with its escapes resolved, between the first one and the end of the file. */
static void
resolve (Case *self, const char *row)
{
  GString *text = g_string_new (HEADER FIRST_ROW);

  while (*row != '\0')
    {
      if (row[0] == '\\' && g_ascii_isdigit (row[1]))
        {
          g_string_append_c (text, (char) ((row[1] - '0') * 64 + (row[2] - '0') * 8 + (row[3] - '0')));
          row += 4;
        }
      else if (row[0] == '\\' && row[1] == 'r')
        {
          g_string_append_c (text, '\r');
          row += 2;
        }
      else
        g_string_append_c (text, *row++);
    }
  g_string_append_c (text, '\n');
  self->length = text->len;
  self->text = g_string_free (text, FALSE);
}

static void
add_hostile_cases (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "hostile", "seed-files.list", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], " | ", 4);
      g_autofree char *name = NULL;
      Case *self;

      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;

      g_assert_cmpuint (g_strv_length (fields), ==, 4);
      name = g_strconcat ("/seed-files/hostile/", g_strstrip (fields[0]), NULL);
      self = g_new0 (Case, 1);
      self->outcome = g_strdup (g_strstrip (fields[1]));
      self->says = g_strdup (g_strstrip (fields[2]));
      resolve (self, fields[3]);
      g_test_add_data_func_full (name, self, test_hostile, case_free);
      n++;
    }
  g_assert_cmpuint (n, >=, MIN_CASES);
}

/* As `git hash-object` names a file. */
static char *
compute_blob_hash (const char *path)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  g_autofree char *head = NULL;
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  head = g_strdup_printf ("blob %" G_GSIZE_FORMAT, length);
  g_checksum_update (checksum, (const guchar *) head, (gssize) strlen (head) + 1);
  g_checksum_update (checksum, (const guchar *) content, (gssize) length);

  return g_strdup (g_checksum_get_string (checksum));
}

typedef struct
{
  MtnSplitKind kind;
  MtnSplitPart part;
  const char *file;
  const char *hash;
} Blob;

/* The seed's own files by the names that git gave them. Where it lists the second of these as train/17,
 * train/16 must be meant: frames are counted 5 · mask + share from 0, so that 16 is the last mask at 0.4; and
 * with the frames so counted all other names are right, those of the test, frames 18 and 19, among them. */
static const Blob blobs[] = {
  { MTN_SPLIT_MASKS, MTN_SPLIT_TRAIN, "0.csv", "c64e5fb3fbd635a1126daa42c197cdfcf61006d2" },
  { MTN_SPLIT_MASKS, MTN_SPLIT_TRAIN, "16.csv", "c7a5668b161940ab235ba0e5eab544323e19c058" },
  { MTN_SPLIT_MASKS, MTN_SPLIT_TEST, "0.csv", "31f46a80010337a49f4b9661879f5be32cb5d421" },
  { MTN_SPLIT_MASKS, MTN_SPLIT_TEST, "1.csv", "dd333e5fb07a0d15fb1332faaa398d53f1f07aae" },
  { MTN_SPLIT_USERS, MTN_SPLIT_TEST, "0.csv", "2bce882da2cf00bb73b48a51d005f6e68b79d061" },
  { MTN_SPLIT_USERS, MTN_SPLIT_TEST, "94.csv", "73812e1c7db64cb654c64f141451d2837fc955be" },
};

static void
test_real (void)
{
  static const guint n_files[][MTN_SPLIT_N_PARTS] = { { 18, 0, 2 }, { 848, 0, 95 } };
  g_autofree char *path = mtn_test_set_find_real ("ml-100k");
  g_autoptr (MtnDataset) dataset = NULL;
  MtnSplitOptions options = MTN_SPLIT_OPTIONS_INIT;

  if (path == NULL)
    return;

  dataset = mtn_dataset_load (path, NULL, NULL, NULL);
  for (guint kind = MTN_SPLIT_MASKS; kind <= MTN_SPLIT_USERS; kind++)
    {
      g_autoptr (MtnSplit) split = NULL;

      options.kind = kind;
      split = make_split (dataset, &options);
      for (guint part = 0; part < MTN_SPLIT_N_PARTS; part++)
        {
          g_autofree char *folder = NULL;
          MtnSeedFilesTold told;

          /* Most of a part in which there is nothing to compare is left to the command's own tests. */
          if (split->parts[part] == NULL || (kind == MTN_SPLIT_USERS && part == MTN_SPLIT_TRAIN))
            continue;

          folder = make_folder ();
          told = write_files (dataset, split->parts[part], kind, folder);
          g_assert_cmpuint (told.n_files, ==, n_files[kind][part]);
          for (guint i = 0; i < G_N_ELEMENTS (blobs); i++)
            if (blobs[i].kind == kind && blobs[i].part == part)
              {
                g_autofree char *file = g_build_filename (folder, blobs[i].file, NULL);
                g_autofree char *hash = compute_blob_hash (file);

                g_assert_cmpstr (hash, ==, blobs[i].hash);
              }
          mtn_folder_discard (folder);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/seed-files/golden", test_golden);
  g_test_add_func ("/seed-files/without-attributes", test_without_attributes);
  g_test_add_func ("/seed-files/round-trip", test_round_trip);
  g_test_add_func ("/seed-files/order-of-files", test_order_of_files);
  g_test_add_func ("/seed-files/same-id-other-ratings", test_same_id_other_ratings);
  g_test_add_func ("/seed-files/bad-files", test_bad_files);
  add_hostile_cases ();
  g_test_add_func ("/seed-files/real", test_real);

  return g_test_run ();
}
