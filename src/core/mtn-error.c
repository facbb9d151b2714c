/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-error.h"

/* Written out: the formatter would put blanks into the name that G_DEFINE_QUARK () takes. */
GQuark
mtn_error_quark (void)
{
  return g_quark_from_static_string ("mtn-error-quark");
}
