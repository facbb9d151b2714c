/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Figures of training: what a reader must find in them, and logs that are none. */

#include <glib/gstdio.h>

#include "mtn-figures-taste.h"
#include "mtn-figures-training.h"
#include "mtn-error.h"

static const char info_text[] =
    "{\"bce_msplit_best\": {\"metrics\": {\"global\": {\"mean_precision\": 1}, \"10\": {\"map\": 0.731,"
    "  \"mean_retrieval_precision\": 0.788}, \"5\": {\"map\": 0.79, \"mean_retrieval_precision\": 0.83}},"
    "  \"train_losses\": [2, 1], \"val_losses\": [3, null]},"
    " \"bce_msplit_latest\": {\"metrics\": {\"10\": {\"map\": 0.7}}, \"train_losses\": [2, 1], "
    "\"val_losses\": [3, 2]},"
    " \"mse_usplit_best\": {\"metrics\": {\"10\": {\"map\": 0.415, \"mean_retrieval_precision\": \"none\"}},"
    "  \"train_losses_mean\": [0.03], \"val_losses_mean\": [0.02], \"provenance\": {\"dataset\": \"Some "
    "Data\","
    "  \"leaks\": null, \"popularity\": {\"10\": {\"map\": 0.23}}}},"
    " \"broken\": 7, \"no_metrics\": {}}";

static char *
dup_svg (MtnFigure *figure)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) svg = mtn_figure_to_svg (figure, NULL, &error);

  g_assert_no_error (error);

  return g_strndup (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg));
}

static void
expect (const char *svg, const char *text, gboolean there)
{
  g_autofree char *element = g_strdup_printf (">%s</text>", text);

  if ((strstr (svg, element) != NULL) != there)
    g_error ("“%s” is %s", text, there ? "missing" : "there");
}

static void
test_training (void)
{
  g_autoptr (JsonNode) node = json_from_string (info_text, NULL);
  g_autoptr (MtnFigure) figure = mtn_figures_training ("Compared", json_node_get_object (node));
  g_autofree char *svg = dup_svg (figure);

  expect (svg, "Compared", TRUE);
  expect (svg, "bce_msplit_best", TRUE);
  expect (svg, "bce_msplit_latest", TRUE);
  expect (svg, "mse_usplit_best", TRUE);
  expect (svg, "bce_msplit", TRUE); /* a run in the legend */
  expect (svg, "broken", FALSE);
  expect (svg, "no_metrics", FALSE);
  expect (svg, "MAP@5", TRUE);
  expect (svg, "MRP@10", TRUE);
  expect (svg, ".731", TRUE);
  expect (svg, "popularity", TRUE);
  expect (svg, "best possible", FALSE);
  expect (svg, "Validation Loss, Cross Entropy", TRUE);
  expect (svg, "Training Loss, Squared Error", TRUE);
  g_assert_nonnull (strstr (svg, "same people in training and test"));
}

/* Without runs that leak nothing is said of leaking. */
static void
test_honest (void)
{
  g_autoptr (JsonNode) node = json_from_string ("{\"bce_usplit_best\": {\"metrics\": {\"10\": {\"map\": "
                                                "0.4}}, \"train_losses\": [1], \"val_losses\": [1]}}",
                                                NULL);
  g_autoptr (MtnFigure) figure = mtn_figures_training ("Compared", json_node_get_object (node));
  g_autofree char *svg = dup_svg (figure);

  g_assert_null (strstr (svg, "same people in training and test"));
}

static void
test_nothing (void)
{
  g_autoptr (JsonNode) node = json_from_string ("{}", NULL);
  g_autoptr (MtnFigure) figure = mtn_figures_training ("Compared", json_node_get_object (node));
  g_autofree char *svg = dup_svg (figure);

  expect (svg, "Compared", TRUE);
}

static MtnFigure *
read_log (const char *text, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("matinee-figures-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "run_a.jsonl", NULL);
  const char *const paths[] = { path, NULL };
  MtnFigure *figure;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  figure = mtn_figures_learning ("Learning", paths, error);
  g_unlink (path);
  g_rmdir (folder);

  return figure;
}

static void
test_learning (void)
{
  g_autoptr (GError) error = NULL;
  /* The last line is being written. */
  g_autoptr (MtnFigure) figure = read_log ("{\"epoch\": 1, \"train_loss\": 0.3, \"val_loss\": 0.2}\n"
                                           "{\"epoch\": 2, \"train_loss\": 0.2, \"val_loss\": 0.1}\n\n"
                                           "{\"epoch\": 3, \"train_loss\": 0.1, \"val_loss\": 0.4}\n"
                                           "{\"epoch\": 4, \"tra",
                                           &error);
  g_autofree char *svg = NULL;

  g_assert_no_error (error);
  svg = dup_svg (figure);
  expect (svg, "run_a, training", TRUE);
  expect (svg, "run_a, validation", TRUE);
  expect (svg, "best, epoch 2", TRUE);
}

static void
test_no_log (void)
{
  static const char *const texts[] = { "{\"epoch\": 1}\nno log\n{\"epoch\": 2}\n", "{\"epoch\": 1}\n[]\n",
                                       "{\"epoch\": 1}\n{\"loss\": 3}\n",
                                       "{\"epoch\": 1}\n{\"epoch\": \"2\"}\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_log (texts[i], &error));
      g_assert_error (error, MTN_ERROR, MTN_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, "run_a.jsonl:2: "));
    }
  {
    static const char *const paths[] = { "/nonexistent/log.jsonl", NULL };
    g_autoptr (GError) error = NULL;

    g_assert_null (mtn_figures_learning ("Learning", paths, &error));
    g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  }
}

/* The person is beside everyone in four charts; what the data lack is said. */
static void
test_taste (void)
{
  static const MtnTastePick picks[] = { { 0, 4.0f }, { 2, 0.0f } };
  g_autoptr (MtnDataset) dataset = mtn_dataset_load (g_getenv ("MTN_SYNTHETIC_DATA"), NULL, NULL, NULL);
  g_autoptr (MtnExploration) found = mtn_exploration_new (dataset, NULL, NULL, NULL);
  g_autoptr (MtnTaste) taste = mtn_taste_new (found, picks, G_N_ELEMENTS (picks));
  g_autoptr (MtnFigure) figure = mtn_figures_taste (found, taste, "Ada", 3);
  g_autofree char *svg = dup_svg (figure);

  g_assert_cmpuint (mtn_figure_get_n_charts (figure), ==, 4);
  expect (svg, "Ada against everyone", TRUE);
  expect (svg, "You", TRUE);
  expect (svg, "Everyone", TRUE);
  expect (svg, "Decades", TRUE);
  expect (svg, "most rated", TRUE);
  g_assert_nonnull (strstr (svg, "2 picks"));
  g_assert_nonnull (strstr (svg, "3 more are not in these data"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/figures/training", test_training);
  g_test_add_func ("/cli/figures/honest", test_honest);
  g_test_add_func ("/cli/figures/nothing", test_nothing);
  g_test_add_func ("/cli/figures/learning", test_learning);
  g_test_add_func ("/cli/figures/no-log", test_no_log);
  g_test_add_func ("/figures/taste", test_taste);

  return g_test_run ();
}
