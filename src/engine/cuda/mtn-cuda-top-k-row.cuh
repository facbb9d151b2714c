/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* No guard: the body of both kernels of mtn-cuda-top-k.cu. selected: [a power of two, not below min (k, n_columns)]. */

/*
 * Exact selection of the k largest by their digits. A score becomes a key that
 * sorts like it, 0 for what is never listed. Four rounds of counting, 8 bits
 * each from the top, find the key of the last one listed and how many equal to it
 * are in; one more pass collects them, lower columns first; then they are sorted.
 * Scores are read five times; what is closed to the row is a bit in shared memory,
 * for a stretch of columns at a time.
 */
{
  __shared__ unsigned counts[N_DIGITS];
  __shared__ unsigned closed[STRETCH / MTN_WARP];
  __shared__ unsigned warp_better[2][N_WARPS], warp_equal[2][N_WARPS];
  __shared__ unsigned n_listed, found_digit, found_rank;
  const unsigned r = blockIdx.x, t = threadIdx.x, lane = t % MTN_WARP, warp = t / MTN_WARP;
  const float *row = scores + (size_t) r * n_columns;
  /* Bits of the last key that are known, and the place of the last one listed among those that share them. */
  unsigned prefix = 0, known = 0, rank = 0;
  unsigned n, n_sorted = 1, n_better = 0, n_equal = 0, parity = 0;
  unsigned closed_first = ~0u;

  for (int shift = 24; shift >= 0; shift -= 8)
    {
      counts[t] = 0;
      __syncthreads ();

      for (unsigned first = 0; first < n_columns; first += STRETCH)
        {
          const unsigned width = n_columns - first < STRETCH ? n_columns - first : STRETCH;

          if (first != closed_first)
            close_columns (closed, first, width, mask, offsets, columns, r);
          closed_first = first;

          for (unsigned j = t; j < width; j += N_THREADS)
            {
              const unsigned key = get_key (row[first + j], closed, j);

              if (key != 0 && (key & known) == prefix)
                atomicAdd (&counts[key >> shift & (N_DIGITS - 1)], 1u);
            }
        }
      __syncthreads ();

      /* Each lane has eight digits, the first one the highest. */
      if (warp == 0)
        {
          unsigned n_mine = 0, n_up_to_mine, left;

          for (unsigned i = 0; i < N_DIGITS / MTN_WARP; i++)
            n_mine += counts[N_DIGITS - 1 - (lane * (N_DIGITS / MTN_WARP) + i)];

          n_up_to_mine = n_mine;
          MTN_UNROLL
          for (unsigned distance = 1; distance < MTN_WARP; distance *= 2)
            {
              const unsigned other = __shfl_up_sync (MTN_ALL_LANES, n_up_to_mine, distance);

              if (lane >= distance)
                n_up_to_mine += other;
            }

          if (known == 0)
            {
              const unsigned n_all = __shfl_sync (MTN_ALL_LANES, n_up_to_mine, MTN_WARP - 1);

              rank = k < n_all ? k : n_all;
              if (lane == 0)
                n_listed = rank;
            }

          /* True in one lane. */
          left = rank - (n_up_to_mine - n_mine);
          if (n_up_to_mine - n_mine < rank && rank <= n_up_to_mine)
            for (unsigned i = 0; i < N_DIGITS / MTN_WARP; i++)
              {
                const unsigned digit = N_DIGITS - 1 - (lane * (N_DIGITS / MTN_WARP) + i);

                if (left <= counts[digit])
                  {
                    found_digit = digit;
                    found_rank = left;
                    break;
                  }
                left -= counts[digit];
              }
        }
      __syncthreads ();

      if (n_listed == 0)
        break;
      rank = found_rank;
      prefix |= found_digit << shift;
      known |= (unsigned) (N_DIGITS - 1) << shift;
    }
  n = n_listed;

  for (unsigned first = 0; n > 0 && first < n_columns; first += STRETCH)
    {
      const unsigned width = n_columns - first < STRETCH ? n_columns - first : STRETCH;

      if (first != closed_first)
        close_columns (closed, first, width, mask, offsets, columns, r);
      closed_first = first;

      for (unsigned start = 0; start < width; start += N_THREADS, parity ^= 1)
        {
          const unsigned j = start + t;
          const unsigned key = j < width ? get_key (row[first + j], closed, j) : 0;
          const unsigned better = __ballot_sync (MTN_ALL_LANES, key > prefix);
          const unsigned equal = __ballot_sync (MTN_ALL_LANES, key == prefix);
          const unsigned below = (1u << lane) - 1;
          const unsigned long long item = (unsigned long long) key << 32 | (unsigned) ~(first + j);
          unsigned at_better = n_better + __popc (better & below);
          unsigned at_equal = n_equal + __popc (equal & below);

          if (lane == 0)
            {
              warp_better[parity][warp] = __popc (better);
              warp_equal[parity][warp] = __popc (equal);
            }
          __syncthreads ();

          for (unsigned i = 0; i < N_WARPS; i++)
            {
              at_better += i < warp ? warp_better[parity][i] : 0;
              at_equal += i < warp ? warp_equal[parity][i] : 0;
              n_better += warp_better[parity][i];
              n_equal += warp_equal[parity][i];
            }

          if (key > prefix)
            selected[at_better] = item;
          else if (key == prefix && at_equal < rank)
            selected[n - rank + at_equal] = item;
        }
    }

  /* Bitonic, best first; 0 is worse than all. */
  while (n_sorted < n)
    n_sorted *= 2;
  for (unsigned i = n + t; i < n_sorted; i += N_THREADS)
    selected[i] = 0;
  __syncthreads ();
  for (unsigned run = 2; run <= n_sorted; run *= 2)
    for (unsigned distance = run / 2; distance > 0; distance /= 2)
      {
        for (unsigned i = t; i < n_sorted; i += N_THREADS)
          {
            const unsigned partner = i ^ distance;

            if (partner > i)
              {
                const unsigned long long a = selected[i], b = selected[partner];

                if (a < b ? (i & run) == 0 : (i & run) != 0)
                  {
                    selected[i] = b;
                    selected[partner] = a;
                  }
              }
          }
        __syncthreads ();
      }

  for (unsigned i = t; i < k; i += N_THREADS)
    {
      const unsigned column = i < n ? ~(unsigned) selected[i] : 0;

      out_columns[(size_t) r * k + i] = column;
      out_scores[(size_t) r * k + i] = i < n ? row[column] : 0.0f;
    }
  if (t == 0)
    out_n[r] = n;
}
