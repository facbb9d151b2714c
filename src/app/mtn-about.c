/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-about.h"

#include <adwaita.h>
#include <glib/gi18n.h>

void
mtn_about_show (GtkWindow *parent)
{
  static const char *const developers[] = { "The Matinee authors", NULL };
  static const char *const data[] = { "GroupLens Research https://grouplens.org/datasets/movielens/", NULL };
  GtkWidget *about = adw_about_window_new ();

  g_object_set (about, "transient-for", parent, "application-name", _ ("Matinee"), "application-icon",
                MTN_APPLICATION_ID, "version", MTN_VERSION, "developer-name", _ ("The Matinee authors"),
                "developers", developers, "copyright", "© The Matinee authors", "license-type",
                GTK_LICENSE_MIT_X11, "comments",
                _ ("Pick films you love and see what to watch next. Private and offline."),
                /* Translators: your names, one a line */
                "translator-credits", _ ("translator-credits"), NULL);

  adw_about_window_add_credit_section (ADW_ABOUT_WINDOW (about), _ ("Ratings by"), (const char **) data);
  adw_about_window_add_legal_section (
      ADW_ABOUT_WINDOW (about), "MovieLens", "© GroupLens Research, University of Minnesota",
      GTK_LICENSE_CUSTOM,
      _ ("The shipped model was trained on the data sets MovieLens 100K and MovieLens latest-small of the "
         "GroupLens Research Group, which are for research and not for commercial use. "
         "The ratings themselves are not part of this program. Neither the University of Minnesota nor "
         "GroupLens endorses this program.\n\n"
         "F. Maxwell Harper and Joseph A. Konstan. 2015. The MovieLens Datasets: History and Context. "
         "ACM Transactions on Interactive Intelligent Systems 5, 4, Article 19. "
         "https://doi.org/10.1145/2827872"));

  gtk_window_present (GTK_WINDOW (about));
}
