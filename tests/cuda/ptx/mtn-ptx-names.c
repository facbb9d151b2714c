/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What operands mean: registers, constants, addresses and parameters of the kernel that is being read. */

#include <string.h>

#include "mtn-ptx-parser.h"

static const char *const special_names[MTN_PTX_N_SPECIALS] = {
  "%tid.x",  "%tid.y",       "%tid.z",       "%ctaid.x",     "%ctaid.y",     "%ctaid.z",
  "%ntid.x", "%ntid.y",      "%ntid.z",      "%nctaid.x",    "%nctaid.y",    "%nctaid.z",
  "%laneid", "%lanemask_lt", "%lanemask_le", "%lanemask_gt", "%lanemask_ge", "%lanemask_eq",
};

gboolean
mtn_ptx_parser_fail (MtnPtxParser *self, const char *format, ...)
{
  va_list arguments;

  if (self->message == NULL)
    {
      va_start (arguments, format);
      self->message = g_strdup_vprintf (format, arguments);
      va_end (arguments);
    }

  return FALSE;
}

static const MtnPtxRange *
find_range (MtnPtxParser *self, const char *name, guint32 *out_slot)
{
  gsize length = strlen (name), digits = length;

  while (digits > 0 && g_ascii_isdigit (name[digits - 1]))
    digits--;

  /* The latest declaration counts: braces may declare a name anew. */
  for (guint i = self->ranges->len; i-- > 0;)
    {
      const MtnPtxRange *range = &g_array_index (self->ranges, MtnPtxRange, i);

      if (range->n == 0 && strcmp (range->prefix, name) == 0)
        {
          *out_slot = range->slot;
          return range;
        }
      if (range->n > 0 && digits < length && strlen (range->prefix) == digits &&
          strncmp (range->prefix, name, digits) == 0)
        {
          guint64 number = g_ascii_strtoull (name + digits, NULL, 10);

          if (number < range->n)
            {
              *out_slot = range->slot + (guint32) number;
              return range;
            }
        }
    }

  return NULL;
}

static guint32
add_constant (MtnPtxParser *self, guint64 value, gboolean is_dynamic)
{
  MtnPtxConstant constant = { self->kernel->n_slots, value, is_dynamic };

  for (guint i = 0; i < self->kernel->constants->len; i++)
    {
      const MtnPtxConstant *known = &g_array_index (self->kernel->constants, MtnPtxConstant, i);

      if (known->value == value && known->is_dynamic == is_dynamic)
        return known->slot;
    }
  self->kernel->n_slots++;
  g_array_append_val (self->kernel->constants, constant);

  return constant.slot;
}

static gboolean
find_symbol (MtnPtxParser *self, const char *name, guint64 *out_address, gboolean *out_dynamic)
{
  *out_dynamic = FALSE;
  for (guint i = 0; i < self->variables->len; i++)
    if (strcmp (g_array_index (self->variables, MtnPtxVariable, i).name, name) == 0)
      {
        *out_address = MTN_PTX_SHARED_BASE + g_array_index (self->variables, MtnPtxVariable, i).offset;
        return TRUE;
      }
  if (g_strcmp0 (self->dynamic, name) == 0)
    {
      *out_address = 0;
      *out_dynamic = TRUE;
      self->kernel->has_dynamic = TRUE;
      return TRUE;
    }

  return FALSE;
}

static gboolean
read_number (const char *text, guint64 *out_value, gboolean *out_float)
{
  char *end;

  *out_float = text[0] == '0' && (text[1] == 'f' || text[1] == 'F');
  if (*out_float)
    {
      *out_value = g_ascii_strtoull (text + 2, &end, 16);
      return end == text + 10 && *end == '\0';
    }
  if (*text == '-')
    {
      guint64 magnitude = g_ascii_strtoull (text + 1, &end, 0);

      *out_value = -magnitude;
    }
  else
    *out_value = g_ascii_strtoull (text, &end, 0);
  if (*end == 'U')
    end++;

  return end != text && *end == '\0';
}

gboolean
mtn_ptx_parser_operand (MtnPtxParser *self,
                        const char *text,
                        guint width,
                        guint32 *out_slot,
                        gboolean *out_inverted)
{
  gboolean is_float, is_dynamic;
  guint64 value;

  if (out_inverted != NULL)
    {
      *out_inverted = *text == '!';
      text += *text == '!';
    }

  if (*text == '%')
    {
      const MtnPtxRange *range = find_range (self, text, out_slot);

      for (guint i = 0; range == NULL && width == 4 && i < MTN_PTX_N_SPECIALS; i++)
        if (strcmp (special_names[i], text) == 0)
          {
            *out_slot = i;
            return TRUE;
          }
      if (range == NULL)
        return mtn_ptx_parser_fail (self, "unknown register %s", text);
      if (range->width != width)
        return mtn_ptx_parser_fail (self, "register %s has another width than the instruction", text);
      return TRUE;
    }

  if (g_ascii_isdigit (*text) || *text == '-')
    {
      if (!read_number (text, &value, &is_float) || (is_float && width != 4))
        return mtn_ptx_parser_fail (self, "bad constant %s", text);
      if (width == 0)
        value &= 1;
      else if (width < 8)
        value &= (G_GUINT64_CONSTANT (1) << (8 * width)) - 1;
      *out_slot = add_constant (self, value, FALSE);
      return TRUE;
    }

  if ((width == 4 || width == 8) && find_symbol (self, text, &value, &is_dynamic))
    {
      *out_slot = add_constant (self, value, is_dynamic);
      return TRUE;
    }

  return mtn_ptx_parser_fail (self, "unknown operand %s", text);
}

gboolean
mtn_ptx_parser_target (MtnPtxParser *self, const char *text, guint width, guint32 *out_slot)
{
  const MtnPtxRange *range;

  *out_slot = MTN_PTX_NO_SLOT;
  if (strcmp (text, "_") == 0)
    return TRUE;

  range = find_range (self, text, out_slot);
  if (range == NULL)
    return mtn_ptx_parser_fail (self, "unknown register %s", text);
  if (range->width != width)
    return mtn_ptx_parser_fail (self, "register %s has another width than the instruction", text);

  return TRUE;
}

gboolean
mtn_ptx_parser_width (MtnPtxParser *self, const char *text, guint *out_width)
{
  guint32 slot;
  const MtnPtxRange *range = find_range (self, text, &slot);

  if (range == NULL)
    return mtn_ptx_parser_fail (self, "unknown register %s", text);
  *out_width = range->width;

  return TRUE;
}

/* Takes brackets and a constant offset off. */
static char *
split_address (MtnPtxParser *self, const char *text, gint64 *out_offset)
{
  gsize length = strlen (text);
  g_autofree char *inner = NULL;
  gboolean is_float;
  guint64 value = 0;
  char *plus;

  if (length < 3 || text[0] != '[' || text[length - 1] != ']')
    {
      mtn_ptx_parser_fail (self, "%s is no address", text);
      return NULL;
    }
  inner = g_strndup (text + 1, length - 2);
  plus = strchr (inner, '+');
  if (plus != NULL)
    {
      *plus = '\0';
      if (!read_number (g_strstrip (plus + 1), &value, &is_float) || is_float)
        {
          mtn_ptx_parser_fail (self, "%s is no address", text);
          return NULL;
        }
    }
  *out_offset = (gint64) value;
  g_strstrip (inner);

  return g_steal_pointer (&inner);
}

gboolean
mtn_ptx_parser_address (MtnPtxParser *self,
                        const char *text,
                        MtnPtxSpace space,
                        guint32 *out_slot,
                        gint64 *out_offset)
{
  g_autofree char *base = split_address (self, text, out_offset);
  guint width = 0;

  if (base == NULL)
    return FALSE;
  if (*base != '%')
    return mtn_ptx_parser_operand (self, base, space == MTN_PTX_SHARED ? 4 : 8, out_slot, NULL);
  if (!mtn_ptx_parser_width (self, base, &width))
    return FALSE;
  if (width != 8 && (width != 4 || space != MTN_PTX_SHARED))
    return mtn_ptx_parser_fail (self, "%s is no address", text);

  return mtn_ptx_parser_operand (self, base, width, out_slot, NULL);
}

gboolean
mtn_ptx_parser_parameter (MtnPtxParser *self, const char *text, guint size, gint64 *out_offset)
{
  gint64 offset;
  g_autofree char *base = split_address (self, text, &offset);

  if (base == NULL)
    return FALSE;
  for (guint i = 0; i < self->kernel->parameters->len; i++)
    {
      const MtnPtxParameter *parameter = &g_array_index (self->kernel->parameters, MtnPtxParameter, i);

      if (strcmp (parameter->name, base) == 0)
        {
          if (offset < 0 || (gsize) offset + size > parameter->size || offset % size != 0)
            return mtn_ptx_parser_fail (self, "%s lies outside of its parameter", text);
          *out_offset = (gint64) parameter->offset + offset;
          return TRUE;
        }
    }

  return mtn_ptx_parser_fail (self, "unknown parameter %s", base);
}

void
mtn_ptx_parser_branch (MtnPtxParser *self, const char *label)
{
  MtnPtxJump jump = { g_strdup (label), self->line, self->kernel->code->len };

  g_array_append_val (self->jumps, jump);
}
