/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

#include "mtn-vocabulary.h"

G_BEGIN_DECLS

/**
 * What data sets call things, in the words of the person's language. A name
 * that is not known comes back as it is, so a new data set shows its own words.
 */

/* "Sci-Fi", "Children’s". */
const char *mtn_genre_get_label      (const char *name);
/* FALSE for what data sets write where there is none: "unknown", "(no genres listed)". */
gboolean    mtn_genre_is_real        (const char *name);
/* "M" → "Male". */
const char *mtn_gender_get_label     (const char *code);
/* "scientist" → "Scientist"; unknown names get a capital. */
char       *mtn_occupation_dup_label (const char *name); /* (transfer full) */

G_END_DECLS
