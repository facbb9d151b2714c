/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-parallel.h"

typedef struct
{
  guint n_tasks;
  int next; /* atomic */
  MtnParallelFunc func;
  gpointer user_data;
} Tasks;

static gpointer
work (gpointer data)
{
  Tasks *tasks = data;
  guint index;

  while ((index = (guint) g_atomic_int_add (&tasks->next, 1)) < tasks->n_tasks)
    tasks->func (index, tasks->user_data);

  return NULL;
}

void
mtn_parallel_run (guint n_tasks, guint n_threads, MtnParallelFunc func, gpointer user_data)
{
  Tasks tasks = { n_tasks, 0, func, user_data };
  g_autoptr (GPtrArray) helpers = g_ptr_array_new ();
  guint wanted = MIN (n_threads > 0 ? n_threads : g_get_num_processors (), n_tasks);

  for (guint t = 1; t < wanted; t++)
    {
      GThread *helper = g_thread_try_new ("train", work, &tasks, NULL);

      /* The calling thread does what is left. */
      if (helper == NULL)
        break;
      g_ptr_array_add (helpers, helper);
    }

  work (&tasks);
  for (guint t = 0; t < helpers->len; t++)
    g_thread_join (g_ptr_array_index (helpers, t));
}
