/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-application.h"

struct _MtnApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (MtnApplication, mtn_application, ADW_TYPE_APPLICATION)

static void
mtn_application_class_init (MtnApplicationClass *klass)
{
}

static void
mtn_application_init (MtnApplication *self)
{
}

MtnApplication *
mtn_application_new (void)
{
  return g_object_new (MTN_TYPE_APPLICATION, "application-id", MTN_APPLICATION_ID, NULL);
}
