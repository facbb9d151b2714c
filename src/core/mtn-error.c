/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-error.h"

G_DEFINE_QUARK (mtn - error - quark, mtn_error)
