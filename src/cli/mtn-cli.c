/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The front door of the command line: who handles which arguments. */

#include "mtn-cli.h"

#include <string.h>

#include <glib/gi18n.h>

#include "mtn-cli-args.h"
#include "mtn-cli-bench.h"
#include "mtn-cli-evaluate.h"
#include "mtn-cli-explore.h"
#include "mtn-cli-inspect.h"
#include "mtn-cli-io.h"
#include "mtn-cli-prepare.h"
#include "mtn-cli-recommend.h"
#include "mtn-cli-report.h"
#include "mtn-cli-sample.h"
#include "mtn-cli-suggest.h"
#include "mtn-cli-train.h"
#include "mtn-cli-tune.h"

typedef struct
{
  const char *name;
  const char *summary;
  int (*run) (int argc, char **argv);
} Subcommand;

static const Subcommand subcommands[] = {
  { "recommend", N_ ("recommend films to a person, or to many"), mtn_cli_recommend },
  { "explore", N_ ("count and draw what is in a data set"), mtn_cli_explore },
  { "prepare", N_ ("make data to train and to test on"), mtn_cli_prepare },
  { "train", N_ ("train a model on a MovieLens data set"), mtn_cli_train },
  { "tune", N_ ("go on with networks that train --grid made"), mtn_cli_tune },
  { "evaluate", N_ ("measure how good models are"), mtn_cli_evaluate },
  { "report", N_ ("write the report from results"), mtn_cli_report },
  { "inspect", N_ ("say what is in a model, and verify it"), mtn_cli_inspect },
  { "bench", N_ ("measure how fast all this is here"), mtn_cli_bench },
};

/* What GApplication understands by itself; the window gets it as it is. */
static const char *const window_options[] = { "--gapplication-service", "--gapplication-replace",
                                              "--gapplication-app-id", "--help-gapplication", NULL };

static const Subcommand *
find_subcommand (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (subcommands); i++)
    if (strcmp (word, subcommands[i].name) == 0)
      return &subcommands[i];

  return NULL;
}

static gboolean
is_window_option (const char *word)
{
  gsize length = strcspn (word, "=");

  for (guint i = 0; window_options[i] != NULL; i++)
    if (strlen (window_options[i]) == length && strncmp (word, window_options[i], length) == 0)
      return TRUE;

  return FALSE;
}

/* The path of a file that is there, given as a path or as a URI, as file managers hand it over; or NULL. */
static char *
dup_existing_path (const char *word)
{
  g_autofree char *path = NULL;

  path = g_str_has_prefix (word, "file://") ? g_filename_from_uri (word, NULL, NULL) : g_strdup (word);
  if (path == NULL || *path == '\0' || !g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;

  return g_steal_pointer (&path);
}

static gboolean
is_existing_file (const char *word)
{
  g_autofree char *path = dup_existing_path (word);

  return path != NULL;
}

gboolean
mtn_cli_wants (int argc, char **argv)
{
  gboolean files_only = FALSE;

  if (argc > 1 && find_subcommand (argv[1]) != NULL)
    return TRUE;

  for (int i = 1; i < argc; i++)
    {
      if (!files_only && strcmp (argv[i], "--") == 0)
        files_only = TRUE;
      else if (!files_only && strcmp (argv[i], "--gapplication-app-id") == 0 && i + 1 < argc)
        i++;
      else if (!files_only && argv[i][0] == '-')
        {
          if (!is_window_option (argv[i]))
            return TRUE;
        }
      else if (!is_existing_file (argv[i]))
        return TRUE;
    }

  return FALSE;
}

static int
print_help (void)
{
  g_autoptr (GString) help = g_string_new (NULL);

  g_string_append (help,
                   _ ("Usage:\n"
                      "  matinee                      opens the window\n"
                      "  matinee FILE                 opens a model, profile or data set in the window\n"
                      "  matinee SUBCOMMAND [OPTION…]\n"
                      "\n"
                      "Recommends films, offline: click films you love and see what to watch next.\n"
                      "\n"
                      "Subcommands:\n"));
  for (guint i = 0; i < G_N_ELEMENTS (subcommands); i++)
    g_string_append_printf (help, "  %-12s %s\n", subcommands[i].name, _ (subcommands[i].summary));
  g_string_append (help, _ ("\n"
                            "Options:\n"
                            "  -h, --help                   Show this help; “matinee SUBCOMMAND --help” "
                            "shows all options\n"
                            "  --version                    Show the version\n"
                            "\n"
                            "Example:\n"
                            "  matinee recommend -f \"Star Wars\" \"Empire Strikes Back\"\n"));
  mtn_cli_write (help->str, (gssize) help->len);

  return MTN_CLI_DONE;
}

static int
print_version (void)
{
  g_autoptr (GString) version = g_string_new ("matinee " MTN_VERSION "\n");

  g_string_append (version, _ ("Subcommands:"));
  for (guint i = 0; i < G_N_ELEMENTS (subcommands); i++)
    g_string_append_printf (version, " %s", subcommands[i].name);
  g_string_append_c (version, '\n');
  mtn_cli_write (version->str, (gssize) version->len);

  return MTN_CLI_DONE;
}

static int
refuse (const char *word)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *meant;

  for (guint i = 0; i < G_N_ELEMENTS (subcommands); i++)
    g_ptr_array_add (names, (gpointer) subcommands[i].name);
  g_ptr_array_add (names, (gpointer) "--help");
  g_ptr_array_add (names, (gpointer) "--version");
  g_ptr_array_add (names, NULL);

  meant = mtn_cli_suggest (word, (const char *const *) names->pdata);
  if (meant != NULL)
    return mtn_cli_misuse (NULL, _ ("“%s” is neither a subcommand nor an existing file; did you mean “%s”?"),
                           word, meant);
  if (word[0] == '-')
    return mtn_cli_misuse (NULL,
                           _ ("unknown option “%s”; most options follow a subcommand, like “recommend”"),
                           word);

  return mtn_cli_misuse (NULL, _ ("“%s” is neither a subcommand nor an existing file"), word);
}

static int
dispatch (int argc, char **argv)
{
  const Subcommand *subcommand;
  int position = 1;

  if (argc < 2)
    return print_help ();

  subcommand = find_subcommand (argv[1]);
  if (subcommand != NULL)
    return subcommand->run (argc - 1, argv + 1);
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
    return print_help ();
  if (strcmp (argv[1], "--version") == 0)
    return print_version ();

  /* The first word that is not for the window is the one to complain about. */
  while (position < argc - 1 && (strcmp (argv[position], "--") == 0 || is_window_option (argv[position]) ||
                                 is_existing_file (argv[position])))
    position++;

  return refuse (argv[position]);
}

int
mtn_cli_run (int argc, char **argv)
{
  mtn_cli_io_init ();

  return mtn_cli_io_finish (dispatch (argc, argv));
}

int
mtn_cli_run_instead (int argc, char **argv, const char *reason)
{
  g_autofree char *file = argc > 1 ? dup_existing_path (argv[argc - 1]) : NULL;
  int status;

  mtn_cli_io_init ();
  mtn_cli_say ("%s", reason);

  if (mtn_cli_is_terminal ())
    {
      char *prompt[] = { (char *) "recommend", (char *) "-i", (char *) "-m", file, NULL };

      if (file == NULL)
        prompt[2] = NULL;
      status = mtn_cli_recommend (file != NULL ? 4 : 2, prompt);
    }
  else
    status = mtn_cli_sample (file);

  return mtn_cli_io_finish (status);
}
