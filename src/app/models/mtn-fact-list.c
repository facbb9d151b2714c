/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-fact-list.h"

#include "mtn-pace.h"

#define WARNING_CLASS "leaks"

typedef struct
{
  char *title;
  char *subtitle;
  char *value;
  gboolean is_warning;
} Fact;

static void
fact_free (gpointer data)
{
  Fact *self = data;

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->value);
  g_free (self);
}

typedef struct
{
  GtkWidget *widget;
  GtkLabel *value;
} Row;

struct _MtnFactList
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *facts;
  GArray *rows;  /* (element-type Row): borrowed from the group; at least as many as were ever shown */
  guint n_shown; /* that say what they are to say */
  guint pace;
};

G_DEFINE_FINAL_TYPE (MtnFactList, mtn_fact_list, ADW_TYPE_PREFERENCES_GROUP)

static void
mtn_fact_list_dispose (GObject *object)
{
  MtnFactList *self = MTN_FACT_LIST (object);

  mtn_pace_stop (GTK_WIDGET (self), &self->pace);

  G_OBJECT_CLASS (mtn_fact_list_parent_class)->dispose (object);
}

static void
mtn_fact_list_finalize (GObject *object)
{
  MtnFactList *self = MTN_FACT_LIST (object);

  g_ptr_array_unref (self->facts);
  g_array_unref (self->rows);

  G_OBJECT_CLASS (mtn_fact_list_parent_class)->finalize (object);
}

static void
mtn_fact_list_class_init (MtnFactListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mtn_fact_list_dispose;
  object_class->finalize = mtn_fact_list_finalize;
}

static void
mtn_fact_list_init (MtnFactList *self)
{
  self->facts = g_ptr_array_new_with_free_func (fact_free);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
}

static void
make_row (MtnFactList *self)
{
  GtkWidget *label = gtk_label_new (NULL);
  Row row = { adw_action_row_new (), GTK_LABEL (label) };

  gtk_label_set_wrap (row.value, TRUE);
  gtk_label_set_wrap_mode (row.value, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (row.value, GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (row.value, 1);
  gtk_label_set_justify (row.value, GTK_JUSTIFY_RIGHT);
  gtk_label_set_selectable (row.value, TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row.widget), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row.widget), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row.widget), label);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row.widget);
  g_array_append_val (self->rows, row);
}

static gboolean
step_cb (gpointer user_data)
{
  MtnFactList *self = user_data;
  const Fact *fact = self->n_shown < self->facts->len ? g_ptr_array_index (self->facts, self->n_shown) : NULL;
  Row *row;

  if (fact == NULL)
    {
      self->pace = 0;
      return FALSE;
    }

  if (self->n_shown == self->rows->len)
    make_row (self);
  row = &g_array_index (self->rows, Row, self->n_shown++);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->widget), fact->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row->widget), fact->subtitle != NULL ? fact->subtitle : "");
  gtk_label_set_label (row->value, fact->value != NULL ? fact->value : "");
  gtk_widget_set_visible (GTK_WIDGET (row->value), fact->value != NULL);
  if (fact->is_warning)
    gtk_widget_add_css_class (row->widget, WARNING_CLASS);
  else
    gtk_widget_remove_css_class (row->widget, WARNING_CLASS);
  gtk_widget_set_visible (row->widget, TRUE);

  return TRUE;
}

void
mtn_fact_list_begin (MtnFactList *self)
{
  g_return_if_fail (MTN_IS_FACT_LIST (self));

  mtn_pace_stop (GTK_WIDGET (self), &self->pace);
  g_ptr_array_set_size (self->facts, 0);
}

void
mtn_fact_list_add (MtnFactList *self, const char *title, const char *subtitle, const char *value)
{
  Fact *fact;

  g_return_if_fail (MTN_IS_FACT_LIST (self));
  g_return_if_fail (title != NULL);

  fact = g_new0 (Fact, 1);
  fact->title = g_strdup (title);
  fact->subtitle = g_strdup (subtitle);
  fact->value = g_strdup (value);
  g_ptr_array_add (self->facts, fact);
}

void
mtn_fact_list_warn (MtnFactList *self)
{
  g_return_if_fail (MTN_IS_FACT_LIST (self) && self->facts->len > 0);

  ((Fact *) g_ptr_array_index (self->facts, self->facts->len - 1))->is_warning = TRUE;
}

void
mtn_fact_list_end (MtnFactList *self)
{
  g_return_if_fail (MTN_IS_FACT_LIST (self));

  for (guint i = self->facts->len; i < self->rows->len; i++)
    gtk_widget_set_visible (g_array_index (self->rows, Row, i).widget, FALSE);
  self->n_shown = 0;
  self->pace = mtn_pace_start (GTK_WIDGET (self), step_cb, self);
}
