/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include <string.h>

#include "film-fixture.h"

#include "mtn-list-export.h"
#include "mtn-look-up.h"
#include "mtn-result.h"

static const FixtureFilm films[] = {
  { "Alien", 1979, HORROR },
  { "Good, the Bad and \"Ugly\"", 1966, ACTION | DRAMA },
  { "<Tag> & Amélie", 0, COMEDY },
};

static GListStore *
make_results (MtnCatalog *catalog)
{
  GListStore *results = g_list_store_new (MTN_TYPE_RESULT);
  const char *const reasons[] = { "Because you picked Aliens", "", "Because you picked \"A\", <B>" };

  for (guint i = 0; i < G_N_ELEMENTS (films); i++)
    {
      g_autoptr (MtnFilm) film = mtn_film_new (catalog, i);
      g_autoptr (MtnResult) result = mtn_result_new (film, i + 1, 0.5f, reasons[i]);

      g_list_store_append (results, result);
    }

  return results;
}

static char *export(MtnListFormat format)
{
  g_autoptr (MtnCatalog) catalog = fixture_catalog (films, G_N_ELEMENTS (films));
  g_autoptr (GListStore) results = make_results (catalog);

  return mtn_list_export (G_LIST_MODEL (results), "Films for <Ann>", format);
}

static void
test_csv (void)
{
  g_autofree char *text = export(MTN_LIST_CSV);

  g_assert_cmpstr (text, ==,
                   "Title,Year,Review\r\n"
                   "Alien,1979,Because you picked Aliens\r\n"
                   "\"Good, the Bad and \"\"Ugly\"\"\",1966,\r\n"
                   "<Tag> & Amélie,,\"Because you picked \"\"A\"\", <B>\"\r\n");
}

static void
test_html (void)
{
  g_autofree char *text = export(MTN_LIST_HTML);

  g_assert_true (g_str_has_prefix (text, "<!DOCTYPE html>\n<html lang=\"en\">\n"));
  g_assert_true (g_str_has_suffix (text, "</ol>\n</body>\n</html>\n"));
  g_assert_nonnull (strstr (text, "<h1>Films for &lt;Ann&gt;</h1>"));
  g_assert_nonnull (
      strstr (text, "<li><b>Alien (1979)</b><br>Horror<br><i>Because you picked Aliens</i></li>"));
  g_assert_nonnull (strstr (text, "<b>&lt;Tag&gt; &amp; Amélie</b>"));
  /* Nothing of a title gets out of its place. */
  g_assert_null (strstr (text, "<Tag>"));
  g_assert_null (strstr (text, "<B>"));
}

static void
test_text (void)
{
  g_autofree char *text = export(MTN_LIST_TEXT);

  g_assert_cmpstr (text, ==,
                   "Films for <Ann>\n\n"
                   "  1. Alien (1979)\n"
                   "     Because you picked Aliens\n"
                   "  2. Good, the Bad and \"Ugly\" (1966)\n"
                   "  3. <Tag> & Amélie\n"
                   "     Because you picked \"A\", <B>\n");
}

static void
test_empty (void)
{
  g_autoptr (GListStore) results = g_list_store_new (MTN_TYPE_RESULT);
  g_autofree char *csv = mtn_list_export (G_LIST_MODEL (results), "Nobody", MTN_LIST_CSV);
  g_autofree char *text = mtn_list_export (G_LIST_MODEL (results), "Nobody", MTN_LIST_TEXT);

  g_assert_cmpstr (csv, ==, "Title,Year,Review\r\n");
  g_assert_cmpstr (text, ==, "Nobody\n\n");
}

static void
test_names (void)
{
  MtnListFormat format = MTN_LIST_CSV;

  g_assert_true (mtn_list_format_of_name ("/tmp/a.csv/b.HTML", &format));
  g_assert_cmpint (format, ==, MTN_LIST_HTML);
  g_assert_true (mtn_list_format_of_name ("b.txt", &format));
  g_assert_cmpint (format, ==, MTN_LIST_TEXT);
  g_assert_false (mtn_list_format_of_name ("csv", &format));
  g_assert_false (mtn_list_format_of_name ("b.pdf", &format));
  g_assert_false (mtn_list_format_of_name ("b.", &format));
}

static void
test_look_up (void)
{
  g_autoptr (MtnCatalog) catalog = fixture_catalog (films, G_N_ELEMENTS (films));
  const char *const expected[] = {
    "https://www.imdb.com/find/?s=tt&q=Alien%201979",
    "https://www.imdb.com/find/?s=tt&q=Good%2C%20the%20Bad%20and%20%22Ugly%22%201966",
    "https://www.imdb.com/find/?s=tt&q=%3CTag%3E%20%26%20Am%C3%A9lie",
  };

  for (guint i = 0; i < G_N_ELEMENTS (films); i++)
    {
      g_autoptr (MtnFilm) film = mtn_film_new (catalog, i);
      g_autofree char *imdb = mtn_look_up_dup_address (film, "imdb");
      g_autofree char *tmdb = mtn_look_up_dup_address (film, "tmdb");

      g_assert_cmpstr (imdb, ==, expected[i]);
      g_assert_true (g_str_has_prefix (tmdb, "https://www.themoviedb.org/search/movie?query="));
      g_assert_true (g_uri_is_valid (tmdb, G_URI_FLAGS_NONE, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/list-export/csv", test_csv);
  g_test_add_func ("/list-export/html", test_html);
  g_test_add_func ("/list-export/text", test_text);
  g_test_add_func ("/list-export/empty", test_empty);
  g_test_add_func ("/list-export/names", test_names);
  g_test_add_func ("/look-up/addresses", test_look_up);

  return g_test_run ();
}
