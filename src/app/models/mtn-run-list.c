/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-run-list.h"

#include "mtn-run-row.h"

struct _MtnRunList
{
  GtkBox parent_instance;

  GtkListBox *list;
  GtkWidget *resume_button;

  MtnRunStore *store;
};

G_DEFINE_FINAL_TYPE (MtnRunList, mtn_run_list, GTK_TYPE_BOX)

static void
mtn_run_list_dispose (GObject *object)
{
  MtnRunList *self = MTN_RUN_LIST (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), MTN_TYPE_RUN_LIST);

  G_OBJECT_CLASS (mtn_run_list_parent_class)->dispose (object);
}

static void
mtn_run_list_class_init (MtnRunListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mtn_run_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-run-list.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnRunList, list);
  gtk_widget_class_bind_template_child (widget_class, MtnRunList, resume_button);
}

static void
mtn_run_list_init (MtnRunList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
update (MtnRunList *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (G_LIST_MODEL (self->store)) > 0);
  gtk_widget_set_visible (self->resume_button, mtn_run_store_get_n_interrupted (self->store) > 1);
}

static GtkWidget *
make_row (gpointer item, gpointer unused)
{
  return mtn_run_row_new (item);
}

void
mtn_run_list_set_store (MtnRunList *self, MtnRunStore *store)
{
  g_return_if_fail (MTN_IS_RUN_LIST (self));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (store), make_row, NULL, NULL);
  g_signal_connect_object (store, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::n-interrupted", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
