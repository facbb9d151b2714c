/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-app-state.h"

G_BEGIN_DECLS

typedef enum
{
  MTN_ATTRIBUTE_AGE,
  MTN_ATTRIBUTE_GENDER,
  MTN_ATTRIBUTE_OCCUPATION,
} MtnAttribute;

/* "Age", for people. */
const char *mtn_attribute_get_title      (MtnAttribute  attribute);

/**
 * mtn_attribute_bind:
 * @chooser: a GtkDropDown or an AdwComboRow
 *
 * Lets the person say one of the three things about themselves, in the words
 * of the loaded model. The first choice is "Not Said". Follows and changes the
 * property of @state; hidden when the model knows nothing about the attribute.
 */
void        mtn_attribute_bind           (MtnAttribute  attribute,
                                          MtnAppState  *state,
                                          GtkWidget    *chooser);

/* Short buttons for a drop-down ("Age", "Age: 25–34"), and a list with a check mark. */
void        mtn_attribute_style_dropdown (MtnAttribute  attribute,
                                          GtkDropDown  *dropdown);

G_END_DECLS
