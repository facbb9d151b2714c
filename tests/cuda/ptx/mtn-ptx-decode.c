/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* From the words of an instruction to what the machine does. Every word must be understood: an instruction
 * that is nearly known is not known. */

#include <string.h>

#include "mtn-ptx-private.h"

#define MAX_OPERANDS 8

/* The dotted words of an opcode, taken one by one; and the operands. */
typedef struct
{
  MtnPtxParser *parser;
  MtnPtxInstruction *in;
  const char *name;
  char **words;
  guint at;
  char *operands[MAX_OPERANDS];
  guint n_operands;
} Decoder;

static gboolean
take (Decoder *self, const char *word)
{
  if (self->words[self->at] == NULL || strcmp (self->words[self->at], word) != 0)
    return FALSE;
  self->at++;

  return TRUE;
}

/* One of the names, as its place, or −1. */
static int
take_one (Decoder *self, const char *const *names, guint n_names)
{
  for (guint i = 0; i < n_names; i++)
    if (names[i] != NULL && take (self, names[i]))
      return (int) i;

  return -1;
}

static int
take_type (Decoder *self)
{
  int type = self->words[self->at] != NULL ? mtn_ptx_find_type (self->words[self->at]) : -1;

  if (type >= 0)
    self->at++;

  return type;
}

static gboolean
unknown (Decoder *self)
{
  return mtn_ptx_parser_fail (self->parser, "unknown instruction %s", self->name);
}

/* All words were understood and there are so many operands. */
static gboolean
expect (Decoder *self, guint n_operands)
{
  if (self->words[self->at] != NULL)
    return unknown (self);
  if (self->n_operands != n_operands)
    return mtn_ptx_parser_fail (self->parser, "%s has another number of operands", self->name);

  return TRUE;
}

/* Cuts at commas outside of braces and brackets. */
static gboolean
split (MtnPtxParser *parser, char *text, char **out_parts, guint *out_n)
{
  guint depth = 0;
  char *start = text;

  *out_n = 0;
  if (*g_strstrip (text) == '\0')
    return TRUE;
  for (char *at = text;; at++)
    {
      depth += *at == '{' || *at == '[';
      depth -= *at == '}' || *at == ']';
      if (*at != '\0' && (*at != ',' || depth > 0))
        continue;
      if (*out_n == MAX_OPERANDS)
        return mtn_ptx_parser_fail (parser, "too many operands");
      out_parts[(*out_n)++] = start;
      if (*at == '\0')
        break;
      *at = '\0';
      start = at + 1;
    }
  for (guint i = 0; i < *out_n; i++)
    g_strstrip (out_parts[i]);

  return TRUE;
}

static guint
letter_width (char letter)
{
  return letter == 'h' ? 2 : letter == 'w' ? 4 : letter == 'd' ? 8 : 0;
}

static gboolean
operand (Decoder *self, guint index, guint width, guint32 *out_slot)
{
  return mtn_ptx_parser_operand (self->parser, self->operands[index], width, out_slot, NULL);
}

static gboolean
decode_form (Decoder *self, const MtnPtxForm *form)
{
  MtnPtxInstruction *in = self->in;
  guint32 *slots[] = { &in->a, &in->b, &in->c, &in->d };
  gsize n = strlen (form->operands);

  while (self->words[self->at] != NULL)
    self->at++;
  if (!expect (self, (guint) n))
    return FALSE;
  in->handler = form->handler;
  in->is_fused = g_str_has_prefix (form->name, "fma");
  if (n > 0 &&
      !mtn_ptx_parser_target (self->parser, self->operands[0], letter_width (form->operands[0]), &in->to))
    return FALSE;
  for (gsize i = 1; i < n; i++)
    if (!operand (self, (guint) i, letter_width (form->operands[i]), slots[i - 1]))
      return FALSE;

  return TRUE;
}

/* {%r1, %r2} */
static gboolean
decode_vector (Decoder *self, guint index, guint width, gboolean is_written)
{
  MtnPtxInstruction *in = self->in;
  char *text = self->operands[index], *parts[MAX_OPERANDS];
  gsize length = strlen (text);
  guint n;

  if (length < 2 || text[0] != '{' || text[length - 1] != '}')
    return mtn_ptx_parser_fail (self->parser, "%s is no vector", text);
  text[length - 1] = '\0';
  if (!split (self->parser, text + 1, parts, &n))
    return FALSE;
  if (n != 2 && n != 4)
    return mtn_ptx_parser_fail (self->parser, "a vector of %u", n);
  in->n_vector = (guint8) n;
  for (guint i = 0; i < n; i++)
    if (is_written ? !mtn_ptx_parser_target (self->parser, parts[i], width, &in->vector[i])
                   : !mtn_ptx_parser_operand (self->parser, parts[i], width, &in->vector[i], NULL))
      return FALSE;

  return TRUE;
}

static gboolean
decode_move (Decoder *self)
{
  MtnPtxInstruction *in = self->in;
  int type = take_type (self);
  guint width;

  if (type < 0 || type == MTN_PTX_B8 || type == MTN_PTX_U8 || type == MTN_PTX_S8)
    return unknown (self);
  if (!expect (self, 2))
    return FALSE;
  width = mtn_ptx_type_sizes[type];

  if (self->operands[0][0] == '{' || self->operands[1][0] == '{')
    {
      gboolean is_unpacked = self->operands[0][0] == '{';
      guint n_parts = strchr (strchr (self->operands[is_unpacked ? 0 : 1], ',') + 1, ',') != NULL ? 4 : 2;

      if ((type != MTN_PTX_B32 && type != MTN_PTX_B64) || width / n_parts < 2)
        return unknown (self);
      in->size = (guint8) (width / n_parts);
      in->handler = is_unpacked ? mtn_ptx_run_unpack : mtn_ptx_run_pack;
      return decode_vector (self, is_unpacked ? 0 : 1, in->size, is_unpacked) &&
             (is_unpacked ? operand (self, 1, width, &in->a)
                          : mtn_ptx_parser_target (self->parser, self->operands[0], width, &in->to));
    }

  in->handler = mtn_ptx_run_copy;

  return mtn_ptx_parser_target (self->parser, self->operands[0], width, &in->to) &&
         operand (self, 1, width, &in->a);
}

/* What is loaded goes to a register at least as wide; narrower than 16 bits there are none. */
static gboolean
check_width (Decoder *self, const char *text, guint *out_width)
{
  if (!mtn_ptx_parser_width (self->parser, text, out_width))
    return FALSE;
  if (*out_width < self->in->size || *out_width == 0)
    return mtn_ptx_parser_fail (self->parser, "%s is too narrow", text);

  return TRUE;
}

static gboolean
decode_memory (Decoder *self, gboolean is_store)
{
  static const char *const vectors[] = { "v2", "v4" };
  MtnPtxInstruction *in = self->in;
  guint value = is_store ? 1 : 0, address = 1 - value, width;
  gboolean is_parameter = !is_store && take (self, "param");
  int vector, type;

  if (!is_parameter)
    {
      if (take (self, "shared"))
        in->space = MTN_PTX_SHARED;
      else if (!take (self, "global"))
        return unknown (self);
      in->is_read_only = !is_store && in->space == MTN_PTX_GLOBAL && take (self, "nc");
    }
  vector = take_one (self, vectors, G_N_ELEMENTS (vectors));
  type = take_type (self);
  if (type < 0 || type == MTN_PTX_PRED || (is_parameter && vector >= 0))
    return unknown (self);
  if (!expect (self, 2))
    return FALSE;
  in->size = mtn_ptx_type_sizes[type];
  in->is_signed = mtn_ptx_type_is_signed (type);
  in->handler = is_parameter ? mtn_ptx_run_parameter : is_store ? mtn_ptx_run_store : mtn_ptx_run_load;
  /* Races are looked for by words of 4 bytes. */
  if (is_store && in->size < 4)
    return unknown (self);

  if (vector >= 0)
    {
      in->width = in->size;
      if (in->size < 4 || in->size * (vector == 0 ? 2 : 4) > 16 ||
          !decode_vector (self, value, in->size, !is_store))
        return unknown (self);
      if (in->n_vector != (vector == 0 ? 2 : 4))
        return mtn_ptx_parser_fail (self->parser, "a vector of another length");
    }
  else
    {
      in->n_vector = 1;
      if (is_store)
        {
          if (!operand (self, value, in->size, &in->vector[0]))
            return FALSE;
        }
      else
        {
          if (!check_width (self, self->operands[value], &width) ||
              !mtn_ptx_parser_target (self->parser, self->operands[value], width, &in->vector[0]))
            return FALSE;
          in->width = (guint8) width;
        }
    }

  if (is_parameter)
    return mtn_ptx_parser_parameter (self->parser, self->operands[address], in->size, &in->offset);

  return mtn_ptx_parser_address (self->parser, self->operands[address], in->space, &in->a, &in->offset);
}

/* Integers alone: a sum of floats by atomics would depend on the order. */
static gboolean
decode_atomic (Decoder *self, gboolean has_result)
{
  static const char *const operations[] = { "add", "min", "max", "and", "or", "xor", "exch", "cas" };
  MtnPtxInstruction *in = self->in;
  guint at = has_result ? 1 : 0;
  gboolean is_bits;
  int operation, type;

  if (take (self, "shared"))
    in->space = MTN_PTX_SHARED;
  else if (!take (self, "global"))
    return unknown (self);
  operation = take_one (self, operations, G_N_ELEMENTS (operations));
  type = take_type (self);
  if (operation < 0 || type < 0 || mtn_ptx_type_sizes[type] < 4 || type == MTN_PTX_F32)
    return unknown (self);
  is_bits = type >= MTN_PTX_B8;
  if (is_bits != (operation >= MTN_PTX_ATOMIC_AND) || (!has_result && operation >= MTN_PTX_ATOMIC_EXCHANGE) ||
      (operation == MTN_PTX_ATOMIC_ADD && type == MTN_PTX_S64))
    return unknown (self);
  if (!expect (self, at + 2 + (operation == MTN_PTX_ATOMIC_SWAP)))
    return FALSE;

  in->operation = (guint8) operation;
  in->size = in->width = mtn_ptx_type_sizes[type];
  in->is_signed = mtn_ptx_type_is_signed (type);
  in->handler = mtn_ptx_run_atomic;
  if (has_result && !mtn_ptx_parser_target (self->parser, self->operands[0], in->size, &in->to))
    return FALSE;
  if (operation == MTN_PTX_ATOMIC_SWAP && !operand (self, at + 2, in->size, &in->c))
    return FALSE;

  return mtn_ptx_parser_address (self->parser, self->operands[at], in->space, &in->a, &in->offset) &&
         operand (self, at + 1, in->size, &in->b);
}

/* p|q: two predicates. */
static gboolean
decode_pair (Decoder *self, guint width)
{
  MtnPtxInstruction *in = self->in;
  char *text = self->operands[0], *bar = strchr (text, '|');

  if (bar != NULL)
    {
      *bar = '\0';
      if (!mtn_ptx_parser_target (self->parser, g_strstrip (bar + 1), 0, &in->to2))
        return FALSE;
    }

  return mtn_ptx_parser_target (self->parser, g_strstrip (text), width, &in->to);
}

static gboolean
decode_compare (Decoder *self)
{
  static const char *const comparisons[] = { "eq",  "ne",  "lt",  "le",  "gt",  "ge", "equ", "neu", "ltu",
                                             "leu", "gtu", "geu", "num", "nan", "lo", "ls",  "hi",  "hs" };
  static const char *const combines[] = { NULL, "and", "or", "xor" };
  MtnPtxInstruction *in = self->in;
  int comparison = take_one (self, comparisons, G_N_ELEMENTS (comparisons));
  int combine = take_one (self, combines, G_N_ELEMENTS (combines));
  int type = take_type (self);

  if (comparison < 0 || type < 0)
    return unknown (self);
  /* lo, ls, hi, hs are the order of unsigned numbers under other names. */
  if (comparison > MTN_PTX_NAN)
    {
      if (type > MTN_PTX_U64)
        return unknown (self);
      comparison += MTN_PTX_LT - (MTN_PTX_NAN + 1);
    }
  in->handler = mtn_ptx_get_compare (type, comparison);
  if (in->handler == NULL)
    return unknown (self);
  if (!expect (self, combine < 0 ? 3 : 4))
    return FALSE;
  in->operation = (guint8) comparison;
  in->combine = combine < 0 ? MTN_PTX_COMBINE_NONE : (guint8) combine;
  if (combine >= 0 &&
      !mtn_ptx_parser_operand (self->parser, self->operands[3], 0, &in->c, &in->c_is_inverted))
    return FALSE;

  return decode_pair (self, 0) && operand (self, 1, mtn_ptx_type_sizes[type], &in->a) &&
         operand (self, 2, mtn_ptx_type_sizes[type], &in->b);
}

static gboolean
decode_convert (Decoder *self)
{
  static const char *const roundings[] = { NULL, "rn", "rz", "rm", "rp", "rni", "rzi", "rmi", "rpi" };
  MtnPtxInstruction *in = self->in;
  int rounding = take_one (self, roundings, G_N_ELEMENTS (roundings));
  int type = take_type (self), from = take_type (self);
  gboolean to_whole = rounding >= MTN_PTX_ROUND_RNI, ok;
  guint width, from_width;

  if (type < 0 || from < 0 || (type >= MTN_PTX_B8 && type != MTN_PTX_F32) ||
      (from >= MTN_PTX_B8 && from != MTN_PTX_F32))
    return unknown (self);
  /* The manual asks for a rounding just where one can happen. */
  if (from == MTN_PTX_F32)
    ok = to_whole || (type == MTN_PTX_F32 && rounding < 0);
  else if (type == MTN_PTX_F32)
    ok = rounding >= 0 && !to_whole;
  else
    ok = rounding < 0;
  if (!ok)
    return unknown (self);
  if (!expect (self, 2))
    return FALSE;

  in->handler = mtn_ptx_run_convert;
  in->operation = rounding < 0 ? MTN_PTX_ROUND_NONE : (guint8) rounding;
  in->type = (guint8) type;
  in->from = (guint8) from;
  in->size = mtn_ptx_type_sizes[type];
  if (!check_width (self, self->operands[0], &width) ||
      !mtn_ptx_parser_width (self->parser, self->operands[1], &from_width))
    return FALSE;
  if (from_width < mtn_ptx_type_sizes[from])
    return mtn_ptx_parser_fail (self->parser, "%s is too narrow", self->operands[1]);
  in->width = (guint8) width;

  return mtn_ptx_parser_target (self->parser, self->operands[0], width, &in->to) &&
         operand (self, 1, from_width, &in->a);
}

/* Pointers that kernels get are addresses of global memory already. */
static gboolean
decode_address (Decoder *self)
{
  if (!take (self, "to") || !take (self, "global") || !take (self, "u64"))
    return unknown (self);
  self->in->handler = mtn_ptx_run_copy;

  return expect (self, 2) && mtn_ptx_parser_target (self->parser, self->operands[0], 8, &self->in->to) &&
         operand (self, 1, 8, &self->in->a);
}

static gboolean
decode_barrier (Decoder *self)
{
  static const char *const reductions[] = { NULL, "and", "or", "popc" };
  MtnPtxInstruction *in = self->in;
  gboolean is_reduction;
  int reduction;

  if (take (self, "warp"))
    {
      if (!take (self, "sync"))
        return unknown (self);
      in->kind = MTN_PTX_MEETING;
      return expect (self, 1) && operand (self, 0, 4, &in->c);
    }

  in->kind = MTN_PTX_BARRIER;
  take (self, "cta");
  is_reduction = take (self, "red");
  if (!is_reduction && !take (self, "sync"))
    return unknown (self);
  take (self, "aligned");
  if (!is_reduction)
    return expect (self, 1) && (strcmp (self->operands[0], "0") == 0 ||
                                mtn_ptx_parser_fail (self->parser, "a barrier of another number than 0"));

  reduction = take_one (self, reductions, G_N_ELEMENTS (reductions));
  if (reduction < 0 || !take (self, reduction == MTN_PTX_REDUCE_COUNT ? "u32" : "pred"))
    return unknown (self);
  in->operation = (guint8) reduction;
  if (!expect (self, 3))
    return FALSE;
  if (strcmp (self->operands[1], "0") != 0)
    return mtn_ptx_parser_fail (self->parser, "a barrier of another number than 0");

  return mtn_ptx_parser_target (self->parser, self->operands[0], reduction == MTN_PTX_REDUCE_COUNT ? 4 : 0,
                                &in->to) &&
         mtn_ptx_parser_operand (self->parser, self->operands[2], 0, &in->d, &in->c_is_inverted);
}

/* In all operations of a warp the mask of those who meet is operand c. */
static gboolean
decode_shuffle (Decoder *self)
{
  static const char *const modes[] = { "up", "down", "bfly", "idx" };
  MtnPtxInstruction *in = self->in;
  int mode = take (self, "sync") ? take_one (self, modes, G_N_ELEMENTS (modes)) : -1;

  if (mode < 0 || !take (self, "b32"))
    return unknown (self);
  in->kind = MTN_PTX_MEETING;
  in->handler = mtn_ptx_run_shuffle;
  in->operation = (guint8) mode;

  return expect (self, 5) && decode_pair (self, 4) && operand (self, 1, 4, &in->a) &&
         operand (self, 2, 4, &in->b) && operand (self, 3, 4, &in->d) && operand (self, 4, 4, &in->c);
}

static gboolean
decode_vote (Decoder *self)
{
  static const char *const modes[] = { NULL, "all", "any", NULL, "uni", "ballot" };
  MtnPtxInstruction *in = self->in;
  int mode = take (self, "sync") ? take_one (self, modes, G_N_ELEMENTS (modes)) : -1;

  if (mode < 0 || !take (self, mode == MTN_PTX_REDUCE_BALLOT ? "b32" : "pred"))
    return unknown (self);
  in->kind = MTN_PTX_MEETING;
  in->handler = mtn_ptx_run_vote;
  in->operation = (guint8) mode;

  return expect (self, 3) &&
         mtn_ptx_parser_target (self->parser, self->operands[0], mode == MTN_PTX_REDUCE_BALLOT ? 4 : 0,
                                &in->to) &&
         mtn_ptx_parser_operand (self->parser, self->operands[1], 0, &in->a, &in->c_is_inverted) &&
         operand (self, 2, 4, &in->c);
}

static gboolean
decode_match (Decoder *self)
{
  MtnPtxInstruction *in = self->in;

  if (!take (self, "any") || !take (self, "sync") || !take (self, "b32"))
    return unknown (self);
  in->kind = MTN_PTX_MEETING;
  in->handler = mtn_ptx_run_match;

  return expect (self, 3) && mtn_ptx_parser_target (self->parser, self->operands[0], 4, &in->to) &&
         operand (self, 1, 4, &in->a) && operand (self, 2, 4, &in->c);
}

static gboolean
decode_branch (Decoder *self)
{
  take (self, "uni");
  if (!expect (self, 1))
    return FALSE;
  self->in->kind = MTN_PTX_BRANCH;
  mtn_ptx_parser_branch (self->parser, self->operands[0]);

  return TRUE;
}

static gboolean
decode (Decoder *self)
{
  const MtnPtxForm *form = mtn_ptx_find_form (self->name);

  if (form != NULL)
    return decode_form (self, form);
  if (take (self, "mov"))
    return decode_move (self);
  if (take (self, "ld"))
    return decode_memory (self, FALSE);
  if (take (self, "st"))
    return decode_memory (self, TRUE);
  if (take (self, "atom"))
    return decode_atomic (self, TRUE);
  if (take (self, "red"))
    return decode_atomic (self, FALSE);
  if (take (self, "setp"))
    return decode_compare (self);
  if (take (self, "cvt"))
    return decode_convert (self);
  if (take (self, "cvta"))
    return decode_address (self);
  if (take (self, "bar") || take (self, "barrier"))
    return decode_barrier (self);
  if (take (self, "shfl"))
    return decode_shuffle (self);
  if (take (self, "vote"))
    return decode_vote (self);
  if (take (self, "match"))
    return decode_match (self);
  if (take (self, "bra"))
    return decode_branch (self);
  if (take (self, "ret") || take (self, "exit"))
    {
      self->in->kind = MTN_PTX_EXIT;
      return expect (self, 0);
    }

  return unknown (self);
}

static void
add_source (MtnPtxInstruction *in, guint32 slot)
{
  if (slot != MTN_PTX_NO_SLOT && slot >= MTN_PTX_N_SPECIALS)
    in->source[in->n_sources++] = slot;
}

gboolean
mtn_ptx_decode (MtnPtxParser *parser, char *statement, MtnPtxInstruction *in)
{
  Decoder decoder = { .parser = parser, .in = in };
  gsize length = strcspn (statement, " \t");
  g_autofree char *name = g_strndup (statement, length);
  g_auto (GStrv) words = g_strsplit (name, ".", -1);

  decoder.name = name;
  decoder.words = words;
  if (!split (parser, statement + length, decoder.operands, &decoder.n_operands) || !decode (&decoder))
    return FALSE;

  /* What is only written may be a register that holds nothing yet. */
  add_source (in, in->a);
  add_source (in, in->b);
  add_source (in, in->c);
  add_source (in, in->d);
  if (in->handler == mtn_ptx_run_store || in->handler == mtn_ptx_run_pack)
    for (guint i = 0; i < in->n_vector; i++)
      add_source (in, in->vector[i]);

  return TRUE;
}
