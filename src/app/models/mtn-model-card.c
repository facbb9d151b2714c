/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-model-card.h"

#include <math.h>

#include <glib/gi18n.h>

#include "mtn-fact-list.h"
#include "mtn-model-inspection.h"
#include "mtn-model-part-group.h"
#include "mtn-model-text.h"
#include "mtn-nearest-films.h"
#include "mtn-number.h"
#include "mtn-pace.h"
#include "mtn-plot-scale.h"
#include "mtn-session.h"
#include "mtn-text-scale.h"
#include "mtn-wrap-box.h"
#include "mtn-wrapping.h"

/* So that four tiles have room beside each other. */
#define CAPTION_CHARS 16

typedef enum
{
  TILE_NDCG,
  TILE_PRECISION,
  TILE_WEIGHTS,
  TILE_SIZE,
  N_TILES
} Tile;

struct _MtnModelCard
{
  AdwBin parent_instance;

  GtkScrolledWindow *scrolled;
  GtkLabel *title;
  GtkLabel *description;
  GtkWidget *actions;
  GtkButton *use_button;
  GtkMenuButton *compare_button;
  GtkWidget *content;
  GtkFlowBox *tiles;
  GtkLabel *numbers[N_TILES];
  GtkLabel *captions[N_TILES];
  MtnFactList *scores;
  GtkBox *parts;
  MtnNearestFilms *nearest;
  MtnFactList *provenance;

  MtnAppState *state;
  MtnModelItem *item; /* (nullable) */
  gulong changed_handler;
  MtnModelInspection *inspection; /* (nullable): of that item */
  char *inspected;                /* (nullable): path and checksum of what is inspected or being so */
  GCancellable *cancellable;      /* (nullable) */
  guint update_source;
  guint reveal_tick;
  guint parts_pace;
  guint n_parts;  /* that are shown already */
  guint n_layers; /* of the last of them, that are */
  guint n_old;    /* parts of another model that are still to go */
};

G_DEFINE_FINAL_TYPE (MtnModelCard, mtn_model_card, ADW_TYPE_BIN)

/* Tiles. */

static void
set_tile (MtnModelCard *self, Tile tile, const char *value, const char *label)
{
  g_autofree char *shown = g_strconcat (MTN_LEFT_TO_RIGHT_MARK, value, NULL);
  g_autofree char *whole = g_strconcat (label, ", ", value, NULL);
  GtkWidget *child = gtk_widget_get_ancestor (GTK_WIDGET (self->numbers[tile]), GTK_TYPE_FLOW_BOX_CHILD);

  gtk_label_set_label (self->numbers[tile], shown);
  gtk_label_set_label (self->captions[tile], label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
}

static void
add_tiles (MtnModelCard *self)
{
  for (guint i = 0; i < N_TILES; i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
      GtkWidget *number = gtk_label_new (NULL);
      GtkWidget *caption = gtk_label_new (NULL);

      gtk_widget_add_css_class (box, "card");
      gtk_widget_add_css_class (box, "tile");
      gtk_widget_add_css_class (number, "title-2");
      gtk_widget_add_css_class (number, "numeric");
      gtk_widget_add_css_class (caption, "caption");
      gtk_widget_add_css_class (caption, "dim-label");
      gtk_label_set_wrap (GTK_LABEL (caption), TRUE);
      gtk_label_set_justify (GTK_LABEL (caption), GTK_JUSTIFY_CENTER);
      gtk_label_set_max_width_chars (GTK_LABEL (caption), CAPTION_CHARS);
      gtk_box_append (GTK_BOX (box), number);
      gtk_box_append (GTK_BOX (box), caption);
      gtk_flow_box_append (self->tiles, box);
      gtk_widget_set_focusable (gtk_widget_get_parent (box), FALSE);
      self->numbers[i] = GTK_LABEL (number);
      self->captions[i] = GTK_LABEL (caption);
    }
  mtn_text_scale_stack (GTK_WIDGET (self->tiles));
}

static void
update_tiles (MtnModelCard *self, const MtnModelFacts *facts)
{
  const MtnModelScore *score;
  g_autofree char *origin = mtn_model_text_dup_headline_origin (self->item);
  g_autofree char *ndcg = mtn_model_text_dup_figure (mtn_model_item_get_headline (self->item, &score));
  g_autofree char *precision = mtn_model_text_dup_figure (score != NULL ? score->precision : NAN);
  g_autofree char *weights = mtn_plot_number ((double) facts->n_weights);
  g_autofree char *size = g_format_size (facts->n_bytes);
  g_autofree char *ndcg_label = NULL;
  g_autofree char *precision_label = NULL;

  ndcg_label = origin != NULL ? g_strdup_printf (_ ("NDCG@10: %s"), origin) : g_strdup (_ ("NDCG@10"));
  precision_label =
      score != NULL ? g_strdup_printf (_ ("Precision@10: %s"), origin) : g_strdup (_ ("Precision@10"));
  set_tile (self, TILE_NDCG, ndcg, ndcg_label);
  set_tile (self, TILE_PRECISION, precision, precision_label);
  set_tile (self, TILE_WEIGHTS, weights, _ ("Parameters"));
  set_tile (self, TILE_SIZE, size, _ ("Size"));
}

/* How good it is. */

static char *
dup_figures (const MtnModelScore *score)
{
  g_autofree char *ndcg = mtn_model_text_dup_figure (score->ndcg);
  g_autofree char *precision = mtn_model_text_dup_figure (score->precision);

  return g_strdup_printf (_ ("NDCG@10 %s\nPrecision@10 %s"), ndcg, precision);
}

static void
update_scores (MtnModelCard *self, const MtnModelFacts *facts)
{
  static const char *const protocols[] = { "favorites", "new-users", "seed" };
  const MtnModelScore *leaking = mtn_model_item_get_leaking (self->item);

  mtn_fact_list_begin (self->scores);
  for (guint i = 0; i < G_N_ELEMENTS (protocols); i++)
    {
      const MtnModelScore *score = mtn_model_item_get_score (self->item, protocols[i]);
      const char *explanation = mtn_model_text_explain_protocol (protocols[i]);
      g_autofree char *value = score != NULL ? dup_figures (score) : NULL;
      g_autofree char *measured = score != NULL ? mtn_model_text_dup_measured (score) : NULL;
      g_autofree char *subtitle = measured != NULL ? g_strdup_printf ("%s\n%s", explanation, measured) : NULL;

      mtn_fact_list_add (self->scores, mtn_model_text_get_protocol (protocols[i]),
                         subtitle != NULL ? subtitle : explanation,
                         score != NULL ? value : _ ("Not measured"));
    }
  if (leaking != NULL)
    {
      g_autofree char *value = dup_figures (leaking);
      g_autofree char *measured = mtn_model_text_dup_measured (leaking);
      g_autofree char *subtitle = g_strdup_printf ("%s\n%s", leaking->leaks, measured);

      mtn_fact_list_add (self->scores, _ ("As of 2023, no test"), subtitle, value);
      mtn_fact_list_warn (self->scores);
    }
  if (isfinite (facts->ndcg))
    {
      g_autofree char *ndcg = mtn_model_text_dup_figure (facts->ndcg);
      g_autofree char *value = g_strdup_printf (_ ("NDCG@10 %s"), ndcg);
      g_autofree char *subtitle =
          g_strdup_printf (_ ("People held out in turn; the mean over 1 to 10 picks\nSeed %s"),
                           facts->seed != NULL ? facts->seed : "–");

      mtn_fact_list_add (self->scores, _ ("While training"), subtitle, value);
    }
  mtn_fact_list_end (self->scores);
}

/* What it is made of. */

static gboolean
step_parts_cb (gpointer user_data)
{
  MtnModelCard *self = user_data;
  const MtnModelPart *part;
  GtkWidget *last;

  if (self->n_old > 0)
    {
      gtk_box_remove (self->parts, gtk_widget_get_first_child (GTK_WIDGET (self->parts)));
      self->n_old--;
      return TRUE;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->parts), TRUE);
  last = gtk_widget_get_last_child (GTK_WIDGET (self->parts));
  part = self->n_parts > 0 ? g_ptr_array_index (self->inspection->parts, self->n_parts - 1) : NULL;
  if (part != NULL && self->n_layers < part->layers->len)
    {
      mtn_model_part_group_add (last, g_ptr_array_index (part->layers, self->n_layers++),
                                mtn_model_item_get_name (self->item));
      return TRUE;
    }
  if (self->inspection == NULL || self->n_parts == self->inspection->parts->len)
    {
      self->parts_pace = 0;
      return FALSE;
    }

  gtk_box_append (self->parts,
                  mtn_model_part_group_new (g_ptr_array_index (self->inspection->parts, self->n_parts++)));
  self->n_layers = 0;

  return TRUE;
}

/* Those that are there hold on to layers that may be gone: nobody may open them. */
static void
update_parts (MtnModelCard *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->parts), FALSE);
  self->n_old += self->n_parts;
  self->n_parts = 0;
  mtn_pace_stop (GTK_WIDGET (self), &self->parts_pace);
  self->parts_pace = mtn_pace_start (GTK_WIDGET (self), step_parts_cb, self);
}

/* Where it comes from. */

static void
add_fact (MtnModelCard *self, const char *title, const char *value)
{
  if (value != NULL && *value != '\0')
    mtn_fact_list_add (self->provenance, title, NULL, value);
}

static void
add_long_fact (MtnModelCard *self, const char *title, const char *value)
{
  if (value != NULL && *value != '\0')
    mtn_fact_list_add (self->provenance, title, value, NULL);
}

static const char *
get_provenance (MtnModelCard *self, const char *key)
{
  return self->inspection != NULL ? mtn_checkpoint_get_provenance (self->inspection->checkpoint, key) : NULL;
}

static char *
dup_count (const char *text)
{
  return text != NULL ? mtn_plot_number_fixed (g_ascii_strtod (text, NULL), 0) : NULL;
}

static void
update_provenance (MtnModelCard *self, const MtnModelFacts *facts)
{
  g_autofree char *date = facts->date != NULL ? mtn_model_text_dup_date (facts->date) : NULL;
  g_autofree char *path = g_filename_display_name (mtn_model_item_get_path (self->item));
  g_autofree char *films = mtn_plot_number_fixed (facts->n_movies, 0);
  g_autofree char *people = dup_count (get_provenance (self, MTN_PROVENANCE_PEOPLE));
  g_autofree char *ratings = dup_count (get_provenance (self, MTN_PROVENANCE_RATINGS));
  g_autofree char *checksum = NULL;

  mtn_fact_list_begin (self->provenance);
  add_fact (self, _ ("Trained on"), facts->dataset);
  add_fact (self, _ ("People"), people);
  add_fact (self, _ ("Ratings"), ratings);
  add_fact (self, _ ("Films"), films);
  add_fact (self, _ ("Split"), mtn_model_text_get_split (facts->split));
  add_fact (self, _ ("Seed"), facts->seed);
  add_fact (self, _ ("Made"), date);
  add_fact (self, _ ("By"), get_provenance (self, MTN_PROVENANCE_PROGRAM));
  add_long_fact (self, _ ("Options"), get_provenance (self, MTN_PROVENANCE_OPTIONS));
  add_long_fact (self, _ ("Checksum of the data"), facts->data_sha256);
  if (self->inspection == NULL)
    checksum = g_strdup (facts->sha256);
  else if (self->inspection->damage == NULL)
    checksum = g_strdup_printf (_ ("%s\nVerified: the weights are as they were written"), facts->sha256);
  else
    checksum = g_strdup (self->inspection->damage);
  add_long_fact (self, _ ("Checksum of the weights"), checksum);
  add_long_fact (self, _ ("Licence"), get_provenance (self, MTN_PROVENANCE_LICENCE));
  add_long_fact (self, _ ("File"), path);
  mtn_fact_list_end (self->provenance);
}

/* Looking at the file. */

static void
run_inspect (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  MtnModelInspection *inspection = mtn_model_inspection_new (data, cancellable, &error);

  if (inspection != NULL)
    g_task_return_pointer (task, inspection, (GDestroyNotify) mtn_model_inspection_free);
  else
    g_task_return_error (task, error);
}

static void
clear_inspection (MtnModelCard *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->inspected, g_free);
  /* Rows hold on to its layers. */
  if (self->inspection != NULL)
    {
      g_autoptr (MtnModelInspection) old = g_steal_pointer (&self->inspection);

      update_parts (self);
    }
  mtn_nearest_films_set_session (self->nearest, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->nearest), FALSE);
}

static void
session_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MtnModelCard) self = user_data;
  g_autoptr (MtnSession) session = mtn_session_open_finish (result, NULL);

  if (session == NULL || self->cancellable != g_task_get_cancellable (G_TASK (result)))
    return;

  mtn_nearest_films_set_session (self->nearest, session);
  gtk_widget_set_visible (GTK_WIDGET (self->nearest), TRUE);
}

static void
inspected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MtnModelCard *self = MTN_MODEL_CARD (source);
  g_autoptr (GError) error = NULL;
  MtnModelInspection *inspection = g_task_propagate_pointer (G_TASK (result), &error);
  int engine;

  if (inspection == NULL)
    return;
  if (self->cancellable != g_task_get_cancellable (G_TASK (result)) || self->item == NULL ||
      mtn_model_item_get_facts (self->item) == NULL)
    {
      mtn_model_inspection_free (inspection);
      return;
    }

  self->inspection = inspection;
  update_parts (self);
  update_provenance (self, mtn_model_item_get_facts (self->item));
  if (!inspection->has_nearest)
    return;

  g_object_get (self->state, "engine-kind", &engine, NULL);
  mtn_session_open_async (mtn_model_item_get_path (self->item), (MtnEngineKind) engine, self->cancellable,
                          session_opened_cb, g_object_ref (self));
}

static void
inspect (MtnModelCard *self, const MtnModelFacts *facts)
{
  const char *path = mtn_model_item_get_path (self->item);
  g_autofree char *wanted = g_strdup_printf ("%s %s %s", path, facts->sha256, facts->name);
  g_autoptr (GTask) task = NULL;

  if (g_strcmp0 (self->inspected, wanted) == 0)
    return;

  clear_inspection (self);
  self->inspected = g_steal_pointer (&wanted);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, inspected_cb, NULL);
  g_task_set_source_tag (task, inspect);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, run_inspect);
}

/* One a frame: to lay out all of them takes longer. */
static gboolean
reveal_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer unused)
{
  MtnModelCard *self = MTN_MODEL_CARD (widget);
  GtkWidget *groups[] = { GTK_WIDGET (self->tiles), GTK_WIDGET (self->scores),
                          GTK_WIDGET (self->provenance) };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (!gtk_widget_get_visible (groups[i]))
      {
        gtk_widget_set_visible (groups[i], TRUE);
        return G_SOURCE_CONTINUE;
      }

  self->reveal_tick = 0;
  return G_SOURCE_REMOVE;
}

static void
update (MtnModelCard *self)
{
  const MtnModelFacts *facts = self->item != NULL ? mtn_model_item_get_facts (self->item) : NULL;
  gboolean recommends = self->item != NULL && mtn_model_item_get_recommends (self->item);

  gtk_widget_set_visible (self->content, facts != NULL);
  if (facts != NULL && self->reveal_tick == 0)
    self->reveal_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), reveal_cb, NULL, NULL);
  gtk_widget_set_visible (self->actions, self->item != NULL);
  gtk_label_set_label (self->title, self->item != NULL ? mtn_model_item_get_name (self->item) : "");
  gtk_button_set_label (self->use_button,
                        recommends ? _ ("Recommends Your Films") : _ ("Use for Recommendations"));
  mtn_wrapping_allow (GTK_WIDGET (self->use_button));
  if (recommends)
    gtk_widget_remove_css_class (GTK_WIDGET (self->use_button), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->use_button), "suggested-action");
  if (facts == NULL)
    {
      clear_inspection (self);
      gtk_label_set_label (self->description,
                           self->item != NULL ? mtn_model_item_get_error (self->item) : "");
      return;
    }

  gtk_label_set_label (self->description, mtn_model_text_describe (facts->kind));
  inspect (self, facts);
  update_tiles (self, facts);
  update_scores (self, facts);
  update_provenance (self, facts);
}

/* Many changes in a row, as when files are scanned, are shown once; and none while nobody looks. */
static gboolean
update_cb (gpointer user_data)
{
  MtnModelCard *self = user_data;

  self->update_source = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);

  return G_SOURCE_REMOVE;
}

static void
queue_update (MtnModelCard *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add (update_cb, self);
}

static void
mtn_model_card_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mtn_model_card_parent_class)->map (widget);

  queue_update (MTN_MODEL_CARD (widget));
}

static void
mtn_model_card_dispose (GObject *object)
{
  MtnModelCard *self = MTN_MODEL_CARD (object);

  if (self->item != NULL)
    g_clear_signal_handler (&self->changed_handler, self->item);
  g_clear_handle_id (&self->update_source, g_source_remove);
  if (self->cancellable != NULL || self->inspection != NULL)
    clear_inspection (self);
  mtn_pace_stop (GTK_WIDGET (self), &self->parts_pace);
  g_clear_object (&self->item);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (mtn_model_card_parent_class)->dispose (object);
}

static void
mtn_model_card_finalize (GObject *object)
{
  MtnModelCard *self = MTN_MODEL_CARD (object);

  g_free (self->inspected);

  G_OBJECT_CLASS (mtn_model_card_parent_class)->finalize (object);
}

static void
mtn_model_card_class_init (MtnModelCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mtn_model_card_dispose;
  object_class->finalize = mtn_model_card_finalize;
  widget_class->map = mtn_model_card_map;

  g_type_ensure (MTN_TYPE_FACT_LIST);
  g_type_ensure (MTN_TYPE_NEAREST_FILMS);
  g_type_ensure (MTN_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-model-card.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnModelCard, scrolled);
  gtk_widget_class_bind_template_child (widget_class, MtnModelCard, title);
  gtk_widget_class_bind_template_child (widget_class, MtnModelCard, description);
  gtk_widget_class_bind_template_child (widget_class, MtnModelCard, actions);
  gtk_widget_class_bind_template_child (widget_class, MtnModelCard, use_button);
  gtk_widget_class_bind_template_child (widget_class, MtnModelCard, compare_button);
  gtk_widget_class_bind_template_child (widget_class, MtnModelCard, content);
  gtk_widget_class_bind_template_child (widget_class, MtnModelCard, tiles);
  gtk_widget_class_bind_template_child (widget_class, MtnModelCard, scores);
  gtk_widget_class_bind_template_child (widget_class, MtnModelCard, parts);
  gtk_widget_class_bind_template_child (widget_class, MtnModelCard, nearest);
  gtk_widget_class_bind_template_child (widget_class, MtnModelCard, provenance);
}

static void
mtn_model_card_init (MtnModelCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mtn_wrap_box_set_wide (MTN_WRAP_BOX (self->actions), TRUE);
  add_tiles (self);
  update (self);
}

void
mtn_model_card_set_state (MtnModelCard *self, MtnAppState *state)
{
  g_return_if_fail (MTN_IS_MODEL_CARD (self));

  g_set_object (&self->state, state);
}

void
mtn_model_card_set_item (MtnModelCard *self, MtnModelItem *item)
{
  g_return_if_fail (MTN_IS_MODEL_CARD (self));
  g_return_if_fail (item == NULL || MTN_IS_MODEL_ITEM (item));

  if (self->item == item)
    return;

  if (self->item != NULL)
    g_clear_signal_handler (&self->changed_handler, self->item);
  g_set_object (&self->item, item);
  if (item != NULL)
    self->changed_handler = g_signal_connect_swapped (item, "changed", G_CALLBACK (queue_update), self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  queue_update (self);
}

MtnModelItem *
mtn_model_card_get_item (MtnModelCard *self)
{
  g_return_val_if_fail (MTN_IS_MODEL_CARD (self), NULL);

  return self->item;
}

GtkMenuButton *
mtn_model_card_get_compare_button (MtnModelCard *self)
{
  g_return_val_if_fail (MTN_IS_MODEL_CARD (self), NULL);

  return self->compare_button;
}
