/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The tables are made from what `matinee explore` writes, so that both say the same. They are few and short:
 * a grid of labels each. */

#include "mtn-files-page.h"

#include <glib/gi18n.h>

#include "mtn-plot-scale.h"

#define MAX_CHARS 32

struct _MtnFilesPage
{
  GtkBox parent_instance;

  GtkWidget *body;
  MtnData *data; /* (nullable) */
  guint n_grids; /* looked at so far */
  guint tick;
};

G_DEFINE_FINAL_TYPE (MtnFilesPage, mtn_files_page, GTK_TYPE_BOX)

static void
mtn_files_page_dispose (GObject *object)
{
  g_clear_object (&MTN_FILES_PAGE (object)->data);

  G_OBJECT_CLASS (mtn_files_page_parent_class)->dispose (object);
}

static void
mtn_files_page_class_init (MtnFilesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mtn_files_page_dispose;
}

static void
mtn_files_page_init (MtnFilesPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->body);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self), scrolled);
}

GtkWidget *
mtn_files_page_new (void)
{
  return g_object_new (MTN_TYPE_FILES_PAGE, NULL);
}

/* Takes a row of texts into line @line of a grid, the titles being line 0. */
static void
fill_line (GtkWidget *grid, int line, GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    {
      GtkWidget *label =
          g_object_new (GTK_TYPE_LABEL, "label", g_ptr_array_index (texts, i), "xalign", 0.0, "ellipsize",
                        PANGO_ELLIPSIZE_END, "max-width-chars", MAX_CHARS, "selectable", line > 0, NULL);

      gtk_widget_add_css_class (label, line > 0 ? "numeric" : "heading");
      gtk_grid_attach (GTK_GRID (grid), label, (int) i, line, 1, 1);
    }
}

static GtkWidget *
add_grid (MtnFilesPage *self, const char *title, const char *explanation)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "wrap", TRUE,
                                     "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 18, "row-spacing", 6, NULL);

  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (grid, "data-grid");
  gtk_box_append (GTK_BOX (box), heading);
  if (explanation != NULL)
    {
      GtkWidget *label =
          g_object_new (GTK_TYPE_LABEL, "label", explanation, "xalign", 0.0, "wrap", TRUE, NULL);

      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), grid);
  /* Else columns would be shortened to nothing before anything scrolls. */
  gtk_scrollable_set_hscroll_policy (GTK_SCROLLABLE (
                                         gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scrolled))),
                                     GTK_SCROLL_NATURAL);
  gtk_widget_add_css_class (scrolled, "card");
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (self->body), box);

  return grid;
}

static char *
dup_value (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

  return mtn_plot_number_fixed (json_node_get_double (node), 3);
}

static void
add_head (MtnFilesPage *self, JsonObject *head)
{
  JsonArray *rows = json_object_get_array_member (head, "rows");
  GtkWidget *grid = add_grid (self, json_object_get_string_member (head, "file"), NULL);

  for (guint i = 0; i <= json_array_get_length (rows); i++)
    {
      JsonArray *row = i == 0 ? json_object_get_array_member (head, "columns")
                              : json_array_get_array_element (rows, i - 1);
      g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

      for (guint k = 0; k < json_array_get_length (row); k++)
        g_ptr_array_add (texts, dup_value (json_array_get_element (row, k)));
      fill_line (grid, (int) i, texts);
    }
}

/* Objects of the same members; the members of one that is an object itself become columns too. */
static void
add_members (JsonObject *object, GPtrArray *texts, gboolean names)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonNode *node = json_object_get_member (object, l->data);

      if (JSON_NODE_HOLDS_OBJECT (node))
        add_members (json_node_get_object (node), texts, names);
      else
        g_ptr_array_add (texts, names ? g_strdup (l->data) : dup_value (node));
    }
}

static void
add_objects (MtnFilesPage *self, JsonArray *objects, const char *title, const char *explanation)
{
  GtkWidget *grid;

  if (json_array_get_length (objects) == 0)
    return;

  grid = add_grid (self, title, explanation);
  for (guint i = 0; i <= json_array_get_length (objects); i++)
    {
      g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

      add_members (json_array_get_object_element (objects, i > 0 ? i - 1 : 0), texts, i == 0);
      fill_line (grid, (int) i, texts);
    }
}

static void
add_early_sample (MtnFilesPage *self, JsonObject *sample)
{
  static const char *const sides[] = { "input", "output" };
  GtkWidget *grid =
      add_grid (self, _ ("A Sample as It Was in 2023"),
                _ ("Stars / 5 of the first films of the catalogue: what a network was given, and "
                   "what it was to answer. What is not rated, or hidden, is 0."));

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      JsonArray *values = json_object_get_array_member (sample, sides[i]);
      g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (texts, g_strdup (i == 0 ? _ ("given") : _ ("wanted")));
      for (guint k = 0; k < json_array_get_length (values); k++)
        g_ptr_array_add (texts, mtn_plot_number_fixed (json_array_get_double_element (values, k), 1));
      fill_line (grid, (int) i + 1, texts);
    }
}

/* The next grid. FALSE: there are no more. */
static gboolean
add_next (MtnFilesPage *self)
{
  JsonObject *root = mtn_data_get_json (self->data);
  JsonObject *encoded = json_object_get_object_member (root, "encoded");
  JsonArray *heads = json_object_get_array_member (root, "heads");
  guint n_heads = json_array_get_length (heads);
  guint i = self->n_grids++;

  if (i < n_heads)
    add_head (self, json_array_get_object_element (heads, i));
  else if (i == n_heads)
    add_objects (self, json_object_get_array_member (encoded, "documented"), _ ("People in Numbers"),
                 _ ("The first people as a network is given them."));
  else if (i == n_heads + 1)
    add_objects (self, json_object_get_array_member (encoded, "early"),
                 _ ("People in Numbers, the First Way"),
                 _ ("As it was tried at first, with zip codes and the genres of all that a person had rated. "
                    "No model uses it."));
  else if (!json_object_get_null_member (root, "early_sample"))
    add_early_sample (self, json_object_get_object_member (root, "early_sample"));

  return i < n_heads + 2;
}

/* One a frame: a grid has more than a hundred labels. */
static gboolean
add_next_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer unused)
{
  MtnFilesPage *self = MTN_FILES_PAGE (widget);

  if (self->data != NULL && add_next (self))
    return G_SOURCE_CONTINUE;

  self->tick = 0;
  return G_SOURCE_REMOVE;
}

void
mtn_files_page_set_data (MtnFilesPage *self, MtnData *data)
{
  GtkWidget *child;

  g_return_if_fail (MTN_IS_FILES_PAGE (self));

  /* It never changes. */
  if (!g_set_object (&self->data, data))
    return;

  while ((child = gtk_widget_get_first_child (self->body)) != NULL)
    gtk_box_remove (GTK_BOX (self->body), child);
  self->n_grids = 0;
  if (data != NULL && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), add_next_cb, NULL, NULL);
}
