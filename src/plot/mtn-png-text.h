/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * mtn_png_text_insert:
 * @png: a whole PNG file
 * @keyword: Latin-1, at most 79 bytes: "Title", "Description"
 * @text: (nullable): UTF-8; NULL or "": nothing is done
 *
 * Inserts text behind the header of the image, as an iTXt chunk (PNG specification, third edition, 11.3.3.4).
 */
void mtn_png_text_insert (GByteArray *png,
                          const char *keyword,
                          const char *text);

G_END_DECLS
