/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-checkpoint.h"

G_DEFINE_QUARK (mtn - checkpoint - error - quark, mtn_checkpoint_error)
