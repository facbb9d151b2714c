/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The widgets of the view Movies by themselves, with a display and without a model. */

#include "film-fixture.h"

#include <adwaita.h>

#include "mtn-film-cell.h"
#include "mtn-genre-button.h"
#include "mtn-poster-image.h"
#include "mtn-result-list.h"
#include "mtn-result-row.h"
#include "mtn-stars.h"

/* Made by glib-compile-resources; the header is not exported. */
void mtn_register_resource (void);

static const FixtureFilm films[] = {
  { "Alien", 1979, HORROR, 50, 4 },
  { "Big", 1988, COMEDY | DRAMA, 7, 3.5f },
  { "Clerks", 1994, COMEDY, 20, 3.5f },
};

static MtnCatalog *catalog;
static MtnFilm *film[G_N_ELEMENTS (films)];

static void
test_stars_hit (void)
{
  g_assert_cmpint (mtn_stars_hit (0, 100, FALSE), ==, 1);
  g_assert_cmpint (mtn_stars_hit (19.9, 100, FALSE), ==, 1);
  g_assert_cmpint (mtn_stars_hit (20, 100, FALSE), ==, 2);
  g_assert_cmpint (mtn_stars_hit (99.9, 100, FALSE), ==, 5);
  g_assert_cmpint (mtn_stars_hit (100, 100, FALSE), ==, 0);
  g_assert_cmpint (mtn_stars_hit (-1, 100, FALSE), ==, 0);
  g_assert_cmpint (mtn_stars_hit (0, 0, FALSE), ==, 0);
  g_assert_cmpint (mtn_stars_hit (0, 100, TRUE), ==, 5);
  g_assert_cmpint (mtn_stars_hit (99.9, 100, TRUE), ==, 1);
}

static void
count_cb (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
test_stars_value (void)
{
  g_autoptr (GtkWidget) stars = g_object_ref_sink (mtn_stars_new ());
  guint n_notified = 0;

  g_signal_connect (stars, "notify::value", G_CALLBACK (count_cb), &n_notified);
  mtn_stars_set_value (MTN_STARS (stars), 3.5);
  mtn_stars_set_value (MTN_STARS (stars), 3.5);
  g_assert_cmpuint (n_notified, ==, 1);
  mtn_stars_set_value (MTN_STARS (stars), 9);
  g_assert_cmpfloat (mtn_stars_get_value (MTN_STARS (stars)), ==, 5);
}

static void
test_genre_button (void)
{
  g_autoptr (GtkWidget) button = g_object_ref_sink (mtn_genre_button_new ("Drama", DRAMA));
  const MtnGenreChoice expected[] = { MTN_GENRE_ONLY, MTN_GENRE_NEVER, MTN_GENRE_ANY };
  const char *const names[] = { "Drama: only these", "Drama: never", "Drama: any" };

  g_assert_cmphex (mtn_genre_button_get_bit (MTN_GENRE_BUTTON (button)), ==, DRAMA);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_signal_emit_by_name (button, "clicked");
      g_assert_cmpint (mtn_genre_button_get_choice (MTN_GENRE_BUTTON (button)), ==, expected[i]);
      gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, names[i]);
    }
}

static void
test_poster_size (void)
{
  g_autoptr (GtkWidget) poster = g_object_ref_sink (mtn_poster_image_new ());
  int minimum, natural;

  mtn_poster_image_set_min_width (MTN_POSTER_IMAGE (poster), 60);
  gtk_widget_measure (poster, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 60);
  gtk_widget_measure (poster, GTK_ORIENTATION_VERTICAL, 100, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 150);
  g_assert_cmpint (natural, ==, 150);
}

static void
assert_described (MtnFilm *which, const char *expected)
{
  g_autofree char *text = mtn_film_dup_description (which);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_description (void)
{
  assert_described (film[1], "Big (1988), Comedy · Drama");
  mtn_film_set_state (film[1], TRUE, 0, FALSE, FALSE);
  assert_described (film[1], "Big (1988), Comedy · Drama, loved");
  mtn_film_set_state (film[1], TRUE, 1, FALSE, FALSE);
  assert_described (film[1], "Big (1988), Comedy · Drama, rated, 1 star");
  mtn_film_set_state (film[1], TRUE, 3.5, FALSE, FALSE);
  assert_described (film[1], "Big (1988), Comedy · Drama, rated, 3.5 stars");
  mtn_film_set_state (film[1], FALSE, 0, TRUE, FALSE);
  assert_described (film[1], "Big (1988), Comedy · Drama, seen");
  mtn_film_set_state (film[1], FALSE, 0, TRUE, TRUE);
  assert_described (film[1], "Big (1988), Comedy · Drama, not interested");
  mtn_film_set_state (film[1], FALSE, 0, FALSE, FALSE);
}

static void
test_cell (void)
{
  g_autoptr (MtnAppState) state = mtn_app_state_new (g_get_user_data_dir ());
  GtkWidget *item = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *cell = mtn_film_cell_new (state);

  g_object_ref_sink (item);
  gtk_box_append (GTK_BOX (item), cell);
  mtn_film_cell_set_film (MTN_FILM_CELL (cell), film[0]);
  gtk_test_accessible_assert_property (item, GTK_ACCESSIBLE_PROPERTY_LABEL, "Alien (1979), Horror");
  g_assert_false (gtk_widget_has_css_class (cell, "picked"));

  /* The name follows the film. */
  mtn_film_set_state (film[0], TRUE, 5, FALSE, FALSE);
  gtk_test_accessible_assert_property (item, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Alien (1979), Horror, rated, 5 stars");
  g_assert_true (gtk_widget_has_css_class (cell, "picked"));

  /* A cell that has been given another film does not follow the old one. */
  mtn_film_cell_set_film (MTN_FILM_CELL (cell), film[2]);
  mtn_film_set_state (film[0], FALSE, 0, FALSE, FALSE);
  gtk_test_accessible_assert_property (item, GTK_ACCESSIBLE_PROPERTY_LABEL, "Clerks (1994), Comedy");

  mtn_film_cell_set_film (MTN_FILM_CELL (cell), NULL);
  g_assert_null (mtn_film_holder_get_film (MTN_FILM_HOLDER (cell)));
  g_assert_finalize_object (item);
}

/* Replaces the results by films in this order. */
static void
set_results (MtnAppState *state, const guint *order, guint n)
{
  GListStore *results = G_LIST_STORE (mtn_app_state_get_results (state));

  g_list_store_remove_all (results);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MtnResult) result =
          mtn_result_new (film[order[i]], i + 1, 0.9f - 0.1f * (float) i, "Because");

      g_list_store_append (results, result);
    }
}

static GtkListBox *
list_box (GtkWidget *list)
{
  return GTK_LIST_BOX (gtk_widget_get_first_child (list));
}

static MtnFilm *
film_at (GtkWidget *list, int position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list_box (list), position);

  return row != NULL ? mtn_film_holder_get_film (MTN_FILM_HOLDER (row)) : NULL;
}

static void
test_rows_are_kept (void)
{
  g_autoptr (MtnAppState) state = mtn_app_state_new (g_get_user_data_dir ());
  GtkWidget *window = gtk_window_new ();
  GtkWidget *list = g_object_new (MTN_TYPE_RESULT_LIST, NULL);
  GtkListBoxRow *alien, *clerks;

  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));

  set_results (state, (guint[]){ 0, 1, 2 }, 3);
  mtn_result_list_show (MTN_RESULT_LIST (list), state, TRUE);
  gtk_test_widget_wait_for_draw (list);
  alien = gtk_list_box_get_row_at_index (list_box (list), 0);
  clerks = gtk_list_box_get_row_at_index (list_box (list), 2);
  g_assert_true (film_at (list, 1) == film[1]);

  set_results (state, (guint[]){ 2, 0 }, 2);
  mtn_result_list_show (MTN_RESULT_LIST (list), state, TRUE);
  gtk_test_widget_wait_for_draw (list);
  g_assert_true (gtk_list_box_get_row_at_index (list_box (list), 0) == clerks);
  g_assert_true (gtk_list_box_get_row_at_index (list_box (list), 1) == alien);
  g_assert_null (film_at (list, 2));

  set_results (state, NULL, 0);
  mtn_result_list_show (MTN_RESULT_LIST (list), state, TRUE);
  gtk_test_widget_wait_for_draw (list);
  g_assert_null (film_at (list, 0));

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_focus_stays (void)
{
  g_autoptr (MtnAppState) state = mtn_app_state_new (g_get_user_data_dir ());
  GtkWidget *window = gtk_window_new ();
  GtkWidget *list = g_object_new (MTN_TYPE_RESULT_LIST, NULL);

  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  set_results (state, (guint[]){ 0, 1, 2 }, 3);
  mtn_result_list_show (MTN_RESULT_LIST (list), state, TRUE);
  gtk_test_widget_wait_for_draw (list);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (list_box (list), 1)));

  /* The focused film leaves: the one that takes its place has the focus. */
  set_results (state, (guint[]){ 0, 2 }, 2);
  mtn_result_list_show (MTN_RESULT_LIST (list), state, TRUE);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) ==
                 GTK_WIDGET (gtk_list_box_get_row_at_index (list_box (list), 1)));

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_row_name (void)
{
  g_autoptr (MtnAppState) state = mtn_app_state_new (g_get_user_data_dir ());
  g_autoptr (GtkWidget) row = g_object_ref_sink (mtn_result_row_new (state));
  g_autoptr (MtnResult) result = mtn_result_new (film[1], 1, 0.94f, "Because you picked Alien");

  mtn_result_row_set_result (MTN_RESULT_ROW (row), result, TRUE);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Big (1988), match .94, only 7 ratings");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Because you picked Alien");

  /* Where nothing is known of the person there is no match to speak of. */
  mtn_result_row_set_result (MTN_RESULT_ROW (row), result, FALSE);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Big (1988), only 7 ratings");
}

int
main (int argc, char *argv[])
{
  int result;

  gtk_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
  mtn_register_resource ();

  catalog = fixture_catalog (films, G_N_ELEMENTS (films));
  for (guint i = 0; i < G_N_ELEMENTS (films); i++)
    film[i] = mtn_film_new (catalog, i);

  g_test_add_func ("/stars/hit", test_stars_hit);
  g_test_add_func ("/stars/value", test_stars_value);
  g_test_add_func ("/genre-button/cycle", test_genre_button);
  g_test_add_func ("/poster-image/size", test_poster_size);
  g_test_add_func ("/film-cell/description", test_description);
  g_test_add_func ("/film-cell/film", test_cell);
  g_test_add_func ("/result-list/rows-are-kept", test_rows_are_kept);
  g_test_add_func ("/result-list/focus-stays", test_focus_stays);
  g_test_add_func ("/result-row/name", test_row_name);

  result = g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (films); i++)
    g_object_unref (film[i]);
  mtn_catalog_unref (catalog);
  return result;
}
