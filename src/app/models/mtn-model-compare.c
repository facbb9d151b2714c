/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-model-compare.h"

#include <glib/gi18n.h>

#include "mtn-list-comparison.h"
#include "mtn-model-parameters.h"
#include "mtn-pace.h"
#include "mtn-session.h"
#include "mtn-wrap-box.h"

#define N_FILMS 20
#define TITLE_CHARS 14

struct _MtnModelCompare
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *overlap;
  MtnWrapBox *actions;
  AdwPreferencesGroup *test_group;
  GtkLabel *words;
  GtkFlowBox *lists;
  AdwPreferencesGroup *parameters;
  GtkCheckButton *only_differences;
  GPtrArray *rows; /* (element-type GtkWidget): of the parameters, borrowed */

  MtnAppState *state;
  MtnModelItem *items[2];        /* (nullable) */
  MtnSession *sessions[2];       /* (nullable): being opened */
  MtnRecommendations *found[2];  /* (nullable): for the profile as it is */
  MtnListComparison *comparison; /* (nullable): of these */
  GtkListBox *places[2];         /* borrowed, while there is a comparison */
  guint n_places;                /* rows that they have */
  guint places_pace;
  guint n_parameters; /* looked at */
  guint parameters_pace;
  GPtrArray *compared;       /* (nullable) (element-type MtnModelParameter) */
  GCancellable *cancellable; /* (nullable): of the sessions */
  GCancellable *asking;      /* (nullable): of the lists */
};

G_DEFINE_FINAL_TYPE (MtnModelCompare, mtn_model_compare, ADW_TYPE_BIN)

static void ask (MtnModelCompare *self);

/* Parameters. */

static GtkWidget *
parameter_row_new (const MtnModelParameter *parameter)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *said = g_strdup_printf ("%s: %s, %s", parameter->key,
                                           parameter->values[0] != NULL ? parameter->values[0] : "–",
                                           parameter->values[1] != NULL ? parameter->values[1] : "–");

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_widget_add_css_class (box, "running");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  for (guint column = 0; column < 3; column++)
    {
      const char *text = column == 0 ? parameter->key : parameter->values[column - 1];
      GtkWidget *label = gtk_label_new (text != NULL ? text : "–");

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_CHAR);
      gtk_label_set_lines (GTK_LABEL (label), 4);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      if (column == 0)
        gtk_widget_add_css_class (label, "dim-label");
      else
        gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);

  return row;
}

static gboolean
add_parameter_cb (gpointer user_data)
{
  MtnModelCompare *self = user_data;
  gboolean only = gtk_check_button_get_active (self->only_differences);

  while (self->compared != NULL && self->n_parameters < self->compared->len)
    {
      const MtnModelParameter *parameter = g_ptr_array_index (self->compared, self->n_parameters++);
      GtkWidget *row;

      if (only && !mtn_model_parameter_differs (parameter))
        continue;

      row = parameter_row_new (parameter);
      adw_preferences_group_add (self->parameters, row);
      g_ptr_array_add (self->rows, row);
      return TRUE;
    }

  self->parameters_pace = 0;
  return FALSE;
}

static void
update_parameters (MtnModelCompare *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->parameters, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  mtn_pace_stop (GTK_WIDGET (self), &self->parameters_pace);
  self->n_parameters = 0;
  self->parameters_pace = mtn_pace_start (GTK_WIDGET (self), add_parameter_cb, self);
}

/* Lists. */

/* Where it stands against the other list, as a person reads it and as it is said. */
static void
describe_move (const MtnListPlace *place, char **shown, char **said)
{
  int move = (int) place->other_rank - (int) place->rank;

  if (place->other_rank == 0)
    {
      *shown = g_strdup (_ ("new"));
      *said = g_strdup (_ ("not in the other list"));
    }
  else if (move == 0)
    {
      *shown = g_strdup ("=");
      *said = g_strdup (_ ("the same place in the other list"));
    }
  else
    {
      *shown = g_strdup_printf ("%s %d", move > 0 ? "▲" : "▼", ABS (move));
      /* Translators: a place in a list */
      *said = g_strdup_printf (_ ("place %u in the other list"), place->other_rank);
    }
}

/* Titles wrap early, so that there is room for two lists side by side; what a row of libadwaita would ask for
 * is the whole title. */
static GtkWidget *
place_row_new (const MtnListPlace *place)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *number = g_strdup_printf ("%u", place->rank);
  g_autofree char *shown = NULL;
  g_autofree char *said = NULL;
  g_autofree char *label = NULL;
  GtkWidget *rank = gtk_label_new (number);
  GtkWidget *title = gtk_label_new (place->label);
  GtkWidget *move;

  describe_move (place, &shown, &said);
  move = gtk_label_new (shown);
  label = g_strdup_printf ("%s, %s, %s", number, place->label, said);
  gtk_label_set_width_chars (GTK_LABEL (rank), 2);
  gtk_label_set_xalign (GTK_LABEL (rank), 1);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (title), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (title), TITLE_CHARS);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (rank, "numeric");
  gtk_widget_add_css_class (rank, "dim-label");
  gtk_widget_add_css_class (move, "numeric");
  gtk_widget_add_css_class (move, "caption");
  gtk_widget_add_css_class (move, place->other_rank == 0 ? "accent" : "dim-label");
  gtk_widget_add_css_class (box, "running");
  gtk_box_append (GTK_BOX (box), rank);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), move);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return row;
}

/* One row each of the two lists. */
static gboolean
add_places_cb (gpointer user_data)
{
  MtnModelCompare *self = user_data;
  guint rank = self->n_places++;
  gboolean any = FALSE;

  for (guint i = 0; i < 2; i++)
    {
      GPtrArray *places = self->comparison->lists[i];

      if (rank >= places->len)
        continue;
      gtk_list_box_append (self->places[i], place_row_new (g_ptr_array_index (places, rank)));
      any = TRUE;
    }
  if (!any)
    self->places_pace = 0;

  return any;
}

static void
clear_lists (MtnModelCompare *self)
{
  GtkFlowBoxChild *child;

  mtn_pace_stop (GTK_WIDGET (self), &self->places_pace);
  g_clear_pointer (&self->comparison, mtn_list_comparison_free);
  while ((child = gtk_flow_box_get_child_at_index (self->lists, 0)) != NULL)
    gtk_flow_box_remove (self->lists, GTK_WIDGET (child));
}

static GtkListBox *
add_list (MtnModelCompare *self, MtnModelItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *heading = gtk_label_new (mtn_model_item_get_name (item));
  GtkWidget *list = gtk_list_box_new ();

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_ellipsize (GTK_LABEL (heading), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (heading), TITLE_CHARS);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  mtn_model_item_get_name (item), -1);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), list);
  gtk_flow_box_append (self->lists, box);
  gtk_widget_set_focusable (gtk_widget_get_parent (box), FALSE);

  return GTK_LIST_BOX (list);
}

static MtnCatalog *
get_catalog (MtnModelCompare *self, guint which)
{
  return mtn_checkpoint_get_catalog (mtn_session_get_checkpoint (self->sessions[which]));
}

static void
show_lists (MtnModelCompare *self)
{
  const MtnListComparison *comparison;
  g_autofree char *profile = NULL;
  g_autofree char *overlap = NULL;

  clear_lists (self);
  self->comparison =
      mtn_list_comparison_new (self->found[0], get_catalog (self, 0), self->found[1], get_catalog (self, 1));
  comparison = self->comparison;
  self->n_places = 0;
  for (guint i = 0; i < 2; i++)
    self->places[i] = add_list (self, self->items[i]);
  self->places_pace = mtn_pace_start (GTK_WIDGET (self), add_places_cb, self);

  g_object_get (self->state, "profile-name", &profile, NULL);
  /* Translators: how many films, of how many, and the name of a profile */
  overlap = g_strdup_printf (_ ("%u of %u films for %s are in both lists"), comparison->n_common,
                             comparison->lists[0]->len, profile);
  gtk_label_set_label (self->overlap, overlap);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MtnModelCompare) self = user_data;
  MtnSession *session = MTN_SESSION (source);
  g_autoptr (GError) error = NULL;
  MtnRecommendations *found = mtn_session_recommend_finish (session, result, &error);
  guint which = session == self->sessions[0] ? 0 : 1;

  if (self->asking == NULL || self->asking != g_task_get_cancellable (G_TASK (result)))
    {
      g_clear_pointer (&found, mtn_recommendations_free);
      return;
    }
  if (found == NULL)
    {
      gtk_label_set_label (self->overlap, error->message);
      return;
    }

  g_clear_pointer (&self->found[which], mtn_recommendations_free);
  self->found[which] = found;
  if (self->found[0] != NULL && self->found[1] != NULL)
    show_lists (self);
}

static void
forget_lists (MtnModelCompare *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&self->found[i], mtn_recommendations_free);
}

static void
ask (MtnModelCompare *self)
{
  MtnQuery query = MTN_QUERY_INIT;

  if (self->sessions[0] == NULL || self->sessions[1] == NULL)
    return;

  forget_lists (self);
  query.n = N_FILMS;
  self->asking = g_cancellable_new ();
  for (guint i = 0; i < 2; i++)
    mtn_session_recommend_async (self->sessions[i], mtn_app_state_get_profile (self->state), &query,
                                 self->asking, found_cb, g_object_ref (self));
}

/* Opening. Which of the two it is, is known by the order: one worker opens both. */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MtnModelCompare) self = user_data;
  g_autoptr (GError) error = NULL;
  MtnSession *session = mtn_session_open_finish (result, &error);
  guint which = self->sessions[0] == NULL ? 0 : 1;

  if (self->cancellable == NULL || self->cancellable != g_task_get_cancellable (G_TASK (result)))
    {
      g_clear_object (&session);
      return;
    }
  if (session == NULL)
    {
      gtk_label_set_label (self->overlap, error->message);
      return;
    }

  g_set_object (&self->sessions[which], session);
  g_object_unref (session);
  if (which == 0)
    return;

  self->compared = mtn_model_parameters_compare (mtn_session_get_checkpoint (self->sessions[0]),
                                                 mtn_session_get_checkpoint (self->sessions[1]));
  update_parameters (self);
  ask (self);
}

static void
forget (MtnModelCompare *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  forget_lists (self);
  g_clear_pointer (&self->compared, g_ptr_array_unref);
  for (guint i = 0; i < 2; i++)
    {
      g_clear_object (&self->sessions[i]);
      g_clear_object (&self->items[i]);
    }
}

static void
mtn_model_compare_dispose (GObject *object)
{
  MtnModelCompare *self = MTN_MODEL_COMPARE (object);

  forget (self);
  mtn_pace_stop (GTK_WIDGET (self), &self->places_pace);
  mtn_pace_stop (GTK_WIDGET (self), &self->parameters_pace);
  g_clear_pointer (&self->comparison, mtn_list_comparison_free);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (mtn_model_compare_parent_class)->dispose (object);
}

static void
mtn_model_compare_finalize (GObject *object)
{
  g_ptr_array_unref (MTN_MODEL_COMPARE (object)->rows);

  G_OBJECT_CLASS (mtn_model_compare_parent_class)->finalize (object);
}

static void
mtn_model_compare_class_init (MtnModelCompareClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mtn_model_compare_dispose;
  object_class->finalize = mtn_model_compare_finalize;

  g_type_ensure (MTN_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-model-compare.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnModelCompare, title);
  gtk_widget_class_bind_template_child (widget_class, MtnModelCompare, overlap);
  gtk_widget_class_bind_template_child (widget_class, MtnModelCompare, actions);
  gtk_widget_class_bind_template_child (widget_class, MtnModelCompare, test_group);
  gtk_widget_class_bind_template_child (widget_class, MtnModelCompare, words);
  gtk_widget_class_bind_template_child (widget_class, MtnModelCompare, lists);
  gtk_widget_class_bind_template_child (widget_class, MtnModelCompare, parameters);
  gtk_widget_class_bind_template_child (widget_class, MtnModelCompare, only_differences);
  gtk_widget_class_bind_template_callback (widget_class, update_parameters);
}

static void
mtn_model_compare_init (MtnModelCompare *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  mtn_wrap_box_set_wide (self->actions, TRUE);
}

void
mtn_model_compare_set_state (MtnModelCompare *self, MtnAppState *state)
{
  g_return_if_fail (MTN_IS_MODEL_COMPARE (self) && self->state == NULL);
  g_return_if_fail (MTN_IS_APP_STATE (state));

  self->state = g_object_ref (state);
  g_signal_connect_object (state, "results-changed", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
}

void
mtn_model_compare_set_items (MtnModelCompare *self, MtnModelItem *a, MtnModelItem *b)
{
  g_autofree char *title = NULL;
  int engine;

  g_return_if_fail (MTN_IS_MODEL_COMPARE (self));
  g_return_if_fail ((a == NULL) == (b == NULL));

  forget (self);
  clear_lists (self);
  update_parameters (self);
  mtn_model_compare_set_words (self, NULL);
  gtk_label_set_label (self->overlap, "");
  if (a == NULL)
    return;

  self->items[0] = g_object_ref (a);
  self->items[1] = g_object_ref (b);
  title = g_strdup_printf (_ ("%s and %s"), mtn_model_item_get_name (a), mtn_model_item_get_name (b));
  gtk_label_set_label (self->title, title);
  g_object_get (self->state, "engine-kind", &engine, NULL);
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < 2; i++)
    mtn_session_open_async (mtn_model_item_get_path (self->items[i]), (MtnEngineKind) engine,
                            self->cancellable, opened_cb, g_object_ref (self));
}

MtnModelItem *
mtn_model_compare_get_item (MtnModelCompare *self, guint which)
{
  g_return_val_if_fail (MTN_IS_MODEL_COMPARE (self) && which < 2, NULL);

  return self->items[which];
}

void
mtn_model_compare_set_words (MtnModelCompare *self, const char *words)
{
  g_return_if_fail (MTN_IS_MODEL_COMPARE (self));

  gtk_label_set_label (self->words, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->test_group), words != NULL);
}
