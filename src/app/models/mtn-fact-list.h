/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * MtnFactList:
 *
 * A group of rows, each with a title, a text below and a value at the side. Rows are kept and get other texts; they
 * are made at a pace that leaves every frame its time.
 */
#define MTN_TYPE_FACT_LIST (mtn_fact_list_get_type ())
G_DECLARE_FINAL_TYPE (MtnFactList, mtn_fact_list, MTN, FACT_LIST, AdwPreferencesGroup)

/* What is to be shown is told anew: begin, add …, end. */
void mtn_fact_list_begin (MtnFactList *self);
/* @subtitle, @value: (nullable). */
void mtn_fact_list_add   (MtnFactList *self,
                          const char  *title,
                          const char  *subtitle,
                          const char  *value);
/* The one added last is not to be trusted: shown as a warning. */
void mtn_fact_list_warn  (MtnFactList *self);
void mtn_fact_list_end   (MtnFactList *self);

G_END_DECLS
