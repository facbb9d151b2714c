/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MTN_TYPE_APPLICATION (mtn_application_get_type ())
G_DECLARE_FINAL_TYPE (MtnApplication, mtn_application, MTN, APPLICATION, AdwApplication)

MtnApplication *mtn_application_new (void);

G_END_DECLS
