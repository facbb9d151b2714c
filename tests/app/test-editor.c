/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Undo, redo and the offer of the toast. The offer is checked against what a person expects of it: it brings
 * back what it names and nothing else, whatever happened since. */

#include "mtn-editor.h"

typedef struct
{
  MtnEditor *editor;
  char *offer;
  guint n_offers;
  guint n_changes;
} Fixture;

static void
offer_cb (Fixture *fixture, const char *message)
{
  g_free (fixture->offer);
  fixture->offer = g_strdup (message);
  fixture->n_offers++;
}

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->editor = mtn_editor_new ();
  g_signal_connect_swapped (fixture->editor, "offer", G_CALLBACK (offer_cb), fixture);
  g_signal_connect_swapped (fixture->editor, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->editor);
  g_free (fixture->offer);
}

/* "1 2:4 -3x -4s": picks, picks with stars, hidden as not interesting or seen. */
static char *
describe (MtnEditor *editor)
{
  const MtnProfile *profile = mtn_editor_get_profile (editor);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < mtn_profile_get_n_picks (profile); i++)
    {
      const MtnPick *pick = mtn_profile_get_pick (profile, i);

      g_string_append_printf (text, "%s%d", text->len > 0 ? " " : "", pick->movie_id);
      if (pick->stars > 0)
        g_string_append_printf (text, ":%g", (double) pick->stars);
    }
  for (guint i = 0; i < mtn_profile_get_n_exclusions (profile); i++)
    {
      const MtnExclusion *exclusion = mtn_profile_get_exclusion (profile, i);

      g_string_append_printf (text, "%s-%d%c", text->len > 0 ? " " : "", exclusion->movie_id,
                              exclusion->reason == MTN_EXCLUDE_SEEN ? 's' : 'x');
    }

  return g_string_free (text, FALSE);
}

#define assert_profile(editor, expected)            \
  G_STMT_START                                      \
  {                                                 \
    g_autofree char *described = describe (editor); \
    g_assert_cmpstr (described, ==, expected);      \
  }                                                 \
  G_STMT_END

static void
pick (MtnEditor *editor, int first, int last)
{
  for (int id = first; id <= last; id++)
    mtn_editor_pick (editor, id, 0);
}

static void
test_undo_redo (Fixture *fixture, gconstpointer data)
{
  MtnEditor *editor = fixture->editor;

  g_assert_false (mtn_editor_can_undo (editor));
  mtn_editor_pick (editor, 1, 0);
  mtn_editor_pick (editor, 2, 4);
  mtn_editor_pick (editor, 2, 2.5);
  assert_profile (editor, "1 2:2.5");

  mtn_editor_undo (editor);
  assert_profile (editor, "1 2:4");
  mtn_editor_undo (editor);
  mtn_editor_undo (editor);
  assert_profile (editor, "");
  g_assert_false (mtn_editor_can_undo (editor));
  mtn_editor_undo (editor);

  mtn_editor_redo (editor);
  mtn_editor_redo (editor);
  assert_profile (editor, "1 2:4");
  g_assert_true (mtn_editor_can_redo (editor));

  /* Another way on: the old one is gone. */
  mtn_editor_pick (editor, 3, 0);
  g_assert_false (mtn_editor_can_redo (editor));
  assert_profile (editor, "1 2:4 3");
  g_assert_cmpuint (fixture->n_offers, ==, 0);
}

static void
test_no_change_is_no_step (Fixture *fixture, gconstpointer data)
{
  mtn_editor_pick (fixture->editor, 1, 0);
  fixture->n_changes = 0;

  mtn_editor_pick (fixture->editor, 1, 0);
  mtn_editor_unpick (fixture->editor, 7, "Not There");
  mtn_editor_unexclude (fixture->editor, 7);
  mtn_editor_set_age (fixture->editor, -1);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  g_assert_cmpuint (fixture->n_offers, ==, 0);

  mtn_editor_undo (fixture->editor);
  assert_profile (fixture->editor, "");
}

static void
test_batch (Fixture *fixture, gconstpointer data)
{
  MtnEditor *editor = fixture->editor;

  pick (editor, 1, 5);
  mtn_editor_unpick (editor, 2, "Two");
  g_assert_cmpstr (fixture->offer, ==, "“Two” removed");
  mtn_editor_unpick (editor, 4, "Four");
  mtn_editor_unpick (editor, 5, "Five");
  g_assert_cmpstr (fixture->offer, ==, "3 films removed");
  assert_profile (editor, "1 3");

  mtn_editor_take_offer (editor);
  g_assert_cmpstr (fixture->offer, ==, "");
  assert_profile (editor, "1 2 3 4 5");

  /* As if undone: redo takes them away again. */
  mtn_editor_redo (editor);
  assert_profile (editor, "1 3 4 5");
}

static void
test_undo_shrinks_batch (Fixture *fixture, gconstpointer data)
{
  MtnEditor *editor = fixture->editor;

  pick (editor, 1, 3);
  mtn_editor_unpick (editor, 1, "One");
  mtn_editor_unpick (editor, 2, "Two");
  mtn_editor_undo (editor);
  g_assert_cmpstr (fixture->offer, ==, "“One” removed");
  mtn_editor_take_offer (editor);
  assert_profile (editor, "1 2 3");

  mtn_editor_unpick (editor, 1, "One");
  mtn_editor_undo (editor);
  g_assert_cmpstr (fixture->offer, ==, "");
}

static void
test_offer_outlives_changes (Fixture *fixture, gconstpointer data)
{
  MtnEditor *editor = fixture->editor;

  pick (editor, 1, 4);
  mtn_editor_unpick (editor, 2, "Two");
  mtn_editor_unpick (editor, 3, "Three");
  mtn_editor_pick (editor, 9, 5);
  mtn_editor_pick (editor, 3, 1);

  mtn_editor_take_offer (editor);
  assert_profile (editor, "1 2 4 9:5 3:1");

  /* That was a step of its own. */
  mtn_editor_undo (editor);
  assert_profile (editor, "1 4 9:5 3:1");
}

static void
test_kinds_do_not_mix (Fixture *fixture, gconstpointer data)
{
  MtnEditor *editor = fixture->editor;

  pick (editor, 1, 2);
  mtn_editor_unpick (editor, 1, "One");
  mtn_editor_exclude (editor, 7, "Seven", MTN_EXCLUDE_SEEN);
  g_assert_cmpstr (fixture->offer, ==, "“Seven” marked as seen");
  mtn_editor_exclude (editor, 8, "Eight", MTN_EXCLUDE_NOT_INTERESTED);
  g_assert_cmpstr (fixture->offer, ==, "“Eight” will not be suggested");
  mtn_editor_exclude (editor, 9, "Nine", MTN_EXCLUDE_NOT_INTERESTED);
  g_assert_cmpstr (fixture->offer, ==, "2 films will not be suggested");

  mtn_editor_take_offer (editor);
  assert_profile (editor, "2 -7s");
}

static void
test_exclude_pick (Fixture *fixture, gconstpointer data)
{
  MtnEditor *editor = fixture->editor;

  mtn_editor_pick (editor, 1, 4);
  mtn_editor_exclude (editor, 1, "One", MTN_EXCLUDE_SEEN);
  assert_profile (editor, "-1s");
  mtn_editor_pick (editor, 2, 0);
  mtn_editor_take_offer (editor);
  assert_profile (editor, "1:4 2");
}

static void
test_start_over (Fixture *fixture, gconstpointer data)
{
  MtnEditor *editor = fixture->editor;

  pick (editor, 1, 2);
  mtn_editor_exclude (editor, 3, "Three", MTN_EXCLUDE_SEEN);
  mtn_editor_set_age (editor, 30);
  mtn_editor_set_gender (editor, "F");
  mtn_editor_clear (editor);
  g_assert_cmpstr (fixture->offer, ==, "Everything cleared");
  assert_profile (editor, "");
  g_assert_cmpint (mtn_profile_get_age (mtn_editor_get_profile (editor)), ==, -1);

  /* What was said since stays. */
  mtn_editor_set_age (editor, 50);
  mtn_editor_take_offer (editor);
  assert_profile (editor, "1 2 -3s");
  g_assert_cmpint (mtn_profile_get_age (mtn_editor_get_profile (editor)), ==, 50);
  g_assert_cmpstr (mtn_profile_get_gender (mtn_editor_get_profile (editor)), ==, "F");
}

static void
test_ended_offer (Fixture *fixture, gconstpointer data)
{
  MtnEditor *editor = fixture->editor;

  pick (editor, 1, 3);
  mtn_editor_unpick (editor, 1, "One");
  mtn_editor_end_offer (editor);
  mtn_editor_take_offer (editor);
  assert_profile (editor, "2 3");

  mtn_editor_unpick (editor, 2, "Two");
  g_assert_cmpstr (fixture->offer, ==, "“Two” removed");
}

static void
test_other_profile (Fixture *fixture, gconstpointer data)
{
  MtnEditor *editor = fixture->editor;
  MtnProfile *other = mtn_profile_new ();

  pick (editor, 1, 2);
  mtn_editor_unpick (editor, 1, "One");
  mtn_profile_set_pick (other, 42, 0);
  mtn_editor_set_profile (editor, other);
  g_assert_cmpstr (fixture->offer, ==, "");
  g_assert_false (mtn_editor_can_undo (editor));
  mtn_editor_take_offer (editor);
  assert_profile (editor, "42");
}

/* Random editing: every step can be taken back and made again, and all of them lead back to the beginning. */
static void
test_random (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  MtnEditor *editor = fixture->editor;

  for (guint round = 0; round < 150; round++)
    {
      g_autofree char *before = describe (editor);
      g_autofree char *after = NULL;
      int id = g_rand_int_range (rand, 1, 9);

      switch (g_rand_int_range (rand, 0, 5))
        {
        case 0:
          mtn_editor_pick (editor, id, g_rand_int_range (rand, 0, 6));
          break;
        case 1:
          mtn_editor_unpick (editor, id, "A Film");
          break;
        case 2:
          mtn_editor_exclude (editor, id, "A Film",
                              g_rand_boolean (rand) ? MTN_EXCLUDE_SEEN : MTN_EXCLUDE_NOT_INTERESTED);
          break;
        case 3:
          mtn_editor_unexclude (editor, id);
          break;
        default:
          mtn_editor_take_offer (editor);
          while (mtn_editor_can_undo (editor))
            mtn_editor_undo (editor);
          assert_profile (editor, "");
          while (mtn_editor_can_redo (editor))
            mtn_editor_redo (editor);
          continue;
        }

      after = describe (editor);
      if (!g_str_equal (before, after))
        {
          mtn_editor_undo (editor);
          assert_profile (editor, before);
          mtn_editor_redo (editor);
          assert_profile (editor, after);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  add ("/editor/undo-redo", test_undo_redo);
  add ("/editor/no-change-is-no-step", test_no_change_is_no_step);
  add ("/editor/batch", test_batch);
  add ("/editor/undo-shrinks-batch", test_undo_shrinks_batch);
  add ("/editor/offer-outlives-changes", test_offer_outlives_changes);
  add ("/editor/kinds-do-not-mix", test_kinds_do_not_mix);
  add ("/editor/exclude-pick", test_exclude_pick);
  add ("/editor/start-over", test_start_over);
  add ("/editor/ended-offer", test_ended_offer);
  add ("/editor/other-profile", test_other_profile);
  add ("/editor/random", test_random);
#undef add

  return g_test_run ();
}
