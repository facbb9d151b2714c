/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Every line of tests/hostile/profile.list is a test of its own. */

#include "mtn-error.h"
#include "mtn-profile-file.h"

#include <string.h>

#define MIN_CASES 70

typedef struct
{
  char *name;
  char *outcome;
  char *text;
  char *json;
  gsize length;
} Case;

static const struct
{
  const char *name;
  int code;
} codes[] = {
  { "FORMAT", MTN_ERROR_FORMAT },
  { "RANGE", MTN_ERROR_RANGE },
  { "UNSUPPORTED", MTN_ERROR_UNSUPPORTED },
};

static void
case_free (gpointer data)
{
  Case *self = data;

  g_free (self->name);
  g_free (self->outcome);
  g_free (self->text);
  g_free (self->json);
  g_free (self);
}

/* Text between double quotes at @p, which is moved behind it. */
static char *
take_quoted (const char **p)
{
  const char *begin = *p + 1;
  const char *end = strchr (begin, '"');
  char *text;

  g_assert_cmpint (**p, ==, '"');
  g_assert_nonnull (end);
  text = g_strndup (begin, end - begin);
  *p = end + 1;

  return text;
}

static char *
take_word (const char **p)
{
  gsize length = strcspn (*p, " ");
  char *word = g_strndup (*p, length);

  *p += length;
  *p += strspn (*p, " ");

  return word;
}

/* The text that a name in the list stands for. */
static char *
make_text (const char *name)
{
  g_autofree char *filling = NULL;

  if (g_str_equal (name, "@deep"))
    {
      filling = g_strnfill (500000, '[');
      return g_strconcat ("{\"id\": ", filling, NULL);
    }

  /* What reads single quotes takes the brackets for text, or the other way round. */
  if (g_str_equal (name, "@deep-behind-quote"))
    {
      filling = g_strnfill (500000, '[');
      return g_strconcat ("{\"id\": ['\"', ", filling, NULL);
    }

  if (g_str_equal (name, "@long"))
    return g_strnfill (17 << 20, ' ');

  if (g_str_equal (name, "@long-name"))
    {
      filling = g_strnfill (201, 'a');
      return g_strconcat ("{\"occupation\": \"", filling, "\"}", NULL);
    }

  if (g_str_equal (name, "@many"))
    {
      GString *text = g_string_new ("{\"favorites\": [1");

      for (int i = 2; i <= 20001; i++)
        g_string_append_printf (text, ", %d", i);
      g_string_append (text, "]}");
      return g_string_free (text, FALSE);
    }

  g_error ("unknown text %s", name);
  return NULL;
}

/* As g_strcompress(), with the length, since NUL is among what is tested. */
static char *
compress (const char *quoted, gsize *length)
{
  GString *text = g_string_new (NULL);
  gsize n = strlen (quoted);

  g_assert_cmpint (quoted[n - 1], ==, '"');
  for (gsize i = 1; i + 1 < n; i++)
    {
      if (quoted[i] != '\\')
        g_string_append_c (text, quoted[i]);
      else if (g_ascii_isdigit (quoted[i + 1]))
        {
          g_string_append_c (text, (char) g_ascii_strtoull ((char[]){ quoted[i + 1], quoted[i + 2],
                                                                      quoted[i + 3], 0 },
                                                            NULL, 8));
          i += 3;
        }
      else
        {
          i++;
          g_string_append_c (text, quoted[i] == 'n' ? '\n' : quoted[i]);
        }
    }

  *length = text->len;
  return g_string_free (text, FALSE);
}

static Case *
parse_line (const char *line)
{
  Case *self = g_new0 (Case, 1);
  const char *p = line;

  self->name = take_word (&p);
  self->outcome = take_word (&p);
  self->text = take_quoted (&p);
  p += strspn (p, " ");

  if (*p == '"')
    {
      self->json = compress (p, &self->length);
    }
  else
    {
      self->json = *p == '@' ? make_text (p) : g_strdup (p);
      self->length = strlen (self->json);
    }

  return self;
}

static void
test_case (gconstpointer data)
{
  const Case *self = data;
  g_autoptr (MtnProfile) profile = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  guint i = 0;

  profile = mtn_profile_from_json (self->json, (gssize) self->length, "people.jsonl:12", &id, &error);

  if (g_str_equal (self->outcome, "ok"))
    {
      g_assert_no_error (error);
      g_assert_nonnull (profile);
      g_assert_nonnull (id);
      return;
    }

  g_assert_null (profile);
  g_assert_null (id);
  while (i < G_N_ELEMENTS (codes) && !g_str_equal (codes[i].name, self->outcome))
    i++;
  g_assert_cmpuint (i, <, G_N_ELEMENTS (codes));
  g_assert_error (error, MTN_ERROR, codes[i].code);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, "people.jsonl:12: "));
  g_assert_nonnull (strstr (error->message, self->text));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (case_free);
  g_autofree char *path = NULL;
  g_autofree char *list = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);

  path = g_test_build_filename (G_TEST_DIST, "hostile", "profile.list", NULL);
  g_file_get_contents (path, &list, NULL, &error);
  g_assert_no_error (error);

  lines = g_strsplit (list, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *test_path = NULL;
      Case *crafted;

      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;

      crafted = parse_line (lines[i]);
      g_ptr_array_add (cases, crafted);
      test_path = g_strdup_printf ("/hostile/profile/%s", crafted->name);
      g_test_add_data_func (test_path, crafted, test_case);
    }
  g_assert_cmpuint (cases->len, >=, MIN_CASES);

  return g_test_run ();
}
