/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* No guard: the body of a kernel of mtn-cuda-dense.cu, for its TILE, a multiple of 64, and for inputs or weights that
 * are the transposed matrix. */

/*
 * Dense layer by tiles. 256 threads, 16 × 16 of them, sum a TILE × TILE piece of
 * the output; thread (x, y) has the rows 4 · y + 0 … 3 and the columns
 * 4 · x + 0 … 3 of each of its 64 × 64 quarters, so that it reads four numbers
 * of shared memory at once, and neighbours read neighbours. While one slice of
 * DEPTH inputs is summed from shared memory, the next one is on its way to the
 * other buffer.
 *
 * An input of 0 must add nothing, not even to an infinite weight. As long as all
 * weights of a slice are finite, fmaf (0, weight, sum) does that (only the sign
 * of a zero may change, and a sum of zero ends up positive in any case); a slice
 * with others takes the slower loop that asks.
 */
#define EACH (TILE / 16)
#define DEPTH 8
#define LOADS (TILE * DEPTH / 256)

/* Neighbours fetch what lies side by side. Where that is along the sum, they put it into lines of shared memory that
 * must not all begin in the same bank. */
#if TRANSPOSED_IN
#define IN_LINE(place) ((place) / TILE)
#define IN_ROW(place) ((place) % TILE)
#define IN_PLACE(row, k) ((size_t) (k) * n_rows + (row))
#define IN_PITCH TILE
#else
#define IN_LINE(place) ((place) % DEPTH)
#define IN_ROW(place) ((place) / DEPTH)
#define IN_PLACE(row, k) ((size_t) (row) * n_in + (k))
#define IN_PITCH (TILE + 4)
#endif
#if TRANSPOSED_WEIGHT
#define WEIGHT_LINE(place) ((place) % DEPTH)
#define WEIGHT_COLUMN(place) ((place) / DEPTH)
#define WEIGHT_PLACE(k, column) ((size_t) (column) * n_in + (k))
#define WEIGHT_PITCH (TILE + 4)
#else
#define WEIGHT_LINE(place) ((place) / TILE)
#define WEIGHT_COLUMN(place) ((place) % TILE)
#define WEIGHT_PLACE(k, column) ((size_t) (k) * n_out + (column))
#define WEIGHT_PITCH TILE
#endif

/* Adds line @k of the slice to the sums of the rows for which @counts is true. */
#define ADD_LINE(k, counts)                                                                      \
  do                                                                                             \
    {                                                                                            \
      float inputs[EACH], weights[EACH];                                                         \
                                                                                                 \
      MTN_UNROLL                                                                                 \
      for (unsigned part = 0; part < EACH; part += 4)                                            \
        {                                                                                        \
          const float4 a = *(const float4 *) &in_slices[buffer][k][part * 16 + 4 * y];           \
          const float4 b = *(const float4 *) &weight_slices[buffer][k][part * 16 + 4 * x];       \
                                                                                                 \
          inputs[part] = a.x, inputs[part + 1] = a.y, inputs[part + 2] = a.z, inputs[part + 3] = a.w;        \
          weights[part] = b.x, weights[part + 1] = b.y, weights[part + 2] = b.z, weights[part + 3] = b.w;    \
        }                                                                                        \
                                                                                                 \
      MTN_UNROLL                                                                                 \
      for (unsigned i = 0; i < EACH; i++)                                                        \
        if (counts)                                                                              \
          {                                                                                      \
            MTN_UNROLL                                                                           \
            for (unsigned j = 0; j < EACH; j++)                                                  \
              sums[i][j] = fmaf (inputs[i], weights[j], sums[i][j]);                             \
          }                                                                                      \
    }                                                                                            \
  while (0)

{
  __shared__ __align__ (16) float in_slices[2][DEPTH][IN_PITCH];
  __shared__ __align__ (16) float weight_slices[2][DEPTH][WEIGHT_PITCH];
  const unsigned t = threadIdx.x, x = t % 16, y = t / 16;
  const unsigned first_row = blockIdx.x * TILE, first_column = blockIdx.y * TILE;
  const unsigned n_slices = n_in / DEPTH + (n_in % DEPTH > 0);
  float sums[EACH][EACH];
  float in_next[LOADS], weight_next[LOADS];
  unsigned buffer = 1;
  int is_odd = 0;

  MTN_UNROLL
  for (unsigned j = 0; j < EACH; j++)
    {
      const unsigned column = first_column + j / 4 * 64 + 4 * x + j % 4;
      const float start = bias != NULL && column < n_out ? bias[column] : 0.0f;

      MTN_UNROLL
      for (unsigned i = 0; i < EACH; i++)
        sums[i][j] = start;
    }

  /* Each round fetches a slice and sums the one before it. */
  MTN_ROLLED
  for (unsigned round = 0; round <= n_slices; round++)
    {
      const unsigned first = round * DEPTH;
      int has_odd = 0;

      if (round < n_slices)
        {
          MTN_UNROLL
          for (unsigned load = 0; load < LOADS; load++)
            {
              const unsigned place = t + load * 256;
              const unsigned row = first_row + IN_ROW (place), k = first + IN_LINE (place);

              in_next[load] = row < n_rows && k < n_in ? in[IN_PLACE (row, k)] : 0.0f;
            }
          MTN_UNROLL
          for (unsigned load = 0; load < LOADS; load++)
            {
              const unsigned place = t + load * 256;
              const unsigned k = first + WEIGHT_LINE (place), column = first_column + WEIGHT_COLUMN (place);

              weight_next[load] = k < n_in && column < n_out ? weight[WEIGHT_PLACE (k, column)] : 0.0f;
              has_odd |= !(fabsf (weight_next[load]) < INFINITY);
            }
        }

      if (round > 0 && !is_odd)
        {
          MTN_UNROLL
          for (unsigned k = 0; k < DEPTH; k++)
            ADD_LINE (k, 1);
        }
      else if (round > 0)
        {
          MTN_ROLLED
          for (unsigned k = 0; k < DEPTH; k++)
            ADD_LINE (k, inputs[i] != 0.0f);
        }

      if (round < n_slices)
        {
          buffer ^= 1;
          MTN_UNROLL
          for (unsigned load = 0; load < LOADS; load++)
            {
              const unsigned place = t + load * 256;

              in_slices[buffer][IN_LINE (place)][IN_ROW (place)] = in_next[load];
              weight_slices[buffer][WEIGHT_LINE (place)][WEIGHT_COLUMN (place)] = weight_next[load];
            }
          is_odd = __syncthreads_or (has_odd);
        }
    }

  MTN_UNROLL
  for (unsigned i = 0; i < EACH; i++)
    {
      const unsigned row = first_row + i / 4 * 64 + 4 * y + i % 4;

      MTN_UNROLL
      for (unsigned j = 0; j < EACH; j++)
        {
          const unsigned column = first_column + j / 4 * 64 + 4 * x + j % 4;

          const float sum = sums[i][j] + 0.0f;

          if (row < n_rows && column < n_out)
            out[(size_t) row * n_out + column] = activation == MTN_CUDA_RELU && !(sum > 0.0f) ? 0.0f : sum;
        }
    }

  /* The others take too much code to be written out for each sum. */
  MTN_ROLLED
  for (unsigned i = activation > MTN_CUDA_RELU ? 0 : EACH; i < EACH; i++)
    MTN_ROLLED
    for (unsigned j = 0; j < EACH; j++)
      {
        const unsigned row = first_row + i / 4 * 64 + 4 * y + i % 4;
        const unsigned column = first_column + j / 4 * 64 + 4 * x + j % 4;

        if (row < n_rows && column < n_out)
          {
            float *place = out + (size_t) row * n_out + column;

            *place = mtn_scalar_activate (*place, activation);
          }
      }
}

#undef EACH
#undef DEPTH
#undef LOADS
#undef IN_LINE
#undef IN_ROW
#undef IN_PLACE
#undef IN_PITCH
#undef WEIGHT_LINE
#undef WEIGHT_COLUMN
#undef WEIGHT_PLACE
#undef WEIGHT_PITCH
#undef ADD_LINE
