/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Moves, conversions and comparisons. */

#include <math.h>
#include <string.h>

#include "mtn-ptx-machine.h"

const guint8 mtn_ptx_type_sizes[MTN_PTX_N_TYPES] = { 1, 2, 4, 8, 1, 2, 4, 8, 1, 2, 4, 8, 4, 0 };

int
mtn_ptx_find_type (const char *name)
{
  static const char *const names[MTN_PTX_N_TYPES] = { "u8",  "u16", "u32", "u64", "s8",  "s16", "s32",
                                                      "s64", "b8",  "b16", "b32", "b64", "f32", "pred" };

  for (int i = 0; i < MTN_PTX_N_TYPES; i++)
    if (strcmp (names[i], name) == 0)
      return i;

  return -1;
}

gboolean
mtn_ptx_type_is_signed (MtnPtxType type)
{
  return type >= MTN_PTX_S8 && type <= MTN_PTX_S64;
}

static inline float
as_float (guint64 value)
{
  guint32 bits = (guint32) value;
  float number;

  memcpy (&number, &bits, sizeof number);

  return number;
}

void
mtn_ptx_run_copy (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask)
{
  guint64 *to = warp->values[in->to];
  const guint64 *from = warp->values[in->a];

  MTN_PTX_EACH (mask, to[l] = from[l]);
}

void
mtn_ptx_run_pack (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask)
{
  guint bits = 8 * in->size;

  MTN_PTX_EACH (mask, guint64 all = 0;
                for (guint i = 0; i < in->n_vector; i++) all |= warp->values[in->vector[i]][l] << (bits * i);
                warp->values[in->to][l] = all);
}

void
mtn_ptx_run_unpack (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask)
{
  guint bits = 8 * in->size;

  MTN_PTX_EACH (
      mask, guint64 all = warp->values[in->a][l]; for (guint i = 0; i < in->n_vector; i++) {
        if (in->vector[i] != MTN_PTX_NO_SLOT)
          warp->values[in->vector[i]][l] = (all >> (bits * i)) & ((G_GUINT64_CONSTANT (1) << bits) - 1);
      });
}

/* The low bytes of a register as a number of that type. */
static inline gint64
as_integer (guint64 value, guint size, gboolean is_signed)
{
  guint shift = 64 - 8 * size;

  return is_signed ? (gint64) (value << shift) >> shift : (gint64) (value << shift >> shift);
}

static inline guint64
narrowed (guint64 value, guint size)
{
  return size == 8 ? value : value & ((G_GUINT64_CONSTANT (1) << (8 * size)) - 1);
}

static float
round_float (float x, MtnPtxRounding rounding)
{
  switch (rounding)
    {
    case MTN_PTX_ROUND_RNI:
      return rintf (x);
    case MTN_PTX_ROUND_RZI:
      return truncf (x);
    case MTN_PTX_ROUND_RMI:
      return floorf (x);
    case MTN_PTX_ROUND_RPI:
      return ceilf (x);
    default:
      return x;
    }
}

/* NaN becomes 0, what is too large the largest, too small the least. */
static guint64
float_to_integer (float x, const MtnPtxInstruction *in)
{
  guint size = mtn_ptx_type_sizes[in->type], bits = 8 * size;
  float whole = round_float (x, in->operation);

  if (x != x)
    return 0;
  if (mtn_ptx_type_is_signed (in->type))
    {
      float limit = ldexpf (1.0f, (int) bits - 1);
      gint64 least = (gint64) (~G_GUINT64_CONSTANT (0) << (bits - 1));

      return narrowed ((guint64) (whole >= limit ? ~least : whole < -limit ? least : (gint64) whole), size);
    }
  if (whole >= ldexpf (1.0f, (int) bits))
    return narrowed (~G_GUINT64_CONSTANT (0), size);

  return whole <= 0.0f ? 0 : (guint64) whole;
}

/* Rounding to nearest is the host's; the others are one step from it where that lies on the wrong side. */
static guint64
integer_to_float (guint64 value, const MtnPtxInstruction *in)
{
  guint size = mtn_ptx_type_sizes[in->from];
  gboolean is_signed = mtn_ptx_type_is_signed (in->from);
  gint64 integer = as_integer (value, size, is_signed);
  __int128 exact = is_signed ? (__int128) integer : (__int128) (guint64) integer;
  float nearest = is_signed ? (float) integer : (float) (guint64) integer;
  __int128 rounded = (__int128) nearest;
  MtnPtxRounding rounding = in->operation;
  guint32 bits;

  if (rounding == MTN_PTX_ROUND_RZ)
    rounding = exact < 0 ? MTN_PTX_ROUND_RP : MTN_PTX_ROUND_RM;
  if (rounding == MTN_PTX_ROUND_RM && rounded > exact)
    nearest = nextafterf (nearest, -INFINITY);
  if (rounding == MTN_PTX_ROUND_RP && rounded < exact)
    nearest = nextafterf (nearest, INFINITY);
  memcpy (&bits, &nearest, sizeof bits);

  return bits;
}

static guint64
convert (guint64 value, const MtnPtxInstruction *in)
{
  if (in->from == MTN_PTX_F32 && in->type == MTN_PTX_F32)
    {
      float rounded = round_float (as_float (value), in->operation);
      guint32 bits;

      memcpy (&bits, &rounded, sizeof bits);
      return rounded == rounded ? bits : 0x7fffffffu;
    }
  if (in->from == MTN_PTX_F32)
    {
      guint64 result = float_to_integer (as_float (value), in);

      return narrowed ((guint64) as_integer (result, mtn_ptx_type_sizes[in->type],
                                             mtn_ptx_type_is_signed (in->type)),
                       in->width);
    }
  if (in->type == MTN_PTX_F32)
    return integer_to_float (value, in);

  value = (guint64) as_integer (value, mtn_ptx_type_sizes[in->from], mtn_ptx_type_is_signed (in->from));

  return narrowed ((guint64) as_integer (value, mtn_ptx_type_sizes[in->type],
                                         mtn_ptx_type_is_signed (in->type)),
                   in->width);
}

void
mtn_ptx_run_convert (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask)
{
  guint64 *to = warp->values[in->to];
  const guint64 *from = warp->values[in->a];

  MTN_PTX_EACH (mask, to[l] = convert (from[l], in));
}

/* The third operand joins in, and the second result is the first with the comparison turned round. */
static inline void
put (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint l, gboolean holds)
{
  gboolean other = in->combine != MTN_PTX_COMBINE_NONE
                       ? (warp->values[in->c][l] & 1) != (guint64) (in->c_is_inverted != FALSE)
                       : 0;
  gboolean results[2] = { holds, !holds };

  for (guint i = 0; i < 2; i++)
    switch ((MtnPtxCombine) in->combine)
      {
      case MTN_PTX_COMBINE_AND:
        results[i] = results[i] && other;
        break;
      case MTN_PTX_COMBINE_OR:
        results[i] = results[i] || other;
        break;
      case MTN_PTX_COMBINE_XOR:
        results[i] = results[i] != other;
        break;
      default:
        break;
      }

  if (in->to != MTN_PTX_NO_SLOT)
    warp->values[in->to][l] = (guint64) results[0];
  if (in->to2 != MTN_PTX_NO_SLOT)
    warp->values[in->to2][l] = (guint64) results[1];
}

static inline gboolean
compare_float (float a, float b, MtnPtxComparison comparison)
{
  gboolean is_nan = a != a || b != b;

  switch (comparison)
    {
    case MTN_PTX_EQ:
      return a == b;
    case MTN_PTX_NE:
      return !is_nan && a != b;
    case MTN_PTX_LT:
      return a < b;
    case MTN_PTX_LE:
      return a <= b;
    case MTN_PTX_GT:
      return a > b;
    case MTN_PTX_GE:
      return a >= b;
    case MTN_PTX_EQU:
      return is_nan || a == b;
    case MTN_PTX_NEU:
      return a != b;
    case MTN_PTX_LTU:
      return !(a >= b);
    case MTN_PTX_LEU:
      return !(a > b);
    case MTN_PTX_GTU:
      return !(a <= b);
    case MTN_PTX_GEU:
      return !(a < b);
    case MTN_PTX_NUM:
      return !is_nan;
    case MTN_PTX_NAN:
      return is_nan;
    default:
      g_assert_not_reached ();
    }
}

static void
run_compare_float (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask)
{
  const guint64 *a = warp->values[in->a], *b = warp->values[in->b];

  MTN_PTX_EACH (mask, put (warp, in, l, compare_float (as_float (a[l]), as_float (b[l]), in->operation)));
}

/* Integers have the first six alone. */
#define COMPARE(name, ctype)                                                            \
  static void name (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask)        \
  {                                                                                     \
    const guint64 *from_a = warp->values[in->a], *from_b = warp->values[in->b];         \
                                                                                        \
    MTN_PTX_EACH (                                                                      \
        mask, ctype a = (ctype) from_a[l]; ctype b = (ctype) from_b[l]; gboolean holds; \
        switch ((MtnPtxComparison) in->operation) {                                     \
          case MTN_PTX_EQ:                                                              \
            holds = a == b;                                                             \
            break;                                                                      \
          case MTN_PTX_NE:                                                              \
            holds = a != b;                                                             \
            break;                                                                      \
          case MTN_PTX_LT:                                                              \
            holds = a < b;                                                              \
            break;                                                                      \
          case MTN_PTX_LE:                                                              \
            holds = a <= b;                                                             \
            break;                                                                      \
          case MTN_PTX_GT:                                                              \
            holds = a > b;                                                              \
            break;                                                                      \
          default:                                                                      \
            holds = a >= b;                                                             \
            break;                                                                      \
        } put (warp, in, l, holds));                                                    \
  }

COMPARE (run_compare_u16, guint16)
COMPARE (run_compare_s16, gint16)
COMPARE (run_compare_u32, guint32)
COMPARE (run_compare_s32, gint32)
COMPARE (run_compare_u64, guint64)
COMPARE (run_compare_s64, gint64)

MtnPtxHandler
mtn_ptx_get_compare (MtnPtxType type, MtnPtxComparison comparison)
{
  if (type == MTN_PTX_F32)
    return run_compare_float;
  /* Bits have no order. */
  if (comparison > MTN_PTX_GE || (type >= MTN_PTX_B8 && comparison > MTN_PTX_NE))
    return NULL;

  switch (type)
    {
    case MTN_PTX_U16:
    case MTN_PTX_B16:
      return run_compare_u16;
    case MTN_PTX_S16:
      return run_compare_s16;
    case MTN_PTX_U32:
    case MTN_PTX_B32:
      return run_compare_u32;
    case MTN_PTX_S32:
      return run_compare_s32;
    case MTN_PTX_U64:
    case MTN_PTX_B64:
      return run_compare_u64;
    case MTN_PTX_S64:
      return run_compare_s64;
    default:
      return NULL;
    }
}
