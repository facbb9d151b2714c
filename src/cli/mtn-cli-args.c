/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Command lines. GOption does the parsing, after three things that it cannot do: several values behind one
 * flag are gathered, values that stick to a short flag are cut off, and numbers are read the same in every
 * locale. */

#include "mtn-cli-args.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "mtn-cli-io.h"
#include "mtn-cli-suggest.h"
#include "mtn-error.h"

#define MAX_THREADS 1024

static const GOptionEntry *
find_long (const GOptionEntry *entries, const char *name, gsize length)
{
  for (; entries->long_name != NULL; entries++)
    if (strlen (entries->long_name) == length && memcmp (entries->long_name, name, length) == 0)
      return entries;

  return NULL;
}

static const GOptionEntry *
find_short (const GOptionEntry *entries, char name)
{
  for (; entries->long_name != NULL; entries++)
    if (entries->short_name == name)
      return entries;

  return NULL;
}

static gboolean
takes_value (const GOptionEntry *entry)
{
  return entry->arg != G_OPTION_ARG_NONE;
}

static gboolean
takes_several (const GOptionEntry *entry)
{
  return entry->arg == G_OPTION_ARG_FILENAME_ARRAY || entry->arg == G_OPTION_ARG_STRING_ARRAY;
}

/* The entry of @word that takes a value, or NULL. @inside: (out): the value, where it stands in the word
 * itself. */
static const GOptionEntry *
open_entry (const GOptionEntry *entries, const char *word, const char **inside)
{
  *inside = NULL;

  if (g_str_has_prefix (word, "--"))
    {
      const char *equals = strchr (word, '=');
      gsize length = equals != NULL ? (gsize) (equals - word) - 2 : strlen (word) - 2;
      const GOptionEntry *entry = find_long (entries, word + 2, length);

      *inside = equals != NULL ? equals + 1 : NULL;
      return entry != NULL && takes_value (entry) ? entry : NULL;
    }

  /* Flags without a value may stand together: -vqf A B. */
  for (const char *flag = word + 1; *flag != '\0'; flag++)
    {
      const GOptionEntry *entry = find_short (entries, *flag);

      if (entry == NULL)
        return NULL;
      if (takes_value (entry))
        {
          *inside = flag[1] != '\0' ? flag + 1 : NULL;
          return entry;
        }
    }

  return NULL;
}

char **
mtn_cli_gather (const GOptionEntry *entries, char **argv)
{
  g_autoptr (GStrvBuilder) gathered = g_strv_builder_new ();
  const GOptionEntry *several = NULL;

  for (; *argv != NULL; argv++)
    {
      const GOptionEntry *entry;
      const char *inside;

      if (strcmp (*argv, "--") == 0)
        {
          for (; *argv != NULL; argv++)
            g_strv_builder_add (gathered, *argv);
          break;
        }

      if (**argv != '-' || (*argv)[1] == '\0')
        {
          if (several != NULL)
            {
              g_autofree char *flag = g_strconcat ("--", several->long_name, NULL);

              g_strv_builder_add (gathered, flag);
            }
          g_strv_builder_add (gathered, *argv);
          continue;
        }

      entry = open_entry (entries, *argv, &inside);
      several = entry != NULL && takes_several (entry) ? entry : NULL;
      if (inside != NULL && (*argv)[1] != '-')
        {
          /* -n5 and -n=5, which GOption does not know. */
          g_autofree char *flags = g_strndup (*argv, (gsize) (inside - *argv));

          g_strv_builder_add (gathered, flags);
          g_strv_builder_add (gathered, inside + (*inside == '='));
          continue;
        }

      g_strv_builder_add (gathered, *argv);
      /* The first value belongs to the flag whatever it looks like, a negative number, say. */
      if (entry != NULL && inside == NULL && argv[1] != NULL)
        g_strv_builder_add (gathered, *++argv);
    }

  return g_strv_builder_end (gathered);
}

/* "Unknown option --fromat" gets the option that was meant. */
static char *
dup_option_hint (const GOptionEntry *entries, char **argv)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    g_ptr_array_add (names, (gpointer) entry->long_name);
  g_ptr_array_add (names, NULL);

  for (; *argv != NULL && strcmp (*argv, "--") != 0; argv++)
    if (g_str_has_prefix (*argv, "--"))
      {
        g_autofree char *name = g_strndup (*argv + 2, strcspn (*argv + 2, "="));
        const char *meant;

        if (find_long (entries, name, strlen (name)) != NULL)
          continue;
        meant = mtn_cli_suggest (name, (const char *const *) names->pdata);
        return meant != NULL ? g_strdup_printf (_ ("; did you mean --%s?"), meant) : NULL;
      }

  return NULL;
}

/* GOption lets the value of an option pass that takes none. */
static const GOptionEntry *
find_needless_value (const GOptionEntry *entries, char **argv)
{
  for (; *argv != NULL && strcmp (*argv, "--") != 0; argv++)
    {
      const char *equals = g_str_has_prefix (*argv, "--") ? strchr (*argv, '=') : NULL;
      const GOptionEntry *entry =
          equals != NULL ? find_long (entries, *argv + 2, (gsize) (equals - *argv) - 2) : NULL;

      if (entry != NULL && !takes_value (entry))
        return entry;
    }

  return NULL;
}

int
mtn_cli_misuse (const char *command, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  mtn_cli_complain ("%s", message);
  if (command != NULL)
    mtn_cli_say (_ ("“matinee %s --help” lists the options."), command);
  else
    mtn_cli_say (_ ("“matinee --help” lists what there is."));

  return MTN_CLI_USAGE;
}

static gboolean
finish_common (MtnCliCommon *common, GError **error)
{
  static const char *const engines[] = { "auto", "cpu", "cuda", NULL };
  int engine;

  engine = mtn_cli_parse_choice (common->engine_name, "--engine", engines, error);
  if (engine < 0)
    return FALSE;
  common->engine = (MtnEngineKind[]){ MTN_ENGINE_AUTO, MTN_ENGINE_CPU, MTN_ENGINE_CUDA }[engine];
  if (common->engine_name == NULL && common->cuda >= 0)
    common->engine = common->cuda ? MTN_ENGINE_CUDA : MTN_ENGINE_CPU;

  if (common->device_text != NULL &&
      !mtn_cli_parse_integer (common->device_text, "--device", 0, 1023, &common->device, error))
    return FALSE;

  if (common->seed_text != NULL)
    {
      if (!g_ascii_string_to_unsigned (common->seed_text, 10, 0, G_MAXUINT64, &common->seed, NULL))
        {
          g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE,
                       _ ("--seed takes a whole number from 0 to 18446744073709551615, not “%s”"),
                       common->seed_text);
          return FALSE;
        }
    }

  return TRUE;
}

int
mtn_cli_parse (const MtnCliCommand *command,
               const GOptionEntry *entries,
               MtnCliCommon *common,
               int argc,
               char **argv,
               char ***words)
{
  g_autoptr (GOptionContext) context = g_option_context_new (command->arguments);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) gathered = mtn_cli_gather (entries, argv);
  g_autofree char *program = g_strconcat ("matinee ", command->name, NULL);
  const GOptionEntry *needless = find_needless_value (entries, gathered);
  guint n_words;

  g_set_prgname (program);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, _ (command->summary));
  g_option_context_set_description (context, _ (command->examples));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);

  if (needless != NULL)
    return mtn_cli_misuse (command->name, _ ("--%s takes no value"), needless->long_name);

  if (!g_option_context_parse_strv (context, &gathered, &error))
    {
      g_autofree char *hint = NULL;

      if (g_error_matches (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION))
        hint = dup_option_hint (entries, argv);
      return mtn_cli_misuse (command->name, "%s%s", error->message, hint != NULL ? hint : "");
    }

  if (common->help)
    {
      g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

      mtn_cli_write (help, -1);
      return MTN_CLI_DONE;
    }

  if (!finish_common (common, &error))
    return mtn_cli_misuse (command->name, "%s", error->message);

  /* What is left: the subcommand's own name, then the words, with "--" possibly still among them. */
  n_words = g_strv_length (gathered);
  if (n_words > 1 && words == NULL)
    {
      const char *word = strcmp (gathered[1], "--") == 0 && gathered[2] != NULL ? gathered[2] : gathered[1];

      if (strcmp (word, "--") != 0)
        return mtn_cli_misuse (command->name, _ ("“%s” belongs to no option"), word);
    }
  if (words != NULL)
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

      for (guint i = 1; i < n_words; i++)
        if (strcmp (gathered[i], "--") != 0)
          g_strv_builder_add (builder, gathered[i]);
      *words = g_strv_builder_end (builder);
    }

  return -1;
}

void
mtn_cli_common_clear (MtnCliCommon *self)
{
  g_clear_pointer (&self->format_name, g_free);
  g_clear_pointer (&self->engine_name, g_free);
  g_clear_pointer (&self->device_text, g_free);
  g_clear_pointer (&self->seed_text, g_free);
}

gboolean
mtn_cli_parse_integer (const char *text, const char *flag, int min, int max, int *value, GError **error)
{
  gint64 number;

  if (g_ascii_string_to_signed (text, 10, min, max, &number, NULL))
    {
      *value = (int) number;
      return TRUE;
    }

  if (max < G_MAXINT)
    g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("%s takes a whole number from %d to %d, not “%s”"),
                 flag, min, max, text);
  else
    g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("%s takes a whole number from %d on, not “%s”"), flag,
                 min, text);

  return FALSE;
}

gboolean
mtn_cli_parse_threads (const char *text, guint *n, GError **error)
{
  int number;

  if (text == NULL)
    return TRUE;
  if (!mtn_cli_parse_integer (text, "--threads", 1, MAX_THREADS, &number, error))
    return FALSE;
  *n = (guint) number;

  return TRUE;
}

gboolean
mtn_cli_parse_number (const char *text,
                      const char *flag,
                      double min,
                      double max,
                      double *value,
                      GError **error)
{
  char *end;

  /* strtod() alone would take leading blanks, hexadecimal numbers, "inf" and "nan". */
  if (*text != '\0' && text[strspn (text, "+-.0123456789eE")] == '\0')
    {
      double number = g_ascii_strtod (text, &end);

      if (*end == '\0' && isfinite (number) && number >= min && number <= max)
        {
          *value = number;
          return TRUE;
        }
    }

  if (min > -G_MAXDOUBLE)
    {
      char from[G_ASCII_DTOSTR_BUF_SIZE];
      char to[G_ASCII_DTOSTR_BUF_SIZE];

      g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("%s takes a number from %s to %s, not “%s”"), flag,
                   g_ascii_formatd (from, sizeof from, "%g", min), g_ascii_formatd (to, sizeof to, "%g", max),
                   text);
    }
  else
    g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("%s takes a number, not “%s”"), flag, text);

  return FALSE;
}

int
mtn_cli_parse_choice (const char *text, const char *flag, const char *const *words, GError **error)
{
  g_autofree char *list = NULL;

  if (text == NULL)
    return 0;

  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (text, words[i]) == 0)
      return i;

  list = g_strjoinv (", ", (char **) words);
  g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("%s takes one of %s, not “%s”"), flag, list, text);

  return -1;
}
