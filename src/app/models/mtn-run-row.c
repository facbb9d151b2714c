/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-run-row.h"

#include <glib/gi18n.h>

#include "mtn-run-text.h"

struct _MtnRunRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title;
  GtkLabel *status;
  GtkProgressBar *bar;
  GtkButton *tune_button;
  GtkButton *pause_button;
  GtkButton *remove_button;

  MtnRun *run;

  /* What the screen reader was told of. */
  MtnRunState state;
  guint n_epochs;
  char *message;
};

G_DEFINE_FINAL_TYPE (MtnRunRow, mtn_run_row, GTK_TYPE_LIST_BOX_ROW)

static void
mtn_run_row_finalize (GObject *object)
{
  g_clear_pointer (&MTN_RUN_ROW (object)->message, g_free);

  G_OBJECT_CLASS (mtn_run_row_parent_class)->finalize (object);
}

static void
mtn_run_row_dispose (GObject *object)
{
  MtnRunRow *self = MTN_RUN_ROW (object);

  g_clear_object (&self->run);
  gtk_widget_dispose_template (GTK_WIDGET (self), MTN_TYPE_RUN_ROW);

  G_OBJECT_CLASS (mtn_run_row_parent_class)->dispose (object);
}

static void
mtn_run_row_class_init (MtnRunRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mtn_run_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = mtn_run_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-run-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnRunRow, title);
  gtk_widget_class_bind_template_child (widget_class, MtnRunRow, status);
  gtk_widget_class_bind_template_child (widget_class, MtnRunRow, bar);
  gtk_widget_class_bind_template_child (widget_class, MtnRunRow, tune_button);
  gtk_widget_class_bind_template_child (widget_class, MtnRunRow, pause_button);
  gtk_widget_class_bind_template_child (widget_class, MtnRunRow, remove_button);
}

static void
mtn_run_row_init (MtnRunRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_button (GtkButton *button, const char *icon, const char *label)
{
  if (g_strcmp0 (gtk_button_get_icon_name (button), icon) == 0 &&
      g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (button)), label) == 0)
    return;

  gtk_button_set_icon_name (button, icon);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* A run that begins anew where it is stopped loses what it has done: to let it do so is called restarting. */
static void
update_buttons (MtnRunRow *self)
{
  MtnRunState state = mtn_run_get_state (self->run);
  const MtnRunSpec *spec = mtn_run_get_spec (self->run);
  gboolean is_active = state == MTN_RUN_QUEUED || state == MTN_RUN_RUNNING;
  gboolean can_go_on = state == MTN_RUN_PAUSED || state == MTN_RUN_INTERRUPTED || state == MTN_RUN_FAILED;

  gtk_widget_set_visible (GTK_WIDGET (self->pause_button), is_active || can_go_on);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), state == MTN_RUN_RUNNING || state == MTN_RUN_PAUSED ||
                                                      state == MTN_RUN_INTERRUPTED);
  gtk_widget_set_visible (GTK_WIDGET (self->tune_button),
                          state == MTN_RUN_FINISHED && spec->kind == MTN_RUN_GRID);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->pause_button),
                                  is_active ? "win.run-pause" : "win.run-resume");
  if (is_active && (mtn_run_spec_has_epochs (spec) || state == MTN_RUN_QUEUED))
    set_button (self->pause_button, "media-playback-pause-symbolic", _ ("Pause"));
  else if (is_active)
    set_button (self->pause_button, "media-playback-pause-symbolic", _ ("Stop; It Begins Anew"));
  else if (!mtn_run_spec_has_epochs (spec) && state != MTN_RUN_FAILED)
    set_button (self->pause_button, "view-refresh-symbolic", _ ("Begin Anew"));
  else if (state == MTN_RUN_FAILED)
    set_button (self->pause_button, "view-refresh-symbolic", _ ("Try Again"));
  else
    set_button (self->pause_button, "media-playback-start-symbolic", _ ("Resume"));

  if (state == MTN_RUN_FINISHED)
    set_button (self->remove_button, "window-close-symbolic", _ ("Take Off the List"));
  else
    set_button (self->remove_button, "media-playback-stop-symbolic", _ ("Cancel the Training"));
}

static guint
count_epochs (MtnRun *run)
{
  GPtrArray *curves = mtn_run_get_curves (run);
  guint n = 0;

  for (guint i = 0; i < curves->len; i++)
    n += ((const MtnRunCurve *) g_ptr_array_index (curves, i))->epochs->len;

  return n;
}

/* Ten times a second would be too much to listen to: a new state, a new epoch and, before the first, a new
 * step are worth a word. */
static void
tell (MtnRunRow *self, const char *status)
{
  MtnRunState state = mtn_run_get_state (self->run);
  guint n_epochs = count_epochs (self->run);
  gboolean counts = mtn_run_get_progress (self->run)->n_epochs > 0;
  /* While epochs are counted, it says how fast they go. */
  const char *message = counts ? NULL : mtn_run_get_message (self->run);

  if (state == MTN_RUN_RUNNING && state == self->state && n_epochs == self->n_epochs &&
      g_strcmp0 (message, self->message) == 0)
    return;

  self->state = state;
  self->n_epochs = n_epochs;
  g_free (self->message);
  self->message = g_strdup (message);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, status, -1);
}

static void
changed_cb (MtnRunRow *self)
{
  MtnRunState state = mtn_run_get_state (self->run);
  double fraction = mtn_run_get_fraction (self->run);
  g_autofree char *status = mtn_run_text_dup_status (self->run);

  gtk_label_set_label (self->status, status);
  gtk_progress_bar_set_fraction (self->bar, CLAMP (fraction, 0, 1));
  update_buttons (self);
  if (state == MTN_RUN_FAILED)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), "error");

  tell (self, status);
}

GtkWidget *
mtn_run_row_new (MtnRun *run)
{
  MtnRunRow *self = g_object_new (MTN_TYPE_RUN_ROW, NULL);
  g_autofree char *id = mtn_run_dup_id (run);
  GVariant *target = g_variant_ref_sink (g_variant_new_string (id));

  self->run = g_object_ref (run);
  gtk_label_set_label (self->title, mtn_run_get_name (run));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  mtn_run_get_name (run), -1);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->pause_button), target);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->remove_button), target);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->tune_button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remove_button), "win.run-remove");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->tune_button), "win.run-tune");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.run-show");
  g_variant_unref (target);
  g_signal_connect_object (run, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);

  return GTK_WIDGET (self);
}

MtnRun *
mtn_run_row_get_run (MtnRunRow *self)
{
  g_return_val_if_fail (MTN_IS_RUN_ROW (self), NULL);

  return self->run;
}
