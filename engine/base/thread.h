/* Work in parallel: one function over numbered pieces. */
#ifndef BASE_THREAD_H
#define BASE_THREAD_H

enum { THREADS_MAX = 64 };

/* Processors this process may use, at least 1 and at most THREADS_MAX. */
int thread_count(void);

/* Calls `work` once for each piece 0 … pieces − 1, handed out in this order to `threads` workers (0
 * … threads − 1; worker 0 is the caller). Returns when all is done. Where the system gives fewer
 * threads the work is done by those there are. What a piece computes must not depend on the worker.
 */
void threads_run(int threads, int pieces, void (*work)(void *self, int worker, int piece),
                 void *self);

#endif
