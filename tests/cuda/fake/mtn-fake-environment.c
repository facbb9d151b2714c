/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The fake runtime inside of a module that is loaded: MTN_FAKE_CUDA says what computer it is
 * (mtn_fake_parse()). */

#include "mtn-fake-cuda.h"

__attribute__ ((constructor)) static void
set_up (void)
{
  const char *text = g_getenv ("MTN_FAKE_CUDA");

  mtn_fake_reset ();
  if (text != NULL && !mtn_fake_parse (text))
    g_error ("MTN_FAKE_CUDA: not understood: %s", text);
}
