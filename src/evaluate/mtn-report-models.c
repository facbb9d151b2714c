/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What the models are, and what speaks for and against them. */

#include "mtn-report-private.h"

typedef struct
{
  const char *name; /* as `matinee train --model` has it */
  const char *what;
  const char *good;
  const char *bad;
} Kind;

static const Kind kinds[] = {
  { "popularity", "how many people love a film; the same list for everybody",
    "nothing to learn, nothing to go wrong", "knows nobody" },
  { "demographic",
    "popularity, and by how much an age group, gender or occupation deviates from it, shrunk towards it",
    "says something before the first pick",
    "groups are small, and say little that one pick does not say better" },
  { "item-knn", "films that the same people rated, by cosine with shrinkage, the nearest few of each film",
    "every recommendation can be traced to a pick",
    "knows pairs of films alone, not what they have in common" },
  { "user-knn", "what the most similar people of the training set rated", "strong with few picks",
    "carries sums of people’s ratings with it; slow where people are many" },
  { "ease", "a linear film-by-film model with zero diagonal in closed form (Steck, WWW 2019)",
    "one matrix inversion, no epochs, no chance", "one penalty for every number of picks" },
  { "edlae",
    "EASE with emphasised denoising (Steck, NeurIPS 2020), its penalty chosen from the number of picks when "
    "a person "
    "asks, in the eigenbasis that all penalties share",
    "the best single model here, small and quick",
    "linear: two films together never mean more than their sum" },
  { "ials",
    "a factor model for implicit feedback by alternating least squares (Hu, Koren and Volinsky, ICDM 2008), "
    "new people folded in",
    "few numbers a film", "needs more picks than others before it is good" },
  { "mult-dae",
    "a denoising autoencoder with one hidden layer and multinomial loss (Liang et al., WWW 2018), trained "
    "with fresh masks",
    "finds films that linear models miss: its lists cover more of the catalogue",
    "epochs, seeds and drop-out matter" },
  { "blend", "parts of several kinds in one checkpoint; their weights depend on the number of picks",
    "better than each of its parts", "more constants than any of them" },
  { "mlp",
    "the seed’s network: attributes, genre ratios and ratings through three hidden layers of 1024 to a score "
    "for "
    "each film",
    "takes any input",
    "5.6 million weights for 943 people: it remembers its training samples within a few epochs" },
};

static const Kind *
find_kind (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].name, name) == 0)
      return &kinds[i];

  return NULL;
}

/* Each model that was measured for new people, once, the best first; of the data set where the best was. */
static GPtrArray *
list_models (MtnReport *self)
{
  g_autoptr (GPtrArray) files = mtn_report_results_select (self->results, "new-users", NULL);
  const char *dataset;

  if (files->len == 0)
    {
      g_ptr_array_unref (files);
      files = mtn_report_results_select (self->results, "favorites", NULL);
    }
  if (files->len == 0)
    return g_steal_pointer (&files);

  dataset = mtn_report_get_string (((const MtnReportFile *) files->pdata[0])->object, "provenance/dataset");
  for (guint i = files->len; i-- > 1;)
    {
      const MtnReportFile *file = g_ptr_array_index (files, i);

      if (g_strcmp0 (mtn_report_get_string (file->object, "provenance/dataset"), dataset) != 0)
        g_ptr_array_remove_index (files, i);
    }

  return g_steal_pointer (&files);
}

void
mtn_report_add_models (MtnReport *self)
{
  g_autoptr (GPtrArray) files = list_models (self);
  gboolean has_default = FALSE;

  g_string_append (self->out, "## 3. Model implementation\n\n"
                              "Everything that recommends is one kind of file: a checkpoint with a list of "
                              "parts, a catalogue and where it "
                              "comes from. The window, the command line and the evaluation ask it through "
                              "the same code and never ask which "
                              "kind it is. A person is an input (films with or without stars, and age, "
                              "gender and occupation, each of which "
                              "may be unsaid), not an id.\n\n");
  if (files->len == 0)
    return;

  for (guint i = 0; i < files->len; i++)
    {
      const char *name = mtn_report_get_name (g_ptr_array_index (files, i));
      const Kind *kind = find_kind (name);
      gboolean is_default = g_strcmp0 (name, self->default_model) == 0;

      if (kind == NULL || (is_default && has_default))
        continue;
      has_default |= is_default;
      g_string_append_printf (self->out, "- **%s**%s: %s.\n", name, is_default ? " (shipped)" : "",
                              kind->what);
    }
  g_string_append_c (self->out, '\n');
}

void
mtn_report_add_trade_offs (MtnReport *self)
{
  g_autoptr (GPtrArray) files = list_models (self);

  g_string_append (self->out, "## 4. Advantages and disadvantages\n\n");
  if (files->len == 0)
    {
      mtn_report_say_missing (self, "matinee evaluate --protocol new-users");
      return;
    }

  g_string_append (
      self->out,
      "Coverage is the share of the catalogue in anybody’s first ten; novelty the mean of −log2 of the "
      "share of people who know a film; ARP its mean number of training ratings; ILD how little the "
      "films of a list have in common by genre.\n\n"
      "| model | for it | against it | NDCG@10 | coverage@10 | novelty@10 | ARP@10 | ILD@10 |\n"
      "|---|---|---|--:|--:|--:|--:|--:|\n");
  for (guint i = 0; i < files->len; i++)
    {
      const MtnReportFile *file = g_ptr_array_index (files, i);
      const Kind *kind = find_kind (mtn_report_get_name (file));

      g_string_append (self->out, "| ");
      mtn_report_add_name (self, file);
      g_string_append_printf (self->out, " | %s | %s |", kind != NULL ? kind->good : "",
                              kind != NULL ? kind->bad : "");
      mtn_report_add_cell (self, mtn_report_get_number (file->object, "10/ndcg"), 4);
      mtn_report_add_cell (self, mtn_report_get_number (file->object, "10/coverage"), 3);
      mtn_report_add_cell (self, mtn_report_get_number (file->object, "10/novelty"), 2);
      mtn_report_add_cell (self, mtn_report_get_number (file->object, "10/arp"), 1);
      mtn_report_add_cell (self, mtn_report_get_number (file->object, "10/ild"), 3);
      g_string_append_c (self->out, '\n');
    }
  g_string_append_c (self->out, '\n');
}
