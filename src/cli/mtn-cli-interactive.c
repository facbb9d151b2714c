/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The prompt. Every command is a row of a table: its name, its arguments, what it does. A line that begins
 * with no command is searched for, so that typing a title is enough to begin. */

#include "mtn-cli-interactive.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "mtn-cli-io.h"
#include "mtn-cli-lines.h"
#include "mtn-cli-output.h"
#include "mtn-cli-profile.h"
#include "mtn-error.h"
#include "mtn-profile-file.h"

#define MAX_LINE (64 * 1024)
#define MAX_FOUND 15

typedef struct
{
  MtnCliSession *session;
  MtnProfile *profile;
  MtnQuery query;
  gboolean done;
} Prompt;

typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  gboolean (*run) (Prompt *self, char *argument, GError **error);
} Command;

G_GNUC_PRINTF (1, 2)
static void
print (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  mtn_cli_write (text, -1);
}

static int
movie_id (Prompt *self, int index)
{
  return mtn_catalog_get_movie (self->session->catalog, (guint) index)->id;
}

static char *
dup_label (Prompt *self, int index)
{
  return mtn_cli_output_dup_label (self->session, (guint) index);
}

static gboolean
search (Prompt *self, char *argument, GError **error)
{
  g_autoptr (GArray) found =
      mtn_title_index_search (mtn_cli_session_get_index (self->session), argument, MAX_FOUND + 1);

  if (found->len == 0)
    print (_ ("No film is called anything like “%s”.\n"), argument);

  for (guint i = 0; i < MIN (found->len, MAX_FOUND); i++)
    {
      int index = (int) g_array_index (found, guint, i);
      g_autofree char *label = dup_label (self, index);
      const MtnPick *pick = mtn_profile_find_pick (self->profile, movie_id (self, index));

      print ("%6d  %s%s\n", movie_id (self, index), label, pick != NULL ? " ♥" : "");
    }
  if (found->len > MAX_FOUND)
    print (_ ("… and more: add words to narrow it down.\n"));

  return TRUE;
}

static gboolean
add (Prompt *self, char *argument, GError **error)
{
  int index = mtn_cli_session_find (self->session, argument, error);
  g_autofree char *label = NULL;

  if (index < 0)
    return FALSE;

  mtn_profile_set_pick (self->profile, movie_id (self, index), 0);
  label = dup_label (self, index);
  print (_ ("Added %s.\n"), label);

  return TRUE;
}

static gboolean
rate (Prompt *self, char *argument, GError **error)
{
  char separator = strchr (argument, '=') != NULL ? '=' : ' ';
  int index = mtn_cli_profile_rate (self->profile, argument, separator, self->session, error);
  g_autofree char *label = NULL;
  char stars[G_ASCII_DTOSTR_BUF_SIZE];

  if (index < 0)
    return FALSE;

  label = dup_label (self, index);
  g_ascii_formatd (stars, sizeof stars, "%g",
                   (double) mtn_profile_find_pick (self->profile, movie_id (self, index))->stars);
  print (_ ("Rated %s: %s ★.\n"), label, stars);

  return TRUE;
}

static gboolean
seen (Prompt *self, char *argument, GError **error)
{
  int index = mtn_cli_session_find (self->session, argument, error);
  g_autofree char *label = NULL;

  if (index < 0)
    return FALSE;

  mtn_profile_exclude (self->profile, movie_id (self, index), MTN_EXCLUDE_SEEN);
  label = dup_label (self, index);
  print (_ ("%s will not be recommended.\n"), label);

  return TRUE;
}

static gboolean
remove_film (Prompt *self, char *argument, GError **error)
{
  int index = mtn_cli_session_find (self->session, argument, error);
  g_autofree char *label = NULL;

  if (index < 0)
    return FALSE;

  label = dup_label (self, index);
  if (mtn_profile_remove_pick (self->profile, movie_id (self, index)) < 0 &&
      !mtn_profile_unexclude (self->profile, movie_id (self, index)))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_UNKNOWN, _ ("%s was not in the profile"), label);
      return FALSE;
    }
  print (_ ("Removed %s.\n"), label);

  return TRUE;
}

static gboolean
set_attribute (Prompt *self,
               const char *argument,
               gboolean (*set) (MtnProfile *, const char *, MtnCliSession *, GError **),
               GError **error)
{
  g_autofree char *description = NULL;

  if (!set (self->profile, argument, self->session, error))
    return FALSE;

  description = mtn_cli_profile_describe (self->profile, self->session);
  print (_ ("For: %s\n"), description != NULL ? description : _ ("nothing is known"));

  return TRUE;
}

static gboolean
age (Prompt *self, char *argument, GError **error)
{
  return set_attribute (self, argument, mtn_cli_profile_set_age, error);
}

static gboolean
gender (Prompt *self, char *argument, GError **error)
{
  return set_attribute (self, argument, mtn_cli_profile_set_gender, error);
}

static gboolean
occupation (Prompt *self, char *argument, GError **error)
{
  return set_attribute (self, argument, mtn_cli_profile_set_occupation, error);
}

static gboolean
show (Prompt *self, char *argument, GError **error)
{
  g_autoptr (MtnRecommendations) list = NULL;
  g_autofree char *description = mtn_cli_profile_describe (self->profile, self->session);
  g_autofree char *note = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  MtnQuery query = self->query;
  int n = (int) query.n;

  if (*argument != '\0' && !mtn_cli_parse_integer (argument, "show", 1, G_MAXINT, &n, error))
    return FALSE;
  query.n = (guint) n;

  list = mtn_recommender_recommend (self->session->recommender, self->profile, &query, error);
  if (list == NULL)
    return FALSE;

  print (_ ("For: %s\n"),
         description != NULL ? description : _ ("somebody of whom nothing is known: popular films"));
  mtn_cli_output_text (out, self->session, self->profile, list);
  mtn_cli_write (out->str, (gssize) out->len);
  note = mtn_cli_output_dup_note (&query, list);
  if (note != NULL)
    print ("(%s)\n", note);

  return TRUE;
}

static gboolean
explain (Prompt *self, char *argument, GError **error)
{
  int index = mtn_cli_session_find (self->session, argument, error);
  g_autoptr (MtnExplanation) explanation = NULL;
  g_autofree char *label = NULL;
  char score[G_ASCII_DTOSTR_BUF_SIZE];

  if (index < 0)
    return FALSE;

  explanation =
      mtn_recommender_explain (self->session->recommender, self->profile, &self->query, (guint) index, error);
  if (explanation == NULL)
    return FALSE;

  label = dup_label (self, index);
  g_ascii_formatd (score, sizeof score, "%.3f", (double) explanation->score);
  if (explanation->rank > 0)
    print (_ ("%s: score %s, place %u of %u\n"), label, score, explanation->rank, explanation->n_candidates);
  else
    print (_ ("%s: score %s; not among the films that could be recommended\n"), label, score);

  for (guint i = 0; i < explanation->reasons->len; i++)
    {
      g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (MtnReason));
      g_autoptr (GString) text = g_string_new ("  ");
      const MtnReason *reason = &g_array_index (explanation->reasons, MtnReason, i);

      g_array_append_vals (one, reason, 1);
      mtn_cli_output_reasons (text, self->session, self->profile, one);
      if (explanation->rank > 0 && reason->rank_without > 0)
        g_string_append_printf (text, _ (" (without: place %u)"), reason->rank_without);
      print ("%s\n", text->str);
    }
  if (explanation->reasons->len == 0)
    print (_ ("  nothing is known of the person: this is how popular it is\n"));
  else if (explanation->rank > 0 && explanation->rank_without_attributes != explanation->rank)
    print (_ ("  without age, gender and occupation: place %u\n"), explanation->rank_without_attributes);

  return TRUE;
}

static gboolean
save (Prompt *self, char *argument, GError **error)
{
  g_autofree char *name = g_path_get_basename (argument);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  if (!mtn_profile_save (self->profile, name, argument, error))
    return FALSE;
  print (_ ("Saved to %s.\n"), argument);

  return TRUE;
}

static gboolean
load (Prompt *self, char *argument, GError **error)
{
  g_autoptr (MtnProfile) profile = mtn_profile_load (argument, NULL, error);
  g_autofree char *description = NULL;

  if (profile == NULL || !mtn_cli_profile_fit (profile, self->session, error))
    return FALSE;

  mtn_profile_free (self->profile);
  self->profile = g_steal_pointer (&profile);
  description = mtn_cli_profile_describe (self->profile, self->session);
  print (_ ("For: %s\n"), description != NULL ? description : _ ("nothing is known"));

  return TRUE;
}

static gboolean
quit (Prompt *self, char *argument, GError **error)
{
  self->done = TRUE;

  return TRUE;
}

static gboolean help (Prompt *self, char *argument, GError **error);

static const Command commands[] = {
  { "search", N_ ("WORDS"), N_ ("find films; so does a line without a command"), search },
  { "add", N_ ("MOVIE"), N_ ("a film you love, by id or title"), add },
  { "rate", N_ ("MOVIE STARS"), N_ ("0.5 to 5 stars in halves"), rate },
  { "seen", N_ ("MOVIE"), N_ ("leave a film out: seen, or of no interest"), seen },
  { "remove", N_ ("MOVIE"), N_ ("take a film out of the profile"), remove_film },
  { "age", "N", N_ ("in years"), age },
  { "gender", "M|F", "", gender },
  { "occupation", N_ ("NAME"), "", occupation },
  { "show", "[N]", N_ ("the profile, and what to watch"), show },
  { "explain", N_ ("MOVIE"), N_ ("why a film stands where it stands"), explain },
  { "save", N_ ("FILE"), N_ ("write the profile"), save },
  { "load", N_ ("FILE"), N_ ("read a profile"), load },
  { "help", "", N_ ("this list"), help },
  { "quit", "", N_ ("leave"), quit },
};

static gboolean
help (Prompt *self, char *argument, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const char *arguments = *commands[i].arguments != '\0' ? _ (commands[i].arguments) : "";
      g_autofree char *usage = g_strdup_printf ("%s %s", commands[i].name, arguments);

      print ("  %-20s  %s\n", usage, *commands[i].summary != '\0' ? _ (commands[i].summary) : "");
    }

  return TRUE;
}

static const Command *
find_command (const char *word, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strlen (commands[i].name) == length && g_ascii_strncasecmp (commands[i].name, word, length) == 0)
      return &commands[i];

  if (length == 1 && *word == '?')
    return find_command ("help", 4);
  if (length == 4 && g_ascii_strncasecmp ("exit", word, length) == 0)
    return find_command ("quit", 4);

  return NULL;
}

static gboolean
obey (Prompt *self, char *line, GError **error)
{
  gsize length = strcspn (line, " \t");
  const Command *command = find_command (line, length);
  char *argument = command != NULL ? g_strstrip (line + length) : line;
  gboolean takes_none;

  if (command == NULL)
    return search (self, line, error);

  takes_none = *command->arguments == '\0';
  /* "Quit Smoking" and "Help!" are titles. */
  if (takes_none && *argument != '\0')
    return search (self, line, error);

  if (!takes_none && *command->arguments != '[' && *argument == '\0')
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("what is missing: %s %s"), command->name,
                   _ (command->arguments));
      return FALSE;
    }

  return command->run (self, argument, error);
}

/* Returns whether the line was understood and done. */
static gboolean
take_line (Prompt *self, char *line, gsize length)
{
  g_autoptr (GError) error = NULL;
  gboolean is_text = g_utf8_validate (line, (gssize) length, NULL);

  g_strstrip (line);
  if (is_text && *line == '\0')
    return TRUE;

  /* NUL bytes are not valid either. */
  if (!is_text)
    {
      mtn_cli_complain (_ ("this line is not UTF-8"));
      return FALSE;
    }

  if (!obey (self, line, &error))
    {
      mtn_cli_complain ("%s", error->message);
      return FALSE;
    }

  return TRUE;
}

int
mtn_cli_interactive (MtnCliSession *session, MtnProfile *profile, const MtnQuery *query)
{
  Prompt prompt = { .session = session, .query = *query };
  g_autoptr (MtnCliLines) lines = mtn_cli_lines_new (STDIN_FILENO, MAX_LINE);
  g_autoptr (GError) error = NULL;
  gboolean is_terminal = mtn_cli_is_terminal ();
  gboolean all_done = TRUE;

  prompt.profile = mtn_profile_copy (profile);
  if (is_terminal)
    print (_ ("Name films that you love, then “show”. “help” lists the commands.\n"));

  while (!prompt.done)
    {
      char *line;
      gsize length;
      MtnCliLine kind;

      if (is_terminal)
        print ("> ");
      kind = mtn_cli_lines_next (lines, &line, &length, &error);
      if (kind == MTN_CLI_LINE_READ)
        all_done &= take_line (&prompt, line, length);
      else if (kind == MTN_CLI_LINE_TOO_LONG)
        {
          mtn_cli_complain (_ ("this line is too long"));
          all_done = FALSE;
        }
      else
        break;
      if (!mtn_cli_write ("", 0))
        break;
    }

  if (is_terminal && !prompt.done)
    print ("\n");
  mtn_profile_free (prompt.profile);
  if (error != NULL)
    return mtn_cli_fail (error);

  /* A script wants to know; a person has seen it. */
  return all_done || is_terminal ? MTN_CLI_DONE : MTN_CLI_FAILED;
}
