/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-why-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "mtn-lift-bar.h"
#include "mtn-number.h"
#include "mtn-reason-text.h"
#include "mtn-sheet.h"

#define SPINNER_DELAY 200
#define REASON_CHARS 26
#define NARROW_REASON_CHARS 14

struct _MtnWhyView
{
  GtkBox parent_instance;

  MtnAppState *state;
  MtnFilm *film;
  GCancellable *cancellable;
  guint spinner_id;
  int reason_chars;

  GtkLabel *title;
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkGrid *grid;
  GtkLabel *message;
  GtkLabel *foot;
};

enum
{
  SETTLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MtnWhyView, mtn_why_view, GTK_TYPE_BOX)

static gboolean
late_cb (gpointer user_data)
{
  MtnWhyView *self = user_data;

  gtk_stack_set_visible_child_name (self->stack, "spinner");
  gtk_spinner_start (self->spinner);
  self->spinner_id = 0;
  g_signal_emit (self, signals[SETTLED], 0);

  return G_SOURCE_REMOVE;
}

static void
attach_label (MtnWhyView *self, const char *text, int column, int row, float xalign, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, css_class);
  if (column == 0)
    {
      /* Exactly so wide: a scrolled window asks for the height at the least width, and stays that tall. */
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_width_chars (GTK_LABEL (label), self->reason_chars);
      gtk_label_set_max_width_chars (GTK_LABEL (label), self->reason_chars);
      gtk_widget_set_hexpand (label, TRUE);
    }
  else if (row > 0)
    gtk_widget_add_css_class (label, "numeric");
  if (row == 0)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
    }
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
}

static char *
dup_place (guint rank)
{
  g_autofree char *number = mtn_count_dup_text (rank);

  /* Translators: a place in the list of suggestions, as in "No. 5" */
  return rank > 0 ? g_strdup_printf (_ ("No. %s"), number) : g_strdup ("–");
}

static void
fill_row (MtnWhyView *self, int row, const MtnReason *reason, double largest, double low)
{
  g_autofree char *name = mtn_reason_dup_name (reason, mtn_app_state_get_catalog (self->state));
  g_autofree char *amount = mtn_amount_dup_text (reason->amount);
  g_autofree char *ordered = g_strconcat (MTN_LEFT_TO_RIGHT_MARK, amount, NULL);
  g_autofree char *place = dup_place (reason->rank_without);

  attach_label (self, name, 0, row, 0, "reason");
  gtk_grid_attach (self->grid, mtn_lift_bar_new (largest > 0 ? reason->amount / largest : 0, low), 1, row, 1,
                   1);
  attach_label (self, ordered, 2, row, 1, "amount");
  attach_label (self, place, 3, row, 1, "dim-label");
}

static void
show_reasons (MtnWhyView *self, GArray *reasons)
{
  double largest = 0, lowest = 0;

  for (guint i = 0; i < reasons->len; i++)
    {
      const MtnReason *reason = &g_array_index (reasons, MtnReason, i);

      largest = MAX (largest, fabs (reason->amount));
      lowest = MIN (lowest, reason->amount);
    }

  attach_label (self, _ ("Reason"), 0, 0, 0, "head");
  attach_label (self, _ ("Lift"), 2, 0, 1, "head");
  attach_label (self, _ ("Without It"), 3, 0, 1, "head");
  for (guint i = 0; i < reasons->len; i++)
    fill_row (self, (int) i + 1, &g_array_index (reasons, MtnReason, i), largest,
              largest > 0 ? lowest / largest : 0);
  gtk_stack_set_visible_child_name (self->stack, "grid");
}

static void
show_message (MtnWhyView *self, const char *text)
{
  gtk_label_set_label (self->message, text);
  gtk_stack_set_visible_child_name (self->stack, "message");
}

static gboolean
has_attributes (GArray *reasons)
{
  for (guint i = 0; i < reasons->len; i++)
    if (g_array_index (reasons, MtnReason, i).kind != MTN_REASON_PICK)
      return TRUE;
  return FALSE;
}

static void
describe_place (MtnWhyView *self, const MtnExplanation *explanation)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *place = dup_place (explanation->rank);
  g_autofree char *n_candidates = mtn_count_dup_text (explanation->n_candidates);

  if (explanation->rank == 0)
    g_string_append (text, _ ("Not in your list now: it is picked, left out, or hidden by a filter."));
  else
    /* Translators: a place ("No. 5") among so many films */
    g_string_append_printf (text,
                            ngettext ("Now %s of %s film.", "Now %s of %s films.", explanation->n_candidates),
                            place, n_candidates);

  if (explanation->rank > 0 && explanation->reasons != NULL && has_attributes (explanation->reasons))
    {
      g_autofree char *without = dup_place (explanation->rank_without_attributes);

      g_string_append_c (text, ' ');
      if (explanation->rank_without_attributes == explanation->rank)
        g_string_append (text, _ ("It would be the same without age, gender and occupation."));
      else
        g_string_append_printf (text, _ ("Without age, gender and occupation: %s."), without);
    }
  gtk_label_set_label (self->foot, text->str);
  gtk_widget_show (GTK_WIDGET (self->foot));
}

static void
explained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MtnWhyView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnExplanation) explanation = NULL;

  explanation = mtn_app_state_explain_finish (MTN_APP_STATE (source), result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  gtk_spinner_stop (self->spinner);
  if (explanation == NULL)
    show_message (self, error->message);
  else
    {
      if (explanation->reasons != NULL && explanation->reasons->len > 0)
        show_reasons (self, explanation->reasons);
      else
        show_message (self,
                      _ ("Nothing is known about you yet, so films stand by how many people loved them."));
      describe_place (self, explanation);
    }
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  g_signal_emit (self, signals[SETTLED], 0);
}

static void
mtn_why_view_dispose (GObject *object)
{
  MtnWhyView *self = MTN_WHY_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  g_clear_object (&self->state);
  g_clear_object (&self->film);
  gtk_widget_dispose_template (GTK_WIDGET (self), MTN_TYPE_WHY_VIEW);

  G_OBJECT_CLASS (mtn_why_view_parent_class)->dispose (object);
}

static void
mtn_why_view_finalize (GObject *object)
{
  g_object_unref (MTN_WHY_VIEW (object)->cancellable);

  G_OBJECT_CLASS (mtn_why_view_parent_class)->finalize (object);
}

static void
mtn_why_view_class_init (MtnWhyViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mtn_why_view_dispose;
  object_class->finalize = mtn_why_view_finalize;

  signals[SETTLED] =
      g_signal_new ("settled", MTN_TYPE_WHY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-why-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnWhyView, title);
  gtk_widget_class_bind_template_child (widget_class, MtnWhyView, stack);
  gtk_widget_class_bind_template_child (widget_class, MtnWhyView, spinner);
  gtk_widget_class_bind_template_child (widget_class, MtnWhyView, grid);
  gtk_widget_class_bind_template_child (widget_class, MtnWhyView, message);
  gtk_widget_class_bind_template_child (widget_class, MtnWhyView, foot);
}

static void
mtn_why_view_init (MtnWhyView *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mtn_why_view_new (MtnAppState *state, MtnFilm *film, gboolean narrow)
{
  MtnWhyView *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (MTN_IS_APP_STATE (state), NULL);
  g_return_val_if_fail (MTN_IS_FILM (film), NULL);

  self = g_object_new (MTN_TYPE_WHY_VIEW, NULL);
  self->state = g_object_ref (state);
  self->film = g_object_ref (film);
  self->reason_chars = narrow ? NARROW_REASON_CHARS : REASON_CHARS;

  title = g_strdup_printf (_ ("Why “%s”?"), mtn_film_get_movie (film)->title);
  gtk_label_set_label (self->title, title);
  self->spinner_id = g_timeout_add (SPINNER_DELAY, late_cb, self);
  mtn_app_state_explain_async (state, film, self->cancellable, explained_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}

void
mtn_why_present (GtkWidget *anchor, MtnAppState *state, MtnFilm *film)
{
  GtkWidget *view, *sheet;

  g_return_if_fail (GTK_IS_WIDGET (anchor));

  view = mtn_why_view_new (state, film, mtn_sheet_is_narrow (anchor));
  sheet = mtn_sheet_new (anchor, view, _ ("Why This Film?"));
  g_signal_connect_object (view, "settled", G_CALLBACK (mtn_sheet_present), sheet, G_CONNECT_SWAPPED);
}
