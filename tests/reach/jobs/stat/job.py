"""Means, a regression and a covariance matrix."""

import stat_go as stat
from stat_go import mat

x = [1.0, 2.0, 3.0, 4.0, 5.0]
y = [2.1, 3.9, 6.2, 8.1, 9.8]
mean, deviation = stat.mean_std_dev(x, None)
alpha, beta = stat.linear_regression(x, y, None, False)
print(f"{mean:.6f} {deviation:.6f} {alpha:.6f} {beta:.6f}")
print(f"{stat.correlation(x, y, None):.6f} {stat.quantile(0.5, stat.EMPIRICAL, x, None):.6f}")
covariance = mat.SymDense.zero_()
stat.covariance_matrix(covariance, mat.new_dense(3, 2, [1, 2, 3, 5, 4, 9]), None)
print(f"{covariance.at(0, 0):.6f} {covariance.at(0, 1):.6f}")
