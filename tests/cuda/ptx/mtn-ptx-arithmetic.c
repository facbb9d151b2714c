/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What arithmetic does, form by form, by the PTX manual: floats round to nearest even and keep denormals, a
 * NaN that arises has the bits 0x7fffffff, shifts by more than there are bits leave none. */

#include <math.h>
#include <string.h>

#include "mtn-ptx-machine.h"

static inline float
as_float (guint64 value)
{
  guint32 bits = (guint32) value;
  float number;

  memcpy (&number, &bits, sizeof number);

  return number;
}

/* As a register holds it: every NaN is the canonical one. */
static inline guint64
as_bits (float number)
{
  guint32 bits;

  memcpy (&bits, &number, sizeof bits);

  return number == number ? bits : 0x7fffffffu;
}

#define RUN(name) static void name (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask)

#define UNARY(name, ctype, result)                                      \
  RUN (name)                                                            \
  {                                                                     \
    guint64 *to = warp->values[in->to];                                 \
    const guint64 *from_a = warp->values[in->a];                        \
                                                                        \
    MTN_PTX_EACH (mask, ctype a = (ctype) from_a[l]; to[l] = (result)); \
  }

#define BINARY(name, ctype, result)                                                                  \
  RUN (name)                                                                                         \
  {                                                                                                  \
    guint64 *to = warp->values[in->to];                                                              \
    const guint64 *from_a = warp->values[in->a], *from_b = warp->values[in->b];                      \
                                                                                                     \
    MTN_PTX_EACH (mask, ctype a = (ctype) from_a[l]; ctype b = (ctype) from_b[l]; to[l] = (result)); \
  }

/* The third operand as a number of 64 bits. */
#define TERNARY(name, ctype, result)                                                                     \
  RUN (name)                                                                                             \
  {                                                                                                      \
    guint64 *to = warp->values[in->to];                                                                  \
    const guint64 *from_a = warp->values[in->a], *from_b = warp->values[in->b],                          \
                  *from_c = warp->values[in->c];                                                         \
                                                                                                         \
    MTN_PTX_EACH (mask, ctype a = (ctype) from_a[l]; ctype b = (ctype) from_b[l]; guint64 c = from_c[l]; \
                  to[l] = (result));                                                                     \
  }

#define FLOAT_UNARY(name, result)                                                  \
  RUN (name)                                                                       \
  {                                                                                \
    guint64 *to = warp->values[in->to];                                            \
    const guint64 *from_a = warp->values[in->a];                                   \
                                                                                   \
    MTN_PTX_EACH (mask, float a = as_float (from_a[l]); to[l] = as_bits (result)); \
  }

#define FLOAT_BINARY(name, result)                                                      \
  RUN (name)                                                                            \
  {                                                                                     \
    guint64 *to = warp->values[in->to];                                                 \
    const guint64 *from_a = warp->values[in->a], *from_b = warp->values[in->b];         \
                                                                                        \
    MTN_PTX_EACH (mask, float a = as_float (from_a[l]); float b = as_float (from_b[l]); \
                  to[l] = as_bits (result));                                            \
  }

/* Both zeros are told apart: −0 is less than +0. */
static inline float
minimum (float a, float b)
{
  if (a != a)
    return b;
  if (b != b)
    return a;
  if (a == b)
    return signbit (a) ? a : b;

  return a < b ? a : b;
}

static inline float
maximum (float a, float b)
{
  if (a != a)
    return b;
  if (b != b)
    return a;
  if (a == b)
    return signbit (a) ? b : a;

  return a > b ? a : b;
}

FLOAT_BINARY (add_f32, a + b)
FLOAT_BINARY (sub_f32, a - b)
FLOAT_BINARY (mul_f32, a *b)
FLOAT_BINARY (div_f32, a / b)
FLOAT_BINARY (min_f32, minimum (a, b))
FLOAT_BINARY (max_f32, maximum (a, b))
FLOAT_UNARY (sqrt_f32, sqrtf (a))
FLOAT_UNARY (rcp_f32, 1.0f / a)
/* Bits alone: a NaN keeps its payload. */
UNARY (neg_f32, guint32, a ^ 0x80000000u)
UNARY (abs_f32, guint32, a & 0x7fffffffu)
/* The sign of the first on the magnitude of the second. */
BINARY (copysign_f32, guint32, (b & 0x7fffffffu) | (a & 0x80000000u))

static inline guint64
fused (guint64 a, guint64 b, guint64 c)
{
  return as_bits (fmaf (as_float (a), as_float (b), as_float (c)));
}

RUN (fma_f32_library)
{
  guint64 *to = warp->values[in->to];
  const guint64 *a = warp->values[in->a], *b = warp->values[in->b], *c = warp->values[in->c];

  MTN_PTX_EACH (mask, to[l] = fused (a[l], b[l], c[l]));
}

#if defined(__x86_64__) && defined(__GNUC__)
/* The same with the processor's own instruction: most of what kernels do is this. */
__attribute__ ((target ("avx2,fma"))) RUN (fma_f32_processor)
{
  guint64 *to = warp->values[in->to];
  const guint64 *from_a = warp->values[in->a], *from_b = warp->values[in->b], *from_c = warp->values[in->c];

  MTN_PTX_EACH (mask, guint32 bits[3] = { (guint32) from_a[l], (guint32) from_b[l], (guint32) from_c[l] };
                float numbers[3]; memcpy (numbers, bits, sizeof numbers);
                float sum = __builtin_fmaf (numbers[0], numbers[1], numbers[2]);
                memcpy (bits, &sum, sizeof sum); to[l] = sum == sum ? bits[0] : 0x7fffffffu);
}
#endif

RUN (fma_f32)
{
#if defined(__x86_64__) && defined(__GNUC__)
  static int has_fma = -1;

  if (has_fma < 0)
    has_fma = __builtin_cpu_supports ("fma") && __builtin_cpu_supports ("avx2");
  if (has_fma)
    {
      fma_f32_processor (warp, in, mask);
      return;
    }
#endif
  fma_f32_library (warp, in, mask);
}

BINARY (add_16, guint16, (guint16) (a + b))
BINARY (sub_16, guint16, (guint16) (a - b))
BINARY (mul_16, guint16, (guint16) ((guint32) a *b))
BINARY (add_32, guint32, (guint32) (a + b))
BINARY (sub_32, guint32, (guint32) (a - b))
BINARY (mul_32, guint32, (guint32) (a *b))
BINARY (add_64, guint64, a + b)
BINARY (sub_64, guint64, a - b)
BINARY (mul_64, guint64, a *b)
BINARY (mul_wide_u16, guint16, (guint32) a *(guint32) b)
BINARY (mul_wide_s16, gint16, (guint32) ((gint32) a *(gint32) b))
BINARY (mul_wide_u32, guint32, (guint64) a *b)
BINARY (mul_wide_s32, gint32, (guint64) ((gint64) a *b))
BINARY (mul_hi_u32, guint32, (guint32) (((guint64) a * b) >> 32))
BINARY (mul_hi_s32, gint32, (guint32) (guint64) (((gint64) a * b) >> 32))
BINARY (mul_hi_u64, guint64, (guint64) (((unsigned __int128) a * b) >> 64))
BINARY (mul_hi_s64, gint64, (guint64) (((__int128) a * b) >> 64))
TERNARY (mad_16, guint16, (guint16) ((guint32) a *b + c))
TERNARY (mad_32, guint32, (guint32) (a *b + (guint32) c))
TERNARY (mad_64, guint64, a *b + c)
TERNARY (mad_wide_u16, guint16, (guint32) ((guint32) a *b + (guint32) c))
TERNARY (mad_wide_s16, gint16, (guint32) ((guint32) ((gint32) a *b) + (guint32) c))
TERNARY (mad_wide_u32, guint32, (guint64) a *b + c)
TERNARY (mad_wide_s32, gint32, (guint64) ((gint64) a *b) + c)
TERNARY (mad_hi_u32, guint32, (guint32) ((((guint64) a * b) >> 32) + c))

BINARY (min_s32, gint32, (guint32) (a < b ? a : b))
BINARY (max_s32, gint32, (guint32) (a > b ? a : b))
BINARY (min_u32, guint32, a < b ? a : b)
BINARY (max_u32, guint32, a > b ? a : b)
BINARY (min_s64, gint64, (guint64) (a < b ? a : b))
BINARY (max_s64, gint64, (guint64) (a > b ? a : b))
BINARY (min_u64, guint64, a < b ? a : b)
BINARY (max_u64, guint64, a > b ? a : b)
BINARY (min_u16, guint16, a < b ? a : b)
BINARY (max_u16, guint16, a > b ? a : b)
BINARY (min_s16, gint16, (guint16) (a < b ? a : b))
BINARY (max_s16, gint16, (guint16) (a > b ? a : b))
UNARY (neg_16, guint16, (guint16) -a)
UNARY (neg_32, guint32, (guint32) -a)
UNARY (neg_64, guint64, -a)
UNARY (abs_s32, gint32, (guint32) (a < 0 ? -(guint32) a : (guint32) a))
UNARY (abs_s64, gint64, a < 0 ? -(guint64) a : (guint64) a)

/* A division by zero gives whatever the card likes, so no kernel may do it. */
#define DIVIDE(name, ctype, utype, result)                                                                \
  RUN (name)                                                                                              \
  {                                                                                                       \
    guint64 *to = warp->values[in->to];                                                                   \
    const guint64 *from_a = warp->values[in->a], *from_b = warp->values[in->b];                           \
                                                                                                          \
    MTN_PTX_EACH (mask, ctype a = (ctype) from_a[l]; ctype b = (ctype) from_b[l];                         \
                  if (b == 0) mtn_ptx_stop (warp, (int) l, MTN_PTX_ERROR_ARITHMETIC, "division by zero"); \
                  else to[l] = (utype) (result));                                                         \
  }

/* The least number divided by −1 has no answer in its type; it keeps its bits. */
DIVIDE (div_u16, guint16, guint16, a / b)
DIVIDE (rem_u16, guint16, guint16, a % b)
DIVIDE (div_s16, gint16, guint16, a / b)
DIVIDE (rem_s16, gint16, guint16, a % b)
DIVIDE (div_u32, guint32, guint32, a / b)
DIVIDE (rem_u32, guint32, guint32, a % b)
DIVIDE (div_s32, gint32, guint32, b == -1 ? (gint32) - (guint32) a : a / b)
DIVIDE (rem_s32, gint32, guint32, b == -1 ? 0 : a % b)
DIVIDE (div_u64, guint64, guint64, a / b)
DIVIDE (rem_u64, guint64, guint64, a % b)
DIVIDE (div_s64, gint64, guint64, b == -1 ? (gint64) - (guint64) a : a / b)
DIVIDE (rem_s64, gint64, guint64, b == -1 ? 0 : a % b)

BINARY (and_64, guint64, a &b)
BINARY (or_64, guint64, a | b)
BINARY (xor_64, guint64, a ^ b)
UNARY (not_16, guint16, (guint16) ~a)
UNARY (not_32, guint32, (guint32) ~a)
UNARY (not_64, guint64, ~a)
UNARY (not_pred, guint64, a ^ 1)
UNARY (cnot_32, guint32, a == 0)

/* The amount is 32 bits wide, whatever is shifted. */
BINARY (shl_16, guint64, (guint32) b > 15 ? 0 : (guint16) (a << (guint32) b))
BINARY (shl_32, guint64, (guint32) b > 31 ? 0 : (guint32) (a << (guint32) b))
BINARY (shl_64, guint64, (guint32) b > 63 ? 0 : a << (guint32) b)
BINARY (shr_u16, guint64, (guint32) b > 15 ? 0 : a >> (guint32) b)
BINARY (shr_u32, guint64, (guint32) b > 31 ? 0 : a >> (guint32) b)
BINARY (shr_u64, guint64, (guint32) b > 63 ? 0 : a >> (guint32) b)
BINARY (shr_s16, guint64, (guint16) ((gint16) a >> MIN ((guint32) b, 15)))
BINARY (shr_s32, guint64, (guint32) ((gint32) a >> MIN ((guint32) b, 31)))
BINARY (shr_s64, guint64, (guint64) ((gint64) a >> MIN ((guint32) b, 63)))

static inline guint64
funnel (guint64 a, guint64 b)
{
  return ((b & 0xffffffffu) << 32) | (a & 0xffffffffu);
}

TERNARY (shf_l_wrap, guint64, (guint32) (funnel (a, b) << ((guint32) c & 31) >> 32))
TERNARY (shf_r_wrap, guint64, (guint32) (funnel (a, b) >> ((guint32) c & 31)))
TERNARY (shf_l_clamp, guint64, (guint32) (funnel (a, b) << MIN ((guint32) c, 32) >> 32))
TERNARY (shf_r_clamp, guint64, (guint32) (funnel (a, b) >> MIN ((guint32) c, 32)))

UNARY (popc_32, guint32, (guint64) __builtin_popcount (a))
UNARY (popc_64, guint64, (guint64) __builtin_popcountll (a))
UNARY (clz_32, guint32, a == 0 ? 32 : (guint64) __builtin_clz (a))
UNARY (clz_64, guint64, a == 0 ? 64 : (guint64) __builtin_clzll (a))
UNARY (bfind_u32, guint32, a == 0 ? 0xffffffffu : 31 - (guint64) __builtin_clz (a))

static inline guint64
reversed (guint32 a)
{
  guint32 out = 0;

  for (guint bit = 0; bit < 32; bit++)
    out |= ((a >> bit) & 1u) << (31 - bit);

  return out;
}

UNARY (brev_32, guint32, reversed (a))

/* Bits b … b + c − 1; of a signed field the sign goes on, from its last bit that exists. */
static inline guint64
field_of (guint32 a, guint32 start, guint32 length, gboolean is_signed)
{
  guint64 bits = start > 31 ? 0 : (guint64) a >> start;
  guint32 kept = MIN (length, start > 31 ? 0 : 32 - start);
  guint32 sign = 0;

  if (length == 0)
    return 0;
  if (is_signed)
    sign = (a >> MIN ((guint64) start + length - 1, 31)) & 1u;
  bits &= (G_GUINT64_CONSTANT (1) << kept) - 1;
  if (sign && kept < 32)
    bits |= 0xffffffffu & ~((G_GUINT64_CONSTANT (1) << kept) - 1);

  return bits;
}

TERNARY (bfe_u32, guint32, field_of (a, b & 0xffu, (guint32) c & 0xffu, FALSE))
TERNARY (bfe_s32, guint32, field_of (a, b & 0xffu, (guint32) c & 0xffu, TRUE))

static inline guint64
inserted (guint32 from, guint32 into, guint32 start, guint32 length)
{
  guint64 mask = length > 31 ? 0xffffffffu : (1u << length) - 1;

  if (start > 31)
    return into;
  mask = (mask << start) & 0xffffffffu;

  return (into & ~mask) | (((guint64) from << start) & mask);
}

static inline guint64
inserted_64 (guint64 from, guint64 into, guint64 start, guint64 length)
{
  guint64 mask = length > 63 ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << length) - 1;

  if (start > 63)
    return into;

  return (into & ~(mask << start)) | ((from & mask) << start);
}

RUN (bfi_64)
{
  guint64 *to = warp->values[in->to];
  const guint64 *a = warp->values[in->a], *b = warp->values[in->b], *c = warp->values[in->c],
                *d = warp->values[in->d];

  MTN_PTX_EACH (mask, to[l] = inserted_64 (a[l], b[l], c[l] & 0xffu, d[l] & 0xffu));
}

RUN (bfi_32)
{
  guint64 *to = warp->values[in->to];
  const guint64 *a = warp->values[in->a], *b = warp->values[in->b], *c = warp->values[in->c],
                *d = warp->values[in->d];

  MTN_PTX_EACH (mask, to[l] = inserted ((guint32) a[l], (guint32) b[l], c[l] & 0xffu, d[l] & 0xffu));
}

/* Four bytes picked out of eight, each as it is or as its sign. */
static inline guint64
permuted (guint32 a, guint32 b, guint32 how)
{
  guint64 bytes = ((guint64) b << 32) | a;
  guint32 out = 0;

  for (guint i = 0; i < 4; i++)
    {
      guint32 pick = (how >> (4 * i)) & 15u;
      guint32 byte = (guint32) (bytes >> (8 * (pick & 7u))) & 0xffu;

      if (pick & 8u)
        byte = byte & 0x80u ? 0xffu : 0;
      out |= byte << (8 * i);
    }

  return out;
}

TERNARY (prmt_32, guint32, permuted (a, b, (guint32) c))

/* Any function of three bits, given as its table. */
static inline guint64
looked_up (guint32 a, guint32 b, guint32 c, guint32 table)
{
  guint32 out = 0;

  for (guint i = 0; i < 8; i++)
    if (table & (1u << i))
      out |= (i & 4 ? a : ~a) & (i & 2 ? b : ~b) & (i & 1 ? c : ~c);

  return out;
}

RUN (lop3_32)
{
  guint64 *to = warp->values[in->to];
  const guint64 *a = warp->values[in->a], *b = warp->values[in->b], *c = warp->values[in->c],
                *d = warp->values[in->d];

  MTN_PTX_EACH (mask, to[l] = looked_up ((guint32) a[l], (guint32) b[l], (guint32) c[l], (guint32) d[l]));
}

RUN (select_any)
{
  guint64 *to = warp->values[in->to];
  const guint64 *a = warp->values[in->a], *b = warp->values[in->b], *c = warp->values[in->c];

  MTN_PTX_EACH (mask, to[l] = c[l] & 1 ? a[l] : b[l]);
}

RUN (trap)
{
  mtn_ptx_stop (warp, __builtin_ctz (mask), MTN_PTX_ERROR_ARITHMETIC, "the kernel trapped itself");
}

static const MtnPtxForm forms[] = {
  { "add.f32", "www", add_f32 },
  { "add.rn.f32", "www", add_f32 },
  { "sub.f32", "www", sub_f32 },
  { "sub.rn.f32", "www", sub_f32 },
  { "mul.f32", "www", mul_f32 },
  { "mul.rn.f32", "www", mul_f32 },
  { "div.rn.f32", "www", div_f32 },
  { "fma.rn.f32", "wwww", fma_f32 },
  { "min.f32", "www", min_f32 },
  { "max.f32", "www", max_f32 },
  { "sqrt.rn.f32", "ww", sqrt_f32 },
  { "rcp.rn.f32", "ww", rcp_f32 },
  { "neg.f32", "ww", neg_f32 },
  { "abs.f32", "ww", abs_f32 },
  { "copysign.f32", "www", copysign_f32 },

  { "add.u16", "hhh", add_16 },
  { "add.s16", "hhh", add_16 },
  { "sub.u16", "hhh", sub_16 },
  { "sub.s16", "hhh", sub_16 },
  { "mul.lo.u16", "hhh", mul_16 },
  { "mul.lo.s16", "hhh", mul_16 },
  { "mad.lo.u16", "hhhh", mad_16 },
  { "mad.lo.s16", "hhhh", mad_16 },
  { "mul.wide.u16", "whh", mul_wide_u16 },
  { "mul.wide.s16", "whh", mul_wide_s16 },
  { "mad.wide.u16", "whhw", mad_wide_u16 },
  { "mad.wide.s16", "whhw", mad_wide_s16 },
  { "add.u32", "www", add_32 },
  { "add.s32", "www", add_32 },
  { "sub.u32", "www", sub_32 },
  { "sub.s32", "www", sub_32 },
  { "mul.lo.u32", "www", mul_32 },
  { "mul.lo.s32", "www", mul_32 },
  { "mul.hi.u32", "www", mul_hi_u32 },
  { "mul.hi.s32", "www", mul_hi_s32 },
  { "mad.lo.u32", "wwww", mad_32 },
  { "mad.lo.s32", "wwww", mad_32 },
  { "mad.hi.u32", "wwww", mad_hi_u32 },
  { "mul.wide.u32", "dww", mul_wide_u32 },
  { "mul.wide.s32", "dww", mul_wide_s32 },
  { "mad.wide.u32", "dwwd", mad_wide_u32 },
  { "mad.wide.s32", "dwwd", mad_wide_s32 },
  { "add.u64", "ddd", add_64 },
  { "add.s64", "ddd", add_64 },
  { "sub.u64", "ddd", sub_64 },
  { "sub.s64", "ddd", sub_64 },
  { "mul.lo.u64", "ddd", mul_64 },
  { "mul.lo.s64", "ddd", mul_64 },
  { "mul.hi.u64", "ddd", mul_hi_u64 },
  { "mul.hi.s64", "ddd", mul_hi_s64 },
  { "mad.lo.u64", "dddd", mad_64 },
  { "mad.lo.s64", "dddd", mad_64 },

  { "div.u16", "hhh", div_u16 },
  { "rem.u16", "hhh", rem_u16 },
  { "div.s16", "hhh", div_s16 },
  { "rem.s16", "hhh", rem_s16 },
  { "div.u32", "www", div_u32 },
  { "rem.u32", "www", rem_u32 },
  { "div.s32", "www", div_s32 },
  { "rem.s32", "www", rem_s32 },
  { "div.u64", "ddd", div_u64 },
  { "rem.u64", "ddd", rem_u64 },
  { "div.s64", "ddd", div_s64 },
  { "rem.s64", "ddd", rem_s64 },

  { "min.u16", "hhh", min_u16 },
  { "max.u16", "hhh", max_u16 },
  { "min.s16", "hhh", min_s16 },
  { "max.s16", "hhh", max_s16 },
  { "min.u32", "www", min_u32 },
  { "max.u32", "www", max_u32 },
  { "min.s32", "www", min_s32 },
  { "max.s32", "www", max_s32 },
  { "min.u64", "ddd", min_u64 },
  { "max.u64", "ddd", max_u64 },
  { "min.s64", "ddd", min_s64 },
  { "max.s64", "ddd", max_s64 },
  { "neg.s16", "hh", neg_16 },
  { "neg.s32", "ww", neg_32 },
  { "neg.s64", "dd", neg_64 },
  { "abs.s32", "ww", abs_s32 },
  { "abs.s64", "dd", abs_s64 },

  { "and.b16", "hhh", and_64 },
  { "and.b32", "www", and_64 },
  { "and.b64", "ddd", and_64 },
  { "and.pred", "ppp", and_64 },
  { "or.b16", "hhh", or_64 },
  { "or.b32", "www", or_64 },
  { "or.b64", "ddd", or_64 },
  { "or.pred", "ppp", or_64 },
  { "xor.b16", "hhh", xor_64 },
  { "xor.b32", "www", xor_64 },
  { "xor.b64", "ddd", xor_64 },
  { "xor.pred", "ppp", xor_64 },
  { "not.b16", "hh", not_16 },
  { "not.b32", "ww", not_32 },
  { "not.b64", "dd", not_64 },
  { "not.pred", "pp", not_pred },
  { "cnot.b32", "ww", cnot_32 },
  { "shl.b16", "hhw", shl_16 },
  { "shl.b32", "www", shl_32 },
  { "shl.b64", "ddw", shl_64 },
  { "shr.u16", "hhw", shr_u16 },
  { "shr.b16", "hhw", shr_u16 },
  { "shr.s16", "hhw", shr_s16 },
  { "shr.u32", "www", shr_u32 },
  { "shr.b32", "www", shr_u32 },
  { "shr.s32", "www", shr_s32 },
  { "shr.u64", "ddw", shr_u64 },
  { "shr.b64", "ddw", shr_u64 },
  { "shr.s64", "ddw", shr_s64 },
  { "shf.l.wrap.b32", "wwww", shf_l_wrap },
  { "shf.r.wrap.b32", "wwww", shf_r_wrap },
  { "shf.l.clamp.b32", "wwww", shf_l_clamp },
  { "shf.r.clamp.b32", "wwww", shf_r_clamp },
  { "popc.b32", "ww", popc_32 },
  { "popc.b64", "wd", popc_64 },
  { "clz.b32", "ww", clz_32 },
  { "clz.b64", "wd", clz_64 },
  { "bfind.u32", "ww", bfind_u32 },
  { "brev.b32", "ww", brev_32 },
  { "bfe.u32", "wwww", bfe_u32 },
  { "bfe.s32", "wwww", bfe_s32 },
  { "bfi.b32", "wwwww", bfi_32 },
  { "bfi.b64", "dddww", bfi_64 },
  { "prmt.b32", "wwww", prmt_32 },
  { "lop3.b32", "wwwww", lop3_32 },

  { "selp.b16", "hhhp", select_any },
  { "selp.u16", "hhhp", select_any },
  { "selp.s16", "hhhp", select_any },
  { "selp.b32", "wwwp", select_any },
  { "selp.u32", "wwwp", select_any },
  { "selp.s32", "wwwp", select_any },
  { "selp.f32", "wwwp", select_any },
  { "selp.b64", "dddp", select_any },
  { "selp.u64", "dddp", select_any },
  { "selp.s64", "dddp", select_any },

  { "trap", "", trap },
};

const MtnPtxForm *
mtn_ptx_find_form (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (strcmp (forms[i].name, name) == 0)
      return &forms[i];

  return NULL;
}

const MtnPtxForm *
mtn_ptx_get_form (guint index)
{
  return index < G_N_ELEMENTS (forms) ? &forms[index] : NULL;
}
