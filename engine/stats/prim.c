#include "stats/prim.h"

#include "base/os.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>

double normal_pdf(double x) {
    return exp(-0.5 * x * x) / sqrt(2 * SCORE_PI);
}

double normal_cdf(double x) {
    return 0.5 * erfc(-x / sqrt(2.0));
}

static double horner(const double *c, int count, double x) {
    double sum = 0;
    for (int i = count - 1; i >= 0; i--)
        sum = sum * x + c[i];
    return sum;
}

/* PPND16 of AS 241. */
double normal_quantile(double p) {
    static const double a[] = {3.3871328727963666080e0,  1.3314166789178437745e+2,
                               1.9715909503065514427e+3, 1.3731693765509461125e+4,
                               4.5921953931549871457e+4, 6.7265770927008700853e+4,
                               3.3430575583588128105e+4, 2.5090809287301226727e+3};
    static const double b[] = {1.0,
                               4.2313330701600911252e+1,
                               6.8718700749205790830e+2,
                               5.3941960214247511077e+3,
                               2.1213794301586595867e+4,
                               3.9307895800092710610e+4,
                               2.8729085735721942674e+4,
                               5.2264952788528545610e+3};
    static const double c[] = {1.42343711074968357734e0,  4.63033784615654529590e0,
                               5.76949722146069140550e0,  3.64784832476320460504e0,
                               1.27045825245236838258e0,  2.41780725177450611770e-1,
                               2.27238449892691845833e-2, 7.74545014278341407640e-4};
    static const double d[] = {1.0,
                               2.05319162663775882187e0,
                               1.67638483018380384940e0,
                               6.89767334985100004550e-1,
                               1.48103976427480074590e-1,
                               1.51986665636164571966e-2,
                               5.47593808499534494600e-4,
                               1.05075007164441684324e-9};
    static const double e[] = {6.65790464350110377720e0,  5.46378491116411436990e0,
                               1.78482653991729133580e0,  2.96560571828504891230e-1,
                               2.65321895265761230930e-2, 1.24266094738807843860e-3,
                               2.71155556874348757815e-5, 2.01033439929228813265e-7};
    static const double f[] = {1.0,
                               5.99832206555887937690e-1,
                               1.36929880922735805310e-1,
                               1.48753612908506148525e-2,
                               7.86869131145613259100e-4,
                               1.84631831751005468180e-5,
                               1.42151175831644588870e-7,
                               2.04426310338993978564e-15};
    assert(p > 0 && p < 1);
    double q = p - 0.5;
    if (fabs(q) <= 0.425) {
        double r = 0.180625 - q * q;
        return q * horner(a, 8, r) / horner(b, 8, r);
    }
    double r = sqrt(-log(q < 0 ? p : 1 - p));
    double x = r <= 5 ? horner(c, 8, r - 1.6) / horner(d, 8, r - 1.6)
                      : horner(e, 8, r - 5) / horner(f, 8, r - 5);
    return q < 0 ? -x : x;
}

double log_gamma(double x) {
    assert(x > 0);
    return os_log_gamma(x);
}

/* Recurrence up to 10, then the asymptotic series. */
double digamma(double x) {
    assert(x > 0);
    double sum = 0;
    for (; x < 10; x += 1)
        sum -= 1 / x;
    double r = 1 / (x * x);
    double tail =
        r *
        (1.0 / 12 -
         r * (1.0 / 120 - r * (1.0 / 252 - r * (1.0 / 240 - r * (1.0 / 132 - r * 691.0 / 32760)))));
    return sum + log(x) - 0.5 / x - tail;
}

double log_beta(double a, double b) {
    return log_gamma(a) + log_gamma(b) - log_gamma(a + b);
}

/* The continued fraction of I_x(a, b), good for x below (a + 1) / (a + b + 2). */
static double beta_fraction(double x, double a, double b) {
    const double tiny = 1e-300;
    double c = 1, d = 1 - (a + b) * x / (a + 1);
    d = 1 / (fabs(d) < tiny ? tiny : d);
    double h = d;
    for (int m = 1; m < 10000; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 + even * d;
        c = 1 + even / c;
        d = 1 / (fabs(d) < tiny ? tiny : d);
        c = fabs(c) < tiny ? tiny : c;
        h *= d * c;
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 + odd * d;
        c = 1 + odd / c;
        d = 1 / (fabs(d) < tiny ? tiny : d);
        c = fabs(c) < tiny ? tiny : c;
        double step = d * c;
        h *= step;
        if (fabs(step - 1) < DBL_EPSILON)
            break;
    }
    return h;
}

/* I with both x and y = 1 − x given, so that neither loses digits near its end. */
static double beta_cdf_both(double x, double y, double a, double b) {
    if (x <= 0)
        return 0;
    if (y <= 0)
        return 1;
    double front = exp(a * log(x) + b * log(y) - log_beta(a, b));
    if (x < (a + 1) / (a + b + 2))
        return front * beta_fraction(x, a, b) / a;
    return 1 - front * beta_fraction(y, b, a) / b;
}

double beta_cdf(double x, double a, double b) {
    assert(a > 0 && b > 0 && x >= 0 && x <= 1);
    return beta_cdf_both(x, 1 - x, a, b);
}

/* Newton inside a bracket that bisection keeps closing. */
double beta_quantile(double p, double a, double b) {
    assert(a > 0 && b > 0 && p >= 0 && p <= 1);
    if (p <= 0)
        return 0;
    if (p >= 1)
        return 1;
    double lo = 0, hi = 1, x = a / (a + b);
    double scale = log_beta(a, b);
    for (int i = 0; i < 400; i++) {
        double miss = beta_cdf(x, a, b) - p;
        if (miss > 0)
            hi = x;
        else
            lo = x;
        double slope = exp((a - 1) * log(x) + (b - 1) * log1p(-x) - scale);
        double next = slope > 0 ? x - miss / slope : -1;
        /* near 0 the middle is taken on the log scale: quantiles of small shapes can be 1e-30 */
        if (!(next > lo && next < hi))
            next = lo > 0 && hi / lo > 4  ? sqrt(lo * hi)
                   : lo <= 0 && hi < 1e-3 ? hi * 1e-3
                                          : (lo + hi) / 2;
        if (fabs(next - x) <= 1e-15 * x || hi - lo <= 1e-15 * hi)
            return next;
        x = next;
    }
    return x;
}

static double gamma_p_series(double a, double x) {
    double term = 1 / a, sum = term;
    for (double n = a + 1; fabs(term) > fabs(sum) * DBL_EPSILON * 0.1; n += 1) {
        term *= x / n;
        sum += term;
    }
    return sum * exp(a * log(x) - x - log_gamma(a));
}

static double gamma_q_fraction(double a, double x) {
    const double tiny = 1e-300;
    double b = x + 1 - a, c = 1 / tiny, d = 1 / b, h = d;
    for (int i = 1; i < 100000; i++) {
        double an = -i * (i - a);
        b += 2;
        d = an * d + b;
        c = b + an / c;
        d = 1 / (fabs(d) < tiny ? tiny : d);
        c = fabs(c) < tiny ? tiny : c;
        double step = d * c;
        h *= step;
        if (fabs(step - 1) < DBL_EPSILON)
            break;
    }
    return h * exp(a * log(x) - x - log_gamma(a));
}

double gamma_q(double a, double x) {
    assert(a > 0 && x >= 0);
    if (x <= 0)
        return 1;
    return x < a + 1 ? 1 - gamma_p_series(a, x) : gamma_q_fraction(a, x);
}

double chi_square_tail(double x, double df) {
    return x <= 0 ? 1 : gamma_q(0.5 * df, 0.5 * x);
}

double student_cdf(double t, double df) {
    assert(df > 0);
    double square = t * t;
    double tail = 0.5 * beta_cdf_both(df / (df + square), square / (df + square), 0.5 * df, 0.5);
    return t > 0 ? 1 - tail : tail;
}

/* By whichever of x = df / (df + t²) and 1 − x is small, so that t near 0 keeps its digits. */
double student_quantile(double p, double df) {
    assert(p > 0 && p < 1 && df > 0);
    double tail = p < 0.5 ? p : 1 - p;
    double t;
    if (tail < 0.25) {
        double x = beta_quantile(2 * tail, 0.5 * df, 0.5);
        t = sqrt(df * (1 - x) / x);
    } else {
        double y = beta_quantile(1 - 2 * tail, 0.5, 0.5 * df);
        t = sqrt(df * y / (1 - y));
    }
    return p < 0.5 ? -t : t;
}

double binomial_cdf(int x, int n, double p) {
    assert(n >= 0 && p >= 0 && p <= 1);
    if (x < 0)
        return 0;
    if (x >= n)
        return 1;
    return beta_cdf_both(1 - p, p, n - x, x + 1);
}

/* A hair below q, so that a sum that equals it in exact arithmetic is not missed by a rounding. */
int binomial_quantile(double q, int n, double p) {
    int x = 0;
    while (x < n && binomial_cdf(x, n, p) < q * (1 - 64 * DBL_EPSILON))
        x++;
    return x;
}

double logistic(double x) {
    if (x >= 0)
        return 1 / (1 + exp(-x));
    double e = exp(x);
    return e / (1 + e);
}

double logit(double p) {
    assert(p > 0 && p < 1);
    return log(p) - log1p(-p);
}

double log_sum_exp(const double *x, size_t count) {
    double top = -INFINITY;
    for (size_t i = 0; i < count; i++)
        top = fmax(top, x[i]);
    if (isinf(top))
        return top;
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += exp(x[i] - top);
    return top + log(sum);
}
