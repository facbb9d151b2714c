/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-ptx.h"

G_BEGIN_DECLS

#define MTN_PTX_LANES 32
#define MTN_PTX_ALL G_MAXUINT32
#define MTN_PTX_NO_SLOT G_MAXUINT32

/* Where shared memory starts in its own address space: not at 0, so that a null pointer is found. */
#define MTN_PTX_SHARED_BASE 0x1000u

typedef struct _MtnPtxWarp MtnPtxWarp;
typedef struct _MtnPtxInstruction MtnPtxInstruction;

/* Carries an instruction out for the lanes of @mask, never none. */
typedef void (*MtnPtxHandler) (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask);

typedef enum
{
  MTN_PTX_PLAIN,      /* the handler, then the next instruction */
  MTN_PTX_BRANCH,
  MTN_PTX_EXIT,
  MTN_PTX_BARRIER,    /* of the block; the handler, if any, sees each warp when all have come */
  MTN_PTX_MEETING,    /* of the lanes named by a mask; the handler runs once all of them have come */
} MtnPtxKind;

typedef enum
{
  MTN_PTX_GLOBAL,
  MTN_PTX_SHARED,
} MtnPtxSpace;

/* Registers of a warp are slots of 32 numbers of 64 bits, the upper ones zero where the register is narrower.
 * Constants and special registers are slots too, so that every operand is a slot. */
struct _MtnPtxInstruction
{
  MtnPtxHandler handler;
  MtnPtxKind kind;
  guint32 line;
  guint32 guard;            /* predicate that says which lanes take part, or none */
  gboolean guard_is_inverted;

  guint32 to;
  guint32 to2;              /* second predicate of setp and shfl */
  guint32 a;
  guint32 b;
  guint32 c;
  guint32 d;
  gboolean c_is_inverted;   /* !p as the third operand */
  guint32 vector[4];        /* of loads and stores, and of packing moves */
  guint8 n_vector;

  guint32 source[8];        /* slots that are read */
  guint8 n_sources;

  gint64 offset;            /* added to an address; or the place in the parameters */
  guint32 target;           /* of a branch */
  MtnPtxSpace space;
  guint8 size;              /* bytes of one value */
  guint8 width;             /* bytes of the register that takes it */
  gboolean is_signed;
  gboolean is_read_only;    /* ld.global.nc */
  gboolean is_fused;
  guint8 operation;         /* comparison, atomic operation, rounding: told by the handler */
  guint8 combine;           /* of setp with a third operand */
  guint8 from;              /* type that cvt reads */
  guint8 type;              /* type that cvt writes */
};

typedef struct
{
  const char *name;
  const char *operands;     /* a letter each: h 16, w 32, d 64 bits, p predicate; first what is written */
  MtnPtxHandler handler;
} MtnPtxForm;

/* (nullable): arithmetic without other modifiers than those in the name. */
const MtnPtxForm *mtn_ptx_find_form (const char *name);
/* (nullable): NULL behind the last. */
const MtnPtxForm *mtn_ptx_get_form  (guint index);

typedef struct
{
  guint32 slot;
  guint64 value;
  gboolean is_dynamic;      /* address of the shared memory that a launch adds: known once all else is */
} MtnPtxConstant;

typedef enum
{
  MTN_PTX_TID_X,
  MTN_PTX_TID_Y,
  MTN_PTX_TID_Z,
  MTN_PTX_CTAID_X,
  MTN_PTX_CTAID_Y,
  MTN_PTX_CTAID_Z,
  MTN_PTX_NTID_X,
  MTN_PTX_NTID_Y,
  MTN_PTX_NTID_Z,
  MTN_PTX_NCTAID_X,
  MTN_PTX_NCTAID_Y,
  MTN_PTX_NCTAID_Z,
  MTN_PTX_LANEID,
  MTN_PTX_LANEMASK_LT,
  MTN_PTX_LANEMASK_LE,
  MTN_PTX_LANEMASK_GT,
  MTN_PTX_LANEMASK_GE,
  MTN_PTX_LANEMASK_EQ,
  MTN_PTX_N_SPECIALS,
} MtnPtxSpecial;

typedef struct
{
  char *name;
  gsize offset;
  gsize size;
} MtnPtxParameter;

struct _MtnPtxKernel
{
  char *name;
  GArray *parameters;       /* MtnPtxParameter */
  gsize parameter_bytes;
  GArray *code;             /* MtnPtxInstruction */
  GArray *constants;        /* MtnPtxConstant */
  guint32 n_slots;          /* the specials come first, in their order */
  gsize shared_bytes;
  gboolean has_dynamic;
  guint max_threads;
  guint required[3];        /* .reqntid; 0: none */
};

struct _MtnPtxModule
{
  GPtrArray *kernels;
};

/* Types, as in modifiers. */
typedef enum
{
  MTN_PTX_U8,
  MTN_PTX_U16,
  MTN_PTX_U32,
  MTN_PTX_U64,
  MTN_PTX_S8,
  MTN_PTX_S16,
  MTN_PTX_S32,
  MTN_PTX_S64,
  MTN_PTX_B8,
  MTN_PTX_B16,
  MTN_PTX_B32,
  MTN_PTX_B64,
  MTN_PTX_F32,
  MTN_PTX_PRED,
  MTN_PTX_N_TYPES,
} MtnPtxType;

/* −1: not one. */
int mtn_ptx_find_type (const char *name);
/* In bytes. */
extern const guint8 mtn_ptx_type_sizes[MTN_PTX_N_TYPES];
gboolean mtn_ptx_type_is_signed (MtnPtxType type);

/* What setp compares; the first six of floats are false for NaN, those that end in U true. */
typedef enum
{
  MTN_PTX_EQ,
  MTN_PTX_NE,
  MTN_PTX_LT,
  MTN_PTX_LE,
  MTN_PTX_GT,
  MTN_PTX_GE,
  MTN_PTX_EQU,
  MTN_PTX_NEU,
  MTN_PTX_LTU,
  MTN_PTX_LEU,
  MTN_PTX_GTU,
  MTN_PTX_GEU,
  MTN_PTX_NUM,
  MTN_PTX_NAN,
} MtnPtxComparison;

typedef enum
{
  MTN_PTX_COMBINE_NONE,
  MTN_PTX_COMBINE_AND,
  MTN_PTX_COMBINE_OR,
  MTN_PTX_COMBINE_XOR,
} MtnPtxCombine;

/* To integers: ..I; else to the nearest number of the type. */
typedef enum
{
  MTN_PTX_ROUND_NONE,
  MTN_PTX_ROUND_RN,
  MTN_PTX_ROUND_RZ,
  MTN_PTX_ROUND_RM,
  MTN_PTX_ROUND_RP,
  MTN_PTX_ROUND_RNI,
  MTN_PTX_ROUND_RZI,
  MTN_PTX_ROUND_RMI,
  MTN_PTX_ROUND_RPI,
} MtnPtxRounding;

typedef enum
{
  MTN_PTX_ATOMIC_ADD,
  MTN_PTX_ATOMIC_MIN,
  MTN_PTX_ATOMIC_MAX,
  MTN_PTX_ATOMIC_AND,
  MTN_PTX_ATOMIC_OR,
  MTN_PTX_ATOMIC_XOR,
  MTN_PTX_ATOMIC_EXCHANGE,
  MTN_PTX_ATOMIC_SWAP,      /* compare and swap */
} MtnPtxAtomic;

typedef enum
{
  MTN_PTX_SHUFFLE_UP,
  MTN_PTX_SHUFFLE_DOWN,
  MTN_PTX_SHUFFLE_BUTTERFLY,
  MTN_PTX_SHUFFLE_INDEX,
} MtnPtxShuffle;

/* barrier.red; and vote, whose ballot is the last. */
typedef enum
{
  MTN_PTX_REDUCE_NONE,
  MTN_PTX_REDUCE_ALL,
  MTN_PTX_REDUCE_ANY,
  MTN_PTX_REDUCE_COUNT,
  MTN_PTX_REDUCE_UNIFORM,
  MTN_PTX_REDUCE_BALLOT,
} MtnPtxReduction;

/* Handlers that instructions with modifiers of their own get. */
void mtn_ptx_run_copy    (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask);
void mtn_ptx_run_pack    (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask);
void mtn_ptx_run_unpack  (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask);
void mtn_ptx_run_convert (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask);
void mtn_ptx_run_load    (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask);
void mtn_ptx_run_store   (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask);
void mtn_ptx_run_atomic  (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask);
void mtn_ptx_run_parameter (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask);
void mtn_ptx_run_shuffle (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask);
void mtn_ptx_run_vote    (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask);
void mtn_ptx_run_match   (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask);
/* NULL: that type cannot be compared. */
MtnPtxHandler mtn_ptx_get_compare (MtnPtxType type, MtnPtxComparison comparison);

/* One instruction without label and guard, into @in. (nullable) @message: what is not understood */
typedef struct _MtnPtxParser MtnPtxParser;
gboolean mtn_ptx_decode (MtnPtxParser *parser, char *statement, MtnPtxInstruction *in);

/* For mtn_ptx_decode(): what names mean in the kernel that is being read. They fail with a message in the parser. */
gboolean mtn_ptx_parser_fail     (MtnPtxParser *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* A register or a constant of @width bytes (0: a predicate), where @out_inverted is given perhaps with a !. */
gboolean mtn_ptx_parser_operand  (MtnPtxParser *self, const char *text, guint width, guint32 *out_slot,
                                  gboolean *out_inverted);
/* A register that is written. _ is none. */
gboolean mtn_ptx_parser_target   (MtnPtxParser *self, const char *text, guint width, guint32 *out_slot);
/* Bytes of a register. */
gboolean mtn_ptx_parser_width    (MtnPtxParser *self, const char *text, guint *out_width);
/* [register], [register+number], [symbol+number]. */
gboolean mtn_ptx_parser_address  (MtnPtxParser *self, const char *text, MtnPtxSpace space, guint32 *out_slot,
                                  gint64 *out_offset);
/* [parameter+number] */
gboolean mtn_ptx_parser_parameter (MtnPtxParser *self, const char *text, guint size, gint64 *out_offset);
/* A branch to a label that may come later. */
void     mtn_ptx_parser_branch   (MtnPtxParser *self, const char *label);

G_END_DECLS
