/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Every form of every instruction, one at a time, against what was worked out by hand from the manual. */

#include <string.h>

#include "mtn-ptx-private.h"

typedef struct
{
  const char *name;
  const char *operands; /* result first: h 16, w 32, d 64 bits, p predicate */
  guint64 in[4];
  guint64 out;
} Case;

/* Floats. */
#define ONE 0x3f800000u
#define TWO 0x40000000u
#define THREE 0x40400000u
#define HALF 0x3f000000u
#define MINUS_ONE 0xbf800000u
#define MINUS_TWO 0xc0000000u
#define MINUS_ZERO 0x80000000u
#define INF 0x7f800000u
#define MINUS_INF 0xff800000u
#define NAN_ANY 0xffc00123u
#define NAN_OUT 0x7fffffffu
#define TINY 1u /* 2^−149 */
#define LEAST_NORMAL 0x00800000u
#define LARGEST 0x7f7fffffu
#define ULP_ABOVE_ONE 0x3f800001u

/* Integers. */
#define M1H 0xffffu
#define M1W 0xffffffffu
#define M1D G_MAXUINT64
#define MINW 0x80000000u
#define MIND G_GUINT64_CONSTANT (0x8000000000000000)
#define D(x) G_GUINT64_CONSTANT (x)

static const Case cases[] = {
  { "add.f32", "www", { ONE, TWO }, THREE },
  { "add.f32", "www", { INF, MINUS_INF }, NAN_OUT },
  { "add.f32", "www", { NAN_ANY, ONE }, NAN_OUT },
  { "add.f32", "www", { TINY, TINY }, 2 },
  { "add.f32", "www", { ONE, 0x33800000u }, ONE }, /* 1 + 2^−24: a tie goes to even */
  { "add.f32", "www", { ONE, 0x33800001u }, ULP_ABOVE_ONE },
  { "add.rn.f32", "www", { ONE, MINUS_ONE }, 0 },
  { "sub.f32", "www", { THREE, TWO }, ONE },
  { "sub.rn.f32", "www", { LEAST_NORMAL, TINY }, 0x007fffffu },
  { "mul.f32", "www", { TWO, HALF }, ONE },
  { "mul.f32", "www", { INF, 0 }, NAN_OUT },
  { "mul.rn.f32", "www", { LEAST_NORMAL, HALF }, 0x00400000u }, /* denormals are kept */
  { "mul.rn.f32", "www", { LARGEST, TWO }, INF },
  { "div.rn.f32", "www", { ONE, THREE }, 0x3eaaaaabu },
  { "div.rn.f32", "www", { MINUS_ONE, 0 }, MINUS_INF },
  { "div.rn.f32", "www", { 0, 0 }, NAN_OUT },
  /* (1 + 2^−23)² − (1 + 2^−22) = 2^−46: lost without fusing. */
  { "fma.rn.f32", "wwww", { ULP_ABOVE_ONE, ULP_ABOVE_ONE, 0xbf800002u }, 0x28800000u },
  { "fma.rn.f32", "wwww", { INF, 0, ONE }, NAN_OUT },
  { "fma.rn.f32", "wwww", { TINY, HALF, TINY }, 2 }, /* 1.5 · 2^−149: a tie goes to even */
  { "min.f32", "www", { ONE, TWO }, ONE },
  { "min.f32", "www", { NAN_ANY, TWO }, TWO },
  { "min.f32", "www", { ONE, NAN_ANY }, ONE },
  { "min.f32", "www", { NAN_ANY, NAN_ANY }, NAN_OUT },
  { "min.f32", "www", { 0, MINUS_ZERO }, MINUS_ZERO },
  { "min.f32", "www", { MINUS_ZERO, 0 }, MINUS_ZERO },
  { "max.f32", "www", { ONE, TWO }, TWO },
  { "max.f32", "www", { NAN_ANY, MINUS_INF }, MINUS_INF },
  { "max.f32", "www", { 0, MINUS_ZERO }, 0 },
  { "max.f32", "www", { MINUS_ZERO, 0 }, 0 },
  { "sqrt.rn.f32", "ww", { TWO }, 0x3fb504f3u },
  { "sqrt.rn.f32", "ww", { MINUS_ONE }, NAN_OUT },
  { "sqrt.rn.f32", "ww", { MINUS_ZERO }, MINUS_ZERO },
  { "rcp.rn.f32", "ww", { THREE }, 0x3eaaaaabu },
  { "rcp.rn.f32", "ww", { MINUS_ZERO }, MINUS_INF },
  { "neg.f32", "ww", { ONE }, MINUS_ONE },
  { "neg.f32", "ww", { 0 }, MINUS_ZERO },
  { "abs.f32", "ww", { MINUS_TWO }, TWO },
  { "copysign.f32", "www", { MINUS_TWO, ONE }, MINUS_ONE },
  { "copysign.f32", "www", { TWO, MINUS_INF }, INF },

  { "add.u16", "hhh", { M1H, 2 }, 1 },
  { "add.s16", "hhh", { 0x7fff, 1 }, 0x8000 },
  { "sub.u16", "hhh", { 0, 1 }, M1H },
  { "sub.s16", "hhh", { 5, 7 }, 0xfffe },
  { "mul.lo.u16", "hhh", { M1H, M1H }, 1 },
  { "mul.lo.s16", "hhh", { 0x8000, 3 }, 0x8000 },
  { "mad.lo.u16", "hhhh", { 300, 300, 1 }, (300 * 300 + 1) & 0xffff },
  { "mad.lo.s16", "hhhh", { M1H, 5, 2 }, 0xfffd },
  { "mul.wide.u16", "whh", { M1H, M1H }, 0xfffe0001u },
  { "mul.wide.s16", "whh", { M1H, 2 }, 0xfffffffeu },
  { "mad.wide.u16", "whhw", { M1H, 2, 3 }, 0x20001u },
  { "mad.wide.s16", "whhw", { M1H, 2, 3 }, 1 },
  { "add.u32", "www", { M1W, 2 }, 1 },
  { "add.s32", "www", { 0x7fffffffu, 1 }, MINW },
  { "sub.u32", "www", { 0, 1 }, M1W },
  { "sub.s32", "www", { 5, 7 }, 0xfffffffeu },
  { "mul.lo.u32", "www", { 0x10001u, 0x10001u }, 0x20001u },
  { "mul.lo.s32", "www", { M1W, 7 }, 0xfffffff9u },
  { "mul.hi.u32", "www", { M1W, M1W }, 0xfffffffeu },
  { "mul.hi.s32", "www", { M1W, 2 }, M1W },
  { "mad.lo.u32", "wwww", { 3, 4, 5 }, 17 },
  { "mad.lo.s32", "wwww", { M1W, 4, 5 }, 1 },
  { "mad.hi.u32", "wwww", { MINW, 4, 5 }, 7 },
  { "mul.wide.u32", "dww", { M1W, M1W }, D (0xfffffffe00000001) },
  { "mul.wide.s32", "dww", { M1W, 3 }, D (0xfffffffffffffffd) },
  { "mad.wide.u32", "dwwd", { M1W, 2, 3 }, D (0x200000001) },
  { "mad.wide.s32", "dwwd", { M1W, 2, 3 }, 1 },
  { "add.u64", "ddd", { M1D, 2 }, 1 },
  { "add.s64", "ddd", { M1W, 1 }, D (0x100000000) },
  { "sub.u64", "ddd", { 0, 1 }, M1D },
  { "sub.s64", "ddd", { D (0x100000000), 1 }, M1W },
  { "mul.lo.u64", "ddd", { D (0x100000001), D (0x100000001) }, D (0x200000001) },
  { "mul.lo.s64", "ddd", { M1D, 9 }, D (0xfffffffffffffff7) },
  { "mul.hi.u64", "ddd", { M1D, M1D }, D (0xfffffffffffffffe) },
  { "mul.hi.s64", "ddd", { M1D, 2 }, M1D },
  { "mad.lo.u64", "dddd", { 3, D (0x100000000), 7 }, D (0x300000007) },
  { "mad.lo.s64", "dddd", { M1D, 3, 4 }, 1 },

  { "div.u16", "hhh", { M1H, 2 }, 0x7fff },
  { "rem.u16", "hhh", { 7, 4 }, 3 },
  { "div.s16", "hhh", { M1H, 2 }, 0 },
  { "rem.s16", "hhh", { 0xfff9, 4 }, 0xfffd },
  { "div.u32", "www", { M1W, 16 }, 0x0fffffffu },
  { "rem.u32", "www", { M1W, 16 }, 15 },
  { "div.s32", "www", { 0xfffffff9u, 2 }, 0xfffffffdu },
  { "rem.s32", "www", { 0xfffffff9u, 2 }, M1W },
  { "div.s32", "www", { MINW, M1W }, MINW },
  { "div.u64", "ddd", { M1D, D (0x100000000) }, M1W },
  { "rem.u64", "ddd", { M1D, D (0x100000000) }, M1W },
  { "div.s64", "ddd", { D (0xfffffffffffffff9), 2 }, D (0xfffffffffffffffd) },
  { "rem.s64", "ddd", { D (0xfffffffffffffff9), 2 }, M1D },

  { "min.u16", "hhh", { M1H, 1 }, 1 },
  { "max.u16", "hhh", { M1H, 1 }, M1H },
  { "min.s16", "hhh", { M1H, 1 }, M1H },
  { "max.s16", "hhh", { M1H, 1 }, 1 },
  { "min.u32", "www", { M1W, 1 }, 1 },
  { "max.u32", "www", { M1W, 1 }, M1W },
  { "min.s32", "www", { M1W, 1 }, M1W },
  { "max.s32", "www", { M1W, 1 }, 1 },
  { "min.u64", "ddd", { M1D, 1 }, 1 },
  { "max.u64", "ddd", { M1D, 1 }, M1D },
  { "min.s64", "ddd", { M1D, 1 }, M1D },
  { "max.s64", "ddd", { M1D, 1 }, 1 },
  { "neg.s16", "hh", { 1 }, M1H },
  { "neg.s32", "ww", { 1 }, M1W },
  { "neg.s64", "dd", { 1 }, M1D },
  { "abs.s32", "ww", { 0xfffffffbu }, 5 },
  { "abs.s64", "dd", { D (0xfffffffffffffffb) }, 5 },

  { "and.b16", "hhh", { 0xff0f, 0x0fff }, 0x0f0f },
  { "and.b32", "www", { 0xffff0000u, 0x00ffff00u }, 0x00ff0000u },
  { "and.b64", "ddd", { M1D, D (0x1234567800000000) }, D (0x1234567800000000) },
  { "and.pred", "ppp", { 1, 0 }, 0 },
  { "or.b16", "hhh", { 0xf000, 0x000f }, 0xf00f },
  { "or.b32", "www", { 0xf0000000u, 1 }, 0xf0000001u },
  { "or.b64", "ddd", { D (0xf000000000000000), 1 }, D (0xf000000000000001) },
  { "or.pred", "ppp", { 1, 0 }, 1 },
  { "xor.b16", "hhh", { M1H, 0x00ff }, 0xff00 },
  { "xor.b32", "www", { M1W, 0xff }, 0xffffff00u },
  { "xor.b64", "ddd", { M1D, 0xff }, D (0xffffffffffffff00) },
  { "xor.pred", "ppp", { 1, 1 }, 0 },
  { "not.b16", "hh", { 0x00ff }, 0xff00 },
  { "not.b32", "ww", { 0xff }, 0xffffff00u },
  { "not.b64", "dd", { 0xff }, D (0xffffffffffffff00) },
  { "not.pred", "pp", { 0 }, 1 },
  { "cnot.b32", "ww", { 0 }, 1 },
  { "cnot.b32", "ww", { 5 }, 0 },
  { "shl.b16", "hhw", { 3, 15 }, 0x8000 },
  { "shl.b16", "hhw", { 3, 16 }, 0 },
  { "shl.b32", "www", { 3, 31 }, MINW },
  { "shl.b32", "www", { 3, 32 }, 0 }, /* not 3, as on a PC */
  { "shl.b64", "ddw", { 3, 63 }, MIND },
  { "shl.b64", "ddw", { 3, 64 }, 0 },
  { "shr.u16", "hhw", { 0x8000, 15 }, 1 },
  { "shr.b16", "hhw", { 0x8000, 16 }, 0 },
  { "shr.s16", "hhw", { 0x8000, 99 }, M1H },
  { "shr.u32", "www", { MINW, 31 }, 1 },
  { "shr.b32", "www", { MINW, 32 }, 0 },
  { "shr.s32", "www", { MINW, 40 }, M1W },
  { "shr.s32", "www", { MINW, 1 }, 0xc0000000u },
  { "shr.u64", "ddw", { MIND, 63 }, 1 },
  { "shr.b64", "ddw", { MIND, 64 }, 0 },
  { "shr.s64", "ddw", { MIND, 100 }, M1D },
  { "shf.l.wrap.b32", "wwww", { 0x80000000u, 1, 33 }, 3 },
  { "shf.r.wrap.b32", "wwww", { 2, 1, 33 }, 0x80000001u },
  { "shf.l.clamp.b32", "wwww", { 7, 9, 99 }, 7 },
  { "shf.r.clamp.b32", "wwww", { 7, 9, 99 }, 9 },
  { "popc.b32", "ww", { 0xf0f0u }, 8 },
  { "popc.b64", "wd", { M1D }, 64 },
  { "clz.b32", "ww", { 1 }, 31 },
  { "clz.b32", "ww", { 0 }, 32 },
  { "clz.b64", "wd", { 0 }, 64 },
  { "bfind.u32", "ww", { 0x100 }, 8 },
  { "bfind.u32", "ww", { 0 }, M1W },
  { "brev.b32", "ww", { 0x1 }, MINW },
  { "bfe.u32", "wwww", { 0x12345678u, 8, 8 }, 0x56 },
  { "bfe.u32", "wwww", { 0x12345678u, 8, 0 }, 0 },
  { "bfe.s32", "wwww", { 0x00008000u, 8, 8 }, 0xffffff80u },
  { "bfe.s32", "wwww", { MINW, 28, 16 }, 0xfffffff8u },
  { "bfi.b32", "wwwww", { 0xab, 0, 8, 8 }, 0xab00 },
  { "bfi.b32", "wwwww", { 0xab, 0x77, 32, 8 }, 0x77 },
  { "bfi.b64", "dddww", { 0xab, 1, 32, 32 }, D (0xab00000001) },
  { "prmt.b32", "wwww", { 0x33221100u, 0x77665544u, 0x7530u }, 0x77553300u },
  { "prmt.b32", "wwww", { 0x00000080u, 0, 0x0008u }, 0x808080ffu },
  { "lop3.b32", "wwwww", { 0xf0f0u, 0xff00u, 0x0f0fu, 0xe8 }, 0xff00u & 0xffffu },
  { "lop3.b32", "wwwww", { 0xf0f0u, 0xccccu, 0xaaaau, 0x80 }, 0x8080u },

  { "selp.b16", "hhhp", { 1, 2, 1 }, 1 },
  { "selp.u16", "hhhp", { 1, 2, 0 }, 2 },
  { "selp.s16", "hhhp", { 1, 2, 0 }, 2 },
  { "selp.b32", "wwwp", { 1, 2, 1 }, 1 },
  { "selp.u32", "wwwp", { 1, 2, 0 }, 2 },
  { "selp.s32", "wwwp", { 1, 2, 1 }, 1 },
  { "selp.f32", "wwwp", { NAN_ANY, 2, 1 }, NAN_ANY },
  { "selp.b64", "dddp", { M1D, 2, 1 }, M1D },
  { "selp.u64", "dddp", { 1, M1D, 0 }, M1D },
  { "selp.s64", "dddp", { 1, 2, 0 }, 2 },
};

static const Case other_cases[] = {
  { "mov.u32", "ww", { M1W }, M1W },
  { "mov.f32", "ww", { NAN_ANY }, NAN_ANY },
  { "mov.b64", "dd", { M1D }, M1D },
  { "mov.u16", "hh", { M1H }, M1H },
  { "mov.pred", "pp", { 1 }, 1 },
  { "cvta.to.global.u64", "dd", { 64 }, 64 },

  { "setp.eq.f32", "pww", { 0, MINUS_ZERO }, 1 },
  { "setp.eq.f32", "pww", { NAN_ANY, NAN_ANY }, 0 },
  { "setp.ne.f32", "pww", { NAN_ANY, ONE }, 0 },
  { "setp.ne.f32", "pww", { TWO, ONE }, 1 },
  { "setp.lt.f32", "pww", { ONE, TWO }, 1 },
  { "setp.lt.f32", "pww", { ONE, NAN_ANY }, 0 },
  { "setp.le.f32", "pww", { ONE, ONE }, 1 },
  { "setp.gt.f32", "pww", { ONE, MINUS_INF }, 1 },
  { "setp.ge.f32", "pww", { NAN_ANY, ONE }, 0 },
  { "setp.equ.f32", "pww", { NAN_ANY, ONE }, 1 },
  { "setp.equ.f32", "pww", { TWO, ONE }, 0 },
  { "setp.neu.f32", "pww", { NAN_ANY, NAN_ANY }, 1 },
  { "setp.neu.f32", "pww", { ONE, ONE }, 0 },
  { "setp.ltu.f32", "pww", { NAN_ANY, ONE }, 1 },
  { "setp.ltu.f32", "pww", { ONE, ONE }, 0 },
  { "setp.leu.f32", "pww", { ONE, NAN_ANY }, 1 },
  { "setp.leu.f32", "pww", { TWO, ONE }, 0 },
  { "setp.gtu.f32", "pww", { NAN_ANY, ONE }, 1 },
  { "setp.gtu.f32", "pww", { ONE, ONE }, 0 },
  { "setp.geu.f32", "pww", { NAN_ANY, ONE }, 1 },
  { "setp.geu.f32", "pww", { ONE, TWO }, 0 },
  { "setp.num.f32", "pww", { ONE, NAN_ANY }, 0 },
  { "setp.num.f32", "pww", { ONE, INF }, 1 },
  { "setp.nan.f32", "pww", { ONE, NAN_ANY }, 1 },
  { "setp.nan.f32", "pww", { ONE, TWO }, 0 },
  { "setp.eq.s16", "phh", { M1H, M1H }, 1 },
  { "setp.lt.s16", "phh", { M1H, 0 }, 1 },
  { "setp.lt.u16", "phh", { M1H, 0 }, 0 },
  { "setp.lt.s32", "pww", { M1W, 0 }, 1 },
  { "setp.lt.u32", "pww", { M1W, 0 }, 0 },
  { "setp.lo.u32", "pww", { 1, 2 }, 1 },
  { "setp.hs.u32", "pww", { 2, 2 }, 1 },
  { "setp.ls.u32", "pww", { 3, 2 }, 0 },
  { "setp.hi.u32", "pww", { 3, 2 }, 1 },
  { "setp.ge.s64", "pdd", { MIND, 0 }, 0 },
  { "setp.ge.u64", "pdd", { MIND, 0 }, 1 },
  { "setp.gt.s32", "pww", { 3, 2 }, 1 },
  { "setp.le.s32", "pww", { 3, 2 }, 0 },
  { "setp.ne.b64", "pdd", { MIND, 0 }, 1 },
  { "setp.eq.b32", "pww", { 7, 7 }, 1 },
  { "setp.eq.b16", "phh", { 7, 8 }, 0 },
  { "setp.lt.and.s32", "pwwp", { 1, 2, 0 }, 0 },
  { "setp.lt.or.s32", "pwwp", { 2, 1, 1 }, 1 },
  { "setp.lt.xor.u32", "pwwp", { 1, 2, 1 }, 0 },

  { "cvt.u64.u32", "dw", { M1W }, M1W },
  { "cvt.s64.s32", "dw", { M1W }, M1D },
  { "cvt.u32.u64", "wd", { D (0x123456789) }, 0x23456789u },
  { "cvt.u16.u32", "hw", { 0x12345 }, 0x2345 },
  { "cvt.s32.s16", "wh", { M1H }, M1W },
  { "cvt.u32.u16", "wh", { M1H }, M1H },
  { "cvt.s32.s8", "ww", { 0x180 }, 0xffffff80u },
  { "cvt.u32.u8", "ww", { 0x180 }, 0x80 },
  { "cvt.rn.f32.s32", "ww", { 0x01000001u }, 0x4b800000u }, /* 2^24 + 1: to even */
  { "cvt.rn.f32.s32", "ww", { M1W }, MINUS_ONE },
  { "cvt.rn.f32.u32", "ww", { M1W }, 0x4f800000u },
  { "cvt.rz.f32.u32", "ww", { M1W }, 0x4f7fffffu },
  { "cvt.rm.f32.s32", "ww", { 0xfeffffffu }, 0xcb800001u }, /* −(2^24 + 1), down */
  { "cvt.rp.f32.s32", "ww", { 0x01000001u }, 0x4b800001u },
  { "cvt.rz.f32.s32", "ww", { 0xfefffffdu }, 0xcb800001u }, /* −(2^24 + 3), towards zero */
  { "cvt.rn.f32.u64", "wd", { D (0x8000008000000001) }, 0x5f000001u },
  { "cvt.rn.f32.s64", "wd", { M1D }, MINUS_ONE },
  { "cvt.rzi.s32.f32", "ww", { 0xbfc00000u }, M1W }, /* −1.5 */
  { "cvt.rmi.s32.f32", "ww", { 0xbfc00000u }, 0xfffffffeu },
  { "cvt.rpi.s32.f32", "ww", { 0x3fa00000u }, 2 }, /* 1.25 */
  { "cvt.rni.s32.f32", "ww", { 0x40200000u }, 2 }, /* 2.5: to even */
  { "cvt.rzi.s32.f32", "ww", { NAN_ANY }, 0 },
  { "cvt.rzi.s32.f32", "ww", { INF }, 0x7fffffffu },
  { "cvt.rzi.s32.f32", "ww", { MINUS_INF }, MINW },
  { "cvt.rzi.u32.f32", "ww", { MINUS_ONE }, 0 },
  { "cvt.rzi.u32.f32", "ww", { 0x4f7fffffu }, 0xffffff00u },
  { "cvt.rzi.s64.f32", "dw", { MINUS_TWO }, D (0xfffffffffffffffe) },
  { "cvt.rzi.u64.f32", "dw", { INF }, M1D },
  { "cvt.rni.f32.f32", "ww", { 0x40200000u }, TWO },
  { "cvt.rmi.f32.f32", "ww", { 0xbf000000u }, MINUS_ONE },
  { "cvt.rpi.f32.f32", "ww", { 0xbf000000u }, MINUS_ZERO },
  { "cvt.rzi.f32.f32", "ww", { 0x40200000u }, TWO },
  { "cvt.f32.f32", "ww", { NAN_ANY }, NAN_OUT },
};

/* A kernel of this one instruction: numbers in as 64 bits, out as 64 bits. */
static char *
write_kernel (const Case *c)
{
  const char *const conversions[] = {
    ['h'] = "cvt.u16.u64 %h", ['w'] = "cvt.u32.u64 %w", ['d'] = "mov.b64 %d"
  };
  GString *text = g_string_new (".version 6.3\n.target sm_75\n.address_size 64\n"
                                ".visible .entry one(.param .u64 out, .param .u64 in1, .param .u64 in2,"
                                " .param .u64 in3, .param .u64 in4)\n{\n"
                                ".reg .pred %p<5>; .reg .b16 %h<5>; .reg .b32 %w<5>; .reg .b64 %d<5>;\n"
                                ".reg .b64 %x<5>; .reg .b64 %out;\nld.param.u64 %out, [out];\n");
  gsize n = strlen (c->operands);

  for (gsize i = 1; i < n; i++)
    {
      g_string_append_printf (text, "ld.param.u64 %%x%zu, [in%zu];\n", i, i);
      if (c->operands[i] == 'p')
        g_string_append_printf (text, "setp.ne.u64 %%p%zu, %%x%zu, 0;\n", i, i);
      else
        g_string_append_printf (text, "%s%zu, %%x%zu;\n", conversions[(guint) c->operands[i]], i, i);
    }
  g_string_append (text, c->name);
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%s%%%c%zu", i == 0 ? " " : ", ", c->operands[i], i);
  g_string_append (text, ";\n");

  switch (c->operands[0])
    {
    case 'h':
      g_string_append (text, "cvt.u64.u16 %x0, %h0;\n");
      break;
    case 'w':
      g_string_append (text, "cvt.u64.u32 %x0, %w0;\n");
      break;
    case 'd':
      g_string_append (text, "mov.b64 %x0, %d0;\n");
      break;
    default:
      g_string_append (text, "selp.b64 %x0, 1, 0, %p0;\n");
      break;
    }
  g_string_append (text, "st.global.u64 [%out], %x0;\nret;\n}\n");

  return g_string_free (text, FALSE);
}

static void
check_case (const Case *c)
{
  g_autofree char *text = write_kernel (c);
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnPtxModule) module = mtn_ptx_module_new (text, strlen (text), &error);
  g_autoptr (MtnPtxMachine) machine = mtn_ptx_machine_new (MTN_PTX_LOCKSTEP, 0);
  guint64 *out = g_new0 (guint64, 1), in[4];
  void *parameters[] = { &out, &in[0], &in[1], &in[2], &in[3] };

  g_assert_no_error (error);
  memcpy (in, c->in, sizeof in);
  mtn_ptx_machine_add (machine, out, sizeof *out);
  mtn_ptx_machine_launch (machine, mtn_ptx_module_find (module, "one"), (guint[]){ 1, 1, 1 },
                          (guint[]){ 1, 1, 1 }, 0, parameters, &error);
  g_assert_no_error (error);
  if (*out != c->out)
    g_error ("%s (0x%" G_GINT64_MODIFIER "x, 0x%" G_GINT64_MODIFIER "x, 0x%" G_GINT64_MODIFIER
             "x) is 0x%" G_GINT64_MODIFIER "x, not 0x%" G_GINT64_MODIFIER "x",
             c->name, c->in[0], c->in[1], c->in[2], *out, c->out);
  g_free (out);
}

static void
test_arithmetic (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (&cases[i]);
}

static void
test_others (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (other_cases); i++)
    check_case (&other_cases[i]);
}

/* A form that is known has a case. */
static void
test_all_forms (void)
{
  for (guint f = 0; mtn_ptx_get_form (f) != NULL; f++)
    {
      const MtnPtxForm *form = mtn_ptx_get_form (f);
      gboolean found = strcmp (form->name, "trap") == 0;

      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        if (strcmp (cases[i].name, form->name) == 0)
          {
            g_assert_cmpstr (cases[i].operands, ==, form->operands);
            found = TRUE;
          }
      if (!found)
        g_error ("%s has no case", form->name);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ptx/forms/arithmetic", test_arithmetic);
  g_test_add_func ("/ptx/forms/others", test_others);
  g_test_add_func ("/ptx/forms/all", test_all_forms);

  return g_test_run ();
}
