/* The part of prim.h that works on arrays: order, correlation, Cholesky, the quadrature grid. */
#include "stats/prim.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

static int compare_doubles(const void *a, const void *b) {
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

void sort_doubles(double *x, size_t count) {
    if (count > 1)
        qsort(x, count, sizeof *x, compare_doubles);
}

double sorted_quantile(const double *sorted, size_t count, double p) {
    assert(count > 0 && p >= 0 && p <= 1);
    double at = p * (double)(count - 1);
    size_t below = (size_t)at;
    if (below + 1 >= count)
        return sorted[count - 1];
    return sorted[below] + (at - (double)below) * (sorted[below + 1] - sorted[below]);
}

/* Shell sort: no allocation, no recursion, and the lists here are short. */
static void order_by(const double *x, size_t count, size_t *order) {
    for (size_t i = 0; i < count; i++)
        order[i] = i;
    for (size_t gap = count / 2; gap > 0; gap /= 2)
        for (size_t i = gap; i < count; i++) {
            size_t held = order[i], j = i;
            for (; j >= gap && x[order[j - gap]] > x[held]; j -= gap)
                order[j] = order[j - gap];
            order[j] = held;
        }
}

void mid_ranks(const double *x, size_t count, double *rank, size_t *order) {
    order_by(x, count, order);
    for (size_t first = 0; first < count;) {
        size_t last = first;
        while (last + 1 < count && x[order[last + 1]] <= x[order[first]])
            last++;
        for (size_t i = first; i <= last; i++)
            rank[order[i]] = 0.5 * (double)(first + last) + 1;
        first = last + 1;
    }
}

double correlation(const double *x, const double *y, size_t count) {
    double mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
    for (size_t i = 0; i < count; i++) {
        mx += x[i] / (double)count;
        my += y[i] / (double)count;
    }
    for (size_t i = 0; i < count; i++) {
        xx += (x[i] - mx) * (x[i] - mx);
        yy += (y[i] - my) * (y[i] - my);
        xy += (x[i] - mx) * (y[i] - my);
    }
    /* what rounding alone leaves of a constant is not variation */
    double floor_x = 1e-28 * (double)count * mx * mx, floor_y = 1e-28 * (double)count * my * my;
    if (!(xx > floor_x) || !(yy > floor_y))
        return NAN;
    return xy / sqrt(xx * yy);
}

bool cholesky_factor(double *a, int n) {
    for (int j = 0; j < n; j++) {
        for (int i = j; i < n; i++) {
            double sum = a[i * n + j];
            for (int k = 0; k < j; k++)
                sum -= a[i * n + k] * a[j * n + k];
            if (i > j)
                a[i * n + j] = sum / a[j * n + j];
            else if (sum > 0)
                a[j * n + j] = sqrt(sum);
            else
                return false;
        }
    }
    return true;
}

void cholesky_solve(const double *factor, int n, double *b) {
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < i; k++)
            b[i] -= factor[i * n + k] * b[k];
        b[i] /= factor[i * n + i];
    }
    for (int i = n - 1; i >= 0; i--) {
        for (int k = i + 1; k < n; k++)
            b[i] -= factor[k * n + i] * b[k];
        b[i] /= factor[i * n + i];
    }
}

double cholesky_log_det(const double *factor, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += 2 * log(factor[i * n + i]);
    return sum;
}

bool spd_inverse(double *a, int n) {
    assert(n > 0 && n <= CHOLESKY_INVERSE_MAX);
    if (!cholesky_factor(a, n))
        return false;
    double inverse[CHOLESKY_INVERSE_MAX * CHOLESKY_INVERSE_MAX];
    for (int column = 0; column < n; column++) {
        double unit[CHOLESKY_INVERSE_MAX] = {0};
        unit[column] = 1;
        cholesky_solve(a, n, unit);
        for (int row = 0; row < n; row++)
            inverse[row * n + column] = unit[row];
    }
    for (int i = 0; i < n * n; i++)
        a[i] = inverse[i];
    return true;
}

void normal_grid(int count, double limit, double *node, double *weight) {
    assert(count >= 2 && limit > 0);
    double sum = 0;
    for (int i = 0; i < count; i++) {
        node[i] = limit * (2.0 * i - (count - 1)) / (count - 1);
        weight[i] = exp(-0.5 * node[i] * node[i]);
        sum += weight[i];
    }
    for (int i = 0; i < count; i++)
        weight[i] /= sum;
}
