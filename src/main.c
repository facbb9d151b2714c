/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include <locale.h>

#include <glib/gi18n.h>

#include "mtn-cli.h"
#include "mtn-cuda-cache.h"
#ifdef MTN_HAVE_APP
#include "mtn-application.h"
#endif

int
main (int argc, char **argv)
{
  /* Translations elsewhere than where they are installed: of a build folder, in tests. */
  const char *folder = g_getenv ("MATINEE_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : MTN_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  mtn_cuda_cache_choose ();

  if (mtn_cli_wants (argc, argv))
    return mtn_cli_run (argc, argv);

#ifdef MTN_HAVE_APP
  /* GTK ends the program when it finds no display; asked first, it only says so. */
  if (gtk_init_check ())
    {
      g_autoptr (MtnApplication) app = mtn_application_new ();

      return g_application_run (G_APPLICATION (app), argc, argv);
    }

  return mtn_cli_run_instead (argc, argv,
                              _ ("There is no display for the window, so here is Matinee in the terminal."));
#else
  return mtn_cli_run_instead (argc, argv,
                              _ ("This Matinee was built without a window; here it is in the terminal."));
#endif
}
