/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Nobody passes a barrier before all have come, shares make a whole, and a team that sleeps can be woken. */

#include "mtn-net-team.h"

#define N_THINGS 1000
#define N_ROUNDS 50

typedef struct
{
  MtnNetTeam *team;
  guint seen[N_THINGS];
  guint sums[16];
  guint n_wrong; /* atomic */
} Work;

static void
work_cb (guint member, gpointer user_data)
{
  Work *work = user_data;

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      guint first, end, sum = 0;

      mtn_net_team_share (work->team, member, N_THINGS, &first, &end);
      for (guint i = first; i < end; i++)
        work->seen[i]++;
      work->sums[member] = end - first;
      mtn_net_team_barrier (work->team);

      for (guint i = 0; i < mtn_net_team_get_n (work->team); i++)
        sum += work->sums[i];
      if (sum != N_THINGS || work->seen[(round * 37 + member) % N_THINGS] != round + 1)
        g_atomic_int_inc ((int *) &work->n_wrong);
      mtn_net_team_barrier (work->team);
    }
}

static void
test_rounds (void)
{
  for (guint n = 1; n <= 7; n++)
    {
      Work work = { .team = mtn_net_team_new (n) };

      g_assert_cmpuint (mtn_net_team_get_n (work.team), >=, 1);
      g_assert_cmpuint (mtn_net_team_get_n (work.team), <=, n);
      mtn_net_team_run (work.team, work_cb, &work);
      for (guint i = 0; i < N_THINGS; i++)
        g_assert_cmpuint (work.seen[i], ==, N_ROUNDS);

      /* Long enough for all to be asleep. */
      g_usleep (20000);
      for (guint i = 0; i < N_THINGS; i++)
        work.seen[i] = 0;
      mtn_net_team_run (work.team, work_cb, &work);
      for (guint i = 0; i < N_THINGS; i++)
        g_assert_cmpuint (work.seen[i], ==, N_ROUNDS);
      g_assert_cmpuint (work.n_wrong, ==, 0);
      mtn_net_team_free (work.team);
    }
}

/* Fewer things than members: some get nothing, nobody too much. */
static void
test_shares (void)
{
  MtnNetTeam *team = mtn_net_team_new (5);

  for (guint n = 0; n < 12; n++)
    {
      guint at = 0;

      for (guint member = 0; member < mtn_net_team_get_n (team); member++)
        {
          guint first, end;

          mtn_net_team_share (team, member, n, &first, &end);
          g_assert_cmpuint (first, ==, at);
          g_assert_cmpuint (end, >=, first);
          g_assert_cmpuint (end - first, <=, n / mtn_net_team_get_n (team) + 1);
          at = end;
        }
      g_assert_cmpuint (at, ==, n);
    }
  mtn_net_team_free (team);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/team/rounds", test_rounds);
  g_test_add_func ("/net/team/shares", test_shares);

  return g_test_run ();
}
