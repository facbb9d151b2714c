/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* A helper that has just worked looks out for the next call for some microseconds before it sleeps: the
 * operations of a model come one right after the other, and waking up takes longer than many of them. A call
 * never waits for a helper that sleeps: who comes late finds the call closed. */

#include "mtn-cpu-pool.h"

/* What an operation may be shared by; more gain nothing where memory is the limit. */
#define MAX_THREADS 16

/* About 20 µs. */
#define N_LOOKS 400

struct _MtnCpuPool
{
  guint n_threads;
  GThread *helpers[MAX_THREADS];
  GMutex busy; /* held while a call has the helpers */

  GMutex lock; /* for all below */
  GCond called;
  GCond left;
  int n_calls; /* read without the lock while looking out */
  gboolean is_open;
  gboolean is_ending;
  int n_inside; /* helpers that work on the call; read without the lock while waiting for them */

  MtnCpuTask func;
  gpointer data;
  guint n_tasks;
  int next; /* atomic */
};

static GMutex shared_lock;
static MtnCpuPool *shared;
static guint n_users;

static inline void
relax (void)
{
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause ();
#endif
}

static void
work (MtnCpuPool *self, guint worker)
{
  guint index;

  while ((index = (guint) g_atomic_int_add (&self->next, 1)) < self->n_tasks)
    self->func (index, worker, self->data);
}

typedef struct
{
  MtnCpuPool *pool;
  guint worker;
} Helper;

static gpointer
help (gpointer data)
{
  g_autofree Helper *helper = data;
  MtnCpuPool *self = helper->pool;
  int n_seen = 0;

  for (;;)
    {
      for (guint i = 0; i < N_LOOKS && g_atomic_int_get (&self->n_calls) == n_seen; i++)
        relax ();

      g_mutex_lock (&self->lock);
      while (self->n_calls == n_seen && !self->is_ending)
        g_cond_wait (&self->called, &self->lock);
      n_seen = self->n_calls;
      if (self->is_ending)
        {
          g_mutex_unlock (&self->lock);
          return NULL;
        }
      if (!self->is_open)
        {
          g_mutex_unlock (&self->lock);
          continue;
        }
      g_atomic_int_inc (&self->n_inside);
      g_mutex_unlock (&self->lock);

      work (self, helper->worker);

      g_mutex_lock (&self->lock);
      if (g_atomic_int_dec_and_test (&self->n_inside))
        g_cond_signal (&self->left);
      g_mutex_unlock (&self->lock);
    }
}

static guint
count_threads (void)
{
  const char *wish = g_getenv ("MATINEE_THREADS");
  guint64 n = wish != NULL ? g_ascii_strtoull (wish, NULL, 10) : 0;

  if (n == 0)
    n = g_get_num_processors ();

  return (guint) CLAMP (n, 1, MAX_THREADS);
}

static MtnCpuPool *
create (void)
{
  MtnCpuPool *self = g_new0 (MtnCpuPool, 1);
  guint n_wanted = count_threads ();

  g_mutex_init (&self->busy);
  g_mutex_init (&self->lock);
  g_cond_init (&self->called);
  g_cond_init (&self->left);

  for (self->n_threads = 1; self->n_threads < n_wanted; self->n_threads++)
    {
      Helper *helper = g_new (Helper, 1);

      *helper = (Helper){ self, self->n_threads };
      self->helpers[self->n_threads] = g_thread_try_new ("engine", help, helper, NULL);
      if (self->helpers[self->n_threads] == NULL)
        {
          g_free (helper);
          break;
        }
    }

  return self;
}

static void
destroy (MtnCpuPool *self)
{
  g_mutex_lock (&self->lock);
  self->is_ending = TRUE;
  g_cond_broadcast (&self->called);
  g_mutex_unlock (&self->lock);

  for (guint t = 1; t < self->n_threads; t++)
    g_thread_join (self->helpers[t]);

  g_cond_clear (&self->called);
  g_cond_clear (&self->left);
  g_mutex_clear (&self->lock);
  g_mutex_clear (&self->busy);
  g_free (self);
}

MtnCpuPool *
mtn_cpu_pool_ref (void)
{
  MtnCpuPool *self;

  g_mutex_lock (&shared_lock);
  if (n_users++ == 0)
    shared = create ();
  self = shared;
  g_mutex_unlock (&shared_lock);

  return self;
}

void
mtn_cpu_pool_unref (MtnCpuPool *self)
{
  g_return_if_fail (self != NULL && self == shared);

  g_mutex_lock (&shared_lock);
  if (--n_users == 0)
    g_clear_pointer (&shared, destroy);
  g_mutex_unlock (&shared_lock);
}

guint
mtn_cpu_pool_get_n_threads (MtnCpuPool *self)
{
  return self != NULL ? self->n_threads : 1;
}

void
mtn_cpu_pool_run (MtnCpuPool *self, guint n_tasks, MtnCpuTask func, gpointer data)
{
  if (self == NULL || self->n_threads == 1 || n_tasks < 2 || !g_mutex_trylock (&self->busy))
    {
      for (guint i = 0; i < n_tasks; i++)
        func (i, 0, data);
      return;
    }

  g_mutex_lock (&self->lock);
  self->func = func;
  self->data = data;
  self->n_tasks = n_tasks;
  g_atomic_int_set (&self->next, 0);
  self->is_open = TRUE;
  g_atomic_int_inc (&self->n_calls);
  g_cond_broadcast (&self->called);
  g_mutex_unlock (&self->lock);

  work (self, 0);

  g_mutex_lock (&self->lock);
  self->is_open = FALSE;
  g_mutex_unlock (&self->lock);

  for (guint i = 0; i < N_LOOKS && g_atomic_int_get (&self->n_inside) > 0; i++)
    relax ();
  g_mutex_lock (&self->lock);
  while (g_atomic_int_get (&self->n_inside) > 0)
    g_cond_wait (&self->left, &self->lock);
  g_mutex_unlock (&self->lock);

  g_mutex_unlock (&self->busy);
}
