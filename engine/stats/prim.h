/* The special functions and the little linear algebra that the statistics of this room stand on.
 *
 * Pure: no state, no allocation, thread-safe. Arguments outside a function's domain are our own
 * bugs and are asserted. Accuracy: 1e-10 relative or better over the ranges that scores use
 * (checked against tables of 15 digits; docs/scoring.md, "What is verified"). */
#ifndef STATS_PRIM_H
#define STATS_PRIM_H

#include <stdbool.h>
#include <stddef.h>

#define SCORE_PI 3.14159265358979323846
#define SCORE_Z95 1.95996398454005423552 /* the 97.5 % point of the standard normal */

/* Standard normal: density, distribution and its inverse (Wichura 1988, AS 241), 0 < p < 1. */
double normal_pdf(double x);
double normal_cdf(double x);
double normal_quantile(double p);

/* ln Γ(x), ψ(x) = d/dx ln Γ, ψ'(x); x > 0. log_gamma touches no global, unlike lgamma(3). */
double log_gamma(double x);
double digamma(double x);
double log_beta(double a, double b);

/* Regularised incomplete beta I_x(a, b) by its continued fraction (Lentz), a, b > 0, 0 ≤ x ≤ 1, and
 * the x with I_x(a, b) = p. */
double beta_cdf(double x, double a, double b);
double beta_quantile(double p, double a, double b);

/* Regularised upper incomplete gamma Q(a, x), a > 0, x ≥ 0; the chi-square tail P(X² > x). */
double gamma_q(double a, double x);
double chi_square_tail(double x, double df);

/* Student's t with df > 0 degrees of freedom (not necessarily whole); Snedecor's F quantile. */
double student_cdf(double t, double df);
double student_quantile(double p, double df);

/* P(X ≤ x) for X ~ Bin(n, p), and the smallest x with P(X ≤ x) ≥ q. */
double binomial_cdf(int x, int n, double p);
int binomial_quantile(double q, int n, double p);

/* 1 / (1 + e^-x) without overflow, and ln(p / (1 − p)). */
double logistic(double x);
double logit(double p);

/* ln Σ e^{x_i}; −∞ for an empty sum. */
double log_sum_exp(const double *x, size_t count);

/* Type-7 quantile (the default of R) of values already sorted upwards; count ≥ 1, 0 ≤ p ≤ 1. */
double sorted_quantile(const double *sorted, size_t count, double p);
void sort_doubles(double *x, size_t count);

/* Mid-ranks 1…count of x: equal values share the mean of their ranks. `order` is room for count
 * indices. */
void mid_ranks(const double *x, size_t count, double *rank, size_t *order);

/* Pearson's correlation; NAN where a side does not vary. */
double correlation(const double *x, const double *y, size_t count);

/* Symmetric positive definite systems, row-major n × n, in place. cholesky_factor writes L into the
 * lower triangle; false when the matrix is not positive definite (then `a` is spoilt). */
bool cholesky_factor(double *a, int n);
void cholesky_solve(const double *factor, int n, double *b); /* b becomes A⁻¹ b */
double cholesky_log_det(const double *factor, int n);        /* ln det A */

enum { CHOLESKY_INVERSE_MAX = 32 };

/* A becomes A⁻¹ (full, symmetric); n ≤ CHOLESKY_INVERSE_MAX. False: not positive definite. */
bool spd_inverse(double *a, int n);

/* The quadrature of a standard normal: 61 equally spaced points on [−6, 6], weights φ normalised to
 * sum 1. normal_grid: the same with `count` ≥ 2 points on [−limit, limit]. */
enum { RECT61 = 61 };
void normal_grid(int count, double limit, double *node, double *weight);

#endif
