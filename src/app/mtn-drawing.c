/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Without a graphics card Mesa computes what OpenGL is asked for, and GTK before 4.14 does not look who does
 * it: a window of 1240 × 700 pixels then gets some ten frames a second on two cores, by cairo sixty
 * (tests/app/bench-charts.c). */

#include "mtn-drawing.h"

#include <epoxy/gl.h>
#include <string.h>

/* Under this name GTK keeps with a display what GSK_RENDERER says otherwise. Setting that instead would be
 * inherited by the programs that open links, and threads may be reading the environment. Versions to which
 * the name says nothing look for themselves who does OpenGL. */
#define CHOICE "gsk-renderer"

gboolean
mtn_drawing_is_software (const char *renderer)
{
  static const char *const names[] = { "llvmpipe", "softpipe", "swrast", "Software Rasterizer" };

  for (guint i = 0; renderer != NULL && i < G_N_ELEMENTS (names); i++)
    if (strstr (renderer, names[i]) != NULL)
      return TRUE;

  return FALSE;
}

void
mtn_drawing_choose (GdkDisplay *display)
{
  g_autoptr (GdkGLContext) context = NULL;

  if (display == NULL || g_getenv ("GSK_RENDERER") != NULL)
    return;

  /* Without OpenGL GTK takes cairo by itself. */
  context = gdk_display_create_gl_context (display, NULL);
  if (context == NULL || !gdk_gl_context_realize (context, NULL))
    return;

  gdk_gl_context_make_current (context);
  if (mtn_drawing_is_software ((const char *) glGetString (GL_RENDERER)))
    g_object_set_data_full (G_OBJECT (display), CHOICE, g_strdup ("cairo"), g_free);
  gdk_gl_context_clear_current ();
}
