/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

#include "mtn-cli-status.h"
#include "mtn-engine.h"

G_BEGIN_DECLS

/**
 * MtnCliCommand:
 *
 * What --help says about a subcommand, beside its options.
 */
typedef struct
{
  const char *name;        /* "recommend" */
  const char *arguments;   /* words without a flag, as in "FILE"; NULL: there are none */
  const char *summary;     /* N_() a sentence */
  const char *examples;    /* N_() lines, each with its meaning */
} MtnCliCommand;

/**
 * MtnCliCommon:
 *
 * The options that every subcommand has. Initialise with %MTN_CLI_COMMON_INIT, list
 * MTN_CLI_COMMON_ENTRIES() among the entries, and clear with mtn_cli_common_clear().
 */
typedef struct
{
  gboolean help;
  gboolean verbose;
  char    *format_name;
  char    *engine_name;
  gboolean cuda;            /* −1: neither --cuda nor --no-cuda */
  gboolean ignore_warnings; /* read from old scripts, means nothing */
  char    *device_text;
  char    *seed_text;

  /* Filled in by mtn_cli_parse(). */
  MtnEngineKind engine;
  int           device;     /* −1: the default */
  guint64       seed;
} MtnCliCommon;

#define MTN_CLI_COMMON_INIT { .verbose = TRUE, .cuda = -1, .device = -1, .seed = 42 }

/* Strings are taken as file names: GOption would convert others from the locale's charset, and
 * titles on the command line are UTF-8 in any locale. */
#define MTN_CLI_COMMON_ENTRIES(common)                                                              \
  { "engine", 0, 0, G_OPTION_ARG_FILENAME, &(common).engine_name,                                   \
    N_ ("Where to compute (default: auto, the best that works)"), "auto|cpu|cuda" },                \
  { "cuda", 'c', 0, G_OPTION_ARG_NONE, &(common).cuda, N_ ("The same as --engine cuda"), NULL },    \
  { "no-cuda", 0, G_OPTION_FLAG_REVERSE, G_OPTION_ARG_NONE, &(common).cuda,                         \
    N_ ("The same as --engine cpu"), NULL },                                                        \
  { "device", 0, 0, G_OPTION_ARG_FILENAME, &(common).device_text,                                   \
    N_ ("Number of the graphics card (default: of those that work the one with the most free memory)"), "N" },                      \
  { "seed", 0, 0, G_OPTION_ARG_FILENAME, &(common).seed_text,                                       \
    N_ ("Start of the random numbers, where there are any (default: 42)"), "N" },                   \
  { "ignore-warnings", 'w', 0, G_OPTION_ARG_NONE, &(common).ignore_warnings,                        \
    N_ ("Accepted for old scripts; does nothing"), NULL },                                          \
  { "no-ignore-warnings", 0, G_OPTION_FLAG_REVERSE, G_OPTION_ARG_NONE, &(common).ignore_warnings,   \
    N_ ("Accepted for old scripts; does nothing"), NULL },                                          \
  { "verbose", 'v', 0, G_OPTION_ARG_NONE, &(common).verbose,                                        \
    N_ ("Say on stderr what is done (default)"), NULL },                                            \
  { "no-verbose", 0, G_OPTION_FLAG_REVERSE, G_OPTION_ARG_NONE, &(common).verbose,                   \
    N_ ("Print the result alone"), NULL },                                                          \
  { "quiet", 'q', G_OPTION_FLAG_REVERSE, G_OPTION_ARG_NONE, &(common).verbose,                      \
    N_ ("The same as --no-verbose"), NULL },                                                        \
  { "help", 'h', 0, G_OPTION_ARG_NONE, &(common).help, N_ ("Show this help"), NULL }

/* For those that can do with fewer threads. */
#define MTN_CLI_THREADS_ENTRY(text)                                                                 \
  { "threads", 0, 0, G_OPTION_ARG_FILENAME, &(text),                                                \
    N_ ("Threads, at most (default: as many as there are processors); the result is the same"), "N" }

void mtn_cli_common_clear (MtnCliCommon *self);

/**
 * mtn_cli_parse:
 * @entries: ended by %G_OPTION_ENTRY_NULL; those of type %G_OPTION_ARG_FILENAME_ARRAY take several values
 *   after one flag (`-f A B C`), up to the next word that starts with a dash
 * @argv: from the subcommand's name on
 * @words: (out) (transfer full) (optional): what belongs to no flag; pass NULL if there must be none
 *
 * Parses the options of a subcommand; prints its help when asked for.
 *
 * Returns: −1: go on; else the exit status to end with, everything having been said
 */
int  mtn_cli_parse        (const MtnCliCommand  *command,
                           const GOptionEntry   *entries,
                           MtnCliCommon         *common,
                           int                   argc,
                           char                **argv,
                           char               ***words);

/* The rewritten words: every value of a flag with several has the flag in front. NULL-terminated. */
char   **mtn_cli_gather   (const GOptionEntry   *entries,
                           char                **argv);

/* Complains about wrong usage of @command and points at its help; returns %MTN_CLI_USAGE. */
int      mtn_cli_misuse   (const char           *command,
                           const char           *format,
                           ...) G_GNUC_PRINTF (2, 3);

/* Numbers as a person types them, never by the locale. %MTN_ERROR_USAGE names @flag and the range. */
gboolean mtn_cli_parse_integer (const char  *text,
                                const char  *flag,
                                int          min,
                                int          max,
                                int         *value,
                                GError     **error);
/* What that entry says; NULL leaves @n as it is. */
gboolean mtn_cli_parse_threads (const char  *text,
                                guint       *n,
                                GError     **error);
gboolean mtn_cli_parse_number  (const char  *text,
                                const char  *flag,
                                double       min,
                                double       max,
                                double      *value,
                                GError     **error);

/* Position of @text in @words, or −1 with %MTN_ERROR_USAGE that lists them; NULL: 0. */
int      mtn_cli_parse_choice  (const char         *text,
                                const char         *flag,
                                const char * const *words,
                                GError            **error);

G_END_DECLS
