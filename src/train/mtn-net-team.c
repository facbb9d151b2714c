/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-net-team.h"

/* How often a waiting member looks before it sleeps: some microseconds, more than most waits between equal
 * shares, less than what matters when the others do not come because somebody else has the processor. */
#define N_LOOKS 4000

struct _MtnNetTeam
{
  guint n;
  GThread **helpers; /* [n − 1] */

  /* A round is over when the last member arrives; the next one has the next number. */
  int n_arrived; /* atomic */
  int round;     /* atomic */
  GMutex mutex;
  GCond changed;

  MtnNetTeamFunc func; /* NULL: helpers end */
  gpointer user_data;
};

typedef struct
{
  MtnNetTeam *team;
  guint member;
} Helper;

static inline void
relax (void)
{
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause ();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

void
mtn_net_team_barrier (MtnNetTeam *self)
{
  int round = g_atomic_int_get (&self->round);

  if (self->n == 1)
    return;

  if (g_atomic_int_add (&self->n_arrived, 1) + 1 == (int) self->n)
    {
      g_atomic_int_set (&self->n_arrived, 0);
      g_mutex_lock (&self->mutex);
      g_atomic_int_inc (&self->round);
      g_cond_broadcast (&self->changed);
      g_mutex_unlock (&self->mutex);
      return;
    }

  for (guint i = 0; i < N_LOOKS; i++)
    {
      if (g_atomic_int_get (&self->round) != round)
        return;
      relax ();
    }

  g_mutex_lock (&self->mutex);
  while (g_atomic_int_get (&self->round) == round)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

static gpointer
help (gpointer data)
{
  Helper *helper = data;
  MtnNetTeam *self = helper->team;
  guint member = helper->member;

  g_free (helper);
  /* Until it is known how many there are. */
  g_mutex_lock (&self->mutex);
  g_mutex_unlock (&self->mutex);

  for (;;)
    {
      mtn_net_team_barrier (self);
      if (self->func == NULL)
        return NULL;
      self->func (member, self->user_data);
      mtn_net_team_barrier (self);
    }
}

MtnNetTeam *
mtn_net_team_new (guint n_threads)
{
  MtnNetTeam *self = g_new0 (MtnNetTeam, 1);
  guint wanted = n_threads > 0 ? n_threads : g_get_num_processors ();

  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->helpers = g_new0 (GThread *, wanted);

  g_mutex_lock (&self->mutex);
  self->n = wanted;
  for (guint i = 1; i < wanted; i++)
    {
      Helper *helper = g_new (Helper, 1);

      *helper = (Helper){ self, i };
      self->helpers[i - 1] = g_thread_try_new ("train", help, helper, NULL);
      if (self->helpers[i - 1] == NULL)
        {
          g_free (helper);
          self->n = i;
          break;
        }
    }
  g_mutex_unlock (&self->mutex);

  return self;
}

void
mtn_net_team_free (MtnNetTeam *self)
{
  if (self == NULL)
    return;

  self->func = NULL;
  mtn_net_team_barrier (self);
  for (guint i = 1; i < self->n; i++)
    g_thread_join (self->helpers[i - 1]);

  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self->helpers);
  g_free (self);
}

guint
mtn_net_team_get_n (MtnNetTeam *self)
{
  return self->n;
}

void
mtn_net_team_run (MtnNetTeam *self, MtnNetTeamFunc func, gpointer user_data)
{
  self->func = func;
  self->user_data = user_data;
  mtn_net_team_barrier (self);
  func (0, user_data);
  mtn_net_team_barrier (self);
}

void
mtn_net_team_share (MtnNetTeam *self, guint member, guint n, guint *first, guint *end)
{
  *first = (guint) ((guint64) n * member / self->n);
  *end = (guint) ((guint64) n * (member + 1) / self->n);
}
