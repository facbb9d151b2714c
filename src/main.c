/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include <locale.h>

#include <glib/gi18n.h>

#include "mtn-cli.h"
#ifdef MTN_HAVE_APP
#include "mtn-application.h"
#endif

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, MTN_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

#ifdef MTN_HAVE_APP
  if (!mtn_cli_wants (argc, argv))
    {
      g_autoptr (MtnApplication) app = mtn_application_new ();

      return g_application_run (G_APPLICATION (app), argc, argv);
    }
#endif

  return mtn_cli_run (argc, argv);
}
