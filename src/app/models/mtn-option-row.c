/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-option-row.h"

#include <glib/gi18n.h>

#include "mtn-choice.h"
#include "mtn-wrapping.h"

#define ENTRY_CHARS 10
#define LIST_CHARS 16

struct _MtnOptionRow
{
  AdwActionRow parent_instance;

  char *key;
  const char *const *words;
  GtkWidget *control; /* GtkDropDown, GtkSwitch, GtkSpinButton or GtkEntry */
};

G_DEFINE_FINAL_TYPE (MtnOptionRow, mtn_option_row, ADW_TYPE_ACTION_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
mtn_option_row_finalize (GObject *object)
{
  g_free (MTN_OPTION_ROW (object)->key);

  G_OBJECT_CLASS (mtn_option_row_parent_class)->finalize (object);
}

static void
mtn_option_row_class_init (MtnOptionRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mtn_option_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
mtn_option_row_init (MtnOptionRow *self)
{
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
  mtn_wrapping_ease (GTK_WIDGET (self));
}

static void
changed_cb (MtnOptionRow *self)
{
  mtn_option_row_set_wrong (self, FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
make_control (MtnOptionRow *self, const MtnNetworkOption *option, const char *title, const char *const *words)
{
  GtkWidget *control;

  switch (option->type)
    {
    case MTN_NETWORK_OPTION_WORD:
      control =
          gtk_drop_down_new_from_strings ((const char *const *) (words != NULL ? words : option->words));
      mtn_choice_set_up (control, title, NULL);
      g_signal_connect_swapped (control, "notify::selected", G_CALLBACK (changed_cb), self);
      break;

    case MTN_NETWORK_OPTION_SWITCH:
      control = gtk_switch_new ();
      g_signal_connect_swapped (control, "notify::active", G_CALLBACK (changed_cb), self);
      break;

    case MTN_NETWORK_OPTION_WHOLE:
      control = gtk_spin_button_new_with_range (option->min, option->max, 1);
      gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (control), TRUE);
      gtk_editable_set_width_chars (GTK_EDITABLE (control), 5);
      g_signal_connect_swapped (control, "value-changed", G_CALLBACK (changed_cb), self);
      break;

    case MTN_NETWORK_OPTION_NUMBER:
    case MTN_NETWORK_OPTION_LIST:
    default:
      control = gtk_entry_new ();
      gtk_editable_set_width_chars (GTK_EDITABLE (control),
                                    option->type == MTN_NETWORK_OPTION_LIST ? LIST_CHARS : ENTRY_CHARS);
      gtk_editable_set_max_width_chars (GTK_EDITABLE (control), LIST_CHARS);
      gtk_entry_set_activates_default (GTK_ENTRY (control), TRUE);
      g_signal_connect_swapped (control, "changed", G_CALLBACK (changed_cb), self);
    }

  return control;
}

GtkWidget *
mtn_option_row_new (const MtnNetworkOption *option, const char *title, const char *const *words)
{
  MtnOptionRow *self = g_object_new (MTN_TYPE_OPTION_ROW, "title", title, NULL);
  g_autofree char *help = g_markup_escape_text (option->help, -1);

  self->key = g_strdup (option->key);
  self->words = option->words;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), help);
  self->control = make_control (self, option, title, words);
  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  /* The row names it. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  option->help, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), self->control);

  return GTK_WIDGET (self);
}

const char *
mtn_option_row_get_key (MtnOptionRow *self)
{
  g_return_val_if_fail (MTN_IS_OPTION_ROW (self), NULL);

  return self->key;
}

char *
mtn_option_row_dup_text (MtnOptionRow *self)
{
  g_return_val_if_fail (MTN_IS_OPTION_ROW (self), NULL);

  if (GTK_IS_DROP_DOWN (self->control))
    return g_strdup (self->words[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->control))]);
  if (GTK_IS_SWITCH (self->control))
    return g_strdup (gtk_switch_get_active (GTK_SWITCH (self->control)) ? "true" : "false");
  if (GTK_IS_SPIN_BUTTON (self->control))
    return g_strdup_printf ("%.0f", gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->control)));

  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->control))));
}

void
mtn_option_row_set_text (MtnOptionRow *self, const char *text)
{
  g_return_if_fail (MTN_IS_OPTION_ROW (self));

  if (GTK_IS_DROP_DOWN (self->control))
    {
      for (guint i = 0; self->words[i] != NULL; i++)
        if (g_str_equal (self->words[i], text))
          gtk_drop_down_set_selected (GTK_DROP_DOWN (self->control), i);
    }
  else if (GTK_IS_SWITCH (self->control))
    gtk_switch_set_active (GTK_SWITCH (self->control), g_str_equal (text, "true"));
  else if (GTK_IS_SPIN_BUTTON (self->control))
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->control), g_ascii_strtod (text, NULL));
  else
    gtk_editable_set_text (GTK_EDITABLE (self->control), text);
}

void
mtn_option_row_set_wrong (MtnOptionRow *self, gboolean is_wrong)
{
  g_return_if_fail (MTN_IS_OPTION_ROW (self));

  if (is_wrong)
    {
      gtk_widget_add_css_class (self->control, "error");
      gtk_widget_grab_focus (self->control);
    }
  else
    gtk_widget_remove_css_class (self->control, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}
