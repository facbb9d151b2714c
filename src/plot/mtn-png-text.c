/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-png-text.h"

#include <string.h>

/* The signature, and IHDR with its length, type and checksum. */
#define HEADER_LENGTH (8 + 25)

/* CRC-32 as in ISO 3309: the polynomial 0xEDB88320, bit by bit, as texts are short. */
static guint32
compute_crc (const guint8 *data, gsize n)
{
  guint32 crc = 0xFFFFFFFF;

  for (gsize i = 0; i < n; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc & 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
    }

  return ~crc;
}

static void
append_number (GByteArray *out, guint32 number)
{
  guint32 big = GUINT32_TO_BE (number);

  g_byte_array_append (out, (const guint8 *) &big, sizeof big);
}

void
mtn_png_text_insert (GByteArray *png, const char *keyword, const char *text)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_autoptr (GByteArray) out = g_byte_array_new ();

  if (text == NULL || *text == '\0' || png->len < HEADER_LENGTH)
    return;

  g_byte_array_append (body, (const guint8 *) "iTXt", 4);
  g_byte_array_append (body, (const guint8 *) keyword, strlen (keyword) + 1);
  /* Not compressed, no language, no translated keyword. */
  g_byte_array_append (body, (const guint8 *) "\0\0\0\0", 4);
  g_byte_array_append (body, (const guint8 *) text, strlen (text));

  g_byte_array_append (out, png->data, HEADER_LENGTH);
  append_number (out, body->len - 4);
  g_byte_array_append (out, body->data, body->len);
  append_number (out, compute_crc (body->data, body->len));
  g_byte_array_append (out, png->data + HEADER_LENGTH, png->len - HEADER_LENGTH);

  g_byte_array_set_size (png, 0);
  g_byte_array_append (png, out->data, out->len);
}
