/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Everything here follows from the state: show_results() when a new list has
 * come, show_filters() when the filters have changed. A match with a person is
 * only claimed when something is known of the person's taste: with no picks the
 * heading says what the list is instead, and rows show the mean stars. */

#include "mtn-results.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "mtn-filter-popover.h"
#include "mtn-result-filter.h"
#include "mtn-result-list.h"
#include "mtn-wrap-box.h"

struct _MtnResults
{
  GtkBox parent_instance;

  MtnAppState *state;
  GBinding *particular;
  gboolean show_heading;

  GtkWidget *heading;
  GtkLabel *title;
  GtkLabel *model_name;
  GtkWidget *mix;
  GtkScale *scale;
  MtnWrapBox *filter_bar;
  GtkWidget *filter_button;
  MtnFilterPopover *filter_popover;
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkWidget *hint;
  GtkLabel *hint_text;
  MtnResultList *list;
  GtkWidget *more;
  GtkLabel *honesty;
  AdwStatusPage *nothing;
  GtkWidget *clear;
};

enum
{
  PROP_0,
  PROP_STATE,
  PROP_SHOW_HEADING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MtnResults, mtn_results, GTK_TYPE_BOX)

static GtkWidget *
chip_new (const MtnResultFilter *filter)
{
  GtkWidget *chip = g_object_new (GTK_TYPE_BOX, "css-name", "chip", NULL);
  GtkWidget *label = gtk_label_new (filter->label);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Remove Filter “%s”"), filter->label);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (chip), label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (chip), button);

  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  return chip;
}

typedef struct
{
  MtnResultFilterKind kind;
  guint32 genres;
  MtnAppState *state;
} Removal;

static void
removal_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
remove_clicked_cb (GtkButton *button, Removal *removal)
{
  mtn_result_filter_remove (&(MtnResultFilter){ .kind = removal->kind, .genres = removal->genres },
                            removal->state);
}

static void
show_filters (MtnResults *self)
{
  g_autoptr (GPtrArray) filters = mtn_result_filters_list (self->state);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus = FALSE;
  GtkWidget *chip;

  while ((chip = gtk_widget_get_next_sibling (self->filter_button)) != NULL)
    {
      had_focus |= focus != NULL && gtk_widget_is_ancestor (focus, chip);
      mtn_wrap_box_remove (self->filter_bar, chip);
    }
  for (guint i = 0; i < filters->len; i++)
    {
      const MtnResultFilter *filter = g_ptr_array_index (filters, i);
      Removal *removal = g_new (Removal, 1);

      *removal = (Removal){ filter->kind, filter->genres, self->state };
      chip = chip_new (filter);
      g_signal_connect_data (gtk_widget_get_last_child (chip), "clicked", G_CALLBACK (remove_clicked_cb),
                             removal, removal_free, 0);
      mtn_wrap_box_append (self->filter_bar, chip);
    }
  if (had_focus)
    gtk_widget_grab_focus (self->filter_button);
}

static gboolean
something_said (MtnAppState *state)
{
  int age, gender, occupation;

  g_object_get (state, "age", &age, "gender", &gender, "occupation", &occupation, NULL);
  return age != MTN_NOT_SAID || gender != MTN_NOT_SAID || occupation != MTN_NOT_SAID;
}

static void
show_title (MtnResults *self, gboolean picked, gboolean said)
{
  const char *title, *hint;

  if (picked)
    title = _ ("For You");
  else if (said)
    title = _ ("Popular With People Like You");
  else
    title = _ ("Popular Films");
  gtk_label_set_label (self->title, title);

  hint = said ? _ ("Three are enough to begin. Until then, here is what people like you loved.")
              : _ ("Three are enough to begin. Until then, here is what most people loved.");
  gtk_label_set_label (self->hint_text, hint);
  gtk_widget_set_visible (self->hint, !picked);
  gtk_widget_set_sensitive (self->mix, picked);
}

static void
show_nothing (MtnResults *self)
{
  g_autoptr (GPtrArray) filters = mtn_result_filters_list (self->state);
  g_autofree char *blame = mtn_result_filters_dup_blame (filters);
  g_autofree char *escaped = g_markup_escape_text (blame, -1);

  adw_status_page_set_description (self->nothing, escaped);
  gtk_widget_set_visible (self->clear, filters->len > 0);
  gtk_stack_set_visible_child_name (self->stack, "nothing");
}

static void
show_results (MtnResults *self)
{
  guint n_picks;
  gboolean has_more;

  if (mtn_app_state_get_status (self->state) != MTN_STATUS_READY)
    return;

  g_object_get (self->state, "n-picks", &n_picks, "has-more", &has_more, NULL);
  show_title (self, n_picks > 0, something_said (self->state));
  mtn_result_list_show (self->list, self->state, n_picks > 0);
  gtk_widget_set_visible (self->more, has_more);

  if (g_list_model_get_n_items (mtn_app_state_get_results (self->state)) == 0)
    show_nothing (self);
  else
    gtk_stack_set_visible_child_name (self->stack, "list");
}

static void
show_honesty (MtnResults *self, MtnCatalog *catalog)
{
  g_autofree char *text = NULL;
  int last = 0;

  for (guint i = 0; i < mtn_catalog_get_n_movies (catalog); i++)
    last = MAX (last, mtn_catalog_get_movie (catalog, i)->year);

  if (last > 0)
    /* Translators: %d is a year */
    text = g_strdup_printf (_ ("This model knows films up to %d: newer ones are unknown to it."), last);
  gtk_label_set_label (self->honesty, text != NULL ? text : "");
}

static void
status_changed_cb (MtnResults *self)
{
  MtnCatalog *catalog = mtn_app_state_get_catalog (self->state);
  g_autofree char *model_name = NULL;

  g_object_get (self->state, "model-name", &model_name, NULL);
  gtk_label_set_label (self->model_name, model_name != NULL ? model_name : "");
  if (catalog != NULL)
    show_honesty (self, catalog);
  show_filters (self);
}

static void
filters_changed_cb (MtnResults *self)
{
  show_filters (self);
}

static void
results_changed_cb (MtnResults *self)
{
  show_results (self);
}

static void
more_clicked_cb (MtnResults *self)
{
  if (self->state != NULL)
    mtn_app_state_show_more (self->state);
}

static void
clear_clicked_cb (MtnResults *self)
{
  if (self->state != NULL)
    mtn_app_state_clear_filters (self->state);
}

static void
mtn_results_dispose (GObject *object)
{
  MtnResults *self = MTN_RESULTS (object);

  mtn_results_set_state (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), MTN_TYPE_RESULTS);

  G_OBJECT_CLASS (mtn_results_parent_class)->dispose (object);
}

static void
mtn_results_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MtnResults *self = MTN_RESULTS (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_object (value, self->state);
      break;
    case PROP_SHOW_HEADING:
      g_value_set_boolean (value, self->show_heading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_results_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MtnResults *self = MTN_RESULTS (object);

  switch (prop_id)
    {
    case PROP_STATE:
      mtn_results_set_state (self, g_value_get_object (value));
      break;
    case PROP_SHOW_HEADING:
      mtn_results_set_show_heading (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_results_class_init (MtnResultsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = mtn_results_dispose;
  object_class->get_property = mtn_results_get_property;
  object_class->set_property = mtn_results_set_property;

  properties[PROP_STATE] = g_param_spec_object ("state", NULL, NULL, MTN_TYPE_APP_STATE, flags);
  properties[PROP_SHOW_HEADING] = g_param_spec_boolean ("show-heading", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (MTN_TYPE_WRAP_BOX);
  g_type_ensure (MTN_TYPE_FILTER_POPOVER);
  g_type_ensure (MTN_TYPE_RESULT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-results.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnResults, heading);
  gtk_widget_class_bind_template_child (widget_class, MtnResults, title);
  gtk_widget_class_bind_template_child (widget_class, MtnResults, model_name);
  gtk_widget_class_bind_template_child (widget_class, MtnResults, mix);
  gtk_widget_class_bind_template_child (widget_class, MtnResults, scale);
  gtk_widget_class_bind_template_child (widget_class, MtnResults, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, MtnResults, filter_button);
  gtk_widget_class_bind_template_child (widget_class, MtnResults, filter_popover);
  gtk_widget_class_bind_template_child (widget_class, MtnResults, stack);
  gtk_widget_class_bind_template_child (widget_class, MtnResults, scrolled);
  gtk_widget_class_bind_template_child (widget_class, MtnResults, hint);
  gtk_widget_class_bind_template_child (widget_class, MtnResults, hint_text);
  gtk_widget_class_bind_template_child (widget_class, MtnResults, list);
  gtk_widget_class_bind_template_child (widget_class, MtnResults, more);
  gtk_widget_class_bind_template_child (widget_class, MtnResults, honesty);
  gtk_widget_class_bind_template_child (widget_class, MtnResults, nothing);
  gtk_widget_class_bind_template_child (widget_class, MtnResults, clear);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
}

static void
mtn_results_init (MtnResults *self)
{
  self->show_heading = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

MtnAppState *
mtn_results_get_state (MtnResults *self)
{
  g_return_val_if_fail (MTN_IS_RESULTS (self), NULL);

  return self->state;
}

void
mtn_results_set_state (MtnResults *self, MtnAppState *state)
{
  static const char *const filters[] = { "notify::genres-only", "notify::genres-never", "notify::year-from",
                                         "notify::year-to" };

  g_return_if_fail (MTN_IS_RESULTS (self));
  g_return_if_fail (state == NULL || MTN_IS_APP_STATE (state));

  if (self->state == state)
    return;

  g_clear_pointer (&self->particular, g_binding_unbind);
  if (self->state != NULL)
    g_signal_handlers_disconnect_by_data (self->state, self);
  g_set_object (&self->state, state);
  if (self->filter_popover != NULL)
    mtn_filter_popover_set_state (self->filter_popover, state);

  if (state != NULL)
    {
      self->particular =
          g_object_bind_property (state, "particular", gtk_range_get_adjustment (GTK_RANGE (self->scale)),
                                  "value", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
      g_signal_connect_swapped (state, "notify::status", G_CALLBACK (status_changed_cb), self);
      g_signal_connect_swapped (state, "results-changed", G_CALLBACK (results_changed_cb), self);
      for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
        g_signal_connect_swapped (state, filters[i], G_CALLBACK (filters_changed_cb), self);
      status_changed_cb (self);
      show_results (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

gboolean
mtn_results_get_show_heading (MtnResults *self)
{
  g_return_val_if_fail (MTN_IS_RESULTS (self), FALSE);

  return self->show_heading;
}

void
mtn_results_set_show_heading (MtnResults *self, gboolean show_heading)
{
  g_return_if_fail (MTN_IS_RESULTS (self));

  show_heading = !!show_heading;
  if (self->show_heading == show_heading)
    return;

  self->show_heading = show_heading;
  gtk_widget_set_visible (self->heading, show_heading);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_HEADING]);
}
