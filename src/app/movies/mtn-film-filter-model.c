/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Orders are made once per set of films and kept, so that a keystroke costs
 * the search and one pass over its hits. */

#include "mtn-film-filter-model.h"

#define N_SORTS (MTN_FILM_SORT_YEAR + 1)

struct _MtnFilmFilterModel
{
  GObject parent_instance;

  MtnFilmSearchFunc search;
  gpointer search_data;

  GListModel *films;
  GPtrArray *orders[N_SORTS]; /* NULL until needed */
  GPtrArray *by_index;        /* catalogue index → film, not owned; NULL until needed */

  char *text;
  guint32 genres;
  int decade;
  MtnFilmSort sort;

  GPtrArray *items;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MtnFilmFilterModel,
                               mtn_film_filter_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *list)
{
  return MTN_TYPE_FILM;
}

static guint
get_n_items (GListModel *list)
{
  return MTN_FILM_FILTER_MODEL (list)->items->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  MtnFilmFilterModel *self = MTN_FILM_FILTER_MODEL (list);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
passes (MtnFilmFilterModel *self, MtnFilm *film)
{
  const MtnMovie *movie = mtn_film_get_movie (film);

  if (self->genres != 0 && (movie->genres & self->genres) == 0)
    return FALSE;
  if (self->decade != 0 && (movie->year < self->decade || movie->year >= self->decade + 10))
    return FALSE;
  return TRUE;
}

static GPtrArray *
get_order (MtnFilmFilterModel *self)
{
  if (self->orders[self->sort] == NULL)
    self->orders[self->sort] = mtn_film_order_new (self->films, self->sort);
  return self->orders[self->sort];
}

static void
index_films (MtnFilmFilterModel *self)
{
  guint n = g_list_model_get_n_items (self->films);

  self->by_index = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MtnFilm) film = g_list_model_get_item (self->films, i);
      guint index = mtn_film_get_index (film);

      if (index >= self->by_index->len)
        g_ptr_array_set_size (self->by_index, (int) index + 1);
      self->by_index->pdata[index] = film;
    }
}

static void
add_hits (MtnFilmFilterModel *self, GPtrArray *items)
{
  g_autoptr (GArray) hits = self->search (self->text, self->search_data);
  g_autoptr (GHashTable) found = NULL;
  GPtrArray *order;

  if (hits == NULL)
    return;
  if (self->by_index == NULL)
    index_films (self);
  if (self->sort != MTN_FILM_SORT_POPULAR)
    found = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      guint index = g_array_index (hits, guint, i);
      MtnFilm *film = index < self->by_index->len ? g_ptr_array_index (self->by_index, index) : NULL;

      /* Twins and placeholders are in the catalogue, but not among the films. */
      if (film == NULL || !passes (self, film))
        continue;
      if (found != NULL)
        g_hash_table_add (found, film);
      else
        g_ptr_array_add (items, g_object_ref (film));
    }
  if (found == NULL)
    return;

  order = get_order (self);
  for (guint i = 0; i < order->len; i++)
    if (g_hash_table_contains (found, g_ptr_array_index (order, i)))
      g_ptr_array_add (items, g_object_ref (g_ptr_array_index (order, i)));
}

static GPtrArray *
list_items (MtnFilmFilterModel *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *order;

  if (self->films == NULL)
    return items;

  if (*self->text != '\0')
    {
      add_hits (self, items);
      return items;
    }

  order = get_order (self);
  for (guint i = 0; i < order->len; i++)
    if (passes (self, g_ptr_array_index (order, i)))
      g_ptr_array_add (items, g_object_ref (g_ptr_array_index (order, i)));
  return items;
}

static void
refilter (MtnFilmFilterModel *self)
{
  g_autoptr (GPtrArray) old = self->items;
  guint begin = 0, old_end, new_end;

  self->items = list_items (self);
  old_end = old->len;
  new_end = self->items->len;

  while (begin < old_end && begin < new_end && old->pdata[begin] == self->items->pdata[begin])
    begin++;
  while (old_end > begin && new_end > begin && old->pdata[old_end - 1] == self->items->pdata[new_end - 1])
    {
      old_end--;
      new_end--;
    }

  if (old_end > begin || new_end > begin)
    g_list_model_items_changed (G_LIST_MODEL (self), begin, old_end - begin, new_end - begin);
}

static void
forget_orders (MtnFilmFilterModel *self)
{
  for (guint i = 0; i < N_SORTS; i++)
    g_clear_pointer (&self->orders[i], g_ptr_array_unref);
  g_clear_pointer (&self->by_index, g_ptr_array_unref);
}

static void
films_changed_cb (GListModel *films, guint position, guint removed, guint added, MtnFilmFilterModel *self)
{
  forget_orders (self);
  refilter (self);
}

static void
mtn_film_filter_model_finalize (GObject *object)
{
  MtnFilmFilterModel *self = MTN_FILM_FILTER_MODEL (object);

  if (self->films != NULL)
    g_signal_handlers_disconnect_by_func (self->films, films_changed_cb, self);
  g_clear_object (&self->films);
  forget_orders (self);
  g_ptr_array_unref (self->items);
  g_free (self->text);

  G_OBJECT_CLASS (mtn_film_filter_model_parent_class)->finalize (object);
}

static void
mtn_film_filter_model_class_init (MtnFilmFilterModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mtn_film_filter_model_finalize;
}

static void
mtn_film_filter_model_init (MtnFilmFilterModel *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->text = g_strdup ("");
}

MtnFilmFilterModel *
mtn_film_filter_model_new (MtnFilmSearchFunc search, gpointer user_data)
{
  MtnFilmFilterModel *self;

  g_return_val_if_fail (search != NULL, NULL);

  self = g_object_new (MTN_TYPE_FILM_FILTER_MODEL, NULL);
  self->search = search;
  self->search_data = user_data;
  return self;
}

void
mtn_film_filter_model_set_films (MtnFilmFilterModel *self, GListModel *films)
{
  g_return_if_fail (MTN_IS_FILM_FILTER_MODEL (self));
  g_return_if_fail (films == NULL || G_IS_LIST_MODEL (films));

  if (self->films == films)
    return;

  if (self->films != NULL)
    g_signal_handlers_disconnect_by_func (self->films, films_changed_cb, self);
  g_set_object (&self->films, films);
  if (films != NULL)
    g_signal_connect (films, "items-changed", G_CALLBACK (films_changed_cb), self);

  forget_orders (self);
  refilter (self);
}

void
mtn_film_filter_model_set_text (MtnFilmFilterModel *self, const char *text)
{
  g_autofree char *stripped = NULL;

  g_return_if_fail (MTN_IS_FILM_FILTER_MODEL (self));
  g_return_if_fail (text != NULL);

  stripped = g_strstrip (g_strdup (text));
  if (strcmp (self->text, stripped) == 0)
    return;

  g_free (self->text);
  self->text = g_steal_pointer (&stripped);
  refilter (self);
}

void
mtn_film_filter_model_set_genres (MtnFilmFilterModel *self, guint32 genres)
{
  g_return_if_fail (MTN_IS_FILM_FILTER_MODEL (self));

  if (self->genres == genres)
    return;

  self->genres = genres;
  refilter (self);
}

void
mtn_film_filter_model_set_decade (MtnFilmFilterModel *self, int decade)
{
  g_return_if_fail (MTN_IS_FILM_FILTER_MODEL (self));

  if (self->decade == decade)
    return;

  self->decade = decade;
  refilter (self);
}

void
mtn_film_filter_model_set_sort (MtnFilmFilterModel *self, MtnFilmSort sort)
{
  g_return_if_fail (MTN_IS_FILM_FILTER_MODEL (self));
  g_return_if_fail ((guint) sort < N_SORTS);

  if (self->sort == sort)
    return;

  self->sort = sort;
  refilter (self);
}
