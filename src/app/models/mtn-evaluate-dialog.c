/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-evaluate-dialog.h"

#include <glib/gi18n.h>

#include "mtn-wrapping.h"

#define MAX_FOLDS 100

typedef struct
{
  GtkWindow *parent;
  AdwComboRow *protocol;
  GtkLabel *explanation;
  GtkSpinButton *folds;
  GtkWidget *folds_row;
  GtkSpinButton *seed;
  MtnEvaluateFunc func;
  gpointer user_data;
} Question;

static const struct
{
  const char *label;
  const char *explanation;
  MtnProtocolKind protocol;
  MtnSplitKind split;
} choices[] = {
  { N_ ("Favorites"),
    N_ ("A few films that somebody new loves are known; the others they love are to be found. Its kind is "
        "trained anew without those who are asked."),
    MTN_PROTOCOL_FAVORITES, MTN_SPLIT_USERS },
  { N_ ("New people"),
    N_ ("Some ratings of somebody new are known; the others are to be found. Its kind is trained anew "
        "without "
        "those who are asked."),
    MTN_PROTOCOL_NEW_USERS, MTN_SPLIT_USERS },
  { N_ ("As of 2023, by people"),
    N_ ("The test rows of the published experiment; the model is asked as it is. A model that was trained on "
        "all people knows the answers."),
    MTN_PROTOCOL_SEED, MTN_SPLIT_USERS },
  { N_ ("As of 2023, by masks (leaks)"),
    N_ ("The other test rows of the published experiment: the same people are in training and test, so the "
        "figures are too good."),
    MTN_PROTOCOL_SEED, MTN_SPLIT_MASKS },
};

static void
chosen_cb (Question *question)
{
  guint chosen = MIN (adw_combo_row_get_selected (question->protocol), G_N_ELEMENTS (choices) - 1);

  gtk_label_set_label (question->explanation, _ (choices[chosen].explanation));
  gtk_widget_set_visible (question->folds_row, choices[chosen].protocol != MTN_PROTOCOL_SEED);
}

static void
response_cb (Question *question, const char *response)
{
  MtnEvaluatorOptions options = MTN_EVALUATOR_OPTIONS_INIT;
  guint chosen;

  if (g_str_equal (response, "data"))
    gtk_widget_activate_action (GTK_WIDGET (question->parent), "win.view", "s", "data");
  if (!g_str_equal (response, "evaluate") || question->user_data == NULL)
    return;

  chosen = MIN (adw_combo_row_get_selected (question->protocol), G_N_ELEMENTS (choices) - 1);
  options.protocol = choices[chosen].protocol;
  options.split = choices[chosen].split;
  options.n_folds = (guint) gtk_spin_button_get_value_as_int (question->folds);
  options.seed = (guint64) gtk_spin_button_get_value (question->seed);
  question->func (&options, question->user_data);
}

static void
question_free (gpointer data)
{
  Question *question = data;

  if (question->user_data != NULL)
    g_object_remove_weak_pointer (question->user_data, &question->user_data);
  g_free (question);
}

static GtkWidget *
spin_row_new (const char *title,
              const char *subtitle,
              double min,
              double max,
              double value,
              GtkSpinButton **spin)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_spin_button_new_with_range (min, max, 1);

  mtn_wrapping_ease (row);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (button), value);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  *spin = GTK_SPIN_BUTTON (button);

  return row;
}

static GtkWidget *
make_questions (Question *question)
{
  static const MtnEvaluatorOptions usual = MTN_EVALUATOR_OPTIONS_INIT;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *explanation = gtk_label_new (NULL);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_string_list_append (labels, _ (choices[i].label));
  question->protocol = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (question->protocol), _ ("Protocol"));
  adw_combo_row_set_model (question->protocol, G_LIST_MODEL (labels));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (question->protocol));
  question->folds_row = spin_row_new (_ ("Folds"), _ ("Parts of the people, each asked once"), 2, MAX_FOLDS,
                                      usual.n_folds, &question->folds);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), question->folds_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             spin_row_new (_ ("Seed"), _ ("Start of the random numbers"), 0, G_MAXINT32,
                                           (double) usual.seed, &question->seed));
  gtk_label_set_wrap (GTK_LABEL (explanation), TRUE);
  gtk_label_set_xalign (GTK_LABEL (explanation), 0);
  gtk_label_set_yalign (GTK_LABEL (explanation), 0);
  gtk_widget_add_css_class (explanation, "dim-label");
  gtk_widget_add_css_class (explanation, "caption");
  question->explanation = GTK_LABEL (explanation);
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), explanation);
  g_signal_connect_swapped (question->protocol, "notify::selected", G_CALLBACK (chosen_cb), question);
  chosen_cb (question);

  return box;
}

void
mtn_evaluate_dialog_ask (GtkWindow *parent,
                         const char *models,
                         const char *data,
                         MtnEvaluateFunc func,
                         gpointer user_data)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, _ ("Evaluate"), NULL);
  Question *question = g_new0 (Question, 1);

  g_return_if_fail (G_IS_OBJECT (user_data));

  question->parent = parent;
  question->func = func;
  question->user_data = user_data;
  g_object_add_weak_pointer (user_data, &question->user_data);
  g_object_set_data_full (G_OBJECT (dialog), "question", question, question_free);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  if (data != NULL)
    {
      /* Translators: a model's name, and that of a data set */
      g_autofree char *body = g_strdup_printf (_ ("How good is %s? Asked on %s."), models, data);

      adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
      adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), make_questions (question));
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "evaluate", _ ("_Evaluate"));
      adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "evaluate");
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "evaluate",
                                                  ADW_RESPONSE_SUGGESTED);
    }
  else
    {
      adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), _ ("There is nobody to be asked: open a data "
                                                                   "set first, in the view Data."));
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "data", _ ("_Go to Data"));
      adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "data");
    }
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (response_cb), question);
  gtk_window_present (GTK_WINDOW (dialog));
}
