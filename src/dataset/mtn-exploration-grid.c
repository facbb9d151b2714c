/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Where the table of people × films is filled, looked at from so far away that it is a few hundred cells; and
 * which films people rate together. The table itself is never there. */

#include "mtn-exploration-private.h"

#include <stdlib.h>
#include <string.h>

/* An index and what it is sorted by, the most first. */
typedef struct
{
  guint index;
  guint n;
} Item;

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *x = a, *y = b;

  if (x->n != y->n)
    return x->n > y->n ? -1 : 1;
  return (x->index > y->index) - (x->index < y->index);
}

/* The cell of each index: ranks cut into @n_cells of nearly equal size. */
static guint *
place (Item *items, guint n, guint n_cells)
{
  guint *cells = g_new (guint, n);

  qsort (items, n, sizeof *items, compare_items);
  for (guint rank = 0; rank < n; rank++)
    cells[items[rank].index] = (guint) ((guint64) rank * n_cells / n);

  return cells;
}

static void
count_sizes (const guint *cells, guint n, guint *sizes)
{
  for (guint i = 0; i < n; i++)
    sizes[cells[i]]++;
}

static void
fill_density (MtnExploration *self)
{
  const MtnRatings *ratings = self->dataset->ratings;
  MtnExplorationGrid *grid = &self->grid;
  g_autofree Item *people = g_new (Item, ratings->n_people);
  g_autofree Item *movies = g_new (Item, ratings->n_movies);
  g_autofree guint *rows = NULL;
  g_autofree guint *cols = NULL;
  guint n_in_row[MTN_EXPLORATION_GRID_ROWS] = { 0 };
  guint n_in_col[MTN_EXPLORATION_GRID_COLS] = { 0 };

  grid->n_rows = MIN (MTN_EXPLORATION_GRID_ROWS, ratings->n_people);
  grid->n_cols = MIN (MTN_EXPLORATION_GRID_COLS, ratings->n_movies);
  for (guint i = 0; i < ratings->n_people; i++)
    people[i] = (Item){ .index = i, .n = ratings->offsets[i + 1] - ratings->offsets[i] };
  for (guint i = 0; i < ratings->n_movies; i++)
    movies[i] = (Item){ .index = i, .n = mtn_catalog_get_movie (self->dataset->catalog, i)->n_ratings };
  rows = place (people, ratings->n_people, grid->n_rows);
  cols = place (movies, ratings->n_movies, grid->n_cols);
  count_sizes (rows, ratings->n_people, n_in_row);
  count_sizes (cols, ratings->n_movies, n_in_col);

  for (guint i = 0; i < ratings->n_people; i++)
    for (guint k = ratings->offsets[i]; k < ratings->offsets[i + 1]; k++)
      grid->density[rows[i] * grid->n_cols + cols[ratings->movies[k]]]++;
  for (guint row = 0; row < grid->n_rows; row++)
    for (guint col = 0; col < grid->n_cols; col++)
      grid->density[row * grid->n_cols + col] /= (double) n_in_row[row] * n_in_col[col];
}

static void
count_together (MtnExploration *self)
{
  const MtnRatings *ratings = self->dataset->ratings;
  guint n_top = self->tail.n_top;
  g_autofree guint *places = g_new0 (guint, ratings->n_movies); /* + 1; 0: not among the first */
  guint found[MTN_EXPLORATION_N_TOP];

  for (guint i = 0; i < n_top; i++)
    places[self->tail.top[i]] = i + 1;

  self->grid.together = g_new0 (guint, (gsize) n_top * n_top + 1);
  for (guint i = 0; i < ratings->n_people; i++)
    {
      guint n = 0;

      for (guint k = ratings->offsets[i]; k < ratings->offsets[i + 1]; k++)
        if (places[ratings->movies[k]] != 0)
          found[n++] = places[ratings->movies[k]] - 1;
      for (guint a = 0; a < n; a++)
        for (guint b = 0; b < n; b++)
          self->grid.together[found[a] * n_top + found[b]]++;
    }
}

void
mtn_exploration_fill_grid (MtnExploration *self)
{
  fill_density (self);
  count_together (self);
}

void
mtn_exploration_clear_grid (MtnExploration *self)
{
  g_free (self->grid.together);
}
