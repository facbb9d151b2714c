/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-place.h"

G_BEGIN_DECLS

/**
 * MtnErased:
 * @counts: of each place; nothing of the settings, which are not erased here
 * @others: what else was in the program's folders
 * @failure: (nullable): why something is still there
 *
 * What is gone.
 */
typedef struct
{
  MtnTreeCount  counts[MTN_N_PLACES];
  MtnTreeCount  others;
  char         *failure;
} MtnErased;

/* What there is, so that it can be said later what is gone. Not in the window's thread. (transfer full) */
MtnErased *mtn_erased_new      (void);
/* Links that stand for the program's own folders, so that nothing that still writes or deletes gets to what they lead to. */
void       mtn_erase_links     (void);
/**
 * mtn_erase_files:
 * @self: from mtn_erased_new(); says what is gone afterwards
 *
 * Erases the program's own folders, and nothing outside: a link goes, what it leads to stays. Nothing may be at work in
 * them. Not in the window's thread.
 */
void       mtn_erase_files     (MtnErased       *self);
/* For people: a line for each place in which something was. (transfer full) */
char      *mtn_erased_dup_text (const MtnErased *self);
void       mtn_erased_free     (MtnErased       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnErased, mtn_erased_free)

G_END_DECLS
