"""Matrices are multiplied, inverted and solved; one of them is Python's."""

import mat


class Hilbert:
    def __init__(self, n):
        self.n = n

    def dims(self):
        return self.n, self.n

    def at(self, i, j):
        return 1 / (i + j + 1)

    def t(self):
        return self


def show(m):
    rows, columns = m.dims()
    for i in range(rows):
        print("".join(f"{m.at(i, j):.6f} " for j in range(columns)))


a = mat.new_dense(2, 2, [2, 1, 1, 3])
b = mat.new_dense(2, 3, [1, 2, 3, 4, 5, 6])
c = mat.Dense.zero_()
c.mul(a, b)
show(c)
inverse = mat.Dense.zero_()
print(inverse.inverse(a) or "<nil>")
show(inverse)
x = mat.VecDense.zero_()
print(x.solve_vec(a, mat.new_vec_dense(2, [3, 5])) or "<nil>")
show(x)
print(f"{mat.det(a):.6f}")
eigen = mat.Eigen()
print(str(eigen.factorize(a, mat.EIGEN_RIGHT)).lower())
for v in eigen.values(None):
    print(f"{v.real:.6f}")
product = mat.Dense.zero_()
product.mul(Hilbert(2), b.t().t())
show(product)
print(f"{mat.sum(Hilbert(3)):.6f}", str(mat.equal(a, a.t())).lower())
try:
    inverse.inverse(mat.new_dense(2, 2, [1, 2, 2, 4]))
except mat.GoError as error:
    print(error)
