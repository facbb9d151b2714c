/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* A chooser's position is the state's index plus one, position 0 being "Not
 * Said". A new list of choices resets a chooser to its first: while that happens
 * the chooser must not write to the state. */

#include "mtn-attribute.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "mtn-choice.h"
#include "mtn-labels.h"

/* Long lists are searched by typing. */
#define SEARCH_FROM 12

typedef struct
{
  MtnAttribute attribute;
  MtnAppState *state; /* kept alive */
  GtkWidget *chooser; /* the owner of this */
  MtnVocabulary *shown;
  gboolean updating;
} Binding;

const char *
mtn_attribute_get_title (MtnAttribute attribute)
{
  switch (attribute)
    {
    case MTN_ATTRIBUTE_AGE:
      return _ ("Age");
    case MTN_ATTRIBUTE_GENDER:
      return _ ("Gender");
    case MTN_ATTRIBUTE_OCCUPATION:
    default:
      return _ ("Occupation");
    }
}

static const char *
get_property_name (MtnAttribute attribute)
{
  switch (attribute)
    {
    case MTN_ATTRIBUTE_AGE:
      return "age";
    case MTN_ATTRIBUTE_GENDER:
      return "gender";
    case MTN_ATTRIBUTE_OCCUPATION:
    default:
      return "occupation";
    }
}

static GtkStringList *
make_choices (MtnAttribute attribute, MtnVocabulary *vocabulary)
{
  GtkStringList *choices = gtk_string_list_new (NULL);

  gtk_string_list_append (choices, _ ("Not Said"));
  switch (attribute)
    {
    case MTN_ATTRIBUTE_AGE:
      for (guint i = 0; i < vocabulary->n_ages; i++)
        gtk_string_list_take (choices, mtn_vocabulary_dup_age_label (vocabulary, i));
      break;
    case MTN_ATTRIBUTE_GENDER:
      for (guint i = 0; vocabulary->genders[i] != NULL; i++)
        gtk_string_list_append (choices, mtn_gender_get_label (vocabulary->genders[i]));
      break;
    case MTN_ATTRIBUTE_OCCUPATION:
    default:
      for (guint i = 0; vocabulary->occupations[i] != NULL; i++)
        gtk_string_list_take (choices, mtn_occupation_dup_label (vocabulary->occupations[i]));
      break;
    }

  return choices;
}

static void
binding_free (gpointer data)
{
  Binding *binding = data;

  g_signal_handlers_disconnect_by_data (binding->state, binding);
  g_object_unref (binding->state);
  g_clear_pointer (&binding->shown, mtn_vocabulary_unref);
  g_free (binding);
}

static void
show_choices (Binding *binding, MtnVocabulary *vocabulary)
{
  g_autoptr (GtkStringList) choices = make_choices (binding->attribute, vocabulary);
  guint n_choices = g_list_model_get_n_items (G_LIST_MODEL (choices));

  g_clear_pointer (&binding->shown, mtn_vocabulary_unref);
  binding->shown = mtn_vocabulary_ref (vocabulary);
  g_object_set (binding->chooser, "model", choices, "visible", n_choices > 1, NULL);

  if (GTK_IS_DROP_DOWN (binding->chooser))
    {
      GtkDropDown *dropdown = GTK_DROP_DOWN (binding->chooser);
      g_autoptr (GtkExpression) expression =
          gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

      gtk_drop_down_set_expression (dropdown, expression);
      gtk_drop_down_set_enable_search (dropdown, n_choices > SEARCH_FROM);
    }
}

static void
update (Binding *binding)
{
  MtnVocabulary *vocabulary = mtn_app_state_get_vocabulary (binding->state);
  int index;

  if (vocabulary == NULL)
    return;

  binding->updating = TRUE;
  if (vocabulary != binding->shown)
    show_choices (binding, vocabulary);
  g_object_get (binding->state, get_property_name (binding->attribute), &index, NULL);
  g_object_set (binding->chooser, "selected", (guint) (index + 1), NULL);
  binding->updating = FALSE;
}

static void
selected_cb (Binding *binding)
{
  GListModel *choices = NULL;
  guint selected;

  g_object_get (binding->chooser, "selected", &selected, "model", &choices, NULL);
  if (choices != NULL && selected < g_list_model_get_n_items (choices))
    {
      g_autoptr (GtkStringObject) choice = g_list_model_get_item (choices, selected);

      gtk_accessible_update_property (GTK_ACCESSIBLE (binding->chooser), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      gtk_string_object_get_string (choice), -1);
      if (!binding->updating)
        g_object_set (binding->state, get_property_name (binding->attribute), (int) selected - 1, NULL);
    }
  g_clear_object (&choices);
}

void
mtn_attribute_bind (MtnAttribute attribute, MtnAppState *state, GtkWidget *chooser)
{
  g_autofree char *signal = g_strconcat ("notify::", get_property_name (attribute), NULL);
  Binding *binding = g_new0 (Binding, 1);

  binding->attribute = attribute;
  binding->state = g_object_ref (state);
  binding->chooser = chooser;
  gtk_accessible_update_property (GTK_ACCESSIBLE (chooser), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  mtn_attribute_get_title (attribute), -1);

  g_signal_connect_swapped (state, "notify::status", G_CALLBACK (update), binding);
  g_signal_connect_swapped (state, signal, G_CALLBACK (update), binding);
  g_signal_connect_swapped (chooser, "notify::selected", G_CALLBACK (selected_cb), binding);
  g_object_set_data_full (G_OBJECT (chooser), "mtn-attribute", binding, binding_free);
  update (binding);
}

void
mtn_attribute_style_dropdown (MtnAttribute attribute, GtkDropDown *dropdown)
{
  const char *title = mtn_attribute_get_title (attribute);

  mtn_choice_set_up (GTK_WIDGET (dropdown), title, title);
  if (attribute == MTN_ATTRIBUTE_AGE)
    /* Translators: on a button; %s is an age group like 25–34 */
    mtn_choice_set_format (GTK_WIDGET (dropdown), _ ("Age: %s"));
}
