/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib/gstdio.h>

G_BEGIN_DECLS

/**
 * mtn_test_run_with_verdicts:
 * @add: adds the tests
 *
 * The main() of a program whose tests open cards: verdicts about them are kept in a folder of their own, which is
 * gone afterwards. GLib's folders for tests leak.
 */
static inline int
mtn_test_run_with_verdicts (int argc, char **argv, void (*add) (void))
{
  g_autofree char *folder = g_dir_make_tmp ("matinee-test-XXXXXX", NULL);
  g_autofree char *inner = g_build_filename (folder, "matinee", NULL);
  g_autofree char *verdicts = g_build_filename (inner, "cards.ini", NULL);
  int status;

  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  add ();

  status = g_test_run ();
  g_unlink (verdicts);
  g_rmdir (inner);
  g_rmdir (folder);

  return status;
}

G_END_DECLS
