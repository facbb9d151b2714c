/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The subcommand that recommends: one person from options, many from a file, or a
 * prompt. Usage is checked as far as possible before the model is opened. */

#include "mtn-cli-recommend.h"

#include <string.h>

#include <glib/gi18n.h>

#include "mtn-cli-batch.h"
#include "mtn-cli-interactive.h"
#include "mtn-cli-io.h"
#include "mtn-cli-output.h"
#include "mtn-cli-profile.h"
#include "mtn-cli-query.h"
#include "mtn-cli-session.h"

typedef struct
{
  MtnCliCommon common;
  MtnCliPerson person;
  MtnCliFilter filter;
  char *model;
  char *titles;
  char *profiles;
  gboolean interactive;
  MtnCliFormat format;
} Options;

static const MtnCliCommand command = {
  .name = "recommend",
  .summary =
      N_ ("Recommends films to a person: the ones that somebody with these favourites, and perhaps of\n"
          "this age, gender and occupation, most likely loves. What is not given is not known,\n"
          "never assumed. Films are named by title or by id (the number alone)."),
  .examples =
      N_ ("Examples:\n"
          "  matinee recommend -f \"Star Wars\" \"Empire Strikes Back\" --explain\n"
          "  matinee recommend -a 24 -g F -o student -r \"Fargo=5\" 56=4.5 -x 313 -n 20 --years 1980-1995\n"
          "  matinee recommend --profiles people.jsonl --format json > lists.jsonl\n"
          "  matinee recommend -i"),
};

static void
options_clear (Options *self)
{
  mtn_cli_common_clear (&self->common);
  mtn_cli_person_clear (&self->person);
  mtn_cli_filter_clear (&self->filter);
  g_clear_pointer (&self->model, g_free);
  g_clear_pointer (&self->titles, g_free);
  g_clear_pointer (&self->profiles, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What cannot go together. Returns NULL if all is well. */
static const char *
find_contradiction (const Options *options)
{
  if (options->profiles != NULL && options->interactive)
    return _ ("--profiles and --interactive exclude each other");
  if (options->profiles != NULL && mtn_cli_person_is_said (&options->person))
    return _ ("with --profiles every line says who asks; the options for one person do not go with it");
  if (options->profiles != NULL && options->common.format_name != NULL &&
      options->format != MTN_CLI_FORMAT_JSON)
    return _ ("--profiles answers in JSON only");
  if (options->interactive && options->format != MTN_CLI_FORMAT_TEXT)
    return _ ("--interactive answers in text only");

  return NULL;
}

static int
recommend_once (MtnCliSession *session, const Options *options, const MtnQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnProfile) profile = mtn_cli_profile_new (&options->person, session, &error);
  g_autoptr (MtnRecommendations) list = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *note = NULL;

  if (profile == NULL)
    return mtn_cli_fail (error);

  if (options->common.verbose)
    {
      g_autofree char *description = mtn_cli_profile_describe (profile, session);

      mtn_cli_session_say (session);
      if (description != NULL)
        mtn_cli_say (_ ("For: %s"), description);
      else
        mtn_cli_say (_ ("For: somebody of whom nothing is known; these are the most popular films"));
    }

  list = mtn_recommender_recommend (session->recommender, profile, query, &error);
  if (list == NULL)
    return mtn_cli_fail (error);

  switch (options->format)
    {
    case MTN_CLI_FORMAT_TEXT:
      mtn_cli_output_text (out, session, profile, list);
      break;
    case MTN_CLI_FORMAT_JSON:
      mtn_cli_output_json (out, session, profile, query, list);
      break;
    case MTN_CLI_FORMAT_CSV:
      mtn_cli_output_csv (out, session, list);
      break;
    default:
      g_assert_not_reached ();
    }
  mtn_cli_write (out->str, (gssize) out->len);

  note = mtn_cli_output_dup_note (query, list);
  if (note != NULL)
    mtn_cli_complain ("%s", note);

  return MTN_CLI_DONE;
}

static int
recommend (Options *options)
{
  static const char *const formats[] = { "text", "json", "csv", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnCliSession) session = NULL;
  g_autoptr (MtnProfile) profile = NULL;
  MtnQuery query = MTN_QUERY_INIT;
  const char *contradiction;
  int format;

  format = mtn_cli_parse_choice (options->common.format_name, "--format", formats, &error);
  if (format < 0 || !mtn_cli_query_read (&options->filter, &query, &error))
    return mtn_cli_misuse (command.name, "%s", error->message);
  options->format = (MtnCliFormat) format;
  contradiction = find_contradiction (options);
  if (contradiction != NULL)
    return mtn_cli_misuse (command.name, "%s", contradiction);
  if (!mtn_cli_person_check (&options->person, &error))
    return mtn_cli_misuse (command.name, "%s", error->message);

  session = mtn_cli_session_open (options->model, options->titles, &options->common, &error);
  if (session == NULL)
    return mtn_cli_fail (error);
  if (!mtn_cli_query_read_genres (&options->filter, session->catalog, &query, &error))
    return mtn_cli_misuse (command.name, "%s", error->message);

  if (options->filter.explain)
    query.n_reasons = options->format == MTN_CLI_FORMAT_JSON || options->profiles != NULL
                          ? MTN_CLI_JSON_REASONS
                          : MTN_CLI_TEXT_REASONS;

  if (options->profiles == NULL && !options->interactive)
    return recommend_once (session, options, &query);

  profile = mtn_cli_profile_new (&options->person, session, &error);
  if (profile == NULL)
    return mtn_cli_fail (error);
  if (options->common.verbose)
    mtn_cli_session_say (session);
  if (options->interactive)
    return mtn_cli_interactive (session, profile, &query);

  return mtn_cli_batch (session, options->profiles, &query, options->common.verbose);
}

int
mtn_cli_recommend (int argc, char **argv)
{
  g_auto (Options) options = { .common = MTN_CLI_COMMON_INIT };
  const GOptionEntry entries[] = {
    { "model", 'm', 0, G_OPTION_ARG_FILENAME, &options.model,
      N_ ("The model to ask (default: the one that comes with Matinee)"), N_ ("FILE") },
    { "age", 'a', 0, G_OPTION_ARG_FILENAME, &options.person.age,
      N_ ("Age in years, 0 to 130 (default: not said)"), "N" },
    { "gender", 'g', 0, G_OPTION_ARG_FILENAME, &options.person.gender,
      N_ ("M, F, male, female, 1 (male) or 0 (female) (default: not said)"), "M|F" },
    { "occupation", 'o', 0, G_OPTION_ARG_FILENAME, &options.person.occupation,
      N_ ("As the model calls it, or its number from 0: 18 is student (default: not said)"),
      N_ ("NAME|INDEX") },
    { "favorite-movies", 'f', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.person.favorites,
      N_ ("Films the person loves; title:300 is a title that is a number (default: none)"),
      N_ ("ID|TITLE …") },
    { "rating", 'r', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.person.ratings,
      N_ ("Films the person has rated, 0.5 to 5 stars in halves (default: none)"), N_ ("MOVIE=STARS …") },
    { "exclude", 'x', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.person.excluded,
      N_ ("Films to leave out: seen, or of no interest (default: none)"), N_ ("MOVIE …") },
    { "raw-ml100k-data-path", 0, 0, G_OPTION_ARG_FILENAME, &options.titles,
      N_ ("Take the titles from this MovieLens folder (default: from the model)"), N_ ("DIR") },
    { "num-recs", 'n', 0, G_OPTION_ARG_FILENAME, &options.filter.n,
      N_ ("How many films to list (default: 10)"), "N" },
    { "predicted-threshold", 'p', 0, G_OPTION_ARG_FILENAME, &options.filter.threshold,
      N_ ("Leave out films with a lower score (default: none is left out)"), "X" },
    { "genre", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.filter.genres,
      N_ ("Only films of one of these genres (default: any)"), N_ ("GENRE …") },
    { "not-genre", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.filter.not_genres,
      N_ ("No films of these genres (default: any)"), N_ ("GENRE …") },
    { "years", 0, 0, G_OPTION_ARG_FILENAME, &options.filter.years,
      N_ ("Only films of these years; either end may be missing (default: any)"), N_ ("FROM-TO") },
    { "particular", 0, 0, G_OPTION_ARG_FILENAME, &options.filter.particular,
      N_ ("From -1, popular films, to 1, particular ones (default: 0, as the model ranks)"), "X" },
    { "candidates", 0, 0, G_OPTION_ARG_FILENAME, &options.filter.candidates,
      N_ ("Whether films that were named may come back (default: unseen, they may not)"), "all|unseen" },
    { "explain", 0, 0, G_OPTION_ARG_NONE, &options.filter.explain,
      N_ ("Tell for each film what raised its score, and by how much"), NULL },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &options.common.format_name,
      N_ ("How to print the list; csv is for Letterboxd (default: text)"), "text|json|csv" },
    { "profiles", 0, 0, G_OPTION_ARG_FILENAME, &options.profiles,
      N_ ("Answer many people, one JSON object a line; - is standard input"), N_ ("FILE.jsonl") },
    { "interactive", 'i', 0, G_OPTION_ARG_NONE, &options.interactive,
      N_ ("Ask at a prompt, or for commands from a pipe"), NULL },
    MTN_CLI_COMMON_ENTRIES (options.common),
    G_OPTION_ENTRY_NULL,
  };
  int status = mtn_cli_parse (&command, entries, &options.common, argc, argv, NULL);

  return status >= 0 ? status : recommend (&options);
}
