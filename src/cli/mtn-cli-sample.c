/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-sample.h"

#include <glib/gi18n.h>

#include "mtn-cli-io.h"
#include "mtn-cli-output.h"
#include "mtn-cli-profile.h"

#define N_PICKS 2

/* The most rated films that share no genre, so that the sample shows more than one taste. */
static MtnProfile *
make_profile (MtnCatalog *catalog)
{
  MtnProfile *profile = mtn_profile_new ();
  guint32 genres = 0;

  for (guint n = 0; n < N_PICKS; n++)
    {
      const MtnMovie *best = NULL;

      for (guint i = 0; i < mtn_catalog_get_n_movies (catalog); i++)
        {
          const MtnMovie *movie = mtn_catalog_get_movie (catalog, i);

          if (!movie->placeholder && movie->twin == i && (movie->genres & genres) == 0 &&
              (best == NULL || movie->n_ratings > best->n_ratings))
            best = movie;
        }
      if (best == NULL)
        break;
      genres |= best->genres;
      mtn_profile_set_pick (profile, best->id, 0);
    }

  return profile;
}

int
mtn_cli_sample (const char *model_path)
{
  MtnCliCommon common = MTN_CLI_COMMON_INIT;
  MtnQuery query = MTN_QUERY_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnCliSession) session = NULL;
  g_autoptr (MtnProfile) profile = NULL;
  g_autoptr (MtnRecommendations) list = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *description = NULL;

  common.verbose = FALSE;
  query.n_reasons = MTN_CLI_TEXT_REASONS;
  session = mtn_cli_session_open (model_path, NULL, &common, &error);
  if (session == NULL)
    return mtn_cli_fail (error);

  profile = make_profile (session->catalog);
  description = mtn_cli_profile_describe (profile, session);
  list = mtn_recommender_recommend (session->recommender, profile, &query, &error);
  if (list == NULL)
    return mtn_cli_fail (error);

  g_string_append_printf (out, _ ("A sample, for somebody who loves %s:\n"),
                          description != NULL ? description : _ ("films"));
  mtn_cli_output_text (out, session, profile, list);
  mtn_cli_write (out->str, (gssize) out->len);
  mtn_cli_say (_ ("To ask for your own: matinee recommend -f \"Star Wars\" \"Empire Strikes Back\"\n"
                  "At a prompt: matinee recommend -i; all there is: matinee --help"));

  return MTN_CLI_DONE;
}
