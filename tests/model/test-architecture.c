/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-architecture.h"

#include "mtn-error.h"
#include "mtn-json-text.h"
#include "mtn-random.h"
#include "mtn-test-model.h"

#include <locale.h>
#include <math.h>
#include <string.h>

static void
test_steps (void)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (MtnStep));

  g_assert_cmpfloat (mtn_steps_get (steps, 3, 7), ==, 7);
  g_assert_cmpfloat (mtn_steps_get (NULL, 3, 7), ==, 7);

  mtn_steps_add (steps, 1, 10);
  mtn_steps_add (steps, 4, 20);
  mtn_steps_add (steps, 8, 29);
  mtn_steps_add (steps, 8, 30);
  g_assert_cmpuint (steps->len, ==, 3);
  g_assert_cmpfloat (mtn_steps_get (steps, 0, 7), ==, 10);
  g_assert_cmpfloat (mtn_steps_get (steps, 1, 7), ==, 10);
  g_assert_cmpfloat (mtn_steps_get (steps, 3, 7), ==, 10);
  g_assert_cmpfloat (mtn_steps_get (steps, 4, 7), ==, 20);
  g_assert_cmpfloat (mtn_steps_get (steps, 7, 7), ==, 20);
  g_assert_cmpfloat (mtn_steps_get (steps, 8, 7), ==, 30);
  g_assert_cmpfloat (mtn_steps_get (steps, G_MAXUINT, 7), ==, 30);
}

static void
test_star_values (void)
{
  static const MtnStarValues values = { 9, 1, 2, 4, 8, 16 };
  static const struct
  {
    float stars;
    float value;
  } cases[] = {
    { 0, 9 }, { 0.5f, 1 }, { 1, 1 }, { 1.5f, 1.5f }, { 2, 2 },  { 2.5f, 3 },
    { 3, 4 }, { 3.5f, 6 }, { 4, 8 }, { 4.5f, 12 },   { 5, 16 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat (mtn_star_value (values, cases[i].stars), ==, cases[i].value);
}

static void
test_json_round_trip (void)
{
  g_autoptr (MtnArchitecture) architecture = mtn_test_architecture_new ();
  g_autofree char *text = mtn_architecture_to_json (architecture);
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnArchitecture) read = mtn_architecture_from_json (text, "test", &error);
  g_autofree char *again = NULL;
  const MtnPart *part;

  g_assert_no_error (error);
  again = mtn_architecture_to_json (read);
  g_assert_cmpstr (again, ==, text);

  g_assert_cmpstr (read->kind, ==, "blend");
  g_assert_cmpuint (read->parts->len, ==, 7);
  part = g_ptr_array_index (read->parts, 2);
  g_assert_cmpint (part->type, ==, MTN_PART_SPECTRAL);
  g_assert_cmpint (part->input, ==, MTN_PART_INPUT_FAVORITES);
  g_assert_cmpstr (part->name, ==, "favorites");
  g_assert_cmpfloat (part->values[5], ==, 1.2f);
  g_assert_cmpuint (g_array_index (part->penalty, MtnStep, 1).min_picks, ==, 2);
  g_assert_cmpfloat (g_array_index (part->penalty, MtnStep, 1).value, ==, 124.5f);
  g_assert_cmpuint (part->weight->len, ==, 0);
  g_assert_cmpfloat (mtn_steps_get (read->favorites.b, 0, 0), ==, 2.25e-5f);
  g_assert_cmpuint (read->ratings.a->len, ==, 0);
}

/* The text itself is what older and newer programs exchange. */
static void
test_json_text (void)
{
  g_autoptr (MtnArchitecture) architecture = mtn_architecture_new ("a \"b\"");
  g_autofree char *text = NULL;
  MtnPart *part = mtn_architecture_add_part (architecture, MTN_PART_ITEM_ITEM, "x", MTN_PART_INPUT_RATINGS);

  part->values[0] = 0.1f;
  part->values[5] = -1e-7f;
  mtn_steps_add (part->weight, 3, 1.0f / 3);
  text = mtn_architecture_to_json (architecture);
  g_assert_cmpstr (text, ==,
                   "{\"kind\":\"a "
                   "\\\"b\\\"\",\"parts\":[{\"type\":\"item-item\",\"name\":\"x\",\"input\":\"ratings\","
                   "\"values\":[0.1,1,1,1,1,-1e-07],\"penalty\":[],\"weight\":[[3,0.33333334]]}],"
                   "\"calibration\":{\"favorites\":{\"a\":[],\"b\":[]},\"ratings\":{\"a\":[],\"b\":[]}}}");
}

/* A network alone says what its first inputs are. */
static void
test_network_features (void)
{
  g_autoptr (MtnArchitecture) architecture = mtn_architecture_new ("network");
  g_autoptr (MtnArchitecture) read = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  mtn_architecture_add_part (architecture, MTN_PART_NETWORK, "", MTN_PART_INPUT_ANY)->features =
      MTN_NETWORK_FEATURES_SEED_2023;
  text = mtn_architecture_to_json (architecture);
  g_assert_nonnull (strstr (text, "\"weight\":[],\"features\":\"seed-2023\"}"));
  read = mtn_architecture_from_json (text, "test", &error);
  g_assert_no_error (error);
  g_assert_cmpint (((MtnPart *) g_ptr_array_index (read->parts, 0))->features, ==,
                   MTN_NETWORK_FEATURES_SEED_2023);

  /* MovieLens 100K: 18 genres beside “unknown”, 1,682 films. */
  g_assert_cmpuint (mtn_network_n_inputs (18, 1682), ==, 1704);
}

static void
test_json_in_a_comma_locale (void)
{
  static const char *const locales[] = { "de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "es_ES.UTF-8" };
  g_autoptr (MtnArchitecture) architecture = mtn_test_architecture_new ();
  g_autofree char *expected = mtn_architecture_to_json (architecture);
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autoptr (MtnArchitecture) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = g_strdup (setlocale (LC_NUMERIC, NULL));
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (locales) && !found; i++)
    found = setlocale (LC_NUMERIC, locales[i]) != NULL;
  if (!found)
    {
      g_test_skip ("no locale with a decimal comma is installed");
      return;
    }

  text = mtn_architecture_to_json (architecture);
  read = mtn_architecture_from_json (text, "test", &error);
  again = read != NULL ? mtn_architecture_to_json (read) : NULL;
  setlocale (LC_NUMERIC, before);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpstr (again, ==, expected);
}

/* Every float comes back as itself; random bit patterns reach all exponents. */
static void
test_floats (void)
{
  MtnRandom random;

  mtn_random_init (&random, 7, 7);
  for (guint i = 0; i < 20000; i++)
    {
      guint32 bits = mtn_random_next (&random);
      g_autoptr (GString) text = g_string_new (NULL);
      float value, back;

      memcpy (&value, &bits, sizeof value);
      if (!isfinite (value))
        continue;
      mtn_json_text_append_float (text, value);
      back = (float) g_ascii_strtod (text->str, NULL);
      g_assert_cmpmem (&back, sizeof back, &value, sizeof value);
      g_assert_cmpuint (text->len, <=, 15);
    }
}

static void
test_json_errors (void)
{
  static const struct
  {
    const char *text;
    MtnError code;
  } cases[] = {
    { "", MTN_ERROR_FORMAT },
    { "[]", MTN_ERROR_FORMAT },
    { "{\"kind\":\"x\",\"parts\":[],\"calibration\":{}}", MTN_ERROR_FORMAT },
    { "{\"kind\":\"x\",\"parts\":[{\"type\":\"new\"}]}", MTN_ERROR_UNSUPPORTED },
    { "{\"kind\":\"x\",\"parts\":[{\"type\":\"popularity\",\"name\":\"p\",\"input\":\"any\","
      "\"values\":[1,1,1,1,1,1e99]}]}",
      MTN_ERROR_RANGE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mtn_architecture_from_json (cases[i].text, "the text", &error));
      g_assert_error (error, MTN_ERROR, (int) cases[i].code);
      g_assert_true (g_str_has_prefix (error->message, "the text: "));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/architecture/steps", test_steps);
  g_test_add_func ("/architecture/star-values", test_star_values);
  g_test_add_func ("/architecture/json-round-trip", test_json_round_trip);
  g_test_add_func ("/architecture/json-text", test_json_text);
  g_test_add_func ("/architecture/network-features", test_network_features);
  g_test_add_func ("/architecture/json-in-a-comma-locale", test_json_in_a_comma_locale);
  g_test_add_func ("/architecture/floats", test_floats);
  g_test_add_func ("/architecture/json-errors", test_json_errors);

  return g_test_run ();
}
