/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What is seen in a checkpoint, and what two of them differ in: a tiny network whose weights are written
 * here. */

#include "mtn-list-comparison.h"
#include "mtn-model-inspection.h"
#include "mtn-model-parameters.h"

#include <glib/gstdio.h>

#include "film-fixture.h"

static const FixtureFilm films[] = {
  { "Alpha", 1990, ACTION, 10, 4.0f },
  { "Beta", 1991, COMEDY, 9, 3.5f },
  { "Gamma", 1992, DRAMA, 8, 3.0f },
};

static char *folder;

static MtnVocabulary *
make_vocabulary (void)
{
  const int ages[] = { 0, 18 };
  const char *const genders[] = { "F", "M", NULL };
  const char *const occupations[] = { "artist", NULL };

  return mtn_vocabulary_new (ages, G_N_ELEMENTS (ages), genders, occupations);
}

/* @path: item-item weights 0, 1, … 8, the film beside itself included. */
static void
write_model (const char *path, const char *options, const char *seed)
{
  static const float weights[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8 };
  static const gsize dims[] = { 3, 3 };
  g_autoptr (MtnCatalog) catalog = fixture_catalog (films, G_N_ELEMENTS (films));
  g_autoptr (MtnVocabulary) vocabulary = make_vocabulary ();
  g_autoptr (MtnArchitecture) architecture = mtn_architecture_new ("item-knn");
  g_autoptr (MtnCheckpointWriter) writer = NULL;
  g_autoptr (GError) error = NULL;

  mtn_architecture_add_part (architecture, MTN_PART_ITEM_ITEM, "near", MTN_PART_INPUT_ANY);
  writer = mtn_checkpoint_writer_new (catalog, vocabulary, architecture);
  mtn_checkpoint_writer_add (writer, "near", "weight", weights, 2, dims);
  mtn_checkpoint_writer_set_provenance (writer, MTN_PROVENANCE_OPTIONS, options);
  mtn_checkpoint_writer_set_provenance (writer, MTN_PROVENANCE_SEED, seed);
  mtn_checkpoint_writer_write (writer, path, &error);
  g_assert_no_error (error);
}

static char *
dup_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
test_layers (void)
{
  g_autofree char *path = dup_path ("near.safetensors");
  g_autoptr (MtnModelInspection) inspection = NULL;
  g_autoptr (MtnFigure) figure = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *shape = NULL;
  const MtnModelPart *part;
  const MtnModelLayer *layer;
  double sum = 0;

  write_model (path, "{}", "1");
  inspection = mtn_model_inspection_new (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (inspection->damage);
  g_assert_true (inspection->has_nearest);
  g_assert_cmpuint (inspection->parts->len, ==, 1);
  part = g_ptr_array_index (inspection->parts, 0);
  g_assert_cmpuint (part->layers->len, ==, 1);
  layer = g_ptr_array_index (part->layers, 0);
  g_assert_cmpstr (layer->name, ==, "near.weight");
  shape = mtn_model_layer_dup_shape (layer);
  g_assert_cmpstr (shape, ==, "3 × 3");
  g_assert_cmpuint (layer->n_bytes, ==, 36);
  g_assert_cmpfloat (layer->min, ==, 0);
  g_assert_cmpfloat (layer->max, ==, 8);
  g_assert_cmpfloat (layer->mean, ==, 4);
  /* The variance of 0 … 8 is (81 − 1) / 12. */
  g_assert_cmpfloat_with_epsilon (layer->deviation * layer->deviation, 80.0 / 12, 1e-12);
  g_assert_cmpuint (layer->n_zero, ==, 1);
  for (guint i = 0; i < layer->n_bins; i++)
    sum += layer->counts[i];
  g_assert_cmpfloat (sum, ==, 9);
  g_assert_cmpfloat (layer->counts[0], ==, 1);
  g_assert_cmpfloat (layer->counts[layer->n_bins - 1], ==, 1);
  g_assert_cmpfloat (layer->edges[0], ==, 0);
  figure = mtn_model_layer_make_figure (layer, "near");
  g_assert_cmpuint (mtn_figure_get_n_charts (figure), ==, 1);
  g_unlink (path);
}

/* One bit of a weight, and the checksum tells. */
static void
test_damage (void)
{
  g_autofree char *path = dup_path ("damaged.safetensors");
  g_autofree char *bytes = NULL;
  g_autoptr (MtnModelInspection) inspection = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  char *weight;
  const float three = 3;

  write_model (path, "{}", "1");
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  weight = g_memdup2 (bytes, length);
  for (gsize i = length - sizeof three;; i--)
    if (memcmp (weight + i, &three, sizeof three) == 0)
      {
        weight[i] ^= 1;
        break;
      }
  g_assert_true (g_file_set_contents (path, weight, (gssize) length, NULL));
  g_free (weight);
  inspection = mtn_model_inspection_new (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (inspection->damage);
  g_unlink (path);
}

static void
test_cancel (void)
{
  g_autofree char *path = dup_path ("cancel.safetensors");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  write_model (path, "{}", "1");
  g_cancellable_cancel (cancellable);
  g_assert_null (mtn_model_inspection_new (path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_unlink (path);
}

static const MtnModelParameter *
find (GPtrArray *parameters, const char *key)
{
  for (guint i = 0; i < parameters->len; i++)
    {
      const MtnModelParameter *parameter = g_ptr_array_index (parameters, i);

      if (g_str_equal (parameter->key, key))
        return parameter;
    }

  return NULL;
}

static void
test_parameters (void)
{
  g_autofree char *a_path = dup_path ("a.safetensors");
  g_autofree char *b_path = dup_path ("b.safetensors");
  g_autoptr (MtnCheckpoint) a = NULL;
  g_autoptr (MtnCheckpoint) b = NULL;
  g_autoptr (GPtrArray) parameters = NULL;
  guint n_different = 0;

  write_model (a_path, "{\"model\": \"item-knn\", \"neighbours\": 20, \"hidden\": [5, 6]}", "1");
  write_model (b_path, "{\"model\": \"item-knn\", \"neighbours\": 30, \"shrink\": 0.5}", "1");
  a = mtn_checkpoint_open (a_path, NULL);
  b = mtn_checkpoint_open (b_path, NULL);
  parameters = mtn_model_parameters_compare (a, b);

  g_assert_false (mtn_model_parameter_differs (find (parameters, "seed")));
  g_assert_false (mtn_model_parameter_differs (find (parameters, "near.weight")));
  g_assert_cmpstr (find (parameters, "near.weight")->values[0], ==, "F32 3 × 3");
  g_assert_cmpstr (find (parameters, "neighbours")->values[0], ==, "20");
  g_assert_cmpstr (find (parameters, "neighbours")->values[1], ==, "30");
  g_assert_cmpstr (find (parameters, "hidden")->values[0], ==, "[5,6]");
  g_assert_null (find (parameters, "hidden")->values[1]);
  g_assert_null (find (parameters, "shrink")->values[0]);
  for (guint i = 0; i < parameters->len; i++)
    n_different += mtn_model_parameter_differs (g_ptr_array_index (parameters, i));
  g_assert_cmpuint (n_different, ==, 3);
  g_unlink (a_path);
  g_unlink (b_path);
}

static MtnRecommendations *
make_list (const guint *movies, guint n)
{
  MtnRecommendations *list = g_new0 (MtnRecommendations, 1);

  list->items = g_array_new (FALSE, TRUE, sizeof (MtnRecommendation));
  for (guint i = 0; i < n; i++)
    g_array_append_vals (list->items, &(MtnRecommendation){ .movie = movies[i] }, 1);

  return list;
}

static void
test_lists (void)
{
  /* The other catalogue has the films in another order, and one more. */
  static const FixtureFilm others[] = {
    { "Gamma", 1992, DRAMA, 8, 3.0f },
    { "Beta", 1991, COMEDY, 9, 3.5f },
    { "Beta", 2001, COMEDY, 9, 3.5f },
  };
  g_autoptr (MtnCatalog) a_catalog = fixture_catalog (films, G_N_ELEMENTS (films));
  g_autoptr (MtnCatalog) b_catalog = fixture_catalog (others, G_N_ELEMENTS (others));
  g_autoptr (MtnRecommendations) a = make_list ((const guint[]){ 0, 1, 2 }, 3);
  g_autoptr (MtnRecommendations) b = make_list ((const guint[]){ 0, 1, 2 }, 3);
  g_autoptr (MtnListComparison) comparison = mtn_list_comparison_new (a, a_catalog, b, b_catalog);
  const MtnListPlace *place;

  g_assert_cmpuint (comparison->n_common, ==, 2);
  place = g_ptr_array_index (comparison->lists[0], 0);
  g_assert_cmpstr (place->label, ==, "Alpha (1990)");
  g_assert_cmpuint (place->other_rank, ==, 0);
  place = g_ptr_array_index (comparison->lists[0], 2);
  g_assert_cmpuint (place->rank, ==, 3);
  g_assert_cmpuint (place->other_rank, ==, 1);
  place = g_ptr_array_index (comparison->lists[1], 1);
  g_assert_cmpuint (place->other_rank, ==, 2);
  place = g_ptr_array_index (comparison->lists[1], 2);
  g_assert_cmpstr (place->label, ==, "Beta (2001)");
  g_assert_cmpuint (place->other_rank, ==, 0);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("matinee-inspect-XXXXXX", NULL);

  g_test_add_func ("/model-inspection/layers", test_layers);
  g_test_add_func ("/model-inspection/damage", test_damage);
  g_test_add_func ("/model-inspection/cancel", test_cancel);
  g_test_add_func ("/model-inspection/parameters", test_parameters);
  g_test_add_func ("/model-inspection/lists", test_lists);

  status = g_test_run ();
  g_rmdir (folder);
  g_free (folder);

  return status;
}
