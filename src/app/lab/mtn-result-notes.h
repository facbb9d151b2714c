/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a person says of a result. */
typedef enum
{
  MTN_NOTE_REMOVED, /* taken off the list */
  MTN_NOTE_PINNED,
  MTN_NOTE_NAME,
  MTN_NOTE_COLOR, /* of a name, not of an id: "KIND NAME", escaped */
  MTN_N_NOTES,
} MtnNote;

/**
 * MtnResultNotes:
 *
 * Notes by the ids of results, of those too that are not there now. An id holds no tab; a name
 * may.
 */
typedef struct
{
  GHashTable *texts[MTN_N_NOTES]; /* id → text */
} MtnResultNotes;

void        mtn_result_notes_init   (MtnResultNotes       *self);
void        mtn_result_notes_clear  (MtnResultNotes       *self);
/* (nullable): NULL where there is none */
const char *mtn_result_notes_get    (const MtnResultNotes *self,
                                     MtnNote               note,
                                     const char           *id);
/* @text: NULL: no longer. Returns: whether it was another one */
gboolean    mtn_result_notes_set    (MtnResultNotes       *self,
                                     MtnNote               note,
                                     const char           *id,
                                     const char           *text);
/* Takes back what is said of all whose id begins so. Returns: whether something was */
gboolean    mtn_result_notes_forget (MtnResultNotes       *self,
                                     MtnNote               note,
                                     const char           *start);

/* Lines for settings, sorted: word, id, text, with tabs between; what is no such line says nothing. */
GStrv       mtn_result_notes_to_strv (const MtnResultNotes *self);
/* Returns: whether something was new */
gboolean    mtn_result_notes_take   (MtnResultNotes       *self,
                                     const char * const   *lines);

G_END_DECLS
