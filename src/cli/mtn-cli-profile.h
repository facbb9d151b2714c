/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-cli-session.h"
#include "mtn-profile.h"

G_BEGIN_DECLS

/**
 * MtnCliPerson:
 *
 * The options that say who asks, as typed. Clear with mtn_cli_person_clear().
 */
typedef struct
{
  char  *age;
  char  *gender;
  char  *occupation;
  char **favorites;
  char **ratings;    /* "MOVIE=STARS" */
  char **excluded;
} MtnCliPerson;

void        mtn_cli_person_clear     (MtnCliPerson    *self);

/* Whether anything was said at all. */
gboolean    mtn_cli_person_is_said   (const MtnCliPerson *self);

/* Checks what can be checked without a model: the age, the gender, the stars. */
gboolean    mtn_cli_person_check     (const MtnCliPerson  *self,
                                      GError             **error);

/**
 * mtn_cli_profile_new:
 *
 * Makes the profile, titles resolved and words looked up in the model's vocabulary.
 *
 * Returns: (transfer full): or NULL; everything that can be wrong with it is %MTN_ERROR_USAGE
 */
MtnProfile *mtn_cli_profile_new      (const MtnCliPerson  *person,
                                      MtnCliSession       *session,
                                      GError             **error);

/* One attribute each, as typed. A model that knows no such attribute is told about on stderr and
 * takes it as not said. */
gboolean mtn_cli_profile_set_age        (MtnProfile *profile, const char *text, MtnCliSession *session, GError **error);
gboolean mtn_cli_profile_set_gender     (MtnProfile *profile, const char *text, MtnCliSession *session, GError **error);
gboolean mtn_cli_profile_set_occupation (MtnProfile *profile, const char *text, MtnCliSession *session, GError **error);

/* "MOVIE=STARS" or "MOVIE STARS"; changes @text. Returns the catalogue index, or −1. */
int      mtn_cli_profile_rate        (MtnProfile      *profile,
                                      char            *text,
                                      char             separator,
                                      MtnCliSession   *session,
                                      GError         **error);

/* Puts the attributes of a profile that comes from elsewhere into the model's own words ("18" → "student");
 * %MTN_ERROR_UNKNOWN for words that it does not know. */
gboolean mtn_cli_profile_fit         (MtnProfile          *profile,
                                      MtnCliSession       *session,
                                      GError             **error);

/* "age 24, M, student; loves Star Wars (1977); …", or NULL when nothing is said. */
char    *mtn_cli_profile_describe    (const MtnProfile    *profile,
                                      MtnCliSession       *session);

G_END_DECLS
